//! The side of the server: pages, statements, jobs.
mod comment;
pub mod deeds;
mod drawing;
mod page;
mod routes;
mod said;
pub mod store;
mod words;

use crate::shell::Feature;

use super::{islands, rules};

pub use comment::CommentId;
pub use page::{hearts, lost_heart, thread};
pub use store::{Summary, given, summaries};

crate::said! { EDITED = comments.said_edited, REMOVED = comments.said_removed }

pub const FEATURE: Feature = Feature {
    routes: routes::routes,
    erase: |tx, erasing| Box::pin(store::erase(tx, erasing)),
    export: |robot, person| Box::pin(store::export(robot, person)),
    refusals: words::refusals,
    ..Feature::NONE
};
