//! Lists on which people put themselves down for a task: driving, decorating. More never have a place than there are, and who waits
//! comes in the order in which they came.
mod actions;
mod rules;
#[cfg(feature = "ssr")]
mod server;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use server::{FEATURE, ListId};
