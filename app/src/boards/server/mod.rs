//! The side of the server: pages, statements.
pub mod deeds;
mod page;
mod store;

use crate::access::Viewer;
use crate::base::failure::Result;
use crate::say;
use crate::shell::{Chapter, Destination, Due, Feature, Route, Tab};

crate::said! { CAME_IN = boards.said_came_in }

pub const FEATURE: Feature = Feature {
    routes: |_| vec![Route::get("/board", page::board::show), Route::get("/school/visits", page::visits::show)],
    navigation: &[Destination {
        tab: Tab::Board,
        href: "/board",
        icon: "people",
        label: |language| say!(language, boards.board),
        place: 4,
        shown: |viewer| viewer.standing().board && !viewer.standing().leads(),
    }],
    chapters: &[Chapter {
        href: "/school/visits",
        icon: "eye",
        label: |language| say!(language, boards.visits),
        shown: |viewer| viewer.standing().leads(),
    }],
    due: |viewer| Box::pin(due(viewer)),
    erase: |tx, erasing| Box::pin(store::forget(tx, erasing)),
    ..Feature::NONE
};

/// Who leads a school hears on Today that somebody of the board is in it.
async fn due(viewer: &Viewer) -> Result<Vec<Due>> {
    if !viewer.standing().leads() {
        return Ok(Vec::new());
    }
    let today = store::of_today(viewer).await?;
    let one = |who: String| {
        let sentence = say!(viewer.language, boards.is_here, who = who);
        Due { icon: "eye", sentence, href: "/school/visits".to_owned(), needed: false, at: viewer.now }
    };
    Ok(today.into_iter().map(one).collect())
}
