//! The sentences of a thread, in the language of whoever reads.
use super::rules::{self, Thread};
use crate::access::SubjectId;
use crate::base::failure::{Failure, Problem};
use crate::base::language::Language;
use crate::say;

pub fn thread(language: Language, subject: &SubjectId, key: String, count: i64) -> Thread {
    Thread {
        subject: subject.0.clone(),
        key,
        count,
        title: say!(language, comments.title),
        label: say!(language, comments.label),
        placeholder: say!(language, comments.placeholder),
        send: say!(language, comments.send),
        answer: say!(language, comments.answer),
    }
}

/// What is said under a post, and what is not there any more.
pub fn refusals(language: Language, action: &str, failure: &Failure) -> Option<String> {
    if !action.starts_with("comments/") {
        return None;
    }
    Some(match failure {
        Failure::Invalid { problem: Problem::TooLong, .. } => say!(language, comments.too_long, count = rules::LONGEST),
        Failure::Gone | Failure::Denied => say!(language, comments.gone),
        _ => return None,
    })
}
