//! `/thoughts`: those that somebody sees, the newest first.
use leptos::prelude::*;

use super::store;
use super::thought::ThoughtId;
use crate::access::Viewer;
use crate::base::failure::Result;
use crate::say;
use crate::shell::{Page, Tab};

const MOST: usize = 30;

pub async fn show(viewer: Viewer) -> Result<Page> {
    let visible = viewer.visible::<ThoughtId>((i64::MAX, ""), MOST).await?;
    let thoughts = store::thoughts(&viewer, &visible).await?;
    let title = say!(viewer.language, thoughts.title);
    Ok(Page::new(&viewer, Tab::Elsewhere, title.clone(), move || {
        let thoughts = thoughts.into_iter().map(|(_, words)| view! { <p class="thought">{words}</p> });
        view! { <div class="page"><h1>{title}</h1>{thoughts.collect_view()}</div> }
    }))
}
