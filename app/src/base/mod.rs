//! What every feature stands on: database, clock, ids, jobs, mail, blobs, settings. Knows nothing of schools.
pub mod failure;
#[cfg(feature = "ssr")]
mod server;
pub mod text;

#[cfg(feature = "ssr")]
pub use server::*;
