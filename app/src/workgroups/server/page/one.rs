//! `/school/work-groups/{id}`: who is in it, finding who comes, what it is called, and its end.
use axum::extract::Path;
use leptos::prelude::*;

use super::super::store::{self, WorkGroupId};
use crate::access::{Manage, PersonId, Viewer};
use crate::base::failure::Result;
use crate::base::language::Language;
use crate::base::name::Named;
use crate::people::{self, Found};
use crate::say;
use crate::shell::{Kept, Page, Tab};
use crate::ui::icon::Icon;
use crate::ui::markup::{IntoMarkup, Markup};
use crate::ui::notice::{Empty, Notice, Tone};
use crate::ui::one_button::one_button;
use crate::ui::person::Portrait;
use crate::ui::sent::SentFrom;

/// Whoever finds more types another letter.
const MOST: usize = 12;

pub async fn show(viewer: Viewer, Path(id): Path<String>, kept: Kept) -> Result<Page> {
    let may = viewer.may(Manage, WorkGroupId::from(id)).await?;
    let title = store::name(&viewer, &may).await?;
    let members = store::members(&viewer, &may).await?;
    let typed = kept.value("q");
    let found = match typed.is_empty() {
        true => None,
        false => {
            let all = viewer.may(Manage, viewer.school.clone()).await?;
            Some(people::find_adults(&viewer, &all, &typed).await?)
        }
    };
    let (language, id) = (viewer.language, may.thing().0.clone());
    Ok(Page::new(&viewer, Tab::School, title.clone(), move || {
        let refused = super::refused(language, &kept);
        let about = say!(language, work_groups.people, count = members.len());
        let found = found.map(|found| results(language, &id, found, &members));
        view! {
            <div class="page page--wide" id="work-group" data-form>
                <a class="back" href="/school/work-groups">
                    <Icon name="back" class="icon--turn"/>{say!(language, work_groups.title)}
                </a>
                <header class="page__head"><h1>{title.clone()}</h1><p class="soft">{about}</p></header>
                {refused.map(|why| view! { <Notice tone=Tone::Bad>{why}</Notice> })}
                {search(language, &id, &typed)}
                {found}
                {inside(language, &id, &members)}
                {rename(language, &id, &title, &kept)}
                {end(language, &id, &title)}
            </div>
        }
    }))
}

fn search(language: Language, id: &str, typed: &str) -> impl IntoView + use<> {
    view! {
        <form class="find" role="search" method="post" action="/api/workgroups/find">
            <SentFrom/>
            <input type="hidden" name="group" value=id.to_owned() autocomplete="off"/>
            <label class="field__label" for="find">{say!(language, work_groups.find)}</label>
            <div class="find__row">
                <input class="field__input" id="find" name="q" type="search" value=typed.to_owned() autocomplete="off"/>
                <button class="button" type="submit"><Icon name="search"/>{say!(language, people.find_button)}</button>
            </div>
        </form>
    }
}

/// Adults whom the letters mean, each with the button that takes them in.
fn results(language: Language, id: &str, found: Vec<Found>, members: &[Named<PersonId>]) -> Markup {
    if found.is_empty() {
        let (title, text) = (say!(language, people.nobody), say!(language, people.nobody_text));
        return view! { <Empty title=title text=text lost=true/> }.into_markup();
    }
    let more = found.len().saturating_sub(MOST);
    let more = (more > 0).then(|| view! { <p class="soft">{say!(language, people.more, count = more)}</p> });
    let row = |one: Found| {
        let inside = members.iter().any(|member| member.id == one.id);
        let deed = if inside {
            view! { <span class="tag" data-tone="good">{say!(language, work_groups.inside)}</span> }.into_markup()
        } else {
            let label = say!(language, work_groups.add_whom, who = one.name.clone());
            two_fields("workgroups/add", id, &one.id, (say!(language, work_groups.add), label)).into_markup()
        };
        view! {
            <li class="list__row">
                <Portrait name=one.name.clone()/>
                <span class="list__text"><b>{one.name}</b><small>{one.about}</small></span>
                {deed}
            </li>
        }
    };
    let rows = found.into_iter().take(MOST).map(row).collect_view();
    view! { <ul class="list" id="found" role="list">{rows}</ul>{more} }.into_markup()
}

/// Everybody who is in it.
fn inside(language: Language, id: &str, members: &[Named<PersonId>]) -> Markup {
    if members.is_empty() {
        let (title, text) = (say!(language, work_groups.nobody), say!(language, work_groups.nobody_text));
        return view! { <Empty title=title text=text/> }.into_markup();
    }
    let rows = members.iter().map(|one| member(language, id, one)).collect_view();
    view! { <ul class="list list--two" role="list">{rows}</ul> }.into_markup()
}

fn member(language: Language, id: &str, one: &Named<PersonId>) -> impl IntoView + use<> {
    let name = one.name.to_string();
    let label = say!(language, work_groups.drop_whom, who = name.clone());
    view! {
        <li class="list__row find__hit">
            <Portrait name=name.clone()/>
            <span class="list__text"><a class="find__name" href=format!("/school/people/{}", one.id)><b>{name}</b></a></span>
            {two_fields("workgroups/drop", id, &one.id, (say!(language, work_groups.drop), label))}
        </li>
    }
}

fn two_fields(action: &str, id: &str, person: &PersonId, (words, label): (String, String)) -> impl IntoView + use<> {
    view! {
        <form class="find__ways" method="post" action=["/api/", action].concat()>
            <SentFrom/>
            <input type="hidden" name="group" value=id.to_owned() autocomplete="off"/>
            <input type="hidden" name="person" value=person.0.clone() autocomplete="off"/>
            <button class="button button--small" type="submit" aria-label=label>{words}</button>
        </form>
    }
}

fn rename(language: Language, id: &str, name: &str, kept: &Kept) -> impl IntoView + use<> {
    let problem = super::wrong_name(language, kept);
    let open = problem.is_some();
    let typed = if open { kept.value("name") } else { name.to_owned() };
    let name = super::name_field(say!(language, work_groups.name), typed, problem);
    view! {
        <details class="fold" id="rename" open=open>
            <summary>{say!(language, work_groups.rename)}</summary>
            <form class="form" method="post" action="/api/workgroups/rename">
                <SentFrom/>
                <input type="hidden" name="group" value=id.to_owned() autocomplete="off"/>
                {name}
                <button class="button button--main" type="submit">{say!(language, people.keep)}</button>
            </form>
        </details>
    }
}

fn end(language: Language, id: &str, name: &str) -> impl IntoView + use<> {
    let words = say!(language, work_groups.end_yes);
    view! {
        <details class="fold" id="end">
            <summary>{say!(language, work_groups.end)}</summary>
            <p>{say!(language, work_groups.end_hint, name = name.to_owned())}</p>
            {one_button("workgroups/end", ("group", id.to_owned()), words, "button button--bad")}
        </details>
    }
}
