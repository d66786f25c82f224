//! `/school/exports`: which lists there are, asking for one, and who fetched what.
use axum::extract::Query;
use leptos::prelude::*;
use serde::Deserialize;

use crate::access::{GroupId, Manage, Viewer};
use crate::accounts::password_again;
use crate::base::failure::Result;
use crate::base::language::Language;
use crate::exports::server::actions::AskForm;
use crate::exports::server::deeds::typed;
use crate::exports::server::list::List;
use crate::exports::server::store::{self, Fetched};
use crate::people;
use crate::say;
use crate::shell::{Kept, Page, Sheet, Tab};
use crate::ui::chip::choice;
use crate::ui::notice::{Notice, Tone};
use crate::ui::sent::SentFrom;
use crate::ui::when;

const ASK: &str = "exports/ask";

/// Whoever comes from the page of a group means that one.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct From {
    group: String,
}

pub async fn show(viewer: Viewer, Query(from): Query<From>, kept: Kept) -> Result<Page> {
    let may = viewer.may(Manage, viewer.school.clone()).await?;
    let groups = store::groups(&viewer, &may).await?;
    let fetched = store::fetched(&viewer, &may).await?;
    let told = store::is_somebody_told(&viewer, &may).await?;
    let language = viewer.language;
    let title = say!(language, exports.title);
    let sheet = Sheet::new(language, kept).with(|sheet| typed(&of(sheet)).mistakes);
    let drawn = viewer.clone();
    Ok(Page::new(&viewer, Tab::School, title.clone(), move || {
        view! {
            <div class="page page--wide" id="exports">
                {people::back(language)}
                <header class="page__head"><h1>{title}</h1><p class="soft">{say!(language, exports.intro)}</p></header>
                {sheet.refused(ASK)}
                <div class="around">{form(&sheet, groups, &from.group)} {rules(language, told)}</div>
                {history(&drawn, fetched)}
            </div>
        }
    }))
}

fn of(sheet: &Sheet) -> AskForm {
    let value = |name: &str| sheet.value(name, "");
    AskForm { list: value("list"), group: value("group"), reason: value("reason") }
}

fn form(sheet: &Sheet, groups: Vec<(GroupId, String)>, meant: &str) -> impl IntoView + use<> {
    let language = sheet.language;
    let chosen = sheet.value("list", "");
    let lists = List::ALL.map(|list| {
        view! {
            <label class="tick">
                <input type="radio" name="form[list]" value=list.code() checked=chosen == list.code() required autocomplete="off"/>
                <span class="list__text"><b>{list.title(language)}</b><small>{list.about(language)}</small></span>
            </label>
        }
    });
    view! {
        <form class="card form" method="post" action="/api/exports/ask">
            <SentFrom/>
            <fieldset class="field">
                <legend class="field__label">{say!(language, exports.which)}</legend>
                {sheet.complaint("list")}
                {lists.into_iter().collect_view()}
            </fieldset>
            {of_whom(sheet, groups, meant)}
            {sheet.input(("reason", "reason"), say!(language, exports.reason), "text", "")}
            <p class="soft">{say!(language, exports.reason_hint)}</p>
            {password_again(say!(language, exports.password), say!(language, exports.password_hint), sheet.problem("password"))}
            <button class="button button--main button--wide" type="submit">{say!(language, exports.fetch)}</button>
        </form>
    }
}

/// Names of groups are long, and there are few: each stands there to be chosen.
fn of_whom(sheet: &Sheet, groups: Vec<(GroupId, String)>, meant: &str) -> impl IntoView + use<> {
    let chosen = sheet.value("group", meant);
    let everybody = (GroupId::from(""), say!(sheet.language, exports.everybody));
    let chip = |(id, name): (GroupId, String)| {
        let here = id.as_str() == chosen;
        choice("form[group]", (id.0, name), here)
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">{say!(sheet.language, exports.of_whom)}</legend>
            {sheet.complaint("group")}
            <div class="chips">{std::iter::once(everybody).chain(groups).map(chip).collect_view()}</div>
        </fieldset>
    }
}

/// What happens when somebody fetches a list.
fn rules(language: Language, told: bool) -> impl IntoView {
    let who = if told { say!(language, exports.rule_told) } else { say!(language, exports.rule_nobody_told) };
    view! {
        <Notice tone=Tone::Accent>
            <b>{say!(language, exports.rules)}</b>
            <ul>
                <li>{who}</li>
                <li>{say!(language, exports.rule_log)}</li>
                <li>{say!(language, exports.rule_time)}</li>
                <li>{say!(language, exports.rule_paper)}</li>
            </ul>
        </Notice>
    }
}

fn history(viewer: &Viewer, fetched: Vec<Fetched>) -> impl IntoView + use<> {
    let language = viewer.language;
    let row = |one: Fetched| {
        let what = List::of(&one.list).map_or(one.list.clone(), |list| list.title(language));
        let whom = Some(one.group_name).filter(|name| !name.is_empty());
        let whom = whom.unwrap_or_else(|| say!(language, exports.everybody));
        let count = usize::try_from(one.lines).unwrap_or_default();
        let lines = say!(language, exports.lines, count = count);
        let when = when::moment(language, one.asked_at, viewer.now, &viewer.zone);
        view! {
            <li class="list__row">
                <span class="list__text">
                    <b>{format!("{what} · {whom} · {lines}")}</b>
                    <span dir="auto">{one.reason}</span>
                    <small>{format!("{} · {when}", one.name)}</small>
                </span>
            </li>
        }
    };
    let empty = fetched.is_empty().then(|| view! { <p class="soft">{say!(language, exports.none)}</p> });
    let list = (!fetched.is_empty())
        .then(|| view! { <ul class="list" role="list">{fetched.into_iter().map(row).collect_view()}</ul> });
    view! {
        <section class="section">
            <h2 class="big">{say!(language, exports.fetched)}</h2>
            {empty}
            {list}
        </section>
    }
}
