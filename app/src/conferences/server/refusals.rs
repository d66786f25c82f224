//! Why somebody's talk did not come about, or stayed, in words that say what to do.
use super::rules::LONGEST_NOTE;
use crate::base::failure::{Failure, Problem};
use crate::base::language::Language;
use crate::say;

pub fn refusals(language: Language, action: &str, failure: &Failure) -> Option<String> {
    match action {
        "conferences/book" => book(language, failure),
        "conferences/cancel" => cancel(language, failure),
        "conferences/withdraw" => withdraw(language, failure),
        "conferences/open" => open(language, failure),
        // What is wrong with the moment stands at its field.
        "conferences/deadline" => matches!(failure, Failure::Invalid { .. }).then(|| say!(language, talks.check_form)),
        _ => None,
    }
}

fn book(language: Language, failure: &Failure) -> Option<String> {
    Some(match failure {
        Failure::Taken { .. } => say!(language, talks.problem_taken),
        // A round that was withdrawn meanwhile is closed, too.
        Failure::Invalid { problem: Problem::Closed, .. } | Failure::Gone => say!(language, talks.problem_closed),
        Failure::Invalid { problem: Problem::TooLong, .. } => {
            say!(language, talks.note_too_long, count = LONGEST_NOTE)
        }
        Failure::Invalid { problem: Problem::Required, .. } => say!(language, talks.problem_choose),
        _ => return None,
    })
}

fn cancel(language: Language, failure: &Failure) -> Option<String> {
    Some(match failure {
        Failure::Invalid { problem: Problem::Changed, .. } => say!(language, talks.cancel_changed),
        Failure::Invalid { .. } => say!(language, talks.cancel_too_late),
        Failure::Gone => say!(language, talks.cancel_gone),
        _ => return None,
    })
}

fn withdraw(language: Language, failure: &Failure) -> Option<String> {
    let late = matches!(failure, Failure::Invalid { problem: Problem::Closed, .. });
    late.then(|| say!(language, talks.withdraw_too_late))
}

fn open(language: Language, failure: &Failure) -> Option<String> {
    Some(match failure {
        Failure::Invalid { field, problem: Problem::Overlaps } if field == "teacher" => {
            say!(language, talks.teacher_busy)
        }
        Failure::Invalid { .. } => say!(language, talks.check_form),
        _ => return None,
    })
}
