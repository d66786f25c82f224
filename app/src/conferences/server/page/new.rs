//! `/talks/new`: first for which groups, then the days, the times and who is there. What was typed stays after a refusal.
use axum::extract::RawQuery;
use leptos::prelude::*;

use super::back;
use crate::access::{PersonId, Viewer};
use crate::base::failure::{Failure, Problem, Result};
use crate::base::ids;
use crate::base::language::Language;
use crate::conferences::server::form::place;
use crate::conferences::server::rules;
use crate::conferences::server::store::plan::{self, Teaching};
use crate::say;
use crate::shell::{Kept, Page, Sheet, Tab};
use crate::ui::icon::Icon;
use crate::ui::markup::IntoMarkup;
use crate::ui::notice::{Notice, Tone};
use crate::ui::person::Portrait;
use crate::ui::sent::SentFrom;

/// Rows of days and of breaks that the form offers; empty ones are ignored.
const DAYS: usize = 5;
const BREAKS: usize = 3;
/// Who teaches more groups than this (gymnastics, music) usually has no talks about all of them.
const FEW_GROUPS: usize = 2;

/// Whether something was typed for this teacher on this day.
fn differs(sheet: &Sheet, place: &str) -> bool {
    let typed = |name: &str| !sheet.value(&format!("{name}][{place}"), "").is_empty();
    typed("own_from") || typed("own_to") || sheet.values("away").iter().any(|away| away == place)
}

/// A teacher of the chosen groups.
struct Teacher {
    id: PersonId,
    name: String,
    /// The name, and more where two have one name.
    label: String,
    groups: Vec<String>,
    usual: bool,
}

pub async fn show(viewer: Viewer, RawQuery(query): RawQuery, kept: Kept) -> Result<Page> {
    let teaching = plan::teaching(&viewer).await?;
    if teaching.is_empty() {
        return Err(Failure::Gone);
    }
    let pairs: Vec<(String, String)> = serde_html_form::from_str(&query.unwrap_or_default()).unwrap_or_default();
    let mut groups: Vec<(String, String)> = Vec::new();
    for row in &teaching {
        let group = (row.group_id.0.clone(), row.label());
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    let asked = |id: &String| pairs.iter().any(|(name, value)| name == "group" && value == id);
    let only = groups.len() == 1;
    let chosen: Vec<(String, String)> = groups.iter().filter(|(id, _)| only || asked(id)).cloned().collect();
    let language = viewer.language;
    let forgotten = pairs.iter().any(|(name, _)| name == "step").then(|| say!(language, talks.choose_group));
    let key = ids::fresh(viewer.now);
    let title = say!(language, talks.new_round);
    Ok(Page::new(&viewer, Tab::Talks, title.clone(), move || {
        let sheet = Sheet::new(language, kept);
        let inside = if chosen.is_empty() {
            which(language, &groups, forgotten).into_markup()
        } else {
            form(&sheet, &chosen, &teachers(&teaching, &chosen), key).into_markup()
        };
        view! { <div class="page page--wide">{back(language)}<header class="page__head"><h1>{title}</h1></header>{inside}</div> }
    }))
}

fn teachers(teaching: &[Teaching], chosen: &[(String, String)]) -> Vec<Teacher> {
    let mut found: Vec<Teacher> = Vec::new();
    for row in teaching.iter().filter(|row| chosen.iter().any(|(id, _)| *id == row.group_id.0)) {
        let Some(id) = &row.teacher_id else { continue };
        if let Some(known) = found.iter_mut().find(|teacher| teacher.id == *id) {
            known.groups.push(row.group_name.clone());
            continue;
        }
        let all = teaching.iter().filter(|other| other.teacher_id.as_ref() == Some(id)).count();
        found.push(Teacher {
            id: id.clone(),
            name: row.name.to_string(),
            label: String::new(),
            groups: vec![row.group_name.clone()],
            usual: all <= FEW_GROUPS,
        });
    }
    let people: Vec<_> =
        found.iter().map(|teacher| (teacher.id.0.clone(), teacher.name.clone(), teacher.groups.join(", "))).collect();
    let names = rules::apart(&people);
    for teacher in &mut found {
        let label = names.iter().find(|(id, _)| *id == teacher.id.0);
        teacher.label = label.map_or_else(String::new, |(_, label)| label.clone());
    }
    found
}

/// The first step: which groups. Whoever goes on without one is told.
fn which(language: Language, groups: &[(String, String)], problem: Option<String>) -> impl IntoView + use<> {
    let chip = |(id, name): &(String, String)| {
        view! { <label class="chip"><input type="checkbox" name="group" value=id.clone()/>{name.clone()}</label> }
    };
    let described = problem.as_ref().map(|_| "group-problem");
    view! {
        <form class="round-form" method="get" action="/talks/new">
            <input type="hidden" name="step" value="2"/>
            <fieldset class="card round-form__step" aria-describedby=described>
                {legend(1, say!(language, talks.which_groups))}
                <div class="chips">{groups.iter().map(chip).collect_view()}</div>
                {problem.map(|problem| view! { <p class="field__problem" id="group-problem" role="alert"><Icon name="warning"/>{problem}</p> })}
            </fieldset>
            <div class="actionbar"><button class="button button--main" type="submit">{say!(language, talks.next_step)}</button></div>
        </form>
    }
}

fn legend(number: usize, title: String) -> impl IntoView {
    view! {
        <legend class="round-form__title"><span class="round-form__nr" aria-hidden="true">{number}</span>{title}</legend>
    }
}

fn form(sheet: &Sheet, chosen: &[(String, String)], teachers: &[Teacher], key: String) -> impl IntoView + use<> {
    let language = sheet.language;
    let kept = sheet.kept.value("key");
    let key = if kept.is_empty() { key } else { kept };
    let group = |(id, name): &(String, String)| {
        view! { <input type="hidden" name="form[group][]" value=id.clone()/><span class="tag">{name.clone()}</span> }
    };
    view! {
        {refused(sheet)}
        <form class="round-form" method="post" action="/api/conferences/open">
            <SentFrom/>
            <input type="hidden" name="key" value=key/>
            <fieldset class="card round-form__step">
                {legend(1, say!(language, talks.what))}
                <div class="row">{chosen.iter().map(group).collect_view()}</div>
                {sheet.input(("title", "title"), say!(language, talks.round_title), "text", "")}
                <div class="fields">
                    {sheet.input(("opens", "opens"), say!(language, talks.opens), "datetime-local", "")}
                    {sheet.input(("closes", "closes"), say!(language, talks.closes), "datetime-local", "")}
                </div>
            </fieldset>
            {day_rows(sheet)}
            {lengths(sheet)}
            <fieldset class="card round-form__step">
                {legend(4, say!(language, talks.who))}
                {problem(sheet, "teacher")}
                <div>{teachers.iter().map(|teacher| teacher_row(sheet, teacher)).collect_view()}</div>
            </fieldset>
            <div class="actionbar"><button class="button button--main" type="submit">{say!(language, talks.open_round)}</button></div>
        </form>
    }
}

/// Above the form, because the field can be far below.
fn refused(sheet: &Sheet) -> Option<impl IntoView + use<>> {
    let sentence = sheet.kept.refused_of(sheet.language, "conferences/open")?;
    Some(view! { <Notice tone=Tone::Bad><p>{sentence}</p></Notice> })
}

fn problem(sheet: &Sheet, field: &str) -> Option<impl IntoView + use<>> {
    let busy = matches!(&sheet.kept.failure, Some(Failure::Invalid { problem: Problem::Overlaps, .. }));
    let problem = sheet.kept.problem(sheet.language, field).filter(|_| !busy);
    problem.map(|problem| view! { <p class="field__problem"><Icon name="warning"/>{problem}</p> })
}

fn day_rows(sheet: &Sheet) -> impl IntoView + use<> {
    let language = sheet.language;
    let row = |row: usize| {
        let cell = |name: &str, label: String, kind: &'static str| {
            sheet.input((&format!("{name}{row}"), &format!("{name}][{row}")), label, kind, "")
        };
        view! {
            <div class="round-form__line">
                {cell("date", say!(language, talks.day, number = row + 1), "date")}
                {cell("from", say!(language, talks.from), "time")}
                {cell("to", say!(language, talks.to), "time")}
            </div>
        }
    };
    view! {
        <fieldset class="card round-form__step">
            {legend(2, say!(language, talks.days))}
            <div>{(0..DAYS).map(row).collect_view()}</div>
        </fieldset>
    }
}

fn lengths(sheet: &Sheet) -> impl IntoView + use<> {
    let language = sheet.language;
    view! {
        <fieldset class="card round-form__step">
            {legend(3, say!(language, talks.how_long))}
            <div class="fields">
                {sheet.input(("minutes", "minutes"), say!(language, talks.minutes), "number", "10")}
                {sheet.input(("gap", "gap"), say!(language, talks.gap), "number", "5")}
            </div>
            <div>{(0..BREAKS).map(|row| break_row(sheet, row)).collect_view()}</div>
        </fieldset>
    }
}

fn break_row(sheet: &Sheet, row: usize) -> impl IntoView + use<> {
    let language = sheet.language;
    let cell = |name: &str, label: String| {
        sheet.input((&format!("{name}{row}"), &format!("{name}][{row}")), label, "time", "")
    };
    let chosen = sheet.value(&format!("break_day][{row}"), "");
    let option = |day: usize| {
        let value = day.to_string();
        view! { <option value=value.clone() selected=value == chosen>{say!(language, talks.day, number = day + 1)}</option> }
    };
    let id = format!("f-break_day{row}");
    view! {
        <div class="round-form__line">
            <div class="field">
                <label class="field__label" for=id.clone()>{say!(language, talks.break_on)}</label>
                <select class="field__input" id=id name=format!("form[break_day][{row}]")>
                    <option value="">{say!(language, talks.every_day)}</option>
                    {(0..DAYS).map(option).collect_view()}
                </select>
            </div>
            {cell("break_from", say!(language, talks.from))}
            {cell("break_to", say!(language, talks.to))}
        </div>
    }
}

fn teacher_row(sheet: &Sheet, teacher: &Teacher) -> impl IntoView + use<> {
    let language = sheet.language;
    let ticked = if sheet.kept.is_empty() { teacher.usual } else { sheet.values("teacher").contains(&teacher.id.0) };
    // What was filled in stays in sight, and so does what is wrong with it.
    let differs = (0..DAYS).any(|row| differs(sheet, &place(&teacher.id, row)));
    view! {
        <div class="round-form__teacher">
            <label class="tick">
                <input type="checkbox" name="form[teacher][]" value=teacher.id.0.clone() checked=ticked/>
                <Portrait name=teacher.name.clone()/>
                <span class="list__text"><b>{teacher.label.clone()}</b><small>{teacher.groups.join(", ")}</small></span>
            </label>
            <details class="fold" open=differs>
                <summary aria-label=say!(language, talks.own_hours_of, teacher = teacher.label.clone())>{say!(language, talks.own_hours)}</summary>
                <p class="soft small">{say!(language, talks.own_hours_hint)}</p>
                {(0..DAYS).map(|row| own_hours(sheet, teacher, row)).collect_view()}
            </details>
        </div>
    }
}

/// Where a teacher differs on one day: not there, or other hours.
fn own_hours(sheet: &Sheet, teacher: &Teacher, row: usize) -> impl IntoView + use<> {
    let language = sheet.language;
    let place = place(&teacher.id, row);
    let away = sheet.values("away").contains(&place);
    let cell = |name: &str, label: String| {
        sheet.input((&format!("{name}{place}"), &format!("{name}][{place}")), label, "time", "")
    };
    view! {
        <fieldset class="round-form__own">
            <legend>{say!(language, talks.day, number = row + 1)}</legend>
            <label class="tick">
                <input type="checkbox" name="form[away][]" value=place.clone() checked=away/>
                <span>{say!(language, talks.away)}</span>
            </label>
            {cell("own_from", say!(language, talks.from))}
            {cell("own_to", say!(language, talks.to))}
        </fieldset>
    }
}
