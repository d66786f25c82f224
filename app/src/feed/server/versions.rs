//! What a post said before it was changed, and who wrote that. Never for parents.
use axum::extract::Path;
use leptos::prelude::*;

use super::{PostId, store};
use crate::access::{Edit, Viewer};
use crate::base::failure::Result;
use crate::base::language;
use crate::say;
use crate::shell::{Page, Tab};
use crate::ui::icon::Icon;
use crate::ui::when;

/// For whoever may change it.
pub async fn show(viewer: Viewer, Path(id): Path<String>) -> Result<Page> {
    let language = viewer.language;
    let may = viewer.may(Edit, PostId::from(id)).await?;
    let versions = store::versions(&viewer, &may).await?;
    let title = say!(language, feed.history);
    let back = format!("/posts/{}", may.thing());
    let (now, zone) = (viewer.now, viewer.zone.clone());
    Ok(Page::new(&viewer, Tab::Feed, title.clone(), move || {
        let row = |version: store::Version| {
            let who = version.name.to_string();
            let at = when::ago(language, version.written_at, now, &zone);
            let lang = language::of_words(language, &version.body);
            let photos = match version.photos {
                0 => None,
                count => Some(say!(language, feed.photos_counted, count = count)),
            };
            view! {
                <li class="card">
                    <p><b>{who}</b>" "<span class="soft">{at}</span></p>
                    <p class="feed-version" dir="auto" lang=lang>{version.body}</p>
                    {photos.map(|photos| view! { <p class="soft">{photos}</p> })}
                </li>
            }
        };
        view! {
            <div class="page">
                <a class="back" href=back><Icon name="back" class="icon--turn"/>{say!(language, photos.back)}</a>
                <header class="page__head"><h1>{title}</h1><p class="soft">{say!(language, feed.history_hint)}</p></header>
                <ol class="feed-versions" role="list">{versions.into_iter().map(row).collect_view()}</ol>
            </div>
        }
    }))
}
