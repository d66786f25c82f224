//! The house around the pages: document, navigation, routes, layers. Server only; nothing of it reaches the phone.
mod actions;
mod answers;
mod carried;
#[cfg(test)]
#[path = "tests/comes_back.rs"]
mod comes_back;
mod document;
pub mod elsewhere;
pub mod failures;
mod feature;
mod files;
pub mod flash;
mod here;
mod host;
pub mod kept;
mod layers;
mod live;
mod mailbox;
#[cfg(test)]
#[path = "tests/open_pages.rs"]
mod open_pages;
mod page;
mod router;
mod said;
pub mod sharing;
pub mod sheet;
mod showcase;
#[cfg(test)]
mod tests;
pub mod typed;
mod unkept;
pub mod ways;

pub use carried::Carried;
pub use document::{SchoolName, logo_address};
pub use feature::{
    Chapter, Destination, Due, Feature, FoundAdult, Listed, Share, chapters, doors, due, features, follow, ways_of,
    worker,
};
pub use host::Host;
pub use kept::Kept;
pub use page::{Page, Tab};
pub use router::{Route, router, router_of, routes};
pub use sheet::Sheet;
