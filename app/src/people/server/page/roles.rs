//! `/school/roles`: what the file of the school says that people are, one by one to be confirmed.
use leptos::prelude::*;

use crate::access::{Manage, Role, Viewer};
use crate::base::failure::Result;
use crate::base::language::Language;
use crate::people::server::store::{ProposedRole, RoleId, proposed_roles};
use crate::say;
use crate::shell::{Kept, Page, Tab};
use crate::ui::chip::choice;
use crate::ui::markup::IntoMarkup;
use crate::ui::notice::{Empty, Notice, Tone};
use crate::ui::one_button::{named_button, one_button};
use crate::ui::person::{Portrait, role};
use crate::ui::sent::SentFrom;

pub async fn show(viewer: Viewer, kept: Kept) -> Result<Page> {
    let may = viewer.may(Manage, viewer.school.clone()).await?;
    let roles = proposed_roles(&viewer, &may).await?;
    let (language, head) = (viewer.language, viewer.standing().head);
    let refused = kept.refused_of(language, "people/");
    let title = say!(language, people.roles);
    Ok(Page::new(&viewer, Tab::School, title.clone(), move || {
        let empty = roles.is_empty().then(|| {
            view! { <Empty title=say!(language, people.no_roles) text=say!(language, people.no_roles_text)/> }
        });
        let hint = if roles.is_empty() { String::new() } else { say!(language, people.roles_tick) };
        let list = (!roles.is_empty()).then(|| to_tick(language, head, roles, &kept));
        view! {
            <div class="page" id="roles" data-form>
                {super::back(language)}
                <header class="page__head"><h1>{title}</h1><p class="soft">{say!(language, people.roles_hint)} " " {hint}</p></header>
                {refused.map(|why| view! { <Notice tone=Tone::Bad>{why}</Notice> })}
                {empty}
                {list}
            </div>
        }
    }))
}

/// Everybody who waits, role by role: who is known is ticked, and all of them are confirmed at once.
fn to_tick(language: Language, head: bool, roles: Vec<ProposedRole>, kept: &Kept) -> impl IntoView + use<> {
    let may = |one: &ProposedRole| decides(head, &one.role);
    let button = roles.iter().any(may).then(|| {
        view! { <div class="actionbar"><button class="button button--main" type="submit">{say!(language, people.confirm_ticked)}</button></div> }
    });
    let kinds = roles.chunk_by(|one, next| one.role == next.role).map(|same| {
        let rows = same.iter().map(|one| row(language, may(one), one, kept)).collect_view();
        view! {
            <fieldset class="field">
                <legend><h2 class="big">{called(language, &same[0].role)}</h2></legend>
                <ul class="list" role="list">{rows}</ul>
            </fieldset>
        }
    });
    view! {
        <form class="form" method="post" action="/api/people/confirm-role">
            <SentFrom/>
            {kinds.collect_view()}
            {button}
        </form>
    }
}

fn row(language: Language, may: bool, one: &ProposedRole, kept: &Kept) -> impl IntoView + use<> {
    let name = one.name.to_string();
    let groups = (!one.groups.is_empty()).then(|| view! { <small>{one.groups.clone()}</small> });
    let text = view! { <Portrait name=name.clone()/> <span class="list__text"><b>{name}</b>{groups}</span> };
    if !may {
        let head = view! { <span class="tag">{say!(language, people.head_decides)}</span> };
        return view! { <li class="list__row">{text} {head}</li> }.into_markup();
    }
    let ticked = kept.values("role[]").contains(&one.id.0);
    view! {
        <li>
            <label class="list__row tick">
                <input type="checkbox" name="role[]" value=one.id.0.clone() checked=ticked autocomplete="off"/>
                {text}
            </label>
        </li>
    }
    .into_markup()
}

/// Only a head says who leads.
fn decides(head: bool, code: &str) -> bool {
    head || !Role::of(code).is_some_and(Role::leads)
}

/// A role of a later version is called by its code.
pub fn called(language: Language, code: &str) -> String {
    Role::of(code).map_or_else(|| code.to_owned(), |known| role(language, known))
}

/// The button that confirms a role: of whom, and what. What the office may not confirm says who does.
pub fn confirm(
    language: Language,
    head: bool,
    (id, code): (RoleId, &str),
    (who, what): (String, String),
) -> impl IntoView + use<> {
    if !decides(head, code) {
        return view! { <span class="tag">{say!(language, people.head_decides)}</span> }.into_markup();
    }
    let label = say!(language, people.confirm_for, who = who, what = what);
    named_button("people/confirm-role", ("role[]", id.0), say!(language, people.confirm), label).into_markup()
}

/// The button that ends a role: of whom, and what.
pub fn end(
    language: Language,
    head: bool,
    (id, code): (RoleId, &str),
    (who, what): (String, String),
) -> impl IntoView + use<> {
    if !decides(head, code) {
        return view! { <span class="tag" data-tone="good">{say!(language, people.confirmed)}</span> }.into_markup();
    }
    let label = say!(language, people.end_role_for, who = who.clone(), what = what.clone());
    let sure = say!(language, people.end_role_hint, who = who, what = what);
    view! {
        <details class="fold">
            <summary aria-label=label>{say!(language, people.end_role)}</summary>
            <p>{sure}</p>
            {one_button("people/end-role", ("role", id.0), say!(language, people.end_role_yes), "button button--bad")}
        </details>
    }
    .into_markup()
}

/// The form that gives somebody a role. `held`: what they are already.
pub fn give(language: Language, head: bool, person: &str, held: &[&str]) -> impl IntoView + use<> {
    let free = Role::ALL.into_iter().filter(|role| !held.contains(&role.code()) && (head || !role.leads()));
    let chips = free.map(|one| choice("what", (one.code().to_owned(), role(language, one)), false)).collect_view();
    view! {
        <details class="fold" id="give-role">
            <summary>{say!(language, people.give_role)}</summary>
            <form class="form" method="post" action="/api/people/give-role">
                <SentFrom/>
                <input type="hidden" name="person" value=person.to_owned() autocomplete="off"/>
                <fieldset class="field">
                    <legend class="field__label">{say!(language, people.which_role)}</legend>
                    <div class="chips">{chips}</div>
                </fieldset>
                <p class="soft">{say!(language, people.give_role_hint)}</p>
                <button class="button button--main" type="submit">{say!(language, people.give_role_do)}</button>
            </form>
        </details>
    }
}
