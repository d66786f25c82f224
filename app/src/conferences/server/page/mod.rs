//! The pages of talks, drawn on the server; what they share.
mod cancel;
pub mod day;
pub mod list;
pub mod manage;
pub mod new;
pub mod picker;
pub mod staff;
mod ticket;

use leptos::prelude::*;
use serde::Deserialize;

use super::words;
use crate::base::day::Day;
use crate::base::language::Language;
use crate::say;
use crate::ui::icon::Icon;

/// What the address of a page about talks may say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub child: String,
    pub household: String,
    /// What was just done: `booked`, `moved`, `cancelled` or `withdrawn`.
    pub done: String,
}

/// The dotted ring that closes while families choose.
fn ring(percent: i64, label: String) -> impl IntoView {
    view! {
        <span class="ring" role="img" aria-label=label>
            <svg viewBox="0 0 40 40" aria-hidden="true">
                <circle class="ring__track" cx="20" cy="20" r="17" pathLength="100"></circle>
                <circle class="ring__value" cx="20" cy="20" r="17" pathLength="100" stroke-dasharray=format!("{percent} 100")></circle>
            </svg>
            {format!("{percent}%")}
        </span>
    }
}

fn disc(language: Language, date: Day) -> impl IntoView + use<> {
    let (number, month) = words::leaf(language, date);
    view! { <time class="disc" datetime=date.to_string()>{number}<small>{month}</small></time> }
}

fn back(language: Language) -> impl IntoView {
    view! {
        <a class="back" href="/talks"><Icon name="back" class="icon--turn"/>{say!(language, talks.title)}</a>
    }
}
