//! What somebody may do to a post, at its head: change it, read what it said before, take it away. Opens where it stands.
use leptos::prelude::*;

use super::PostId;
use crate::access::{Edit, Remove, Viewer};
use crate::base::language::Language;
use crate::say;
use crate::ui::icon::Icon;
use crate::ui::sent::SentFrom;

/// Nothing for whoever may do nothing.
pub async fn menu(viewer: &Viewer, post: &PostId, edited: bool) -> Option<impl IntoView + use<>> {
    let editable = viewer.may(Edit, post.clone()).await.is_ok();
    let removable = viewer.may(Remove, post.clone()).await.is_ok();
    let (language, id) = (viewer.language, post.0.clone());
    (editable || removable).then(move || {
        let history = (editable && edited).then(|| {
            view! { <a class="button" href=format!("/posts/{id}/versions")><Icon name="clock"/>{say!(language, feed.history)}</a> }
        });
        let change = editable.then(|| {
            view! { <a class="button" href=format!("/posts/{id}/edit")><Icon name="edit"/>{say!(language, feed.change)}</a> }
        });
        view! {
            <details class="feed-menu">
                <summary class="button button--small"><Icon name="edit" class="icon--small"/>{say!(language, feed.menu)}</summary>
                <div class="feed-menu__ways card">
                    {change}
                    {history}
                    {removable.then(|| remove_form(language, id.clone()))}
                </div>
            </details>
        }
    })
}

/// Two steps, with or without JavaScript: what is gone cannot be brought back.
fn remove_form(language: Language, post: String) -> impl IntoView {
    view! {
        <details class="feed-remove">
            <summary class="button"><Icon name="trash" class="icon--small"/>{say!(language, feed.remove)}</summary>
            <form method="post" action="/api/feed/remove">
                <SentFrom/>
                <p>{say!(language, feed.remove_sure)}</p>
                <button class="button button--bad" type="submit" name="post" value=post>{say!(language, feed.remove_yes)}</button>
            </form>
        </details>
    }
}
