//! A question to a class, a year, the staff: one answer or several, with names or without. It must never be found out what somebody
//! answered without a name.
mod actions;
mod rules;
#[cfg(feature = "ssr")]
mod server;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use server::{FEATURE, PollId};
