//! The side of the server: pages, statements, jobs.
mod arriving;
pub mod deeds;
mod document;
mod form;
mod grid;
mod intake;
mod jobs;
mod page;
mod photo;
mod problem;
pub mod store;
mod sweep;

use crate::access::Worker;
use crate::shell::Feature;

use super::{actions, rules};

pub use document::Document;
pub use form::{Form, REFUSED};
pub use grid::PhotoGrid;
pub use intake::{may_upload, small_picture};
pub use jobs::WAITS;
pub use photo::{Photo, PhotoId};
pub use store::{Stored, attach, detach, let_go, of, of_one, rehang, stored, waiting};
pub use sweep::sweep;

pub const FEATURE: Feature = Feature { routes: page::routes, jobs: &[Worker::of::<jobs::Clear>()], ..Feature::NONE };
