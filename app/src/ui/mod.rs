//! The building blocks of the interface. What stands here looks the same everywhere.
#[cfg(feature = "hydrate")]
pub mod call;
#[cfg(not(feature = "hydrate"))]
#[path = "call_still.rs"]
pub mod call;
#[cfg(feature = "ssr")]
pub mod dialog;
#[cfg(feature = "ssr")]
pub mod drawing;
pub mod drawn;
#[cfg(feature = "ssr")]
pub mod field;
pub mod icon;
#[cfg(feature = "ssr")]
pub mod links;
#[cfg(feature = "ssr")]
pub mod notice;
#[cfg(feature = "ssr")]
pub mod person;
pub mod print;
pub mod prose;
#[cfg(feature = "ssr")]
pub mod ring;
pub mod sent;
#[cfg(feature = "ssr")]
mod showcase;
pub mod text_area;
#[cfg(feature = "ssr")]
pub mod when;

#[cfg(feature = "ssr")]
pub use showcase::routes;
