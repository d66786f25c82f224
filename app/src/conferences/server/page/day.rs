//! `/talks/{round}/days/{date}`: the talks of a day, made to be printed on A4. Never stored by a browser.
use axum::extract::{Path, Query};
use leptos::prelude::*;

use super::cancel::{Question, answered};
use super::{Asked, back};
use crate::access::{Manage, Read, Viewer};
use crate::base::day::Day;
use crate::base::failure::{Failure, Result};
use crate::base::language;
use crate::conferences::server::round::{Agenda, proxy};
use crate::conferences::server::rules;
use crate::conferences::server::store::manage::{self, Talk};
use crate::conferences::server::{BookingId, RoundId, words};
use crate::say;
use crate::shell::{Kept, Page, Tab};
use crate::ui::markup::IntoMarkup;
use crate::ui::person::Portrait;
use crate::ui::print::PrintButton;

pub async fn show(
    viewer: Viewer,
    Path((round, date)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    kept: Kept,
) -> Result<Page> {
    let agenda = Agenda { round: RoundId::from(round), date: Day::typed(&date).ok_or(Failure::Gone)? };
    let may = viewer.may(Read, agenda.clone()).await?;
    let everybody = viewer.may(Manage, agenda.round).await.is_ok();
    let talks = manage::day(&viewer, &may, everybody).await?;
    let comers = manage::comers(&viewer, &may, everybody).await?;
    let title = words::day(viewer.language, agenda.date);
    let (drawn, date) = (viewer.clone(), agenda.date);
    Ok(Page::new(&viewer, Tab::Talks, title.clone(), move || {
        view! {
            <div class="page page--wide">
                <div class="no-print">{back(drawn.language)}{answered(drawn.language, &asked.done, &kept)}</div>
                <header class="page__head"><h1>{title}</h1><PrintButton label=say!(drawn.language, talks.print_day)/></header>
                {by_teacher(&talks).into_iter().map(|(name, talks)| teacher(&drawn, date, (name, talks), &comers)).collect_view()}
            </div>
        }
    }))
}

/// The talks come in the order of teachers; one piece for each, with a name that no other has.
fn by_teacher(talks: &[Talk]) -> Vec<(String, &[Talk])> {
    let people: Vec<_> =
        talks.iter().map(|talk| (talk.teacher_id.0.clone(), talk.teacher(), talk.teaches.clone())).collect();
    let names = rules::apart(&people);
    let name = |talk: &Talk| names.iter().find(|(id, _)| *id == talk.teacher_id.0).map(|(_, name)| name.clone());
    let parts = talks.chunk_by(|a, b| a.teacher_id == b.teacher_id);
    parts.map(|part| (part.first().and_then(name).unwrap_or_default(), part)).collect()
}

fn teacher(
    viewer: &Viewer,
    date: Day,
    (name, talks): (String, &[Talk]),
    comers: &[(BookingId, String)],
) -> impl IntoView + use<> {
    let language = viewer.language;
    let booked = talks.iter().filter(|talk| talk.booking_id.is_some()).count();
    let rows = talks.iter().map(|talk| match talk.pupil() {
        Some(pupil) => row(viewer, (date, talk), pupil, comers).into_markup(),
        None => free(viewer, talk).into_markup(),
    });
    view! {
        <section class="section">
            <h2 class="big">{name}</h2>
            <p class="soft">{say!(language, talks.talks_of, booked = booked, slots = talks.len())}</p>
            <ol class="talk-day" role="list">{rows.collect_view()}</ol>
        </section>
    }
}

fn row(
    viewer: &Viewer,
    (date, talk): (Day, &Talk),
    pupil: String,
    comers: &[(BookingId, String)],
) -> impl IntoView + use<> {
    let who = comers.iter().filter(|(id, _)| Some(id) == talk.booking_id.as_ref());
    let who: Vec<String> = who.map(|(_, name)| name.clone()).collect();
    let note = talk.note.clone().filter(|note| !note.is_empty());
    let ahead = proxy(viewer) && talk.starts_at > viewer.now;
    let question = Question::of_day(viewer.language, date, talk).filter(|_| ahead);
    let group = talk.group_name.clone().unwrap_or_default();
    view! {
        <li class="talk-day__item">
            <time class="talk-day__time" datetime=talk.starts.clone()>
                {talk.starts.clone()}<small>{say!(viewer.language, talks.to_time, time = talk.ends.clone())}</small>
            </time>
            <Portrait name=pupil.clone()/>
            <div class="talk-day__who"><b>{pupil}</b><small>{group}</small><small>{who.join(", ")}</small></div>
            {note.map(|note| {
                let lang = language::of_words(viewer.language, &note);
                view! { <p class="talk-day__note" dir="auto" lang=lang>{note}</p> }
            })}
            {question.map(|question| question.draw(viewer.language))}
        </li>
    }
}

fn free(viewer: &Viewer, talk: &Talk) -> impl IntoView + use<> {
    view! {
        <li class="talk-day__item talk-day__item--free">
            <time class="talk-day__time" datetime=talk.starts.clone()>{talk.starts.clone()}</time>
            <span>{say!(viewer.language, talks.free)}</span>
        </li>
    }
}
