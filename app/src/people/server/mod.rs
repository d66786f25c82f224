//! The side of the server: pages, statements, jobs.
mod decisions;
mod erasing;
mod imports;
mod kept;
mod location;
mod modules;
mod periods;
mod refused;
mod roles;
pub mod said;
mod store;
mod waiting;
mod which;
mod years;

use crate::shell::Feature;

pub use decisions::{Decision, confirm_guardian, lift_block};
pub use erasing::{About, erase, export};
pub use imports::{Founding, ImportRefused, ImportReport, Which, import_guardians, import_school};
pub use modules::{modules, open_module, set_module};
pub use refused::Refused;
pub use roles::{Confirm, confirm_roles, roles_waiting};
pub use store::{Described, Waiting, described as schools};
pub use waiting::guardians_waiting;
pub use which::with_address;

pub const FEATURE: Feature = Feature {
    erase: |tx, erasing| Box::pin(store::person::erase(tx, erasing)),
    export: |robot, person| Box::pin(store::person::export(robot, person)),
    ..Feature::NONE
};
