//! The building blocks of the interface. What stands here looks the same everywhere.
#[cfg(feature = "hydrate")]
pub mod call;
#[cfg(not(feature = "hydrate"))]
#[path = "call_still.rs"]
pub mod call;
#[cfg(feature = "ssr")]
pub mod field;
pub mod icon;
#[cfg(feature = "ssr")]
pub mod notice;
#[cfg(feature = "ssr")]
pub mod person;
#[cfg(feature = "ssr")]
pub mod when;
