//! The house around the pages: document, navigation, routes, layers. Server only; nothing of it reaches the phone.
mod actions;
mod answers;
#[cfg(test)]
#[path = "tests/comes_back.rs"]
mod comes_back;
mod document;
pub mod failures;
pub mod flash;
mod here;
mod host;
pub mod kept;
pub mod language;
mod layers;
mod mailbox;
mod page;
mod router;
mod said;
mod site;
#[cfg(test)]
mod tests;
mod unkept;
pub mod ways;

pub use host::Host;
pub use kept::Kept;
pub use page::{Page, Tab};
pub use router::{Route, router, router_of, routes};
pub use site::Site;
#[cfg(test)]
pub use site::{Bundle, Names};
