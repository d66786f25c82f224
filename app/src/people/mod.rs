//! Who there is: imports from the pupil administration, and what other features and the command line may ask about people.
#[cfg(feature = "ssr")]
mod actions;
#[cfg(feature = "ssr")]
mod rules;
#[cfg(feature = "ssr")]
mod server;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use server::{
    About, Confirm, Decision, Described, FEATURE, Found, Founding, ImportRefused, ImportReport, LinkId, Refused,
    RoleId, Waiting, Which, back, confirm_guardian, confirm_roles, erase, export, find_adults, guardians_waiting,
    import_guardians, import_school, lift_block, own_address, roles_waiting, said, schools, the_school, with_address,
};
