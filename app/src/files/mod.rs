//! Files under a subject, today photos alone: upload, renditions, the grid. A file is as private as what it hangs under; while it waits
//! for that it is its uploader's alone. Nothing of an original is ever kept: no place, no name, no device.
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
    Document, FEATURE, Form, Photo, PhotoGrid, PhotoId, REFUSED, Stored, WAITS, attach, detach, let_go, may_upload, of,
    of_one, rehang, small_picture, stored, sweep, waiting,
};
