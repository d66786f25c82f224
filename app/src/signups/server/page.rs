//! `/lists/{id}`: the tasks, who does them and who waits, and what the viewer can do.
use axum::extract::Path;
use leptos::prelude::*;

use super::list::ListId;
use super::store::{self, List, SignUp, Task};
use super::task;
use crate::access::{Manage, PersonId, Read, Viewer};
use crate::base::failure::Result;
use crate::base::language::Language;
use crate::comments;
use crate::say;
use crate::shell::{Kept, Page, Tab};
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, Tone};
use crate::ui::one_button::one_button;
use crate::ui::prose;
use crate::ui::when;

/// Everything that the page shows.
pub struct Shown {
    pub language: Language,
    pub list: List,
    pub tasks: Vec<Task>,
    pub sign_ups: Vec<SignUp>,
    pub me: PersonId,
    /// Open, and the viewer is one of those who are asked.
    pub joins: bool,
    facts: Vec<String>,
    open: bool,
    manages: bool,
    refused: Option<String>,
}

pub async fn show(viewer: Viewer, Path(id): Path<String>, kept: Kept) -> Result<Page> {
    let may = viewer.may(Read, ListId::from(id)).await?;
    let thread = comments::thread(&viewer, &may.subject(), &kept).await?;
    let list = store::list(&viewer, &may).await?;
    let open = list.closes_at > viewer.now;
    let shown = Shown {
        tasks: store::tasks(&viewer, &may).await?,
        sign_ups: store::sign_ups(&viewer, &may).await?,
        joins: open && viewer.is_asked(may.thing()).await?,
        manages: viewer.may(Manage, may.thing().clone()).await.is_ok(),
        facts: facts(&viewer, &list, open),
        refused: kept.refused_of(viewer.language, "signups/"),
        me: viewer.person.clone(),
        language: viewer.language,
        list,
        open,
    };
    let language = viewer.language;
    let title = shown.list.title.clone();
    Ok(Page::new(&viewer, Tab::Elsewhere, title, move || {
        view! {
            <div class="page">
                <a class="back" href="/lists"><Icon name="back" class="icon--turn"/>{say!(language, signups.title)}</a>
                {draw(&shown)}
                {thread()}
            </div>
        }
    }))
}

/// By whom, on which day, until when.
fn facts(viewer: &Viewer, list: &List, open: bool) -> Vec<String> {
    let language = viewer.language;
    let name = list.name.to_string();
    let closes = when::moment(language, list.closes_at, viewer.now, &viewer.zone);
    let until = match open {
        true => say!(language, signups.until, when = closes),
        false => say!(language, signups.closed_at, when = closes),
    };
    let day = list.happens_on.map(|day| when::date(language, day));
    [Some(say!(language, signups.asked_by, name = name)), day, Some(until)].into_iter().flatten().collect()
}

fn draw(shown: &Shown) -> impl IntoView + use<> {
    let language = shown.language;
    let list = &shown.list;
    let about = (!list.about.is_empty()).then(|| view! { <p class="sign-up__about">{prose::linked(&list.about)}</p> });
    let mine = shown.sign_ups.iter().any(|sign_up| sign_up.person_id == shown.me);
    let pass = (shown.joins && !mine && !list.passed).then(|| {
        one_button(
            "signups/pass",
            ("list", list.id.0.clone()),
            say!(language, signups.not_this_time),
            "button button--small",
        )
    });
    let passed =
        (shown.joins && !mine && list.passed).then(|| view! { <p class="soft">{say!(language, signups.passed)}</p> });
    view! {
        <article class="card sign-up" id=format!("list-{}", list.id.as_str()) data-form>
            <header class="page__head">
                <h1 class="sign-up__title">{list.title.clone()}</h1>
                {shown.facts.iter().map(|fact| view! { <p class="soft">{fact.clone()}</p> }).collect_view()}
            </header>
            {about}
            {shown.refused.clone().map(|refused| view! { <Notice tone=Tone::Bad><p>{refused}</p></Notice> })}
            {task::offers(shown)}
            {shown.tasks.iter().map(|one| task::draw(shown, one)).collect_view()}
            {pass}
            {passed}
            {shown.manages.then(|| manage(shown))}
        </article>
    }
}

fn manage(shown: &Shown) -> impl IntoView + use<> {
    let language = shown.language;
    let list = || ("list", shown.list.id.0.clone());
    view! {
        <footer class="sign-up__manage">
            {shown.open.then(|| one_button("signups/close", list(), say!(language, signups.close), "button button--small"))}
            <details class="fold" id="list-remove">
                <summary>{say!(language, signups.remove)}</summary>
                <p class="soft">{say!(language, signups.remove_hint)}</p>
                {one_button("signups/remove", list(), say!(language, signups.remove_now), "button button--small button--bad")}
            </details>
        </footer>
    }
}
