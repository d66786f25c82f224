//! `/talks/{round}/manage`: who has not chosen yet, booking for somebody, the deadline.
use axum::extract::{Path, Query};
use leptos::prelude::*;

use super::cancel::{Question, answered};
use super::staff::day_link;
use super::{Asked, back, ring};
use crate::access::{Manage, May, PupilId, Viewer};
use crate::base::day::Day;
use crate::base::failure::Result;
use crate::base::language;
use crate::base::text::order;
use crate::conferences::server::round::proxy;
use crate::conferences::server::rules::{self, Stage};
use crate::conferences::server::store::manage::{self, Invited, Managed};
use crate::conferences::server::{RoundId, words};
use crate::say;
use crate::shell::{Kept, Page, Tab};
use crate::ui::field::Field;
use crate::ui::notice::{Notice, Tone};
use crate::ui::sent::SentFrom;

/// A pupil in one household.
struct Household {
    pupil_id: PupilId,
    pupil: String,
    /// Where the pupil stands in the list.
    place: order::Place,
    group: String,
    household: String,
    guardians: Vec<String>,
    talk: Option<(Day, String)>,
    /// For taking the talk back, as long as it lies ahead.
    question: Option<Question>,
}

pub async fn show(viewer: Viewer, Path(round): Path<String>, Query(asked): Query<Asked>, kept: Kept) -> Result<Page> {
    let may = viewer.may(Manage, RoundId::from(round)).await?;
    let managed = manage::managed(&viewer, &may).await?;
    let households = gather(&viewer, manage::invited(&viewer, &may).await?);
    let others = others(&viewer, &may, &households).await?;
    let days = manage::days(&viewer, proxy(&viewer)).await?;
    let round = may.thing().clone();
    let drawn = viewer.clone();
    Ok(Page::new(&viewer, Tab::Talks, managed.title.clone(), move || {
        let (waiting, chosen): (Vec<_>, Vec<_>) = households.iter().partition(|household| household.talk.is_none());
        let language = drawn.language;
        view! {
            <div class="page page--wide">
                {back(language)}
                {answered(language, &asked.done, &kept)}
                {head(&drawn, &managed, chosen.len(), households.len())}
                <div class="row">{days.iter().filter(|(id, _)| *id == round).map(|(id, date)| day_link(&drawn, id, *date)).collect_view()}</div>
                {deadline(&drawn, &round, &managed, &kept)}
                <section class="section">
                    <h2>{say!(language, talks.waiting, count = waiting.len())}</h2>
                    <ul class="list" role="list">{waiting.into_iter().map(|household| row(&drawn, Some(&round), household)).collect_view()}</ul>
                </section>
                <details class="fold">
                    <summary>{say!(language, talks.chosen, count = chosen.len())}</summary>
                    <ul class="list" role="list">{chosen.iter().map(|household| row(&drawn, Some(&round), household)).collect_view()}</ul>
                </details>
                {others_section(&drawn, &others)}
                {withdraw(&drawn, &round, chosen.len() + others.len())}
            </div>
        }
    }))
}

async fn others(viewer: &Viewer, may: &May<Manage, RoundId>, households: &[Household]) -> Result<Vec<Household>> {
    let known = |other: &Household| {
        households.iter().any(|here| here.pupil_id == other.pupil_id && here.household == other.household)
    };
    let mut others = gather(viewer, manage::booked(viewer, may).await?);
    others.retain(|other| !known(other));
    Ok(others)
}

/// Talks of families that the round is no longer for: nobody else would see them.
fn others_section(viewer: &Viewer, others: &[Household]) -> Option<impl IntoView + use<>> {
    let rows = others.iter().map(|household| row(viewer, None, household)).collect_view();
    (!others.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2>{say!(viewer.language, talks.not_of_round)}</h2>
                <ul class="list" role="list">{rows}</ul>
            </section>
        }
    })
}

/// Taking the whole round back: says first how many families have a talk in it.
fn withdraw(viewer: &Viewer, round: &RoundId, chosen: usize) -> impl IntoView + use<> {
    let language = viewer.language;
    let question = match chosen {
        0 => say!(language, talks.withdraw_nobody),
        1 => say!(language, talks.withdraw_single),
        count => say!(language, talks.withdraw_several, count = count),
    };
    view! {
        <details class="fold">
            <summary>{say!(language, talks.withdraw)}</summary>
            <form class="card" method="post" action="/api/conferences/withdraw">
                <SentFrom/>
                <p>{question}</p>
                <input type="hidden" name="round" value=round.0.clone()/>
                <button class="button button--bad" type="submit">{say!(language, talks.withdraw_yes)}</button>
            </form>
        </details>
    }
}

/// One row per guardian becomes one per pupil and household.
fn gather(viewer: &Viewer, rows: Vec<Invited>) -> Vec<Household> {
    let mut found: Vec<Household> = Vec::new();
    for row in rows {
        let guardian = row.name.to_string();
        let same = |known: &&mut Household| known.pupil_id == row.pupil_id && known.household == row.household_id.0;
        if let Some(known) = found.iter_mut().find(same) {
            if !known.guardians.contains(&guardian) {
                known.guardians.push(guardian);
            }
            continue;
        }
        let pupil = row.pupil.0.to_string();
        let ahead = proxy(viewer) && row.starts_at.is_some_and(|starts| starts > viewer.now);
        found.push(Household {
            question: Question::of_round(viewer.language, &row, &pupil).filter(|_| ahead),
            place: row.pupil.0.place(),
            pupil,
            pupil_id: row.pupil_id,
            group: row.group_name,
            household: row.household_id.0,
            guardians: vec![guardian],
            talk: row.booking_id.and(row.date.zip(row.starts)),
        });
    }
    found.iter_mut().for_each(|household| household.guardians.sort());
    found.sort_by_cached_key(|household| {
        (household.group.clone(), household.place.clone(), household.pupil.clone(), household.guardians.clone())
    });
    found
}

fn head(viewer: &Viewer, managed: &Managed, chosen: usize, all: usize) -> impl IntoView + use<> {
    let language = viewer.language;
    let stage = rules::stage(managed.opens_at.0, managed.closes_at.0, viewer.now.0);
    let percent = rules::percent(chosen as i64, all as i64);
    let too_few =
        (managed.slots < all as i64).then(|| say!(language, talks.too_few, slots = managed.slots, families = all));
    view! {
        <div class="talk-round">
            {ring(percent, say!(language, talks.percent, percent = percent))}
            <div>
                <h1 dir="auto" lang=language::of_words(language, &managed.title)>{managed.title.clone()}</h1>
                <p class="soft">{words::stage(viewer, stage, managed.opens_at, managed.closes_at)}</p>
                <p class="soft">{say!(language, talks.booked_of, booked = chosen, families = all)}</p>
            </div>
        </div>
        {too_few.map(|sentence| view! { <Notice tone=Tone::Warn><p>{sentence}</p></Notice> })}
    }
}

fn deadline(viewer: &Viewer, round: &RoundId, managed: &Managed, kept: &Kept) -> impl IntoView + use<> {
    let language = viewer.language;
    let stage = rules::stage(managed.opens_at.0, managed.closes_at.0, viewer.now.0);
    let value = match kept.value("closes") {
        typed if typed.is_empty() => managed.closes_at.local(&viewer.zone).strftime("%Y-%m-%dT%H:%M").to_string(),
        typed => typed,
    };
    let id = round.0.clone();
    view! {
        <form class="card" method="post" action="/api/conferences/deadline">
            <SentFrom/>
            <input type="hidden" name="round" value=round.0.clone()/>
            <Field id="closes" label=say!(language, talks.closes) problem=kept.problem(language, "closes")>
                <input class="field__input" id="closes" name="closes" type="datetime-local" value=value required/>
            </Field>
            <button class="button" type="submit">{say!(language, talks.set_deadline)}</button>
        </form>
        {(stage == Stage::Open).then(|| view! {
            <details class="fold">
                <summary>{say!(language, talks.close_now)}</summary>
                <form class="card" method="post" action="/api/conferences/deadline">
                    <SentFrom/>
                    <p>{say!(language, talks.close_now_hint)}</p>
                    <input type="hidden" name="round" value=id/>
                    <button class="button button--bad" type="submit">{say!(language, talks.close_now_yes)}</button>
                </form>
            </details>
        })}
    }
}

/// Only the office books for others; a teacher sees who is missing. `round`: where another time can be chosen.
fn row(viewer: &Viewer, round: Option<&RoundId>, household: &Household) -> impl IntoView + use<> {
    let language = viewer.language;
    let round = round.filter(|_| proxy(viewer));
    let href =
        round.map(|round| format!("/talks/{round}?child={}&household={}", household.pupil_id, household.household));
    let question = household.question.as_ref();
    let name = match question {
        Some(question) => say!(language, talks.shift_of, pupil = household.pupil.clone(), at = question.at.clone()),
        None => say!(language, talks.book_for_of, pupil = household.pupil.clone()),
    };
    let talk = household.talk.clone().map(|(date, starts)| {
        let day = words::day(language, date);
        view! { <span class="tag" data-tone="good">{format!("{day} {starts}")}</span> }
    });
    let label = if talk.is_some() { say!(language, talks.shift) } else { say!(language, talks.book_for) };
    view! {
        <li class="list__row">
            <span class="list__text">
                <b>{household.pupil.clone()}</b>
                <small>{household.group.clone()}</small>
                <small>{household.guardians.join(", ")}</small>
            </span>
            {talk}
            {href.map(|href| view! { <a class="button button--small" href=href aria-label=name>{label}</a> })}
            {question.map(|question| question.draw(language))}
        </li>
    }
}
