//! Keeps what is typed, a moment after it was typed and when the page goes out of sight: a phone may forget a page at any time.
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::browser;
use super::complain::chosen;
use super::desk::Desk;
use crate::base::failure::Refusal;

/// So many milliseconds somebody has to pause.
const PAUSE: u32 = 1200;

impl Desk {
    /// Begins to look after the form, when the page wakes up.
    pub fn wake(self) {
        self.awake.set(true);
        self.look_at_choices();
        // These live as long as the page.
        window_event_listener(ev::online, move |_| self.try_again());
        window_event_listener(ev::beforeunload, move |event| {
            if self.unfinished() {
                // The browser asks in its own words.
                event.prevent_default();
            }
        });
        window_event_listener(ev::pagehide, move |_| self.leave());
        window_event_listener(ev::visibilitychange, move |_| {
            if browser::hidden() {
                self.leave();
            }
        });
    }

    /// Something was typed, ticked or added.
    pub fn touched(self) {
        self.look_at_choices();
        self.dirty.set_value(true);
        self.saved.set(false);
        // The one before is dropped, and never ends.
        self.pause.set_value(Some(browser::after(PAUSE, move || spawn_local(self.save()))));
    }

    /// What was chosen, for the words on the button; and what is mended is not wrong any more.
    fn look_at_choices(self) {
        let Some(contents) = self.contents() else { return };
        self.chosen.set(chosen(&contents));
        self.colleagues.set(browser::values(&contents, "side").iter().any(|side| side == "staff"));
        if self.problems.with_untracked(Vec::is_empty) {
            return;
        }
        let wrong = self.mistakes(&contents);
        let stands =
            |at: &String| !["audience", "body"].contains(&at.as_str()) || wrong.iter().any(|(field, _)| field == at);
        self.problems.update(|problems| problems.retain(|(at, _)| stands(at)));
    }

    /// Nothing of a post that is out is a draft.
    fn worth_saving(self) -> bool {
        !self.change && self.dirty.get_value() && !self.left.get_value() && !self.busy.get_untracked()
    }

    /// Whether something would be lost with the page: what the school does not have yet, or what was tapped and has not happened.
    fn unfinished(self) -> bool {
        let typed = self.dirty.get_value() || self.saving.get_value() > 0;
        let tapped = self.wanted.get_untracked() || self.busy.get_untracked();
        !self.left.get_value() && (typed || tapped || untrack(|| self.counts()).0 > 0)
    }

    /// Brings the words to the school, if it does not have them.
    pub async fn save(self) {
        let Some(contents) = self.contents().filter(|_| self.worth_saving()) else { return };
        self.dirty.set_value(false);
        self.saving.update_value(|saving| *saving += 1);
        let answer = browser::send::<()>("feed/draft", contents).await;
        self.saving.update_value(|saving| *saving -= 1);
        match answer {
            Ok(()) => self.saved.set(!self.dirty.get_value()),
            Err(refusal) => {
                self.dirty.set_value(true);
                let other = refusal.signed_out() || refusal.code == Refusal::SOMEBODY_ELSE;
                if other && self.problems.with_untracked(Vec::is_empty) {
                    self.say_refused(refusal);
                }
            }
        }
    }

    /// The page goes out of sight, perhaps for good.
    fn leave(self) {
        // What is on its way goes down with the page.
        if self.saving.get_value() > 0 {
            self.dirty.set_value(true);
        }
        if let Some(contents) = self.contents().filter(|_| self.worth_saving())
            && browser::leave_behind("feed/draft", &contents)
        {
            self.dirty.set_value(false);
        }
    }
}
