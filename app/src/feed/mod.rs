//! News of the class: posts with photos, to an audience. A post is seen by its audience and by nobody else, and it is published
//! once, however often its form is sent. Others may ask for `PostId` and what it protects.
#[cfg(feature = "ssr")]
mod actions;
#[cfg(feature = "ssr")]
mod audience;
#[cfg(any(feature = "ssr", feature = "staff"))]
mod autosave;
#[cfg(any(feature = "ssr", feature = "staff"))]
mod bar;
#[cfg(feature = "ssr")]
pub mod bench;
#[cfg(feature = "staff")]
mod browser;
#[cfg(feature = "ssr")]
mod card;
#[cfg(feature = "ssr")]
mod cards;
#[cfg(any(feature = "ssr", feature = "staff"))]
mod check;
#[cfg(any(feature = "ssr", feature = "staff"))]
mod complain;
#[cfg(feature = "ssr")]
mod compose;
#[cfg(feature = "ssr")]
mod composer;
#[cfg(any(feature = "ssr", feature = "staff"))]
mod desk;
#[cfg(any(feature = "ssr", feature = "staff"))]
mod draft;
#[cfg(feature = "ssr")]
mod edit;
#[cfg(any(feature = "ssr", feature = "staff"))]
mod islands;
#[cfg(feature = "ssr")]
mod jobs;
#[cfg(feature = "ssr")]
mod menu;
#[cfg(feature = "ssr")]
mod page;
#[cfg(any(feature = "ssr", feature = "staff"))]
mod pictures;
#[cfg(feature = "ssr")]
mod post;
#[cfg(any(feature = "ssr", feature = "staff"))]
mod queue;
#[cfg(feature = "ssr")]
mod rules;
#[cfg(feature = "ssr")]
mod seed;
#[cfg(any(feature = "ssr", feature = "staff"))]
mod seen;
#[cfg(all(feature = "ssr", not(feature = "staff")))]
#[path = "still.rs"]
mod browser;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "ssr", feature = "staff"))]
mod tile;
#[cfg(feature = "ssr")]
mod unfinished;
#[cfg(feature = "ssr")]
mod versions;
#[cfg(feature = "ssr")]
mod wording;
#[cfg(test)]
mod walks;

#[cfg(feature = "ssr")]
pub use jobs::job;
#[cfg(feature = "ssr")]
pub use page::routes;
#[cfg(feature = "ssr")]
pub use post::PostId;
#[cfg(feature = "ssr")]
pub use seed::{SeededPost, seed};
#[cfg(feature = "ssr")]
pub use store::changed;
