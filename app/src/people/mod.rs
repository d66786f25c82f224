//! Who there is: imports from the pupil administration, and what other features and the command line may ask about people.
#[cfg(feature = "ssr")]
mod decisions;
#[cfg(feature = "ssr")]
pub mod import;
#[cfg(feature = "ssr")]
mod imports;
#[cfg(feature = "ssr")]
mod jobs;
#[cfg(feature = "ssr")]
mod kept;
#[cfg(feature = "ssr")]
mod location;
#[cfg(feature = "ssr")]
mod modules;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod periods;
#[cfg(feature = "ssr")]
mod refused;
#[cfg(feature = "ssr")]
mod roles;
#[cfg(feature = "ssr")]
pub mod said;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
#[cfg(feature = "ssr")]
mod waiting;
#[cfg(feature = "ssr")]
mod which;
#[cfg(feature = "ssr")]
mod years;

#[cfg(feature = "ssr")]
pub use decisions::{Decision, confirm_guardian, lift_block};
#[cfg(feature = "ssr")]
pub use imports::{Founding, ImportRefused, ImportReport, Which, import_guardians, import_school};
#[cfg(feature = "ssr")]
pub use jobs::job;
#[cfg(feature = "ssr")]
pub use modules::{MODULES, modules, open_module, set_module};
#[cfg(feature = "ssr")]
pub use page::routes;
#[cfg(feature = "ssr")]
pub use periods::is_day;
#[cfg(feature = "ssr")]
pub use refused::Refused;
#[cfg(feature = "ssr")]
pub use roles::{Confirm, confirm_roles, roles_waiting};
#[cfg(feature = "ssr")]
pub use store::{Described, Waiting, described as schools};
#[cfg(feature = "ssr")]
pub use waiting::guardians_waiting;
#[cfg(feature = "ssr")]
pub use which::with_address;
