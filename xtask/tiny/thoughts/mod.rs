//! A thought of the day, from a teacher to a group.
mod actions;
mod rules;
#[cfg(feature = "ssr")]
mod server;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use server::FEATURE;
