//! The side of the server: pages, statements.
pub mod deeds;
mod due;
mod form;
mod list;
mod page;
mod poll;
mod store;

use crate::say;
use crate::shell::{Feature, Route, Share};

use super::{actions, rules};

pub use poll::PollId;

crate::said! { ASKED = polls.said_asked, ANSWERED = polls.said_answered, CLOSED = polls.said_closed, REMOVED = polls.said_removed }

pub const FEATURE: Feature = Feature {
    routes: |_| {
        vec![
            Route::get("/polls", list::show),
            Route::get("/polls/new", form::show),
            Route::get("/polls/{id}", page::show),
        ]
    },
    shares: &[Share { href: "/polls/new", label: |language| say!(language, polls.poll) }],
    due: |viewer| Box::pin(due::due(viewer)),
    erase: |tx, erasing| Box::pin(store::erase(tx, erasing)),
    export: |robot, person| Box::pin(store::export(robot, person)),
    ..Feature::NONE
};
