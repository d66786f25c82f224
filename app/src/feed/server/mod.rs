//! The side of the server: pages, statements, jobs.
mod audience;
pub mod bench;
mod card;
mod cards;
pub mod compose;
mod composer;
pub mod deeds;
pub mod edit;
mod jobs;
mod menu;
mod page;
mod post;
mod seed;
pub mod store;
pub mod unfinished;
mod versions;
mod wording;

use super::islands::check;
use super::{islands, rules, seen};

pub use jobs::job;
pub use page::routes;
pub use post::PostId;
pub use seed::{SeededPost, seed};
pub use store::changed;
