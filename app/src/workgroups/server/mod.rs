//! The side of the server: pages, statements.
pub mod deeds;
mod page;
mod store;

use crate::base::failure::{Failure, Problem};
use crate::base::language::Language;
use crate::say;
use crate::shell::{Chapter, Feature, Route};

crate::said! {
    BEGUN = work_groups.said_begun, RENAMED = work_groups.said_renamed, CAME = work_groups.said_came, WENT = work_groups.said_went,
    ENDED = work_groups.said_ended,
}

pub const FEATURE: Feature = Feature {
    routes: |_| {
        vec![
            Route::get("/school/work-groups", page::all::show),
            Route::get("/school/work-groups/{id}", page::one::show),
        ]
    },
    chapters: &[Chapter {
        href: "/school/work-groups",
        icon: "people",
        label: |language| say!(language, work_groups.title),
        shown: |viewer| viewer.standing().leads(),
    }],
    refusals,
    ..Feature::NONE
};

/// Where the common words say too little.
fn refusals(language: Language, action: &str, failure: &Failure) -> Option<String> {
    let Failure::Invalid { field, problem } = failure else { return None };
    match (action, field.as_str(), problem) {
        ("workgroups/begin" | "workgroups/rename", "name", Problem::Overlaps) => {
            Some(say!(language, work_groups.taken))
        }
        _ => None,
    }
}
