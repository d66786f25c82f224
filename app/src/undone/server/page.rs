//! The page of what did not succeed: what, for whom, why, and a way to try it again.
use std::collections::HashMap;

use leptos::prelude::*;

use super::store::{self, Undone};
use crate::access::{Manage, Viewer};
use crate::base::failure::Result;
use crate::base::language::Language;
use crate::say;
use crate::shell::{Kept, Page, Tab, worker};
use crate::ui::icon::Icon;
use crate::ui::notice::{Empty, Notice, Tone};
use crate::ui::one_button::named_button;
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
    let jobs = store::list(&viewer, &may).await?;
    let people: Vec<String> = jobs.iter().filter_map(concerned).collect();
    let names = store::names(&viewer, &people).await?;
    let rows: Vec<Row> = jobs.into_iter().map(|job| row(&viewer, job, &names)).collect();
    let language = viewer.language;
    let title = say!(language, undone.title);
    let refused = kept.refused_of(language, "undone/");
    Ok(Page::new(&viewer, Tab::Elsewhere, title.clone(), move || {
        let refused = refused.map(|why| view! { <Notice tone=Tone::Bad>{why}</Notice> });
        let all = (rows.len() > 1)
            .then(|| named_button("undone/revive", ("job", String::new()), say!(language, undone.all), String::new()));
        let empty = rows.is_empty().then(|| {
            view! { <Empty title=say!(language, undone.none) text=say!(language, undone.none_text)/> }
        });
        let list = (!rows.is_empty()).then(|| {
            view! { <ul class="list" role="list">{rows.into_iter().map(|row| line(language, row)).collect_view()}</ul> }
        });
        view! {
            <div class="page" id="undone" data-form>
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

/// The id of whom a job concerns.
fn concerned(job: &Undone) -> Option<String> {
    (worker(&job.kind)?.concerns)(&job.payload)
}

fn row(viewer: &Viewer, job: Undone, names: &HashMap<String, String>) -> Row {
    let language = viewer.language;
    let what = worker(&job.kind).map_or_else(|| say!(language, undone.something), |worker| (worker.words)(language));
    let whom = concerned(&job).and_then(|person| names.get(&person));
    Row {
        what: whom.map_or(what.clone(), |whom| format!("{what} · {whom}")),
        why: why(language, &job.problem),
        when: when::ago(language, job.due_at, viewer.now, &viewer.zone),
        id: job.id,
    }
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
            {named_button("undone/revive", ("job", row.id), say!(language, undone.again), name)}
        </li>
    }
}
