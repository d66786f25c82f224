//! `/school/people/{id}`: an adult, how they are reached, for whom they care, and what they are at school.
use axum::extract::Path;
use leptos::prelude::*;

use super::roles::{called, confirm, end};
use super::{section, sees, status};
use crate::access::{Manage, PersonId, Viewer, Write};
use crate::base::day::Day;
use crate::base::failure::Result;
use crate::base::language::Language;
use crate::people::server::contact;
use crate::people::server::store::adult::{self, Adult, Child, Group, Held};
use crate::people::server::store::contacts::{self, Changed};
use crate::say;
use crate::shell::{FoundAdult, Kept, Page, Sheet, Tab, ways_of};
use crate::ui::field::{Field, described};
use crate::ui::icon::Icon;
use crate::ui::markup::IntoMarkup;
use crate::ui::notice::{Notice, Tone};
use crate::ui::one_button::one_button;
use crate::ui::person::Portrait;
use crate::ui::sent::SentFrom;
use crate::ui::when;

/// Everything that the page shows.
struct Shown {
    viewer: Viewer,
    id: PersonId,
    adult: Adult,
    /// The viewer may change how they are reached.
    writes: bool,
    changed: Vec<Changed>,
    children: Vec<Child>,
    roles: Vec<Held>,
    groups: Vec<Group>,
    sheet: Sheet,
    /// What went wrong with another form of this page.
    refused: Option<String>,
}

async fn look(viewer: &Viewer, id: PersonId, kept: Kept) -> Result<Shown> {
    let may = viewer.may(Manage, id.clone()).await?;
    // A form that came back has what was typed into it; where another one did, this one has what is so.
    let (kept, refused) = match kept.value("form[was]").is_empty() {
        true => (Kept::default(), kept.refused_of(viewer.language, "people/")),
        false => (kept, None),
    };
    let sheet = Sheet::new(viewer.language, kept).with(contact::mistakes);
    Ok(Shown {
        adult: adult::adult(viewer, &may).await?,
        writes: viewer.allows(Write, id.clone()).await?,
        changed: contacts::by_hand(viewer, &may).await?,
        children: adult::children(viewer, &may).await?,
        roles: adult::roles(viewer, &may).await?,
        groups: adult::taught(viewer, &may).await?,
        viewer: viewer.clone(),
        id,
        sheet,
        refused,
    })
}

pub async fn show(viewer: Viewer, Path(id): Path<String>, kept: Kept) -> Result<Page> {
    let shown = look(&viewer, PersonId::from(id), kept).await?;
    let title = shown.adult.name.to_string();
    Ok(Page::new(&viewer, Tab::School, title.clone(), move || {
        let language = shown.viewer.language;
        let account = if shown.adult.registered {
            say!(language, people.registered)
        } else {
            say!(language, people.unregistered)
        };
        view! {
            <div class="page page--wide" id="adult" data-form>
                {super::back(language)}
                <header class="page__head page__head--portrait">
                    <Portrait name=title.clone() class="portrait--big"/>
                    <div><h1>{title}</h1><p class="soft">{account}</p>{shown.adult.protected.then(|| super::protected::tag(language))}</div>
                </header>
                {shown.sheet.refused("people/reach")}
                {shown.refused.clone().map(|why| view! { <Notice tone=Tone::Bad>{why}</Notice> })}
                {ways(&shown)}
                {reached(&shown)}
                {children(language, &shown.children)}
                {roles(&shown)}
                {groups(language, &shown.groups)}
            </div>
        }
    }))
}

/// Where one goes on from here.
fn ways(shown: &Shown) -> impl IntoView + use<> {
    let belongs = shown.children.iter().any(|child| child.link.sees) || shown.roles.iter().any(|held| held.confirmed);
    let found = FoundAdult { id: shown.id.clone(), registered: shown.adult.registered, belongs };
    let ways = ways_of(shown.viewer.language, &found).into_iter();
    ways.map(|way| view! { <p><a class="button" href=way.href>{way.label}</a></p> }).collect_view()
}

fn reached(shown: &Shown) -> impl IntoView + use<> {
    let (language, adult) = (shown.viewer.language, &shown.adult);
    let call =
        |number: &str| number.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect::<String>();
    let ways = [
        (adult.email.clone(), format!("mailto:{}", adult.email)),
        (adult.phone.clone(), format!("tel:{}", call(&adult.phone))),
    ];
    let ways = ways.into_iter().filter(|(way, _)| !way.is_empty());
    let ways: Vec<_> = ways.map(|(way, href)| view! { <p><a href=href><bdi>{way}</bdi></a></p> }).collect();
    let nowhere = ways.is_empty().then(|| view! { <p class="soft">{say!(language, people.not_reached)}</p> });
    let changed: Vec<_> = shown.changed.iter().map(|one| by_hand(shown, one)).collect();
    let may = shown.writes;
    let deeds = if may { change(shown).into_markup() } else { head_only(language).into_markup() };
    let changed = (!changed.is_empty()).then(|| {
        let back = may.then(|| {
            let words = say!(language, people.let_go);
            let form = one_button("people/let-go", ("person", shown.id.0.clone()), words, "button button--small");
            view! { <p class="soft">{say!(language, people.let_go_hint)}</p>{form} }
        });
        view! { <ul class="around__history" role="list">{changed}</ul>{back} }
    });
    view! {
        <section class="section">
            <h2 class="big">{say!(language, people.reached)}</h2>
            <div class="card">{ways}{nowhere}{changed}{deeds}</div>
        </section>
    }
}

fn head_only(language: Language) -> impl IntoView {
    view! { <p class="soft">{say!(language, people.head_changes)}</p> }
}

/// Who changed what when, and what stood there before.
fn by_hand(shown: &Shown, one: &Changed) -> impl IntoView + use<> {
    let (language, viewer) = (shown.viewer.language, &shown.viewer);
    let at = when::ago(language, one.changed_at, viewer.now, &viewer.zone);
    let (who, before) = (one.name.to_string(), one.before.clone());
    let said = match (one.field.as_str(), before.is_empty()) {
        ("email", true) => say!(language, people.email_was_none, who = who, at = at),
        ("email", false) => say!(language, people.email_was, who = who, at = at, before = before),
        (_, true) => say!(language, people.phone_was_none, who = who, at = at),
        (_, false) => say!(language, people.phone_was, who = who, at = at, before = before),
    };
    view! { <li><small>{said}</small></li> }
}

fn change(shown: &Shown) -> impl IntoView + use<> {
    let (language, sheet, adult) = (shown.viewer.language, &shown.sheet, &shown.adult);
    let hint = adult.registered.then(|| say!(language, people.email_hint));
    let (email, phone) = (sheet.problem("email"), sheet.problem("phone"));
    let (of_email, bad_email) = described("f-email", hint.is_some(), email.is_some());
    let (address, number) = (sheet.value("email", &adult.email), sheet.value("phone", &adult.phone));
    let (of_phone, bad_phone) = described("f-phone", false, phone.is_some());
    view! {
        <details class="fold" id="reach" open=!sheet.kept.is_empty()>
            <summary>{say!(language, people.change)}</summary>
            <form class="form" method="post" action="/api/people/reach">
                <SentFrom/>
                <input type="hidden" name="person" value=shown.id.0.clone() autocomplete="off"/>
                <input type="hidden" name="form[was]" value=contacts::was(&adult.email, &adult.phone) autocomplete="off"/>
                <Field id="f-email" label=say!(language, people.email) hint=hint problem=email>
                    <input class="field__input" id="f-email" name="form[email]" type="text" inputmode="email" autocomplete="off"
                        autocapitalize="none" spellcheck="false" value=address
                        aria-describedby=of_email aria-invalid=bad_email/>
                </Field>
                <Field id="f-phone" label=say!(language, people.phone) problem=phone>
                    <input class="field__input" id="f-phone" name="form[phone]" type="tel" autocomplete="off"
                        value=number aria-describedby=of_phone aria-invalid=bad_phone/>
                </Field>
                <button class="button button--main" type="submit">{say!(language, people.keep)}</button>
            </form>
        </details>
    }
}

fn children(language: Language, children: &[Child]) -> impl IntoView + use<> {
    let rows = children
        .iter()
        .map(|child| {
            let (name, href) = (child.name.to_string(), format!("/school/children/{}#link-{}", child.id, child.link.link_id));
            let (tone, word) = status(language, &child.link);
            view! {
                <li>
                    <a class="list__row" href=href>
                        <Portrait name=name.clone()/>
                        <span class="list__text"><b>{name}</b><small>{sees(language, &child.link, &child.name.call_name)}</small></span>
                        <span class="tag" data-tone=tone>{word}</span>
                    </a>
                </li>
            }
            .into_markup()
        })
        .collect();
    section(say!(language, people.cares_for), "list", rows)
}

fn roles(shown: &Shown) -> impl IntoView + use<> {
    let language = shown.viewer.language;
    let rows = shown.roles.iter().map(|held| held_role(shown, held)).collect_view();
    let rows = (!shown.roles.is_empty()).then(|| view! { <ul class="list" role="list">{rows}</ul> });
    let held: Vec<&str> = shown.roles.iter().filter(|held| held.confirmed).map(|held| held.role.as_str()).collect();
    let give = super::roles::give(language, shown.viewer.standing().head, &shown.id.0, &held);
    view! {
        <section class="section" id="at-school">
            <h2 class="big">{say!(language, people.at_school)}</h2>
            {rows}
            {give}
        </section>
    }
}

fn held_role(shown: &Shown, held: &Held) -> impl IntoView + use<> {
    let language = shown.viewer.language;
    let what = called(language, &held.role);
    let until = if held.ends_on == Day::OPEN {
        say!(language, people.since, day = when::with_year(language, held.starts_on.date(), shown.viewer.today.date()))
    } else {
        say!(language, people.leaves, day = when::with_year(language, held.ends_on.date(), shown.viewer.today.date()))
    };
    let (whom, head) = ((shown.adult.name.to_string(), what.clone()), shown.viewer.standing().head);
    let deed = if held.confirmed {
        end(language, head, (held.id.clone(), &held.role), whom).into_markup()
    } else {
        confirm(language, head, (held.id.clone(), &held.role), whom).into_markup()
    };
    view! { <li class="list__row"><span class="list__text"><b>{what}</b><small>{until}</small></span>{deed}</li> }
}

fn groups(language: Language, groups: &[Group]) -> impl IntoView + use<> {
    let rows = groups
        .iter()
        .map(|group| {
            let href = format!("/school/groups/{}", group.id);
            view! {
                <li>
                    <a class="list__row" href=href>
                        <span class="list__text"><b>{group.name.clone()}</b></span><Icon name="next" class="icon--turn"/>
                    </a>
                </li>
            }
            .into_markup()
        })
        .collect();
    section(say!(language, people.teaches), "list", rows)
}
