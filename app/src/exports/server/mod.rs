//! The side of the server: pages, files, statements, jobs.
mod cells;
pub mod deeds;
mod files;
mod jobs;
mod list;
mod page;
mod store;
mod table;

use crate::access::Worker;
use crate::base::failure::{Failure, Problem};
use crate::base::language::Language;
use crate::say;
use crate::shell::{Chapter, Feature, Route};

use super::actions;

crate::said! { READY = exports.said_ready }

pub const FEATURE: Feature = Feature {
    routes: |_| {
        vec![
            Route::get("/school/exports", page::overview::show),
            Route::get("/school/exports/{id}", page::one::show),
            Route::get("/school/exports/{id}/{file}", files::file),
        ]
    },
    chapters: &[Chapter {
        href: "/school/exports",
        icon: "people",
        label: |language| say!(language, exports.title),
        shown: |viewer| viewer.standing().leads(),
    }],
    jobs: &[Worker::of::<jobs::Tell>()],
    refusals,
    erase: |tx, erasing| Box::pin(store::erase(tx, erasing)),
    export: |robot, person| Box::pin(store::of_person(robot, person)),
    ..Feature::NONE
};

fn refusals(language: Language, action: &str, failure: &Failure) -> Option<String> {
    match (action, failure) {
        ("exports/ask", Failure::Invalid { field, problem: Problem::TooMany }) if field == "key" => {
            Some(say!(language, exports.enough))
        }
        _ => None,
    }
}
