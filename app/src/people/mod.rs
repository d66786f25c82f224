//! Who there is: imports from the pupil administration, and what other features and the command line may ask about people.
#[cfg(feature = "ssr")]
pub mod import;
#[cfg(feature = "ssr")]
mod imports;
#[cfg(feature = "ssr")]
mod jobs;
#[cfg(feature = "ssr")]
mod kept;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod periods;
#[cfg(feature = "ssr")]
mod roles;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;

#[cfg(feature = "ssr")]
pub use imports::{Founding, ImportRefused, ImportReport, Which, import_guardians, import_school};
#[cfg(feature = "ssr")]
pub use jobs::job;
#[cfg(feature = "ssr")]
pub use page::routes;
#[cfg(feature = "ssr")]
pub use roles::{confirm_roles, open_module, with_address};
