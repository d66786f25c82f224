//! `/school/invitations/letters/{id}`: letters to be printed, each on a sheet of its own.
use axum::extract::Path;
use leptos::prelude::*;

use super::super::letters::{squares, whom_to_ask};
use super::super::rules;
use super::super::store::{self, Letter, LettersId, ask::code};
use super::back;
use crate::access::{OwnSecret, Read, Viewer};
use crate::base::failure::Result;
use crate::base::language::{self, Language};
use crate::say;
use crate::shell::{Page, Tab};
use crate::ui::print::PrintButton;
use crate::ui::when;

pub async fn show(viewer: Viewer, OwnSecret(key): OwnSecret, Path(id): Path<String>) -> Result<Page> {
    let may = viewer.may(Read, LettersId::from(id)).await?;
    let letters = store::letters(&viewer, &may).await?;
    let (language, drawn) = (viewer.language, viewer.clone());
    let title = say!(language, invitations.letters);
    Ok(Page::new(&viewer, Tab::School, title.clone(), move || {
        let count = say!(language, invitations.letters_count, count = letters.len());
        let sheets = letters.iter().map(|letter| sheet(&drawn, letter, &code(&key, &letter.id))).collect_view();
        view! {
            <div class="page page--wide" id="letters">
                <div class="no-print">
                    {back(language)}
                    <header class="page__head"><h1>{title}</h1><p class="soft">{format!("{count} {}", say!(language, invitations.letters_hint))}</p></header>
                    <p><PrintButton label=say!(language, invitations.print)/></p>
                </div>
                {sheets}
            </div>
        }
    }))
}

/// In the language of whoever gets it.
fn sheet(viewer: &Viewer, letter: &Letter, code: &str) -> impl IntoView + use<> {
    let language = language::of_code(&letter.language);
    let (name, school) = (letter.name.to_string(), viewer.school_name.clone());
    let until = when::with_year(language, letter.ends_at.local(&viewer.zone).date(), viewer.today.date());
    let contact = whom_to_ask(language, &viewer.school_contact);
    let group =
        (!letter.group_name.is_empty()).then(|| view! { <p class="letter__group">{letter.group_name.clone()}</p> });
    view! {
        <article class="letter" lang=language::code(language)>
            <header class="letter__head"><b>{school.clone()}</b>{group}</header>
            <h2>{say!(language, invitations.letter_title, name = name)}</h2>
            <p>{why(language, letter, school)}</p>
            {steps(viewer, language, letter, code)}
            <p>{say!(language, invitations.letter_until, until = until)}</p>
            <p>{say!(language, invitations.letter_own)}</p>
            <p><b>{say!(language, invitations.letter_help)}</b> " " <span dir="auto">{contact}</span></p>
        </article>
    }
}

/// Why somebody gets this letter.
fn why(language: Language, letter: &Letter, school: String) -> String {
    let mut children: Vec<&str> = letter.children.split(", ").filter(|name| !name.is_empty()).collect();
    children.sort_unstable();
    match children.as_slice() {
        [] => say!(language, invitations.letter_colleague, school = school),
        names => say!(language, invitations.letter_parent, children = names.join(", "), school = school),
    }
}

/// Three steps, and the square that saves two of them.
fn steps(viewer: &Viewer, language: Language, letter: &Letter, code: &str) -> impl IntoView + use<> {
    let base = viewer.app().settings.public_url.clone();
    let short = base.split_once("://").map_or(base.as_str(), |(_, rest)| rest).to_owned();
    let address = match letter.email.as_str() {
        "" => say!(language, invitations.step_address),
        email => say!(language, invitations.step_known, email = email.to_owned()),
    };
    let picture = squares(&format!("{base}/join#{code}")).map(|(path, width)| {
        let view_box = format!("-4 -4 {0} {0}", width + 8);
        view! {
            <svg class="letter__square" viewBox=view_box role="img" aria-label=say!(language, invitations.square) shape-rendering="crispEdges">
                <path d=path></path>
            </svg>
        }
    });
    view! {
        <div class="letter__way">
            <ol>
                <li>{say!(language, invitations.step_go)} " " <b>{format!("{short}/join")}</b></li>
                <li>{say!(language, invitations.step_code)} " " <b class="letter__code">{rules::shown(code)}</b></li>
                <li>{address}</li>
            </ol>
            {picture}
        </div>
    }
}
