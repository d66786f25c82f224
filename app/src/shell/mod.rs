//! The house around the pages: document, navigation, routes, layers. Server only; nothing of it reaches the phone.
mod actions;
mod document;
pub mod failures;
pub mod kept;
pub mod language;
mod layers;
mod mailbox;
mod page;
mod router;
mod site;

pub use kept::Kept;
pub use page::{Host, Page, Tab};
pub use router::{Route, router, routes};
pub use site::Site;
