//! Taking back somebody's talk, for the office: a question first, in two steps that need no script.
use leptos::prelude::*;

use crate::base::day::Day;
use crate::base::language::Language;
use crate::conferences::server::store::manage::{Invited, Talk};
use crate::conferences::server::{BookingId, SlotId, booking, words};
use crate::say;
use crate::shell::Kept;
use crate::ui::notice::{Notice, Tone};
use crate::ui::sent::SentFrom;

/// The talk in question, and the page it is asked on.
pub struct Question {
    pub booking: BookingId,
    pub slot: SlotId,
    pub pupil: String,
    /// «donderdag 10 december, 14:15».
    pub at: String,
    pub from: &'static str,
}

impl Question {
    pub fn of_day(language: Language, date: Day, talk: &Talk) -> Option<Self> {
        Some(Question {
            booking: talk.booking_id.clone()?,
            slot: talk.slot_id.clone(),
            pupil: talk.pupil()?,
            at: words::spoken(language, date, &talk.starts),
            from: booking::FROM_DAY,
        })
    }

    pub fn of_round(language: Language, talk: &Invited, pupil: &str) -> Option<Self> {
        Some(Question {
            booking: talk.booking_id.clone()?,
            slot: talk.slot_id.clone()?,
            pupil: pupil.to_owned(),
            at: words::spoken(language, talk.date?, talk.starts.as_deref()?),
            from: booking::FROM_MANAGE,
        })
    }

    pub fn draw(&self, language: Language) -> impl IntoView + use<> {
        let (pupil, at) = (self.pupil.clone(), self.at.clone());
        let name = say!(language, talks.cancel_of, pupil = pupil.clone(), at = at.clone());
        view! {
            <details class="talk-question no-print">
                <summary class="button button--small button--quiet" aria-label=name>{say!(language, talks.cancel)}</summary>
                <form method="post" action="/api/conferences/cancel">
                    <SentFrom/>
                    <p>{say!(language, talks.cancel_question, pupil = pupil, at = at)}</p>
                    <input type="hidden" name="booking" value=self.booking.0.clone()/>
                    <input type="hidden" name="slot" value=self.slot.0.clone()/>
                    <input type="hidden" name="from" value=self.from/>
                    <button class="button button--bad" type="submit">{say!(language, talks.cancel_yes)}</button>
                </form>
            </details>
        }
    }
}

/// What came of it, on the page that it was asked on: `done` from the address, or why it was refused.
pub fn answered(language: Language, done: &str, kept: &Kept) -> Option<impl IntoView + use<>> {
    let (tone, sentence) = match kept.refused_of(language, "conferences/") {
        Some(refused) => (Tone::Warn, refused),
        None if done == "cancelled" => (Tone::Good, say!(language, talks.done_cancelled_for)),
        None => return None,
    };
    Some(view! { <Notice tone=tone><p>{sentence}</p></Notice> })
}
