//! What people say under a post, two levels deep, and hearts. Others ask for summaries, a thread, the hearts, or to seed.
//! It must never show a removed text, and never be asked about a post that the viewer may not read.
mod actions;
#[cfg(feature = "ssr")]
mod comment;
#[cfg(feature = "ssr")]
mod drawing;
mod islands;
#[cfg(feature = "ssr")]
mod jobs;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod routes;
mod rules;
#[cfg(feature = "ssr")]
mod said;
#[cfg(feature = "ssr")]
mod seed;
#[cfg(feature = "ssr")]
mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;

#[cfg(feature = "ssr")]
pub use comment::CommentId;
#[cfg(feature = "ssr")]
pub use jobs::job;
#[cfg(feature = "ssr")]
pub use page::{hearts, lost_heart, thread};
#[cfg(feature = "ssr")]
pub use routes::routes;
pub use rules::LONGEST;
#[cfg(feature = "ssr")]
pub use seed::{Seeded, seed};
#[cfg(feature = "ssr")]
pub use store::{Summary, summaries};
