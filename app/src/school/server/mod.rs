//! The side of the server: pages, statements.
pub mod about;
pub mod deeds;
pub mod logo;
mod modules;
mod page;
mod said;
mod store;

use crate::base::failure::{Failure, Problem};
use crate::base::language::Language;
use crate::say;
use crate::shell::{Chapter, Feature, Route};

pub use modules::{Opening, modules, open_module, set_module};

crate::said! { OPENED = school.said_opened, CLOSED = school.said_closed, DESCRIBED = school.said_described }

pub const FEATURE: Feature = Feature {
    routes: |_| {
        vec![
            Route::get("/school/about", about::show),
            Route::get("/school/modules", page::modules::show),
            Route::get("/school/log", page::log::show),
            Route::get("/logo/{id}", logo::show),
        ]
    },
    chapters: &[
        Chapter {
            href: "/school/about",
            icon: "edit",
            label: |language| say!(language, school.about),
            shown: |viewer| viewer.standing().leads(),
        },
        Chapter {
            href: "/school/modules",
            icon: "gear",
            label: |language| say!(language, school.modules),
            shown: |viewer| viewer.standing().leads(),
        },
        Chapter {
            href: "/school/log",
            icon: "eye",
            label: |language| say!(language, school.log),
            shown: |viewer| viewer.standing().head,
        },
    ],
    refusals,
    ..Feature::NONE
};

/// What was wrong with a picture.
fn refusals(language: Language, action: &str, failure: &Failure) -> Option<String> {
    let Failure::Invalid { field, problem } = failure else { return None };
    match (action, field.as_str(), problem) {
        ("school/logo", "file", Problem::TooLong) => Some(say!(language, school.logo_large)),
        _ => None,
    }
}
