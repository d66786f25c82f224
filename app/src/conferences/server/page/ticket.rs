//! The talk that somebody has, and the card of one that has still to be chosen.
use leptos::prelude::*;

use super::disc;
use crate::access::Viewer;
use crate::conferences::server::rules::{self, Stage};
use crate::conferences::server::store::read::Child;
use crate::conferences::server::words;
use crate::say;
use crate::ui::icon::Icon;
use crate::ui::markup::{IntoMarkup, Markup};
use crate::ui::person::Portrait;
use crate::ui::sent::SentFrom;
use crate::ui::when;

/// One child in one round.
pub fn child(viewer: &Viewer, child: &Child) -> Markup {
    let stage = rules::stage(child.opens_at.0, child.closes_at.0, viewer.now.0);
    match (&child.booking_id, stage) {
        (Some(_), _) => ticket(viewer, child, stage).into_markup(),
        (None, Stage::Open) => choose(viewer, child).into_markup(),
        (None, _) => waiting(viewer, child, stage).into_markup(),
    }
}

fn ticket(viewer: &Viewer, child: &Child, stage: Stage) -> impl IntoView + use<> {
    let language = viewer.language;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let (starts, ends) = (text(&child.starts), text(&child.ends));
    let weekday = child.date.map(|date| words::capital(&when::weekday(language, date.date())));
    let changeable = child.starts_at.is_some_and(|at| rules::changeable(stage, false, at.0, viewer.now.0));
    view! {
        <article class="ticket" aria-label=say!(language, talks.about, pupil = child.pupil.clone())>
            <div class="ticket__time">
                {child.date.map(|date| disc(language, date))}
                <div><b>{starts}</b><span class="soft">{say!(language, talks.until, weekday = weekday.unwrap_or_default(), time = ends)}</span></div>
            </div>
            <div class="ticket__facts">
                <div><Portrait name=child.pupil.clone()/><span>{say!(language, talks.over, pupil = child.pupil.clone())}</span></div>
                <div><Portrait name=child.teacher()/><span>{say!(language, talks.with, teacher = child.teacher())}</span></div>
            </div>
            {changeable.then(|| foot(viewer, child))}
        </article>
    }
}

fn foot(viewer: &Viewer, child: &Child) -> impl IntoView + use<> {
    let language = viewer.language;
    let booking = child.booking_id.as_ref().map(|id| id.0.clone()).unwrap_or_default();
    let slot = child.slot_id.as_ref().map(|id| id.0.clone()).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let at = child.date.map(|date| words::spoken(language, date, &text(&child.starts))).unwrap_or_default();
    let shift = say!(language, talks.shift_of, pupil = child.pupil.clone(), at = at.clone());
    let cancel = say!(language, talks.cancel_of, pupil = child.pupil.clone(), at = at);
    view! {
        <div class="ticket__foot">
            <a class="button" href=address(child) aria-label=shift>{say!(language, talks.shift)}</a>
            // In two steps: the time is somebody else's a moment later.
            <details class="talk-question">
                <summary class="button button--quiet" aria-label=cancel>{say!(language, talks.cancel)}</summary>
                <form method="post" action="/api/conferences/cancel">
                    <SentFrom/>
                    <p>{say!(language, talks.cancel_sure)}</p>
                    <input type="hidden" name="booking" value=booking/>
                    <input type="hidden" name="slot" value=slot/>
                    <button class="button button--bad" type="submit">{say!(language, talks.cancel_yes)}</button>
                </form>
            </details>
        </div>
    }
}

fn choose(viewer: &Viewer, child: &Child) -> impl IntoView + use<> {
    let language = viewer.language;
    view! {
        <a class="card" href=address(child)>
            <span class="talk-round">
                <Portrait name=child.pupil.clone() class="portrait--big portrait--ring"/>
                <span>
                    <b class="big">{say!(language, talks.about, pupil = child.pupil.clone())}</b><br/>
                    <span class="soft">{say!(language, talks.choose)}</span>
                </span>
                <Icon name="next" class="icon--turn"/>
            </span>
        </a>
    }
}

fn waiting(viewer: &Viewer, child: &Child, stage: Stage) -> impl IntoView + use<> {
    let language = viewer.language;
    let sentence = match stage {
        Stage::Announced => words::stage(viewer, stage, child.opens_at, child.closes_at),
        _ => say!(language, talks.too_late),
    };
    view! {
        <div class="card">
            <div class="talk-round">
                <Portrait name=child.pupil.clone() class="portrait--big"/>
                <div><b class="big">{say!(language, talks.about, pupil = child.pupil.clone())}</b><p class="soft">{sentence}</p></div>
            </div>
        </div>
    }
}

fn address(child: &Child) -> String {
    format!("/talks/{}?child={}", child.round_id, child.pupil_id)
}
