//! `/lists/new`: what for, which tasks with how many places, for whom, until when. What was typed stays after a refusal, with
//! everything that is wrong.
use leptos::prelude::*;

use super::actions::ListForm;
use super::list::ListId;
use super::rules::{LONGEST_ABOUT, LONGEST_TASK, LONGEST_TITLE, MOST_TASKS, PLACES};
use super::store::NewList;
use crate::access::Viewer;
use crate::base::clock::Moment;
use crate::base::day::Day;
use crate::base::failure::{Failure, Problem, Result};
use crate::base::ids;
use crate::base::text;
use crate::feed::Whom;
use crate::say;
use crate::shell::sharing;
use crate::shell::sheet::refuse;
use crate::shell::typed::{Reading, in_a_week};
use crate::shell::{Kept, Page, Sheet, Tab};
use crate::ui::markup::Markup;
use crate::ui::sent::SentFrom;

/// Tasks that stand there at once; the others are folded away until one is filled in.
const SHOWN: usize = 3;
/// In the afternoon of the day before.
const REMINDS_AT: i8 = 16;

impl ListForm {
    fn of(sheet: &Sheet) -> Self {
        let one = |name: &str| sheet.value(name, "");
        ListForm {
            title: one("title"),
            about: one("about"),
            day: one("day"),
            closes: one("closes"),
            task: sheet.values("task"),
            places: sheet.values("places"),
        }
    }

    /// The rows in which something stands.
    fn rows(&self) -> Vec<(String, String)> {
        let places = |at: usize| self.places.get(at).map(|places| places.trim().to_owned()).unwrap_or_default();
        let rows = self.task.iter().enumerate().map(|(at, task)| (text::one_line(task), places(at)));
        rows.filter(|(task, places)| !task.is_empty() || !places.is_empty()).collect()
    }
}

/// What was typed.
struct Typed {
    title: String,
    about: String,
    day: Option<Day>,
    closes_at: Moment,
    tasks: Vec<(String, i64)>,
}

fn typed(viewer: &Viewer, form: &ListForm, whom: &Whom, reading: &mut Reading) -> Typed {
    if whom.is_empty() {
        reading.wrong("audience", Problem::Required);
    }
    let title = reading.line("title", &form.title, LONGEST_TITLE);
    let about = reading.words("about", &form.about, LONGEST_ABOUT);
    let tasks = tasks(form, reading);
    let day = reading.day_ahead(viewer, "day", &form.day);
    Typed { title, about, tasks, day, closes_at: reading.ahead(viewer, "closes", &form.closes) }
}

fn tasks(form: &ListForm, reading: &mut Reading) -> Vec<(String, i64)> {
    let mut tasks = Vec::new();
    for (task, places) in form.rows() {
        if task.is_empty() {
            reading.wrong("task", Problem::Required);
        }
        if task.chars().count() > LONGEST_TASK {
            reading.wrong("task", Problem::TooLong);
        }
        match places.parse().ok().filter(|places| PLACES.contains(places)) {
            Some(places) => tasks.push((task, places)),
            None => reading.wrong("places", Problem::OutOfRange),
        }
    }
    match form.rows().len() {
        0 => reading.wrong("task", Problem::Required),
        many if many > MOST_TASKS => reading.wrong("task", Problem::TooMany),
        _ => {}
    }
    tasks
}

/// The list that a form asks for, or the first thing that is wrong with it.
pub async fn read(viewer: &Viewer, key: &str, form: &ListForm, whom: &Whom) -> Result<NewList> {
    if !viewer.standing().writes() {
        return Err(Failure::Denied);
    }
    let mut reading = Reading::default();
    let Typed { title, about, day, closes_at, tasks } = typed(viewer, form, whom, &mut reading);
    refuse(&reading.0)?;
    let reminds_at = day.and_then(|day| Moment::of_local(day.plus(-1).at(REMINDS_AT, 0, 0, 0), &viewer.zone));
    Ok(NewList {
        id: if ids::is_id(key) { ListId::from(key) } else { ListId::new(viewer.now) },
        title,
        about,
        happens_on: day,
        closes_at,
        tasks,
        audience: whom.audience(viewer).await?,
        reminds_at: reminds_at.filter(|at| *at > viewer.now),
    })
}

pub async fn show(viewer: Viewer, kept: Kept) -> Result<Page> {
    if !viewer.standing().writes() {
        return Err(Failure::Denied);
    }
    let language = viewer.language;
    let choices = Whom::choices(&viewer, &kept).await?;
    let sheet = Sheet::new(language, kept).with(|sheet| {
        let mut reading = Reading::default();
        typed(&viewer, &ListForm::of(sheet), &Whom::of(&sheet.kept), &mut reading);
        reading.0
    });
    let (key, closes) = (sheet.key(ids::fresh(viewer.now)), in_a_week(&viewer));
    let title = say!(language, signups.new_list);
    Ok(Page::new(&viewer, Tab::Write, title.clone(), move || {
        let whom = choices.all(language, sheet.complaint("audience"));
        let inside = view! {
            {sheet.refused("signups/open")}
            {form(&sheet, whom, key, &closes)}
        };
        sharing::frame(language, "/lists/new", title, inside)
    }))
}

fn form(sheet: &Sheet, whom: Markup, key: String, closes: &str) -> impl IntoView + use<> {
    let language = sheet.language;
    view! {
        <form class="form" method="post" action="/api/signups/open">
            <SentFrom/>
            <input type="hidden" name="key" autocomplete="off" value=key/>
            {whom}
            {sheet.input(("title", "title"), say!(language, signups.what_for), "text", "")}
            {sheet.lines("about", "form[about]", say!(language, signups.about))}
            {tasks_of(sheet)}
            {sheet.input(("day", "day"), say!(language, signups.day), "date", "")}
            <p class="field__hint">{say!(language, signups.day_hint)}</p>
            {sheet.input(("closes", "closes"), say!(language, signups.closes), "datetime-local", closes)}
            <div class="actionbar"><button class="button button--main" type="submit">{say!(language, signups.open)}</button></div>
        </form>
    }
}

fn tasks_of(sheet: &Sheet) -> impl IntoView + use<> {
    let language = sheet.language;
    let rows = ListForm::of(sheet).rows();
    let open = rows.len() > SHOWN;
    let row = |at: usize| {
        let (task, places) = rows.get(at).cloned().unwrap_or_default();
        let (task_id, places_id) = (format!("f-task{at}"), format!("f-places{at}"));
        view! {
            <div class="sign-up-row">
                <div class="field">
                    <label class="field__label" for=task_id.clone()>{say!(language, signups.task, number = at + 1)}</label>
                    <input class="field__input" type="text" id=task_id name="form[task][]" value=task/>
                </div>
                <div class="field">
                    <label class="field__label" for=places_id.clone()>{say!(language, signups.places)}</label>
                    <input class="field__input" type="number" inputmode="numeric" id=places_id name="form[places][]" value=places/>
                </div>
            </div>
        }
    };
    view! {
        <fieldset class="field sign-up-rows">
            <legend class="field__label">{say!(language, signups.tasks)}</legend>
            {sheet.complaint_as("task", Problem::Required, say!(language, signups.one_at_least))}
            {sheet.complaint_as("places", Problem::OutOfRange, say!(language, signups.how_many))}
            {(0..SHOWN).map(row).collect_view()}
            <details class="fold" open=open>
                <summary>{say!(language, signups.more_tasks)}</summary>
                {(SHOWN..MOST_TASKS).map(row).collect_view()}
            </details>
        </fieldset>
    }
}
