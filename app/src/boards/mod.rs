//! The board of several schools: its schools side by side, and going into one of them for a day with a reason that the school reads.
//! It must never show a name of a child or a parent: what is side by side are numbers.
mod actions;
#[cfg(feature = "ssr")]
mod server;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use server::FEATURE;
