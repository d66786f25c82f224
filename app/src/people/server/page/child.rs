//! `/school/children/{id}`: a child, who cares for it in which household, what each of them sees and why, and what was decided.
use axum::extract::Path;
use leptos::prelude::*;

use edexml::guardians::Status;

use super::{sees, status};
use crate::access::{Manage, PupilId, Viewer};
use crate::base::day::Day;
use crate::base::failure::Result;
use crate::base::language::Language;
use crate::people::server::store::around::{self, Child, Decided, Guardian, PROTECTED};
use crate::people::server::store::places::{self, Changed, Choice};
use crate::say;
use crate::shell::{Kept, Page, Tab};
use crate::ui::notice::{Notice, Tone};
use crate::ui::person::Portrait;
use crate::ui::sent::SentFrom;
use crate::ui::text_area::TextArea;
use crate::ui::when;

/// Everything that the page shows.
struct Shown {
    viewer: Viewer,
    child: Child,
    guardians: Vec<Guardian>,
    teachers: Vec<String>,
    decided: Vec<Decided>,
    choices: Vec<Choice>,
    moved: Vec<Changed>,
    kept: Kept,
}

pub async fn show(viewer: Viewer, Path(id): Path<String>, kept: Kept) -> Result<Page> {
    let id = PupilId::from(id);
    let may = viewer.may(Manage, id.clone()).await?;
    let shown = Shown {
        child: around::child(&viewer, &may).await?,
        guardians: around::guardians(&viewer, &may).await?,
        teachers: around::teachers(&viewer, &may).await?.into_iter().map(|one| one.name.to_string()).collect(),
        decided: around::decided(&viewer, &may).await?,
        choices: places::choices(&viewer, &may).await?,
        moved: places::by_hand(&viewer, &may).await?,
        viewer: viewer.clone(),
        kept,
    };
    let title = shown.child.name.to_string();
    Ok(Page::new(&viewer, Tab::School, title.clone(), move || {
        let language = shown.viewer.language;
        let refused = shown.kept.refused_of(language, "people/");
        let homes = shown.guardians.chunk_by(|a, b| a.household_id == b.household_id);
        let homes = homes.enumerate().map(|(at, home)| household(&shown, at, home)).collect_view();
        let nobody =
            shown.guardians.is_empty().then(|| view! { <p class="soft">{say!(language, people.no_guardians)}</p> });
        view! {
            <div class="page page--wide" id="child" data-form>
                {super::back(language)}
                <header class="page__head page__head--portrait">
                    <Portrait name=title.clone() class="portrait--big"/>
                    <div><h1>{title}</h1><p class="soft">{facts(&shown).join(" · ")}</p>{shown.decided.iter().any(|one| one.status == PROTECTED).then(|| super::protected::tag(language))}</div>
                </header>
                {refused.map(|why| view! { <Notice tone=Tone::Bad>{why}</Notice> })}
                {homes}
                {nobody}
                {super::places::section(&shown.viewer, (&id.0, &shown.child.name.call_name), (&shown.choices, &shown.moved), &shown.kept)}
                {teachers(language, &shown.teachers)}
            </div>
        }
    }))
}

/// Group, year, and since when until when.
fn facts(shown: &Shown) -> Vec<String> {
    let (language, child) = (shown.viewer.language, &shown.child);
    let year = (!child.year_group.is_empty()).then(|| say!(language, people.year, year = child.year_group.clone()));
    let left =
        (child.ends_on != Day::OPEN).then(|| say!(language, people.leaves, day = when::date(language, child.ends_on)));
    let inside: Vec<&str> =
        shown.choices.iter().filter(|choice| choice.inside).map(|choice| choice.name.as_str()).collect();
    let groups = (!inside.is_empty()).then(|| inside.join(", "));
    [groups, year, left].into_iter().flatten().collect()
}

fn teachers(language: Language, names: &[String]) -> impl IntoView + use<> {
    let names = names.join(", ");
    (!names.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2 class="big">{say!(language, people.teachers)}</h2>
                <p>{names}</p>
                <p class="soft">{say!(language, people.teachers_see)}</p>
            </section>
        }
    })
}

fn household(shown: &Shown, at: usize, home: &[Guardian]) -> impl IntoView + use<> {
    let language = shown.viewer.language;
    let cards = home.iter().map(|guardian| card(shown, guardian)).collect_view();
    view! {
        <section class="section">
            <h2 class="big">{say!(language, people.household, number = at + 1)}</h2>
            <div class="around">{cards}</div>
            {super::protected::section(&shown.viewer, &home[0].household_id, &shown.decided, &shown.kept)}
        </section>
    }
}

fn card(shown: &Shown, guardian: &Guardian) -> impl IntoView + use<> {
    let language = shown.viewer.language;
    let name = guardian.name.to_string();
    let reached: Vec<String> =
        [guardian.email.clone(), guardian.phone.clone()].into_iter().filter(|text| !text.is_empty()).collect();
    let nowhere = reached.is_empty().then(|| view! { <small>{say!(language, people.not_reached)}</small> });
    let reached = reached.into_iter().map(|way| view! { <small><bdi>{way}</bdi></small> }).collect_view();
    let account =
        if guardian.registered { say!(language, people.registered) } else { say!(language, people.unregistered) };
    let person = format!("/school/people/{}", guardian.person_id);
    let (tone, status) = status(language, &guardian.link);
    let history: Vec<_> = shown
        .decided
        .iter()
        .filter(|one| one.about_id == guardian.link.link_id.0)
        .map(|one| decision(shown, one))
        .collect();
    let history = (!history.is_empty()).then(|| view! { <ul class="around__history" role="list">{history}</ul> });
    view! {
        <article class="card" id=format!("link-{}", guardian.link.link_id)>
            <header class="around__head">
                <Portrait name=name.clone()/>
                <div class="list__text"><h3><a href=person>{name}</a></h3>{reached}{nowhere}<small>{account}</small></div>
                <span class="tag" data-tone=tone>{status}</span>
            </header>
            <p>{sees(language, &guardian.link, &shown.child.name.call_name)}</p>
            {history}
            {deeds(shown, guardian)}
        </article>
    }
}

fn decision(shown: &Shown, one: &Decided) -> impl IntoView + use<> {
    let (language, viewer) = (shown.viewer.language, &shown.viewer);
    let (who, at) = (one.name.to_string(), when::ago(language, one.decided_at, viewer.now, &viewer.zone));
    let said = match Status::from_code(&one.status) {
        Some(Status::Confirmed) => say!(language, people.was_confirmed, who = who, at = at),
        Some(Status::Proposed) => say!(language, people.was_lifted, who = who, at = at),
        _ => say!(language, people.was_blocked, who = who, at = at),
    };
    let reason = (!one.reason.is_empty()).then(|| view! { <q>{one.reason.clone()}</q> });
    view! { <li><small>{said}</small>{reason}</li> }
}

/// What can be decided now, each folded away until it is meant.
fn deeds(shown: &Shown, guardian: &Guardian) -> impl IntoView + use<> {
    let (language, name) = (shown.viewer.language, guardian.name.to_string());
    let one = |to: Status, words: String, hint: String, class: &'static str| {
        Some(deed(shown, guardian, (to, words, hint, class)))
    };
    let confirm = || {
        let hint = say!(language, people.confirm_hint, who = name.clone());
        one(Status::Confirmed, say!(language, people.confirm), hint, "button button--main")
    };
    let block = || {
        let hint = say!(language, people.block_hint, who = name.clone());
        one(Status::Blocked, say!(language, people.block), hint, "button button--bad")
    };
    let lift = || {
        let hint = say!(language, people.lift_hint, who = name.clone());
        one(Status::Proposed, say!(language, people.lift), hint, "button")
    };
    let (first, second) = match Status::from_code(&guardian.link.status) {
        Some(Status::Proposed) => (confirm(), block()),
        Some(Status::Confirmed) => (None, block()),
        _ if shown.viewer.standing().head => (None, lift()),
        _ => (None, None),
    };
    let only = guardian.link.status == Status::Blocked.code() && !shown.viewer.standing().head;
    let only = only.then(|| view! { <p class="soft">{say!(language, people.head_lifts)}</p> });
    view! { <div class="around__deeds">{first}{second}{only}</div> }
}

fn deed(
    shown: &Shown,
    guardian: &Guardian,
    (to, words, hint, class): (Status, String, String, &'static str),
) -> impl IntoView + use<> {
    let (language, kept) = (shown.viewer.language, &shown.kept);
    let id = format!("{}-{}", to.code(), guardian.link.link_id);
    let mine = kept.value("link") == guardian.link.link_id.0 && kept.value("to") == to.code();
    let problem = if mine { kept.problem(language, "reason") } else { None };
    let typed = if mine { kept.value("reason") } else { String::new() };
    let label =
        if to == Status::Confirmed { say!(language, people.reason_if_any) } else { say!(language, people.reason) };
    let name = format!("{words}: {}", guardian.name);
    view! {
        <details class="fold" id=format!("fold-{id}") open=mine>
            <summary aria-label=name>{words.clone()}</summary>
            <form class="form" method="post" action="/api/people/decide">
                <SentFrom/>
                <input type="hidden" name="link" value=guardian.link.link_id.0.clone()/>
                <input type="hidden" name="from" value=guardian.link.status.clone()/>
                <input type="hidden" name="to" value=to.code()/>
                <p>{hint}</p>
                <div class="field">
                    <label class="field__label" for=format!("reason-{id}")>{label}</label>
                    {problem.map(|said| view! { <p class="field__problem" role="alert">{said}</p> })}
                    <TextArea id=format!("reason-{id}") name="reason" typed=typed rows="2"/>
                </div>
                <button class=class type="submit">{words}</button>
            </form>
        </details>
    }
}
