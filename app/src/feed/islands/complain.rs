//! What the composer says when something is wrong: in the bar, where the eye is. What was typed stays.
use leptos::prelude::*;

use super::browser::{self, Contents};
use super::check::mistakes;
use super::desk::Desk;
use super::draft::Problems;
use crate::base::failure::{Failure, Problem};
use crate::photos::rules::MOST_PHOTOS;

impl Desk {
    /// Says what the school answered, where the eye is. What was typed stays.
    pub fn refused(self, failure: &Failure) {
        match failure {
            // Somebody else changed the post: the page that comes back shows both.
            Failure::Invalid { field, .. } if field == "version" => {
                self.left.set_value(true);
                if let Some(form) = self.form.get_untracked() {
                    browser::send_whole(&form);
                }
                return;
            }
            Failure::Invalid { problem: Problem::SentBefore, .. } => self.again.set("yes".to_owned()),
            // Asked once.
            Failure::Invalid { problem: Problem::TickedForYou, .. } => {
                if let Some(form) = self.form.get_untracked() {
                    browser::empty(&form, "beforehand");
                }
            }
            _ => {}
        }
        self.say_refused(failure);
        self.look();
    }

    /// Says it without taking anybody away from what they are typing.
    pub fn say_refused(self, failure: &Failure) {
        let what = self.words.with_value(|words| sentence(&words.problems, failure));
        let at = match failure {
            Failure::Invalid { field, .. } => field.split('-').next().unwrap_or_default(),
            Failure::SignedOut => "sign-in",
            _ => "",
        };
        self.problems.set(vec![(at.to_owned(), what)]);
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
        let say = |problem| self.words.with_value(|words| sentence(&words.problems, &Failure::invalid("", problem)));
        wrong.into_iter().map(|(field, problem)| (field.to_owned(), say(problem))).collect()
    }
}

/// For whom the form is, as the server reads it: one family alone, or whatever is ticked.
pub fn chosen(contents: &Contents) -> Vec<String> {
    let family = browser::values(contents, "family").concat();
    if family.is_empty() { browser::values(contents, "audience") } else { vec![family] }
}

/// The sentence of a failure, out of those the server sent along.
pub fn sentence(problems: &Problems, failure: &Failure) -> String {
    let words = match failure {
        Failure::Invalid { problem, .. } => match problem {
            Problem::TooLong => &problems.too_long,
            Problem::TooMany => &problems.too_many,
            Problem::SomebodyElse => &problems.somebody_else,
            Problem::SentBefore => &problems.sent_before,
            Problem::TickedForYou => &problems.ticked_for_you,
            // Its photo went away while it waited.
            Problem::Unknown => problems.of_photo(Problem::PhotoBroken).unwrap_or(&problems.required),
            problem => problems.of_photo(*problem).unwrap_or(&problems.required),
        },
        Failure::Offline => &problems.offline,
        Failure::SignedOut => &problems.signed_out,
        Failure::NotYou => &problems.somebody_else,
        Failure::Denied | Failure::Gone => &problems.denied,
        Failure::Full => &problems.full,
        // Somebody at school looks it up in the log: trying again does not help.
        Failure::Broken { reference } => return problems.broken.replace('#', reference),
        _ => &problems.busy,
    };
    words.clone()
}
