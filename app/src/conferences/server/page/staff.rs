//! A round as staff see it in the list: how many families have chosen, and the lists of the days.
use leptos::prelude::*;

use super::list::tag;
use super::ring;
use crate::access::Viewer;
use crate::base::day::Day;
use crate::base::language;
use crate::conferences::server::round::proxy;
use crate::conferences::server::store::read::Round;
use crate::conferences::server::{RoundId, rules, words};
use crate::say;
use crate::ui::icon::Icon;
use crate::ui::markup::IntoMarkup;

pub fn card(viewer: &Viewer, round: &Round, days: &[(RoundId, Day)]) -> impl IntoView + use<> {
    let language = viewer.language;
    let stage = rules::stage(round.opens_at.0, round.closes_at.0, viewer.now.0);
    let percent = rules::percent(round.booked, round.families);
    let manage = (round.owner || proxy(viewer)).then(|| format!("/talks/{}/manage", round.id));
    let lang = language::of_words(language, &round.title);
    let title = round.title.clone();
    let title = match manage {
        Some(href) => view! { <a href=href>{title}</a> }.into_markup(),
        None => view! { {title} }.into_markup(),
    };
    let mine = days.iter().filter(|(id, _)| *id == round.id);
    view! {
        <article class="card">
            <div class="talk-round">
                {ring(percent, say!(language, talks.percent, percent = percent))}
                <div>
                    <h2 class="big" dir="auto" lang=lang>{title}</h2>
                    <p class="soft">{words::stage(viewer, stage, round.opens_at, round.closes_at)}</p>
                    {tag(viewer, stage)}
                </div>
            </div>
            {figures(viewer, round)}
            <div class="row">{mine.map(|(id, date)| day_link(viewer, id, *date)).collect_view()}</div>
        </article>
    }
}

fn figures(viewer: &Viewer, round: &Round) -> impl IntoView + use<> {
    let language = viewer.language;
    let chosen = say!(language, talks.of, part = round.booked, whole = round.families);
    view! {
        <dl class="talk-figures">
            <div><dt>{say!(language, talks.families_chosen)}</dt><dd>{chosen}</dd></div>
            <div><dt>{say!(language, talks.slots_free)}</dt><dd>{round.slots - round.booked}</dd></div>
        </dl>
    }
}

pub fn day_link(viewer: &Viewer, round: &RoundId, date: Day) -> impl IntoView + use<> {
    let href = format!("/talks/{round}/days/{date}");
    view! { <a class="button button--small" href=href><Icon name="calendar" class="icon--small"/>{words::day(viewer.language, date)}</a> }
}
