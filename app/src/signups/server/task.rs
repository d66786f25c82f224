//! One task of a list: who does it, who waits, coming and going, and changing places.
use leptos::prelude::*;

use super::page::Shown;
use super::rules::{Stands, stands};
use super::store::{SignUp, Task};
use crate::say;
use crate::ui::markup::{IntoMarkup, Markup};
use crate::ui::notice::{Notice, Tone};
use crate::ui::one_button::one_button;
use crate::ui::person::Portrait;
use crate::ui::sent::SentFrom;

/// How somebody stands on the list of this task.
fn stand(at: usize, task: &Task) -> Stands {
    stands(i64::try_from(at).unwrap_or(i64::MAX), task.places)
}

pub fn draw(shown: &Shown, task: &Task) -> impl IntoView + use<> {
    let language = shown.language;
    let all: Vec<&SignUp> = shown.sign_ups.iter().filter(|sign_up| sign_up.task_id == task.id).collect();
    let taken = all.len().min(usize::try_from(task.places).unwrap_or(usize::MAX));
    let (helps, waits): (Vec<_>, Vec<_>) =
        all.iter().enumerate().partition(|(at, _)| stand(*at, task) == Stands::HasPlace);
    let names = |some: Vec<(usize, &&SignUp)>| {
        some.into_iter().map(|(_, sign_up)| person(sign_up, sign_up.person_id == shown.me)).collect_view()
    };
    let waiting = (!waits.is_empty()).then(|| {
        view! {
            <p class="soft small">{say!(language, signups.waiting_list)}</p>
            <ol class="sign-up__names">{names(waits)}</ol>
        }
    });
    view! {
        <section class="sign-up__task" aria-labelledby=format!("task-{}", task.id.as_str())>
            <div class="sign-up__head">
                <h2 class="sign-up__label" id=format!("task-{}", task.id.as_str())>{task.label.clone()}</h2>
                <span class="tag">{say!(language, signups.taken_of, taken = taken, places = task.places)}</span>
            </div>
            <div data-swap>
                <ul class="sign-up__names" role="list">{names(helps)}</ul>
                {waiting}
            </div>
            {mine(shown, task, &all)}
        </section>
    }
}

fn person(sign_up: &SignUp, me: bool) -> impl IntoView + use<> {
    view! { <li class="sign-up__name" data-me=me.then_some("")><Portrait name=sign_up.name()/>{sign_up.name()}</li> }
}

/// What the viewer can do about it.
fn mine(shown: &Shown, task: &Task, all: &[&SignUp]) -> Option<Markup> {
    if !shown.joins {
        return None;
    }
    let language = shown.language;
    let field = || ("task", task.id.0.clone());
    let Some(at) = all.iter().position(|sign_up| sign_up.person_id == shown.me) else {
        let room = stand(all.len(), task) == Stands::HasPlace;
        return Some(match room {
            true => {
                one_button("signups/join", field(), say!(language, signups.join), "button button--main").into_markup()
            }
            false => one_button("signups/join", field(), say!(language, signups.join_waiting), "button").into_markup(),
        });
    };
    let words = match stand(at, task) {
        Stands::HasPlace => say!(language, signups.you_help),
        Stands::Waits(number) => say!(language, signups.you_wait, number = number),
    };
    Some(
        view! {
            <Notice tone=Tone::Good><p>{words}</p></Notice>
            <div class="row">{one_button("signups/leave", field(), say!(language, signups.leave), "button button--small")}</div>
            {change(shown, all[at])}
        }
        .into_markup(),
    )
}

/// What somebody has, in words: «Koffie schenken», or that they wait for it.
fn what(shown: &Shown, sign_up: &SignUp) -> String {
    let Some(task) = shown.tasks.iter().find(|task| task.id == sign_up.task_id) else { return String::new() };
    let before =
        shown.sign_ups.iter().filter(|other| other.task_id == task.id).position(|other| other.id == sign_up.id);
    match before.map(|at| stand(at, task)) {
        Some(Stands::Waits(_)) => say!(shown.language, signups.waits_for, task = task.label.clone()),
        _ => task.label.clone(),
    }
}

/// Asking somebody to change places: whoever has something else.
fn change(shown: &Shown, own: &SignUp) -> Option<impl IntoView + use<>> {
    let language = shown.language;
    let mine = what(shown, own);
    let others: Vec<&SignUp> =
        shown.sign_ups.iter().filter(|other| other.person_id != shown.me && what(shown, other) != mine).collect();
    let asked = others.iter().find(|other| own.wants_id.as_ref() == Some(&other.id)).map(|other| {
        let words = say!(language, signups.you_asked, name = other.name(), what = what(shown, other));
        view! { <p class="soft">{words}</p> }
    });
    let choice = |other: &&SignUp| {
        view! {
            <label class="tick">
                <input type="radio" name="other" value=other.id.0.clone() required=true/>
                <span class="list__text"><b>{other.name()}</b><small>{what(shown, other)}</small></span>
            </label>
        }
    };
    let choices = others.iter().map(choice).collect_view();
    (!others.is_empty()).then(|| {
        view! {
            {asked}
            <details class="fold" id=format!("swap-{}", own.task_id)>
                <summary>{say!(language, signups.swap)}</summary>
                <form class="form" method="post" action="/api/signups/offer">
                    <SentFrom/>
                    <input type="hidden" name="own" autocomplete="off" value=own.id.0.clone()/>
                    <fieldset class="field">
                        <legend class="field__label">{say!(language, signups.swap_with)}</legend>
                        {choices}
                    </fieldset>
                    <button class="button" type="submit">{say!(language, signups.ask_swap)}</button>
                </form>
            </details>
        }
    })
}

/// Who asks the viewer to change places.
pub fn offers(shown: &Shown) -> Vec<Markup> {
    let of_me = |id: &_| shown.sign_ups.iter().find(|own| own.id == *id && own.person_id == shown.me);
    let offers = shown.sign_ups.iter().filter_map(|theirs| {
        let own = theirs.wants_id.as_ref().and_then(of_me).filter(|_| shown.joins)?;
        Some(offer(shown, theirs, own).into_markup())
    });
    offers.collect()
}

fn offer(shown: &Shown, theirs: &SignUp, own: &SignUp) -> impl IntoView + use<> {
    let language = shown.language;
    let words =
        say!(language, signups.offer, name = theirs.name(), theirs = what(shown, theirs), yours = what(shown, own));
    view! {
        <div class="notice" data-tone="accent">
            <form class="form" method="post" action="/api/signups/swap">
                <SentFrom/>
                <input type="hidden" name="offer" autocomplete="off" value=theirs.id.0.clone()/>
                <p>{words}</p>
                <div class="row">
                    <button class="button button--main" type="submit" name="answer" value="yes">{say!(language, signups.agree)}</button>
                    <button class="button" type="submit" name="answer" value="no">{say!(language, signups.disagree)}</button>
                </div>
            </form>
        </div>
    }
}
