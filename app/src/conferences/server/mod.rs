//! The side of the server: pages, statements, jobs.
mod booking;
pub mod deeds;
mod follow;
mod form;
mod jobs;
mod page;
mod plan;
mod refusals;
mod round;
mod routes;
pub mod store;
mod upcoming;
mod words;

use crate::access::Worker;
use crate::say;
use crate::shell::{Destination, Feature, Tab};

use super::{actions, islands, rules};

pub use round::{BookingId, RoundId, SlotId};

crate::said! { ROUND_OPENED = talks.round_opened, DEADLINE_SET = talks.deadline_set, ROUND_CLOSED = talks.round_closed }

pub const FEATURE: Feature = Feature {
    routes: routes::routes,
    jobs: &[Worker::of::<store::changes::Change>()],
    navigation: &[Destination {
        tab: Tab::Talks,
        href: "/talks",
        icon: "calendar",
        label: |language| say!(language, nav.talks),
        place: 2,
        shown: |_| true,
    }],
    refusals: refusals::refusals,
    due: |viewer| Box::pin(upcoming::due(viewer)),
    follow: |tx, who| Box::pin(async { Ok(vec![("talks", follow::follow(tx, &who.school, who.now).await?)]) }),
    erase: |tx, erasing| Box::pin(store::person::erase(tx, erasing)),
    export: |robot, person| Box::pin(store::person::export(robot, person)),
    ..Feature::NONE
};
