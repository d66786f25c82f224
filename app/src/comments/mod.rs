//! What people say under a post, two levels deep, and hearts. Others ask for summaries, a thread, the hearts, or to seed.
//! It must never show a removed text, and never be asked about a post that the viewer may not read.
mod actions;
mod islands;
mod rules;
#[cfg(feature = "ssr")]
mod server;
#[cfg(test)]
mod tests;

pub use rules::LONGEST;
#[cfg(feature = "ssr")]
pub use server::{CommentId, Seeded, Summary, hearts, job, lost_heart, routes, seed, summaries, thread};
