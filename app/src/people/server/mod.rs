//! The side of the server: pages, statements, jobs.
mod decisions;
pub mod import;
mod imports;
mod jobs;
mod kept;
mod location;
mod modules;
mod page;
mod periods;
mod refused;
mod roles;
pub mod said;
mod store;
mod waiting;
mod which;
mod years;

pub use decisions::{Decision, confirm_guardian, lift_block};
pub use imports::{Founding, ImportRefused, ImportReport, Which, import_guardians, import_school};
pub use jobs::job;
pub use modules::{MODULES, modules, open_module, set_module};
pub use page::routes;
pub use periods::is_day;
pub use refused::Refused;
pub use roles::{Confirm, confirm_roles, roles_waiting};
pub use store::{Described, Waiting, described as schools};
pub use waiting::guardians_waiting;
pub use which::with_address;
