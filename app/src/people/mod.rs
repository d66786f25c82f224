//! Who there is: imports from the pupil administration, and what other features and the command line may ask about people.
#[cfg(feature = "ssr")]
mod server;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use server::{
    About, Confirm, Decision, Described, FEATURE, Founding, ImportRefused, ImportReport, Refused, Waiting, Which,
    confirm_guardian, confirm_roles, erase, export, guardians_waiting, import_guardians, import_school, lift_block,
    modules, open_module, roles_waiting, said, schools, set_module, with_address,
};
