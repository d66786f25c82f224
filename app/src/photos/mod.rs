//! Photos: upload, renditions, the grid. A photo belongs to a post, and is as private as that; while it waits for its post it
//! is its uploader's alone. Nothing of an original is ever kept: no place, no name, no device.
#[cfg(any(feature = "ssr", feature = "staff"))]
mod actions;
#[cfg(feature = "ssr")]
mod form;
#[cfg(feature = "ssr")]
mod grid;
#[cfg(feature = "ssr")]
mod intake;
#[cfg(feature = "ssr")]
mod jobs;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod photo;
#[cfg(feature = "ssr")]
pub mod pipeline;
#[cfg(feature = "ssr")]
mod problem;
#[cfg(any(feature = "ssr", feature = "staff"))]
pub mod rules;
#[cfg(feature = "ssr")]
mod store;
#[cfg(feature = "ssr")]
mod sweep;
#[cfg(test)]
mod tests;

#[cfg(any(feature = "ssr", feature = "staff"))]
pub use actions::Uploaded;
#[cfg(feature = "ssr")]
pub use form::{Form, REFUSED};
#[cfg(feature = "ssr")]
pub use grid::PhotoGrid;
#[cfg(feature = "ssr")]
pub use intake::{may_upload, plant};
#[cfg(feature = "ssr")]
pub use jobs::{WAITS, job};
#[cfg(feature = "ssr")]
pub use page::routes;
#[cfg(feature = "ssr")]
pub use photo::{Photo, PhotoId};
#[cfg(feature = "ssr")]
pub use store::{Stored, attach, detach, files, insert, let_go, of_posts, rehang, waiting};
#[cfg(feature = "ssr")]
pub use sweep::sweep;
