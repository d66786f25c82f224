//! Photos: upload, renditions, the grid. A photo belongs to a post, and is as private as that; while it waits for its post it
//! is its uploader's alone. Nothing of an original is ever kept: no place, no name, no device.
#[cfg(feature = "ssr")]
mod intake;
#[cfg(feature = "ssr")]
mod jobs;
#[cfg(feature = "ssr")]
mod photo;
#[cfg(feature = "ssr")]
pub mod pipeline;
#[cfg(feature = "ssr")]
mod store;

#[cfg(feature = "ssr")]
pub use intake::{may_upload, plant, take_in};
#[cfg(feature = "ssr")]
pub use jobs::job;
#[cfg(feature = "ssr")]
pub use photo::{Photo, PhotoId};
#[cfg(feature = "ssr")]
pub use store::{attach, detach, insert, of_posts, waiting};

#[cfg(feature = "ssr")]
pub fn routes(_demo: bool) -> Vec<crate::shell::Route> {
    Vec::new()
}
