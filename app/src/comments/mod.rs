//! What people say under a subject, two levels deep, and hearts. Others ask for summaries, a thread, or the hearts.
//! It must never show a removed text, and never be asked about a subject that the viewer may not read.
mod actions;
mod islands;
mod rules;
#[cfg(feature = "ssr")]
mod server;
#[cfg(test)]
mod tests;

pub use rules::LONGEST;
#[cfg(feature = "ssr")]
pub use server::{CommentId, FEATURE, Summary, given, hearts, lost_heart, summaries, thread};
