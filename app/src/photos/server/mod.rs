//! The side of the server: pages, statements, jobs.
pub mod deeds;
mod form;
mod grid;
mod intake;
mod jobs;
mod page;
mod photo;
pub mod pipeline;
mod problem;
pub mod store;
mod sweep;

use super::{actions, rules};

pub use form::{Form, REFUSED};
pub use grid::PhotoGrid;
pub use intake::{may_upload, plant};
pub use jobs::{WAITS, job};
pub use page::routes;
pub use photo::{Photo, PhotoId};
pub use store::{Stored, attach, detach, files, insert, let_go, of_posts, rehang, waiting};
pub use sweep::sweep;
