//! The side of the server: pages, statements, jobs.
mod audience;
mod card;
mod cards;
pub mod compose;
mod composer;
pub mod deeds;
pub mod edit;
mod fresh;
mod jobs;
mod menu;
mod page;
mod post;
pub mod store;
pub mod unfinished;
mod versions;
mod whom;
mod wording;

use crate::access::Worker;
use crate::say;
use crate::shell::{Destination, Feature, Share, Tab};

use super::islands::check;
use super::{islands, rules, seen};

pub use page::Loaded;
pub use post::PostId;

crate::said! { POSTED = feed.posted, POST_EDITED = feed.post_edited, POST_REMOVED = feed.post_removed, THROWN_AWAY = feed.thrown_away }

pub const FEATURE: Feature = Feature {
    routes: page::routes,
    jobs: &[Worker::of::<jobs::Sweep>()],
    navigation: &[
        Destination {
            tab: Tab::Feed,
            href: "/",
            icon: "home",
            label: |language| say!(language, nav.feed),
            place: 1,
            shown: |_| true,
        },
        Destination {
            tab: Tab::Write,
            href: "/new",
            icon: "plus",
            label: |language| say!(language, nav.write),
            place: 3,
            shown: |viewer| viewer.standing().writes(),
        },
    ],
    fresh: fresh::fresh,
    erase: |tx, erasing| Box::pin(store::erase(tx, erasing)),
    export: |robot, person| Box::pin(store::export(robot, person)),
    shares: &[Share { href: "/new", label: |language| say!(language, feed.post) }],
    ..Feature::NONE
};
