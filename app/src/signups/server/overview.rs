//! `/lists`: where help is wanted now, and where it was.
use leptos::prelude::*;

use super::list::ListId;
use super::store::{self, List};
use crate::access::Viewer;
use crate::base::failure::Result;
use crate::say;
use crate::shell::{Page, Tab};
use crate::ui::icon::Icon;
use crate::ui::notice::Empty;
use crate::ui::when;

/// No more stand on one page; older ones are hardly looked for.
const MOST: usize = 80;

pub async fn show(viewer: Viewer) -> Result<Page> {
    let visible = viewer.visible::<ListId>((i64::MAX, ""), MOST).await?;
    let lists = store::lists(&viewer, &visible).await?;
    let language = viewer.language;
    let title = say!(language, signups.title);
    let writes = viewer.standing().writes();
    Ok(Page::new(&viewer.clone(), Tab::Elsewhere, title.clone(), move || {
        let (open, closed): (Vec<List>, Vec<List>) = lists.into_iter().partition(|list| list.closes_at > viewer.now);
        let empty = (open.is_empty() && closed.is_empty()).then(|| {
            view! { <Empty title=say!(language, signups.none) text=say!(language, signups.none_text)/> }
        });
        view! {
            <div class="page">
                <a class="back" href="/"><Icon name="back" class="icon--turn"/>{say!(language, nav.feed)}</a>
                <header class="page__head"><h1>{title}</h1></header>
                {writes.then(|| view! { <a class="button" href="/lists/new"><Icon name="plus"/>{say!(language, signups.new_list)}</a> })}
                {empty}
                {section(&viewer, say!(language, signups.open_ones), &open)}
                {section(&viewer, say!(language, signups.closed_ones), &closed)}
            </div>
        }
    }))
}

fn section(viewer: &Viewer, heading: String, lists: &[List]) -> Option<impl IntoView + use<>> {
    let rows = lists.iter().map(|list| row(viewer, list)).collect_view();
    (!lists.is_empty()).then(|| {
        view! { <section><h2 class="big">{heading}</h2><ul class="list" role="list">{rows}</ul></section> }
    })
}

fn row(viewer: &Viewer, list: &List) -> impl IntoView + use<> {
    let language = viewer.language;
    let places = say!(language, signups.taken_of, taken = list.taken, places = list.places);
    let day = list.happens_on.map(|day| when::date(language, day));
    view! {
        <li>
            <a class="list__row" href=format!("/lists/{}", list.id)>
                <span class="list__text"><b>{list.title.clone()}</b><small>{day}</small><small>{places}</small></span>
                <Icon name="next" class="icon--turn"/>
            </a>
        </li>
    }
}
