//! The side of the server: pages, statements, jobs.
mod decisions;
pub mod deeds;
mod erasing;
mod imports;
mod kept;
mod location;
mod page;
mod periods;
mod refused;
mod roles;
pub mod said;
mod store;
mod waiting;
mod which;
mod years;

use crate::say;
use crate::shell::{Destination, Feature, Route, Tab};

use super::rules;

crate::said! {
    CONFIRMED = people.said_confirmed, BLOCKED = people.said_blocked, LIFTED = people.said_lifted, ROLE_CONFIRMED = people.said_role_confirmed,
}

pub use decisions::{Decision, confirm_guardian, lift_block};
pub use erasing::{About, erase, export};
pub use imports::{Founding, ImportRefused, ImportReport, Which, import_guardians, import_school};
pub use page::back;
pub use refused::Refused;
pub use roles::{Confirm, confirm_roles, roles_waiting};
pub use store::{Described, LinkId, RoleId, Waiting, described as schools};
pub use waiting::guardians_waiting;
pub use which::{the_school, with_address};

pub const FEATURE: Feature = Feature {
    routes: |_| {
        vec![
            Route::get("/school", page::find::show),
            Route::get("/school/children/{id}", page::child::show),
            Route::get("/school/roles", page::roles::show),
        ]
    },
    navigation: &[Destination {
        tab: Tab::School,
        href: "/school",
        icon: "search",
        label: |language| say!(language, people.school),
        place: 4,
        shown: |viewer| viewer.standing().leads(),
    }],
    erase: |tx, erasing| Box::pin(store::person::erase(tx, erasing)),
    export: |robot, person| Box::pin(store::person::export(robot, person)),
    ..Feature::NONE
};
