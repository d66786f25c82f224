//! `/school`: finding a child, a parent, a colleague or a group by a few letters; and what waits for head and office.
use std::collections::HashMap;

use edexml::guardians::Status;
use leptos::prelude::*;

use super::about_group;
use crate::access::{Manage, May, PersonId, Role, SchoolId, Viewer};
use crate::base::failure::Result;
use crate::base::language::Language;
use crate::base::name::Name;
use crate::base::text::order::Place;
use crate::people::server::rules::{Fit, Wanted};
use crate::people::server::store::everybody::{self, Adult, CaresFor, Child, Group};
use crate::people::server::store::proposed_roles;
use crate::say;
use crate::shell::{FoundAdult, Kept, Page, Tab, chapters, ways_of};
use crate::ui::icon::Icon;
use crate::ui::markup::IntoMarkup;
use crate::ui::notice::Empty;
use crate::ui::person::{Portrait, role};
use crate::ui::sent::SentFrom;

/// Whoever finds more types another letter.
const MOST: usize = 40;

/// Somebody who was found: what they are, and where one goes on.
struct Hit {
    at: (Fit, Place),
    name: String,
    about: String,
    /// Its page.
    href: String,
    /// Where one goes on besides.
    ways: Vec<(String, String)>,
    /// Of a family that is protected.
    protected: bool,
}

pub async fn show(viewer: Viewer, kept: Kept) -> Result<Page> {
    let may = viewer.may(Manage, viewer.school.clone()).await?;
    let typed = kept.value("q");
    let hits = match Wanted::of(&typed) {
        Some(wanted) => Some(find(&viewer, &may, &wanted).await?),
        None => None,
    };
    let groups = if hits.is_none() { everybody::groups(&viewer, &may).await? } else { Vec::new() };
    let waiting = if hits.is_none() { proposed_roles(&viewer, &may).await?.len() } else { 0 };
    let language = viewer.language;
    let chapters = chapters(&viewer);
    let title = say!(language, people.school);
    Ok(Page::new(&viewer, Tab::School, title.clone(), move || {
        let inside = match hits {
            Some(hits) => results(language, hits).into_markup(),
            None => overview(language, waiting, chapters, &groups).into_markup(),
        };
        view! {
            <div class="page page--wide" id="school" data-form>
                <header class="page__head"><h1>{title}</h1></header>
                {field(language, &typed)}
                {inside}
            </div>
        }
    }))
}

fn field(language: Language, typed: &str) -> impl IntoView + use<> {
    view! {
        <form class="find" role="search" method="post" action="/api/people/find">
            <SentFrom/>
            <label class="field__label" for="find">{say!(language, people.find)}</label>
            <div class="find__row">
                <input class="field__input" id="find" name="q" type="search" value=typed.to_owned() autocomplete="off" data-search/>
                <button class="button" type="submit"><Icon name="search"/>{say!(language, people.find_button)}</button>
            </div>
            <p class="field__hint">{say!(language, people.find_hint)}</p>
        </form>
    }
}

async fn find(viewer: &Viewer, may: &May<Manage, SchoolId>, wanted: &Wanted) -> Result<Vec<Hit>> {
    let mut hits: Vec<Hit> = Vec::new();
    for child in everybody::children(viewer, may).await? {
        hits.extend(fit(wanted, &child.name, ("", "")).map(|fit| of_child(viewer.language, child, fit)));
    }
    hits.extend(adults(viewer, may, wanted).await?.into_iter().map(|(_, hit)| hit));
    let group = |group: Group| {
        let fit = wanted.fits((&group.name, ""), "", "")?;
        Some(of_group(viewer.language, &group, fit))
    };
    hits.extend(everybody::groups(viewer, may).await?.into_iter().filter_map(group));
    hits.sort_by(|a, b| a.at.cmp(&b.at));
    Ok(hits)
}

fn fit(wanted: &Wanted, name: &Name, (email, phone): (&str, &str)) -> Option<Fit> {
    wanted.fits((&name.to_string(), &name.last_name), email, phone)
}

/// Adults whom the letters mean, in no order.
async fn adults(viewer: &Viewer, may: &May<Manage, SchoolId>, wanted: &Wanted) -> Result<Vec<(PersonId, Hit)>> {
    let fits = |adult: Adult| Some((fit(wanted, &adult.name, (&adult.email, &adult.phone))?, adult));
    let found: Vec<(Fit, Adult)> = everybody::adults(viewer, may).await?.into_iter().filter_map(fits).collect();
    let ids: Vec<PersonId> = found.iter().map(|(_, adult)| adult.id.clone()).collect();
    let mut cared: HashMap<PersonId, Vec<CaresFor>> = HashMap::new();
    for one in everybody::cared_for(viewer, may, &ids).await? {
        cared.entry(one.person_id.clone()).or_default().push(one);
    }
    let hit = |(fit, adult): (Fit, Adult)| {
        let children = cared.remove(&adult.id).unwrap_or_default();
        (adult.id.clone(), of_adult(viewer.language, adult, &children, fit))
    };
    Ok(found.into_iter().map(hit).collect())
}

/// An adult whom somebody looked for, with what tells them from another of the same name.
#[derive(Debug, Clone)]
pub struct Found {
    pub id: PersonId,
    pub name: String,
    pub about: String,
}

/// Adults of the school whom some typed letters mean, the best first.
pub async fn find_adults(viewer: &Viewer, may: &May<Manage, SchoolId>, typed: &str) -> Result<Vec<Found>> {
    let Some(wanted) = Wanted::of(typed) else { return Ok(Vec::new()) };
    let mut found = adults(viewer, may, &wanted).await?;
    found.sort_by(|(_, a), (_, b)| a.at.cmp(&b.at));
    Ok(found.into_iter().map(|(id, Hit { name, about, .. })| Found { id, name, about }).collect())
}

fn of_child(language: Language, child: Child, fit: Fit) -> Hit {
    let about = match child.groups.is_empty() {
        true => say!(language, people.a_child),
        false => say!(language, people.a_child_of, groups = child.groups),
    };
    let name = child.name.to_string();
    let href = format!("/school/children/{}", child.id);
    // The form of moving a child opens where the address points into it.
    let ways = vec![(say!(language, people.move_do), format!("{href}#move-form"))];
    Hit { at: (fit, child.name.place()), name, about, href, ways, protected: child.protected }
}

fn of_adult(language: Language, adult: Adult, children: &[CaresFor], fit: Fit) -> Hit {
    let roles: Vec<String> = adult.roles.split(',').filter_map(Role::of).map(|one| role(language, one)).collect();
    let names: Vec<String> = children.iter().map(|child| child.name.call_name.clone()).collect();
    let parent = (!names.is_empty()).then(|| say!(language, people.a_parent_of, children = names.join(", ")));
    let reached = [adult.email, adult.phone].into_iter().filter(|text| !text.is_empty());
    let about: Vec<String> = roles.into_iter().chain(parent).chain(reached).collect();
    let way = |child: &CaresFor| {
        let words = say!(language, people.open_child, child = child.name.call_name.clone());
        (words, format!("/school/children/{}", child.pupil_id))
    };
    // With several children it is on their pages, one by one.
    let block = match children {
        [only] if only.status != Status::Blocked.code() => {
            let form = format!("/school/children/{}#reason-{}-{}", only.pupil_id, Status::Blocked.code(), only.link_id);
            Some((say!(language, people.block), form))
        }
        _ => None,
    };
    let confirmed = children.iter().any(|child| child.status == Status::Confirmed.code());
    let found = FoundAdult {
        id: adult.id.clone(),
        registered: adult.registered,
        belongs: confirmed || !adult.roles.is_empty(),
    };
    let offered = ways_of(language, &found).into_iter().map(|way| (way.label, way.href));
    Hit {
        at: (fit, adult.name.place()),
        name: adult.name.to_string(),
        about: about.join(" · "),
        href: format!("/school/people/{}", adult.id),
        ways: children.iter().map(way).chain(offered).chain(block).collect(),
        protected: adult.protected,
    }
}

fn of_group(language: Language, group: &Group, fit: Fit) -> Hit {
    Hit {
        at: (fit, crate::base::text::order::place("", "", &group.name)),
        name: group.name.clone(),
        about: about(language, group),
        href: format!("/school/groups/{}", group.id),
        ways: vec![(say!(language, people.list_short), format!("/school/exports?group={}", group.id))],
        protected: false,
    }
}

fn about(language: Language, group: &Group) -> String {
    about_group(language, &group.year_group, say!(language, people.children, count = group.children))
}

fn results(language: Language, hits: Vec<Hit>) -> impl IntoView {
    if hits.is_empty() {
        let (title, text) = (say!(language, people.nobody), say!(language, people.nobody_text));
        return view! { <Empty title=title text=text lost=true/> }.into_markup();
    }
    let more = (hits.len() > MOST)
        .then(|| view! { <p class="soft">{say!(language, people.more, count = hits.len() - MOST)}</p> });
    let count = say!(language, people.found, count = hits.len());
    view! {
        <p class="soft" role="status">{count}</p>
        <ul class="list" role="list">{hits.into_iter().take(MOST).map(|one| hit(language, one)).collect_view()}</ul>
        {more}
    }
    .into_markup()
}

fn hit(language: Language, hit: Hit) -> impl IntoView {
    let name = hit.name.clone();
    let way = |(words, href): (String, String)| {
        let label = format!("{words}: {name}");
        view! { <a class="button button--small" href=href aria-label=label>{words}</a> }
    };
    let ways = match hit.ways.is_empty() {
        true => view! { <Icon name="next" class="icon--turn"/> }.into_markup(),
        false => view! { <span class="find__ways">{hit.ways.into_iter().map(way).collect_view()}</span> }.into_markup(),
    };
    view! {
        <li class="list__row find__hit">
            <Portrait name=hit.name.clone()/>
            <span class="list__text">
                <a class="find__name" href=hit.href><b>{hit.name.clone()}</b></a><small>{hit.about}</small>
                {hit.protected.then(|| super::protected::tag(language))}
            </span>
            {ways}
        </li>
    }
}

fn overview(
    language: Language,
    waiting: usize,
    chapters: Vec<(String, &'static str, &'static str)>,
    groups: &[Group],
) -> impl IntoView + use<> {
    let roles =
        (waiting > 0).then(|| row(say!(language, people.roles_wait, count = waiting), "/school/roles", "warning"));
    let chapters = chapters.into_iter().map(|(words, href, icon)| row(words, href, icon)).collect_view();
    let groups = groups.iter().map(|group| {
        let about = about(language, group);
        view! {
            <li>
                <a class="list__row" href=format!("/school/groups/{}", group.id)>
                    <span class="list__text"><b>{group.name.clone()}</b><small>{about}</small></span><Icon name="next" class="icon--turn"/>
                </a>
            </li>
        }
    });
    view! {
        <ul class="list" role="list">{roles}{chapters}</ul>
        <section class="section">
            <h2 class="big">{say!(language, people.groups)}</h2>
            <ul class="list list--two" role="list">{groups.collect_view()}</ul>
        </section>
    }
}

fn row(words: String, href: &'static str, icon: &'static str) -> impl IntoView {
    view! {
        <li>
            <a class="list__row" href=href>
                <Icon name=icon/><span class="list__text"><b>{words}</b></span><Icon name="next" class="icon--turn"/>
            </a>
        </li>
    }
}
