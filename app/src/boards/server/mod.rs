//! The side of the server: pages, statements.
pub mod deeds;
mod page;
mod store;

use crate::access::Viewer;
use crate::base::failure::Result;
use crate::say;
use crate::shell::{Chapter, Due, Feature, Route};

crate::said! { CAME_IN = boards.said_came_in }

pub const FEATURE: Feature = Feature {
    routes: |_| vec![Route::get("/board", page::board::show), Route::get("/school/visits", page::visits::show)],
    chapters: &[
        Chapter {
            href: "/board",
            icon: "people",
            label: |language| say!(language, boards.board),
            shown: |viewer| viewer.standing().board,
        },
        Chapter {
            href: "/school/visits",
            icon: "eye",
            label: |language| say!(language, boards.visits),
            shown: |viewer| viewer.standing().leads(),
        },
    ],
    due: |viewer| Box::pin(due(viewer)),
    erase: |tx, erasing| Box::pin(store::forget(tx, erasing)),
    ..Feature::NONE
};

/// Whoever is of the board finds its schools on Today; who leads a school hears there that somebody of the board is in it.
async fn due(viewer: &Viewer) -> Result<Vec<Due>> {
    let (language, standing) = (viewer.language, viewer.standing());
    let one = |icon, sentence, href: &str| Due { icon, sentence, href: href.to_owned(), needed: false, at: viewer.now };
    let mut due = Vec::new();
    if standing.board {
        due.push(one("people", say!(language, boards.to_board), "/board"));
    }
    if standing.leads() {
        let here = store::of_today(viewer).await?.into_iter();
        due.extend(here.map(|who| one("eye", say!(language, boards.is_here, who = who), "/school/visits")));
    }
    Ok(due)
}
