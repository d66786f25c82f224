//! `/talks`: for families their talks and what is still to choose, for staff the rounds and their lists of days.
use axum::extract::Query;
use leptos::prelude::*;

use super::{Asked, staff, ticket};
use crate::access::Viewer;
use crate::base::day::Day;
use crate::base::failure::{Failure, Result};
use crate::base::language;
use crate::conferences::server::round::{guardians_may, opens_on, proxy};
use crate::conferences::server::rules::{self, Stage};
use crate::conferences::server::store::manage;
use crate::conferences::server::store::read::{self, Child, Round};
use crate::conferences::server::{RoundId, words};
use crate::say;
use crate::shell::{Kept, Page, Tab};
use crate::ui::icon::Icon;
use crate::ui::notice::{Empty, Notice, Tone};

/// From the newest on, and more rounds than a school has in ten years.
const ALL: (i64, &str) = (i64::MAX, "");
const MOST: usize = 200;

/// Everything that the page shows.
struct Talks {
    rounds: Vec<Round>,
    children: Vec<Child>,
    /// The days with a list for this teacher; the office has them all.
    days: Vec<(RoundId, Day)>,
}

pub async fn show(viewer: Viewer, Query(asked): Query<Asked>, kept: Kept) -> Result<Page> {
    let staff = viewer.standing().staff;
    let family = viewer.standing().guardian && guardians_may(&viewer);
    // Somebody without children here finds an empty, friendly page; a parent too early learns the date.
    if viewer.standing().guardian
        && !staff
        && !family
        && let Some(opens) = opens_on(&viewer)
    {
        return Err(Failure::NotYet { opens: opens.to_string() });
    }
    let visible = viewer.visible::<RoundId>(ALL, MOST).await?;
    let talks = Talks {
        rounds: read::rounds(&viewer, &visible).await?,
        children: if family { read::children(&viewer).await? } else { Vec::new() },
        days: if staff { manage::days(&viewer, proxy(&viewer)).await? } else { Vec::new() },
    };
    let language = viewer.language;
    let title = say!(language, talks.title);
    let drawn = viewer.clone();
    Ok(Page::new(&viewer, Tab::Talks, title, move || draw(&drawn, &talks, &asked, &kept)))
}

fn draw(viewer: &Viewer, talks: &Talks, asked: &Asked, kept: &Kept) -> impl IntoView + use<> {
    let language = viewer.language;
    let staff = viewer.standing().staff;
    let over = |round: &&Round| round.over_at.is_none_or(|over| over <= viewer.now);
    // Nobody's page books from here, but a way back may lead here: then it is not silent.
    let refused = kept.refused_of(language, "conferences/");
    let (past, current): (Vec<&Round>, Vec<&Round>) = talks.rounds.iter().partition(over);
    let empty = current
        .is_empty()
        .then(|| view! { <Empty title=say!(language, talks.none) text=say!(language, talks.none_text)/> });
    view! {
        <div class=if staff { "page page--wide" } else { "page" }>
            {head(viewer)}
            {done(viewer, talks, asked)}
            {refused.map(|sentence| view! { <Notice tone=Tone::Warn><p>{sentence}</p></Notice> })}
            {current.into_iter().map(|round| section(viewer, talks, round)).collect_view()}
            {empty}
            {(!past.is_empty()).then(|| archive(viewer, talks, &past, staff))}
        </div>
    }
}

fn head(viewer: &Viewer) -> impl IntoView + use<> {
    let language = viewer.language;
    let plans = viewer.standing().writes();
    view! {
        <div class="row row--apart">
            <h1>{say!(language, talks.title)}</h1>
            {plans.then(|| view! {
                <a class="button" href="/talks/new"><Icon name="plus"/>{say!(language, talks.new_round)}</a>
            })}
        </div>
    }
}

/// What was just done, with the talk that came of it.
fn done(viewer: &Viewer, talks: &Talks, asked: &Asked) -> Option<impl IntoView + use<>> {
    let language = viewer.language;
    let next = talks.children.iter().any(|child| child.booking_id.is_some());
    let sentence = match asked.done.as_str() {
        "booked" if next => say!(language, talks.done),
        "moved" if next => say!(language, talks.done_moved),
        "withdrawn" => say!(language, talks.done_withdrawn),
        "cancelled" => say!(language, talks.done_cancelled),
        _ => return None,
    };
    Some(view! { <Notice tone=Tone::Good><p>{sentence}</p></Notice> })
}

fn section(viewer: &Viewer, talks: &Talks, round: &Round) -> impl IntoView + use<> {
    let children: Vec<&Child> = talks.children.iter().filter(|child| child.round_id == round.id).collect();
    let stage = rules::stage(round.opens_at.0, round.closes_at.0, viewer.now.0);
    let lang = language::of_words(viewer.language, &round.title);
    let (title, sentence) = (round.title.clone(), words::stage(viewer, stage, round.opens_at, round.closes_at));
    let staff = viewer.standing().staff;
    let head = (!staff || !children.is_empty()).then(|| {
        view! {
            <header class="page__head"><h2 dir="auto" lang=lang>{title}</h2><p>{sentence}</p></header>
        }
    });
    view! {
        <section class="section">
            {staff.then(|| staff::card(viewer, round, &talks.days))}
            {head}
            {children.into_iter().map(|child| ticket::child(viewer, child)).collect_view()}
        </section>
    }
}

/// Rounds that are over stay findable (R29).
fn archive(viewer: &Viewer, talks: &Talks, past: &[&Round], staff: bool) -> impl IntoView + use<> {
    let language = viewer.language;
    let row = |round: &&Round| {
        let mine = talks.children.iter().filter(|child| child.round_id == round.id && child.booking_id.is_some());
        let told: Vec<String> = mine.map(|child| words::past_talk(language, child)).collect();
        let told = match (told.is_empty(), staff) {
            (false, _) => told.join(". "),
            (true, true) => say!(language, talks.booked_of, booked = round.booked, families = round.families),
            (true, false) => say!(language, talks.no_talk),
        };
        view! { <li class="list__row"><span class="list__text"><b dir="auto" lang=language::of_words(viewer.language, &round.title)>{round.title.clone()}</b><small>{told}</small></span></li> }
    };
    view! {
        <details class="fold">
            <summary>{say!(language, talks.archive)}</summary>
            <ul class="list" role="list">{past.iter().map(row).collect_view()}</ul>
        </details>
    }
}

/// What a round is doing now, in one word.
pub fn tag(viewer: &Viewer, stage: Stage) -> impl IntoView + use<> {
    let language = viewer.language;
    let (tone, word) = match stage {
        Stage::Announced => ("accent", say!(language, talks.tag_announced)),
        Stage::Open => ("good", say!(language, talks.tag_open)),
        Stage::Closed => ("warn", say!(language, talks.tag_closed)),
    };
    view! { <span class="tag" data-tone=tone>{word}</span> }
}
