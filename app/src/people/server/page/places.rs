//! In which group a child is, who put it there, and putting it into another.
use leptos::prelude::*;

use crate::access::{GroupId, Viewer};
use crate::base::language::Language;
use crate::people::server::store::places::{Changed, Choice};
use crate::say;
use crate::shell::Kept;
use crate::ui::chip::choice;
use crate::ui::markup::IntoMarkup;
use crate::ui::one_button::one_button;
use crate::ui::sent::SentFrom;
use crate::ui::when;

/// `child`: its id, and what it is called.
pub fn section(
    viewer: &Viewer,
    (id, child): (&str, &str),
    (choices, changed): (&[Choice], &[Changed]),
    kept: &Kept,
) -> impl IntoView + use<> {
    let language = viewer.language;
    let inside: Vec<&Choice> = choices.iter().filter(|choice| choice.inside).collect();
    let groups = inside.iter().map(|group| {
        let href = format!("/school/groups/{}", group.id);
        view! { <p><a href=href>{group.name.clone()}</a></p> }
    });
    let groups = groups.collect_view();
    let nowhere = inside.is_empty().then(|| view! { <p class="soft">{say!(language, people.in_no_group)}</p> });
    let history = (!changed.is_empty()).then(|| {
        let lines = changed.iter().map(|one| by_hand(viewer, child, one)).collect_view();
        let words = say!(language, people.let_go);
        let back = one_button("people/let-go-place", ("child", id.to_owned()), words, "button button--small");
        view! {
            <ul class="around__history" role="list">{lines}</ul>
            <p class="soft">{say!(language, people.let_go_hint)}</p>
            {back}
        }
    });
    let form = choices.iter().any(|choice| !choice.inside).then(|| form(language, (id, child), choices, kept));
    view! {
        <section class="section" id="place">
            <h2 class="big">{say!(language, people.group)}</h2>
            <div class="card">{groups}{nowhere}{history}{form}</div>
        </section>
    }
}

/// Who put the child where, and when.
fn by_hand(viewer: &Viewer, child: &str, one: &Changed) -> impl IntoView + use<> {
    let language = viewer.language;
    let (who, at) = (one.name.to_string(), when::ago(language, one.changed_at, viewer.now, &viewer.zone));
    let (child, before, now) = (child.to_owned(), one.before.clone(), one.now.clone());
    let said = match before.is_empty() {
        true => say!(language, people.moved_in_by, who = who, child = child, now = now, at = at),
        false => say!(language, people.moved_by, who = who, child = child, before = before, now = now, at = at),
    };
    view! { <li><small>{said}</small></li> }
}

fn form(language: Language, (id, child): (&str, &str), choices: &[Choice], kept: &Kept) -> impl IntoView + use<> {
    let mine = kept.value("child") == id;
    let (from, to) = if mine { (kept.value("from"), kept.value("to")) } else { Default::default() };
    let inside: Vec<&Choice> = choices.iter().filter(|choice| choice.inside).collect();
    // Where there is nothing to choose from, nothing is asked.
    let from = match inside.as_slice() {
        [] => view! { <input type="hidden" name="from" value="" autocomplete="off"/> }.into_markup(),
        [only] => view! { <input type="hidden" name="from" value=only.id.0.clone() autocomplete="off"/> }.into_markup(),
        several => {
            let chosen = if from.is_empty() { several[0].id.0.clone() } else { from };
            let chips = several.iter().map(|group| chip("from", group, &chosen)).collect_view();
            fieldset(say!(language, people.move_from), None, chips).into_markup()
        }
    };
    let others = choices.iter().filter(|choice| !choice.inside);
    let chips = others.map(|group| chip("to", group, &to)).collect_view();
    let problem = if mine { kept.problem(language, "to") } else { None };
    let problem = problem.map(|_| say!(language, people.choose_group));
    view! {
        <details class="fold" id="move" open=mine>
            <summary>{say!(language, people.put)}</summary>
            <form class="form" id="move-form" method="post" action="/api/people/move">
                <SentFrom/>
                <input type="hidden" name="child" value=id.to_owned() autocomplete="off"/>
                {from}
                {fieldset(say!(language, people.move_to), problem, chips)}
                <p class="soft">{say!(language, people.move_hint, child = child.to_owned())} " " {say!(language, people.move_year)}</p>
                <button class="button button--main" type="submit">{say!(language, people.move_do)}</button>
            </form>
        </details>
    }
}

fn fieldset(legend: String, problem: Option<String>, chips: impl IntoView) -> impl IntoView {
    view! {
        <fieldset class="field">
            <legend class="field__label">{legend}</legend>
            {problem.map(|said| view! { <p class="field__problem" role="alert">{said}</p> })}
            <div class="chips">{chips}</div>
        </fieldset>
    }
}

fn chip(name: &'static str, group: &Choice, chosen: &str) -> impl IntoView + use<> {
    let GroupId(id) = group.id.clone();
    let here = id == chosen;
    choice(name, (id, group.name.clone()), here)
}
