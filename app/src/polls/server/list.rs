//! `/polls`: what is asked now, and what was.
use leptos::prelude::*;

use super::poll::PollId;
use super::store::{self, Poll};
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
    let visible = viewer.visible::<PollId>((i64::MAX, ""), MOST).await?;
    let polls = store::polls(&viewer, &visible).await?;
    let language = viewer.language;
    let title = say!(language, polls.title);
    let writes = viewer.standing().writes();
    Ok(Page::new(&viewer.clone(), Tab::Elsewhere, title.clone(), move || {
        let (open, closed): (Vec<Poll>, Vec<Poll>) = polls.into_iter().partition(|poll| poll.closes_at > viewer.now);
        let empty = (open.is_empty() && closed.is_empty()).then(|| {
            view! { <Empty title=say!(language, polls.none) text=say!(language, polls.none_text)/> }
        });
        view! {
            <div class="page">
                <a class="back" href="/"><Icon name="back" class="icon--turn"/>{say!(language, nav.feed)}</a>
                <header class="page__head"><h1>{title}</h1></header>
                {writes.then(|| view! { <a class="button" href="/polls/new"><Icon name="plus"/>{say!(language, polls.new_poll)}</a> })}
                {empty}
                {section(&viewer, say!(language, polls.open_ones), open)}
                {section(&viewer, say!(language, polls.closed_ones), closed)}
            </div>
        }
    }))
}

fn section(viewer: &Viewer, heading: String, polls: Vec<Poll>) -> Option<impl IntoView + use<>> {
    let rows = polls.iter().map(|poll| row(viewer, poll)).collect_view();
    (!polls.is_empty()).then(|| {
        view! { <section><h2 class="big">{heading}</h2><ul class="list" role="list">{rows}</ul></section> }
    })
}

fn row(viewer: &Viewer, poll: &Poll) -> impl IntoView + use<> {
    let language = viewer.language;
    let closes = when::moment(language, poll.closes_at, viewer.now, &viewer.zone);
    let until = match poll.closes_at > viewer.now {
        true => say!(language, polls.until, when = closes),
        false => say!(language, polls.closed_at, when = closes),
    };
    let answered =
        poll.answered.then(|| view! { <span class="tag" data-tone="good">{say!(language, polls.answered)}</span> });
    view! {
        <li>
            <a class="list__row" href=format!("/polls/{}", poll.id)>
                <span class="list__text"><b>{poll.question.clone()}</b><small>{until}</small></span>
                {answered}
                <Icon name="next" class="icon--turn"/>
            </a>
        </li>
    }
}
