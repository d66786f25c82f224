//! «School», for head and office: finding, a child with the people around it, roles that wait.
pub mod adult;
pub mod child;
pub mod find;
pub mod group;
pub mod list;
pub mod lists;
pub mod newcomer;
mod places;
mod protected;
pub mod roles;

use edexml::guardians::Status;
use leptos::prelude::*;

use super::store::around::Link;
use crate::base::language::Language;
use crate::say;
use crate::ui::icon::Icon;
use crate::ui::markup::Markup;

/// To the page that names all the work of head and office.
pub fn back(language: Language) -> impl IntoView {
    view! { <a class="back" href="/school"><Icon name="back" class="icon--turn"/>{say!(language, people.school)}</a> }
}

/// Tone and word of a guardian of a child.
fn status(language: Language, link: &Link) -> (&'static str, String) {
    match Status::from_code(&link.status) {
        Some(Status::Confirmed) => ("good", say!(language, people.confirmed)),
        Some(Status::Proposed) => ("warn", say!(language, people.proposed)),
        _ => ("bad", say!(language, people.blocked)),
    }
}

/// What somebody sees and why: decided by the view that every list joins, and only then put into words.
fn sees(language: Language, link: &Link, child: &str) -> String {
    let child = child.to_owned();
    if link.sees {
        return say!(language, people.sees, child = child);
    }
    match Status::from_code(&link.status) {
        Some(Status::Proposed) => say!(language, people.sees_not_yet, child = child),
        Some(Status::Confirmed) if !link.authority => say!(language, people.sees_without, child = child),
        Some(Status::Confirmed) => say!(language, people.sees_no_more, child = child),
        _ => say!(language, people.sees_blocked, child = child),
    }
}

/// Its year, and how many children (in words). Only what is a number is a year to a parent; «C» stands in files for the youngest.
fn about_group(language: Language, year: &str, children: String) -> String {
    match year.parse::<u8>() {
        Ok(year) => say!(language, people.of_year, year = year, children = children),
        Err(_) => children,
    }
}

/// Some rows under a heading; nothing where there are none.
fn section(title: String, class: &'static str, rows: Vec<Markup>) -> impl IntoView {
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2 class="big">{title}</h2>
                <ul class=class role="list">{rows}</ul>
            </section>
        }
    })
}
