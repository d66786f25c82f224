//! The building blocks of the interface. What stands here looks the same everywhere.
#[cfg(feature = "hydrate")]
pub mod call;
#[cfg(not(feature = "hydrate"))]
#[path = "call_still.rs"]
pub mod call;
#[cfg(feature = "ssr")]
pub mod carried;
pub mod drawn;
pub mod icon;
pub mod print;
pub mod props;
pub mod prose;
#[cfg(feature = "ssr")]
pub mod search;
pub mod sent;
#[cfg(feature = "ssr")]
mod server;
pub mod text_area;

#[cfg(feature = "ssr")]
pub use server::*;
