//! `/polls/new`: the question, the answers, for whom, until when. What was typed stays after a refusal, with everything that is wrong.
use leptos::prelude::*;

use super::actions::PollForm;
use super::poll::PollId;
use super::rules::{FEWEST, LONGEST_ABOUT, LONGEST_OPTION, LONGEST_QUESTION, MOST};
use super::store::NewPoll;
use crate::access::Viewer;
use crate::base::clock::Moment;
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

/// Answers that stand there at once; the others are folded away until one is filled in.
const SHOWN: usize = 4;

impl PollForm {
    fn of(sheet: &Sheet) -> Self {
        let one = |name: &str| sheet.value(name, "");
        PollForm {
            question: one("question"),
            about: one("about"),
            option: sheet.values("option"),
            several: one("several"),
            anonymous: one("anonymous"),
            closes: one("closes"),
        }
    }
}

/// What was typed, and everything that is wrong with it.
struct Typed {
    question: String,
    about: String,
    options: Vec<String>,
    closes_at: Moment,
}

fn typed(viewer: &Viewer, form: &PollForm, whom: &Whom, reading: &mut Reading) -> Typed {
    let question = reading.line("question", &form.question, LONGEST_QUESTION);
    let about = reading.words("about", &form.about, LONGEST_ABOUT);
    let mut options: Vec<String> = Vec::new();
    for option in form.option.iter().map(|option| text::one_line(option)).filter(|option| !option.is_empty()) {
        if option.chars().count() > LONGEST_OPTION {
            reading.wrong("option", Problem::TooLong);
        }
        // The same answer twice is one answer.
        if !options.contains(&option) {
            options.push(option);
        }
    }
    match options.len() {
        few if few < FEWEST => reading.wrong("option", Problem::Required),
        many if many > MOST => reading.wrong("option", Problem::TooMany),
        _ => {}
    }
    if whom.is_empty() {
        reading.wrong("audience", Problem::Required);
    }
    Typed { question, about, options, closes_at: reading.ahead(viewer, "closes", &form.closes) }
}

/// The poll that a form asks for, or the first thing that is wrong with it.
pub async fn read(viewer: &Viewer, key: &str, form: &PollForm, whom: &Whom) -> Result<NewPoll> {
    if !viewer.standing().writes() {
        return Err(Failure::Denied);
    }
    let mut reading = Reading::default();
    let Typed { question, about, options, closes_at } = typed(viewer, form, whom, &mut reading);
    refuse(&reading.0)?;
    Ok(NewPoll {
        id: if ids::is_id(key) { PollId::from(key) } else { PollId::new(viewer.now) },
        question,
        about,
        options,
        several: !form.several.is_empty(),
        anonymous: !form.anonymous.is_empty(),
        closes_at,
        audience: whom.audience(viewer).await?,
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
        typed(&viewer, &PollForm::of(sheet), &Whom::of(&sheet.kept), &mut reading);
        reading.0
    });
    let (key, closes) = (sheet.key(ids::fresh(viewer.now)), in_a_week(&viewer));
    let title = say!(language, polls.new_poll);
    Ok(Page::new(&viewer, Tab::Write, title.clone(), move || {
        let whom = choices.all(language, sheet.complaint("audience"));
        let inside = view! {
            {sheet.refused("polls/open")}
            {form(&sheet, whom, key, &closes)}
        };
        sharing::frame(language, "/polls/new", title, inside)
    }))
}

fn form(sheet: &Sheet, whom: Markup, key: String, closes: &str) -> impl IntoView + use<> {
    let language = sheet.language;
    view! {
        <form class="form" method="post" action="/api/polls/open">
            <SentFrom/>
            <input type="hidden" name="key" autocomplete="off" value=key/>
            {whom}
            {sheet.input(("question", "question"), say!(language, polls.question), "text", "")}
            {sheet.lines("about", "form[about]", say!(language, polls.about))}
            {options(sheet)}
            {tick(sheet, "several", say!(language, polls.several), None)}
            {tick(sheet, "anonymous", say!(language, polls.anonymous), Some(say!(language, polls.anonymous_hint)))}
            {sheet.input(("closes", "closes"), say!(language, polls.closes), "datetime-local", closes)}
            <div class="actionbar"><button class="button button--main" type="submit">{say!(language, polls.ask)}</button></div>
        </form>
    }
}

fn options(sheet: &Sheet) -> impl IntoView + use<> {
    let language = sheet.language;
    let filled: Vec<String> = sheet.values("option").into_iter().filter(|option| !option.trim().is_empty()).collect();
    let open = filled.len() > SHOWN;
    let input = |at: usize| {
        let (id, label) = (format!("f-option{at}"), say!(language, polls.option, number = at + 1));
        view! {
            <input class="field__input" type="text" id=id aria-label=label.clone() placeholder=label name="form[option][]" value=filled.get(at).cloned()/>
        }
    };
    view! {
        <fieldset class="field poll-options">
            <legend class="field__label">{say!(language, polls.options)}</legend>
            {sheet.complaint_as("option", Problem::Required, say!(language, polls.two_at_least))}
            {(0..SHOWN).map(input).collect_view()}
            <details class="fold" open=open>
                <summary>{say!(language, polls.more_options)}</summary>
                <div class="poll-options">{(SHOWN..MOST).map(input).collect_view()}</div>
            </details>
        </fieldset>
    }
}

fn tick(sheet: &Sheet, name: &'static str, label: String, hint: Option<String>) -> impl IntoView + use<> {
    view! {
        <label class="tick">
            <input type="checkbox" name=format!("form[{name}]") value="yes" checked=sheet.ticked(name)/>
            <span class="list__text"><b>{label}</b>{hint.map(|hint| view! { <small>{hint}</small> })}</span>
        </label>
    }
}
