//! The page of what did not succeed: what, for whom, why, and a way to try it again.
use leptos::prelude::*;

use super::store::{self, Undone};
use crate::access::{Manage, Viewer};
use crate::base::failure::Result;
use crate::base::language::Language;
use crate::say;
use crate::shell::{Kept, Page, Tab, features};
use crate::ui::icon::Icon;
use crate::ui::notice::{Empty, Notice, Tone};
use crate::ui::sent::SentFrom;
use crate::ui::when;

/// A job in words.
struct Row {
    id: String,
    what: String,
    why: String,
    when: String,
}

pub async fn show(viewer: Viewer, kept: Kept) -> Result<Page> {
    let may = viewer.may(Manage, viewer.school.clone()).await?;
    let mut rows = Vec::new();
    for job in store::list(&viewer, &may).await? {
        rows.push(row(&viewer, job).await?);
    }
    let language = viewer.language;
    let title = say!(language, undone.title);
    let refused = kept.failure_of("undone/revive").map(|failure| crate::shell::failures::sentence(language, failure));
    Ok(Page::new(&viewer, Tab::Elsewhere, title.clone(), move || {
        let refused = refused.map(|sentence| view! { <Notice tone=Tone::Bad>{sentence}</Notice> });
        let all = (rows.len() > 1).then(|| form(say!(language, undone.all), String::new(), String::new()));
        let empty = rows.is_empty().then(|| {
            view! { <Empty title=say!(language, undone.none) text=say!(language, undone.none_text)/> }
        });
        let list = (!rows.is_empty()).then(|| {
            view! { <ul class="list" role="list">{rows.into_iter().map(|row| line(language, row)).collect_view()}</ul> }
        });
        view! {
            <div class="page">
                <a class="back" href="/"><Icon name="back" class="icon--turn"/>{say!(language, nav.feed)}</a>
                <header class="page__head"><h1>{title}</h1><p class="soft">{say!(language, undone.hint)}</p></header>
                {refused}
                {all}
                {empty}
                {list}
            </div>
        }
    }))
}

async fn row(viewer: &Viewer, job: Undone) -> Result<Row> {
    let language = viewer.language;
    let worker = features().into_iter().flat_map(|feature| feature.jobs).find(|worker| worker.kind == job.kind);
    let what = worker.map_or_else(|| say!(language, undone.something), |worker| (worker.words)(language));
    let whom = match worker.and_then(|worker| (worker.concerns)(&job.payload)) {
        Some(person) => store::name(viewer, &person).await?,
        None => None,
    };
    Ok(Row {
        id: job.id,
        what: whom.map_or(what.clone(), |whom| format!("{what} · {whom}")),
        why: why(language, &job.problem),
        when: when::ago(language, job.due_at, viewer.now, &viewer.zone),
    })
}

/// What can be done about it, from the code of the last failure.
fn why(language: Language, problem: &str) -> String {
    match problem {
        "mail_refused" | "mail_address" | "mail_address_letters" => say!(language, undone.no_address),
        "mail_full" => say!(language, undone.full),
        problem if problem.starts_with("mail_") => say!(language, undone.mail),
        _ => say!(language, undone.fault),
    }
}

fn line(language: Language, row: Row) -> impl IntoView {
    let name = say!(language, undone.again_for, what = row.what.clone());
    view! {
        <li class="list__row">
            <span class="list__text"><b>{row.what}</b><small>{row.why}</small><small>{row.when}</small></span>
            {form(say!(language, undone.again), row.id, name)}
        </li>
    }
}

/// One button; `name`: what a screen reader says, where the words on it do not tell which.
fn form(words: String, job: String, name: String) -> impl IntoView {
    view! {
        <form method="post" action="/api/undone/revive">
            <SentFrom/>
            <input type="hidden" name="job" value=job/>
            <button class="button button--small" type="submit" aria-label=(!name.is_empty()).then_some(name)>{words}</button>
        </form>
    }
}
