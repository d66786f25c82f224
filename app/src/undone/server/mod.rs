//! The side of the server: pages, statements, jobs.
pub mod deeds;
mod page;
mod store;

use crate::say;
use crate::shell::{Chapter, Due, Feature, Route};

crate::said! { TRIED_AGAIN = undone.tried_again }

pub const FEATURE: Feature = Feature {
    routes: |_| vec![Route::get("/undone", page::show)],
    chapters: &[Chapter {
        href: "/undone",
        icon: "warning",
        label: |language| say!(language, undone.title),
        shown: |viewer| viewer.standing().leads(),
    }],
    due: |viewer| Box::pin(due(viewer)),
    erase: |tx, erasing| Box::pin(store::forget(tx, erasing)),
    ..Feature::NONE
};

/// For whoever leads the school, when there is something.
async fn due(viewer: &crate::access::Viewer) -> crate::base::failure::Result<Vec<Due>> {
    if !viewer.standing().leads() {
        return Ok(Vec::new());
    }
    let count = store::count(viewer).await?;
    if count == 0 {
        return Ok(Vec::new());
    }
    let sentence = say!(viewer.language, undone.things, count = count);
    Ok(vec![Due { icon: "warning", sentence, href: "/undone".to_owned(), needed: true, at: viewer.now }])
}
