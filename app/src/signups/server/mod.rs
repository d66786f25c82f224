//! The side of the server: pages, statements, jobs.
pub mod deeds;
mod due;
mod form;
mod jobs;
mod list;
mod overview;
mod page;
mod store;
mod task;

use crate::access::Worker;
use crate::say;
use crate::shell::{Feature, Route, Share};

use super::{actions, rules};

pub use list::ListId;

crate::said! {
    OPENED = signups.said_opened, JOINED = signups.said_joined, LEFT = signups.said_left, PASSED = signups.said_passed,
    OFFERED = signups.said_offered, SWAPPED = signups.said_swapped, DECLINED = signups.said_declined, CLOSED = signups.said_closed,
    REMOVED = signups.said_removed,
}

pub const FEATURE: Feature = Feature {
    routes: |_| {
        vec![
            Route::get("/lists", overview::show),
            Route::get("/lists/new", form::show),
            Route::get("/lists/{id}", page::show),
        ]
    },
    jobs: &[Worker::of::<jobs::Remind>(), Worker::of::<jobs::Tell>()],
    shares: &[Share { href: "/lists/new", label: |language| say!(language, signups.list) }],
    due: |viewer| Box::pin(due::due(viewer)),
    follow: |tx, who| Box::pin(async { Ok(vec![("sign_ups", store::follow(tx, who).await?)]) }),
    erase: |tx, erasing| Box::pin(store::erase(tx, erasing)),
    export: |robot, person| Box::pin(store::export(robot, person)),
    ..Feature::NONE
};
