//! `/school/lists/{id}`: what a file is, what it would change, and taking that over group by group.
use std::collections::BTreeMap;

use axum::extract::Path;
use leptos::prelude::*;

use crate::access::{Manage, Viewer};
use crate::base::day::Day;
use crate::base::failure::Result;
use crate::base::language::{Language, code};
use crate::people::server::hands::Otherwise;
use crate::people::server::import::conversation::report;
use crate::people::server::import::report::{Item, List, Report, Shown, Was};
use crate::people::server::import::words;
use crate::people::server::said;
use crate::people::server::store::brought::{self, Brought, ImportId};
use crate::say;
use crate::shell::{Kept, Page, Tab};
use crate::ui::icon::Icon;
use crate::ui::markup::{IntoMarkup, Markup};
use crate::ui::notice::{Notice, Tone};
use crate::ui::sent::SentFrom;

/// So many mistakes are read; whoever mends these finds the rest.
const MOST_MISTAKES: usize = 60;
/// Lists that are no longer stand open.
const SHORT: usize = 8;

pub async fn show(viewer: Viewer, Path(id): Path<String>, kept: Kept) -> Result<Page> {
    let may = viewer.may(Manage, ImportId::from(id)).await?;
    let brought = brought::find(&viewer, &may).await?;
    let report = report(&brought)?;
    let language = viewer.language;
    let refused = kept.refused_of(language, "people/");
    let title = words::kind(language, &brought.kind);
    Ok(Page::new(&viewer, Tab::School, title.clone(), move || {
        let day = (brought.day_named).then_some(brought.holds_on);
        view! {
            <div class="page page--wide" id="looked-at">
                <a class="back" href="/school/lists"><Icon name="back" class="icon--turn"/>{say!(language, bring.back)}</a>
                <header class="page__head"><h1>{title}</h1><p class="soft">{words::facts(language, &report.about, day)}</p></header>
                {refused.map(|why| view! { <Notice tone=Tone::Bad>{why}</Notice> })}
                {inside(language, &brought, report, &kept)}
            </div>
        }
    }))
}

fn inside(language: Language, brought: &Brought, report: Report, kept: &Kept) -> Markup {
    if !report.refused.is_empty() {
        return mistakes(language, brought, &report).into_markup();
    }
    let same = report.parts.is_empty().then(|| {
        let text = if brought.version > 0 { say!(language, bring.same_more) } else { say!(language, bring.same_text) };
        view! { <Notice tone=Tone::Good><b>{say!(language, bring.same)}</b><p>{text}</p></Notice> }
    });
    let year = report.new_year.then(|| {
        view! { <Notice tone=Tone::Accent><b>{say!(language, bring.new_year)}</b><p>{say!(language, bring.new_year_text)}</p></Notice> }
    });
    let leave = if report.parts.is_empty() { say!(language, bring.leave_done) } else { say!(language, bring.leave) };
    let (ends, remarks) = (ends(language, &report), remarks(language, &report));
    let by_hand = by_hand(language, brought, &report);
    let parts = report.parts.into_iter().map(|shown| part(language, brought, shown, kept)).collect_view();
    view! {
        {same}
        {year}
        {ends}
        {remarks}
        {by_hand}
        <div class="around">{parts}</div>
        {one(brought, "people/leave", leave)}
    }
    .into_markup()
}

fn one(brought: &Brought, action: &str, words: String) -> impl IntoView + use<> {
    crate::ui::one_button::one_button(action, ("import", brought.id.as_str().to_owned()), words, "button button--wide")
}

/// Why nothing can be taken over, line by line as the file has it.
fn mistakes(language: Language, brought: &Brought, report: &Report) -> impl IntoView + use<> {
    let all = report.refused.get(code(language)).cloned().unwrap_or_default();
    let more = all.len().saturating_sub(MOST_MISTAKES);
    let more = (more > 0).then(|| view! { <p class="soft">{say!(language, bring.more_mistakes, count = more)}</p> });
    let rows =
        all.into_iter().take(MOST_MISTAKES).map(|said| view! { <li class="list__row">{said}</li> }).collect_view();
    let day = report.begins.map(|begins| set_day(language, brought, begins));
    view! {
        <Notice tone=Tone::Bad>{say!(language, bring.refused)}</Notice>
        <ul class="list" role="list">{rows}</ul>
        {more}
        {day}
        {one(brought, "people/leave", say!(language, bring.choose_again))}
    }
}

fn set_day(language: Language, brought: &Brought, begins: Day) -> impl IntoView + use<> {
    view! {
        <form class="card form" method="post" action="/api/people/set-day">
            <SentFrom/>
            <input type="hidden" name="import" value=brought.id.0.clone() autocomplete="off"/>
            <div class="field">
                <label class="field__label" for="day">{say!(language, bring.day)}</label>
                <input class="field__input" id="day" name="day" type="date" required value=begins.to_string() autocomplete="off"/>
            </div>
            <button class="button button--main" type="submit">{say!(language, bring.set_day)}</button>
        </form>
    }
}

fn ends(language: Language, report: &Report) -> impl IntoView + use<> {
    let lines: Vec<String> = report.ends.iter().map(|(what, count)| words::how_many(language, what, *count)).collect();
    (!lines.is_empty()).then(|| {
        let all = lines.join(", ");
        view! { <Notice tone=Tone::Warn>{say!(language, bring.ends)} " " <b>{all}</b></Notice> }
    })
}

fn remarks(language: Language, report: &Report) -> impl IntoView + use<> {
    let rows: Vec<_> = report
        .remarks
        .iter()
        .map(|(code, names)| {
            let (names, count) = (names.join(", "), names.len());
            view! {
                <li class="list__row">
                    <span class="list__text">
                        <b>{capital(&said::remark(language, code))}</b>
                        {fold(format!("{} ", say!(language, bring.who, count = count)), count <= SHORT, view! { <p>{names}</p> })}
                    </span>
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2 class="big">{say!(language, bring.remarks)}</h2>
                <ul class="list" role="list">{rows}</ul>
            </section>
        }
    })
}

/// What somebody put right, beside what the file says.
fn by_hand(language: Language, brought: &Brought, report: &Report) -> impl IntoView + use<> {
    let rows: Vec<_> = report.by_hand.iter().map(|one| otherwise(language, brought, one)).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section" id="by-hand">
                <h2 class="big">{say!(language, bring.by_hand)}</h2>
                <p class="soft">{say!(language, bring.by_hand_hint)}</p>
                <ul class="list" role="list">{rows}</ul>
            </section>
        }
    })
}

fn otherwise(language: Language, brought: &Brought, one: &Otherwise) -> impl IntoView + use<> {
    let value = |text: &str| words::value(language, &one.field, text);
    let (field, ours, file) = (words::field(language, &one.field), value(&one.ours), value(&one.file));
    let said = capital(&say!(language, bring.otherwise, field = field, ours = ours, file = file));
    let label = say!(language, people.let_go_for, who = one.name.clone());
    let (action, whose) = match one.field.as_str() {
        "group" => ("/api/people/let-go-place", "child"),
        _ => ("/api/people/let-go", "person"),
    };
    view! {
        <li class="list__row">
            <span class="list__text"><b>{one.name.clone()}</b><small>{said}</small></span>
            <form method="post" action=action>
                <SentFrom/>
                <input type="hidden" name=whose value=one.whose.clone() autocomplete="off"/>
                <input type="hidden" name="import" value=brought.id.0.clone() autocomplete="off"/>
                <button class="button button--small" type="submit" aria-label=label>{say!(language, people.let_go)}</button>
            </form>
        </li>
    }
}

/// A remark begins in the middle of a sentence of a command; here it is one.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn fold(words: String, open: bool, inside: impl IntoView + 'static) -> impl IntoView {
    view! { <details class="fold" open=open><summary>{words}</summary>{inside}</details> }
}

/// A group of changes: what it is, who it is about, and the button.
fn part(language: Language, brought: &Brought, shown: Shown, kept: &Kept) -> impl IntoView + use<> {
    let (name, hint) = words::part(language, &shown.part);
    let id = format!("part-{}", shown.part);
    let take = take(language, brought, &shown, kept);
    let lists = shown.lists.into_iter().map(|list| self::list(language, list)).collect_view();
    view! {
        <section class="card bring__part" id=id>
            <h2>{format!("{name} ({})", shown.count)}</h2>
            <p class="soft">{hint}</p>
            {lists}
            {take}
        </section>
    }
}

fn take(language: Language, brought: &Brought, shown: &Shown, kept: &Kept) -> impl IntoView + use<> {
    let (name, _) = words::part(language, &shown.part);
    let id = format!("count-{}", shown.part);
    let mine = kept.value("part") == shown.part;
    let wrong = if mine { kept.problem(language, "count") } else { None };
    let brake = shown.brake.map(|count| {
        let count = count.to_string();
        let problem = wrong.map(|_| say!(language, bring.brake_wrong, count = count.clone()));
        view! {
            <div class="field">
                <label class="field__label" for=id.clone()>{say!(language, bring.brake, count = count.clone())}</label>
                {problem.map(|said| view! { <p class="field__problem" role="alert">{said}</p> })}
                <input class="field__input" id=id name="count" inputmode="numeric" autocomplete="off"/>
            </div>
        }
    });
    view! {
        <form class="form" method="post" action="/api/people/take">
            <SentFrom/>
            <input type="hidden" name="import" value=brought.id.0.clone() autocomplete="off"/>
            <input type="hidden" name="part" value=shown.part.clone() autocomplete="off"/>
            <input type="hidden" name="seen" value=brought.version.to_string() autocomplete="off"/>
            {brake}
            <button class="button button--main" type="submit" aria-label=say!(language, bring.take_this, part = name)>
                {say!(language, bring.take)}
            </button>
        </form>
    }
}

fn list(language: Language, list: List) -> Markup {
    let title = format!("{} ({})", words::list(language, &list.kind), list.items.len());
    let open = list.items.len() <= SHORT;
    if list.kind == "moves" {
        // From where to where is a line for each group: short, also when six hundred move.
        return fold(title, true, moves(language, list.items)).into_markup();
    }
    let links = list.kind.starts_with("links");
    let rows: Vec<_> = list.items.into_iter().map(|item| row(language, item, links)).collect();
    fold(title, open, view! { <ul class="bring__names" role="list">{rows}</ul> }).into_markup()
}

fn row(language: Language, item: Item, links: bool) -> impl IntoView {
    let about = match links && !item.about.is_empty() {
        true => say!(language, bring.of_child, child = item.about),
        false => item.about,
    };
    let about = (!about.is_empty()).then(|| view! { <small>{about}</small> });
    view! { <li><b>{item.name}</b> " " {about} {fields(language, item.fields)}</li> }
}

fn fields(language: Language, fields: Vec<Was>) -> impl IntoView {
    let each = fields.into_iter().map(|was| view! { <small>{words::was(language, &was)}</small> });
    each.collect_view()
}

/// From which group to which, and who.
fn moves(language: Language, items: Vec<Item>) -> impl IntoView {
    let mut ways: BTreeMap<(String, String), Vec<Item>> = BTreeMap::new();
    for mut item in items {
        let group = item.fields.iter().position(|was| was.field == "group").map(|at| item.fields.remove(at));
        let way = group.map(|group| (group.old, group.new)).unwrap_or_default();
        // A whole class goes up a year: that says nothing of one child.
        item.fields.retain(|was| was.field != "year_group");
        ways.entry(way).or_default().push(item);
    }
    let way = |((from, to), items): ((String, String), Vec<Item>)| {
        let (from, to) = (words::value(language, "group", &from), words::value(language, "group", &to));
        let title = format!("{} ({})", say!(language, bring.way, from = from, to = to), items.len());
        let rows: Vec<_> = items.into_iter().map(|item| row(language, item, false)).collect();
        view! { <li>{fold(title, false, view! { <ul class="bring__names" role="list">{rows}</ul> })}</li> }
    };
    view! { <ul class="bring__ways" role="list">{ways.into_iter().map(way).collect_view()}</ul> }
}
