//! The side of the server: pages, statements, jobs.
mod comment;
pub mod deeds;
mod drawing;
mod jobs;
mod page;
mod routes;
mod said;
mod seed;
pub mod store;

use super::{islands, rules};

pub use comment::CommentId;
pub use jobs::job;
pub use page::{hearts, lost_heart, thread};
pub use routes::routes;
pub use seed::{Seeded, seed};
pub use store::{Summary, summaries};
