//! The school itself: which modules are open and since when, and the log of who did what.
mod actions;
#[cfg(feature = "ssr")]
mod server;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use server::{FEATURE, Opening, modules, open_module, set_module};
