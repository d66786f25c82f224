//! The side of the server: pages, letters, mails, statements.
pub mod deeds;
mod jobs;
pub mod join;
mod letters;
mod page;
mod store;

use crate::access::Worker;
use crate::base::failure::{Failure, Problem};
use crate::base::language::Language;
use crate::say;
use crate::shell::{Chapter, Feature, Route, Share};
use crate::ui::links::Way;

use super::{actions, rules};

crate::said! { MAILED = invitations.said_mailed, PRINTED = invitations.said_printed, CAME = invitations.said_came, LINKED = invitations.said_linked }

pub const FEATURE: Feature = Feature {
    routes: |_| {
        vec![
            Route::get("/school/invitations", page::overview::show),
            Route::get("/school/invitations/groups/{id}", page::group::show),
            Route::get("/school/invitations/people/{id}", page::person::show),
            Route::get("/school/invitations/letters/{id}", page::letters::show),
            Route::get("/join", page::join::show),
            Route::get("/join/{begun}", page::join::proof),
        ]
    },
    jobs: &[Worker::of::<jobs::Invite>(), Worker::of::<jobs::Prove>(), Worker::of::<jobs::Moved>()],
    chapters: &[Chapter {
        href: "/school/invitations",
        icon: "people",
        label: |language| say!(language, invitations.title),
        shown: |viewer| viewer.standing().leads(),
    }],
    door: Some(Share { href: "/join", label: |language| say!(language, invitations.have_code) }),
    found: |language, adult| {
        (adult.belongs && !adult.registered).then(|| Way {
            href: format!("/school/invitations/people/{}", adult.id),
            label: say!(language, invitations.invite),
            here: false,
        })
    },
    refusals,
    erase: |tx, erasing| Box::pin(store::erase(tx, erasing)),
    export: |robot, person| Box::pin(store::of_person(robot, person)),
    ..Feature::NONE
};

/// Where the common words say too little.
fn refusals(language: Language, action: &str, failure: &Failure) -> Option<String> {
    let Failure::Invalid { field, problem } = failure else { return None };
    match (action, field.as_str(), problem) {
        ("invitations/ask", "group", Problem::Required) => Some(say!(language, invitations.nobody_chosen)),
        ("invitations/ask", "group", _) => Some(say!(language, invitations.nobody_left)),
        ("invitations/join" | "invitations/link", "code", Problem::Required) => None,
        ("invitations/join" | "invitations/link", "code", _) => Some(say!(language, invitations.wrong_code)),
        ("invitations/join", "email", Problem::AddressTaken) => Some(say!(language, invitations.address_taken)),
        ("invitations/join", "password", Problem::TooShort) => Some(say!(language, invitations.weak)),
        ("invitations/join", "key", Problem::TooMany) => Some(say!(language, invitations.too_often)),
        ("invitations/prove", "number", Problem::Closed) => Some(say!(language, invitations.number_over)),
        ("invitations/prove", "number", Problem::Wrong) => Some(say!(language, invitations.wrong_number)),
        ("invitations/link", "key", _) => Some(say!(language, invitations.known_here)),
        _ => None,
    }
}
