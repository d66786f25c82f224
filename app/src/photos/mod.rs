//! Photos: upload, renditions, the grid. A photo belongs to a post, and is as private as that; while it waits for its post it
//! is its uploader's alone. Nothing of an original is ever kept: no place, no name, no device.
#[cfg(any(feature = "ssr", feature = "staff"))]
mod actions;
pub mod rules;
#[cfg(feature = "ssr")]
mod server;
#[cfg(test)]
mod tests;

#[cfg(any(feature = "ssr", feature = "staff"))]
pub use actions::Uploaded;
#[cfg(feature = "ssr")]
pub use server::{
    FEATURE, Form, Photo, PhotoGrid, PhotoId, REFUSED, Stored, WAITS, attach, detach, files, let_go, may_upload, of,
    of_one, rehang, sweep, waiting,
};
