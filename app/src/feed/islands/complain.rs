//! What the composer says when something is wrong: in the bar, where the eye is. What was typed stays.
use leptos::prelude::*;

use super::browser::{self, Contents};
use super::check::mistakes;
use super::desk::Desk;
use crate::base::failure::Refusal;
use crate::files::rules::MOST_PHOTOS;

impl Desk {
    /// Says what the school answered, where the eye is. What was typed stays.
    pub fn refused(self, refusal: Refusal) {
        // Somebody else changed the post: the page that comes back shows both.
        if refusal.field == "version" {
            self.left.set_value(true);
            if let Some(form) = self.form.get_untracked() {
                browser::send_whole(&form);
            }
            return;
        }
        match refusal.code.as_str() {
            Refusal::SENT_BEFORE => self.again.set("yes".to_owned()),
            // Asked once.
            Refusal::TICKED_FOR_YOU => {
                if let Some(form) = self.form.get_untracked() {
                    browser::empty(&form, "beforehand");
                }
            }
            _ => {}
        }
        self.say_refused(refusal);
        self.look();
    }

    /// Says it without taking anybody away from what they are typing.
    pub fn say_refused(self, refusal: Refusal) {
        let at = if refusal.signed_out() { "sign-in" } else { refusal.field.split('-').next().unwrap_or_default() };
        self.problems.set(vec![(at.to_owned(), refusal.sentence)]);
    }

    pub fn complain(self, problems: Vec<(String, String)>) {
        self.problems.set(problems);
        self.look();
    }

    /// Leads the eye and the screen reader to what is said in the bar.
    pub fn look(self) {
        if let Some(Err(error)) = self.news.get_untracked().map(|news| news.focus()) {
            leptos::logging::error!("{error:?}");
        }
    }

    /// Everything that is missing, without asking the school.
    pub fn mistakes(self, contents: &Contents) -> Vec<(String, String)> {
        let body = browser::values(contents, "body").concat();
        let audience = self.change || !chosen(contents).is_empty();
        let wrong = mistakes(&body, audience, self.tiles.with_untracked(Vec::len), MOST_PHOTOS);
        let say = |problem| self.words.with_value(|words| words.problems.of(problem));
        wrong.into_iter().map(|(field, problem)| (field.to_owned(), say(problem))).collect()
    }
}

/// For whom the form is, as the server reads it: one family alone, or whatever is ticked.
pub fn chosen(contents: &Contents) -> Vec<String> {
    let family = browser::values(contents, "family").concat();
    if family.is_empty() { browser::values(contents, "audience") } else { vec![family] }
}
