//! The side of the server: pages, statements, jobs.
pub mod contact;
mod decisions;
pub mod deeds;
mod erasing;
pub mod given;
mod hands;
mod import;
mod kept;
pub mod lists;
mod location;
mod page;
mod periods;
pub mod places;
mod refused;
mod roles;
pub mod said;
mod store;
mod waiting;
mod which;
mod years;

use crate::access::Worker;
use crate::base::failure::{Failure, Problem};
use crate::base::language::Language;
use crate::say;
use crate::shell::{Chapter, Destination, Feature, Route, Tab};

use super::rules;

crate::said! {
    TAKEN = bring.said_taken, LEFT = bring.said_left, UNDONE = bring.said_undone, UNDONE_PARTLY = bring.said_undone_partly, DAY_SET = bring.said_day,
    CONFIRMED = people.said_confirmed, BLOCKED = people.said_blocked, LIFTED = people.said_lifted, ROLE_CONFIRMED = people.said_role_confirmed,
    ROLES_CONFIRMED = people.said_roles_confirmed, PROTECTED = people.said_protected, UNPROTECTED = people.said_unprotected,
    REACHED = people.said_reached, LET_GO = people.said_let_go, MOVED = people.said_moved,
    ROLE_GIVEN = people.said_role_given, ROLE_ENDED = people.said_role_ended, ADDED = people.said_added,
}

pub use decisions::{Decision, confirm_guardian, lift_block};
pub use erasing::{About, erase, export};
pub use import::{Founding, ImportRefused, ImportReport, Which, import_guardians, import_school};
pub use page::back;
pub use page::find::{Found, find_adults};
pub use refused::Refused;
pub use roles::{Confirm, confirm_roles, roles_waiting};
pub use store::contacts::own_address;
pub use store::{Described, LinkId, RoleId, Waiting, described as schools};
pub use waiting::guardians_waiting;
pub use which::{the_school, with_address};

pub const FEATURE: Feature = Feature {
    routes: |_| {
        vec![
            Route::get("/school", page::find::show),
            Route::get("/school/children/{id}", page::child::show),
            Route::get("/school/people/new", page::newcomer::show),
            Route::get("/school/people/{id}", page::adult::show),
            Route::get("/school/groups/{id}", page::group::show),
            Route::get("/school/roles", page::roles::show),
            Route::get("/school/lists", page::lists::show),
            Route::get("/school/lists/{id}", page::list::show),
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
    chapters: &[
        Chapter {
            href: "/school/lists",
            icon: "people",
            label: |language| say!(language, bring.title),
            shown: |viewer| viewer.standing().leads(),
        },
        Chapter {
            href: "/school/people/new",
            icon: "plus",
            label: |language| say!(language, people.newcomer),
            shown: |viewer| viewer.standing().leads(),
        },
    ],
    jobs: &[Worker::of::<import::conversation::Forget>()],
    refusals,
    erase: |tx, erasing| {
        Box::pin(async move {
            store::person::erase(tx, erasing).await?;
            // Nothing of them is kept in what was brought in, or comes back with it.
            store::brought::forget_all(tx, &erasing.school).await
        })
    },
    export: |robot, person| Box::pin(store::person::export(robot, person)),
    ..Feature::NONE
};

/// What went wrong with a file that somebody brought in, where the common words say too little.
fn refusals(language: Language, action: &str, failure: &Failure) -> Option<String> {
    let Failure::Invalid { field, problem } = failure else { return None };
    match (action, field.as_str(), problem) {
        ("people/bring", "file", Problem::TooLong) => Some(say!(language, bring.too_large)),
        ("people/bring", "file", Problem::Required) => Some(say!(language, bring.no_file)),
        ("people/bring", "file", _) => Some(say!(language, bring.not_whole)),
        ("people/bring" | "people/set-day", "day", Problem::Past) => Some(say!(language, bring.day_past)),
        ("people/take", "count", _) => Some(say!(language, bring.brake_first)),
        ("people/take", "part", Problem::Changed) => Some(say!(language, bring.changed_meanwhile)),
        ("people/confirm-role", "role", Problem::Required) => Some(say!(language, people.tick_first)),
        ("people/end-role", "role", Problem::Closed) => Some(say!(language, people.last_head)),
        ("people/give-role", "what", Problem::Required) => Some(say!(language, people.which_role)),
        ("people/take-back", "taken", Problem::Changed) => Some(say!(language, bring.not_the_last)),
        ("people/move", "from", Problem::Changed) => Some(say!(language, people.moved_meanwhile)),
        ("people/take-back", "taken", _) => Some(say!(language, bring.too_late)),
        _ => None,
    }
}
