//! Pure rules of comments, and the finished strings that page, action and phone share. No SQL, no clock, no sentences.
use serde::{Deserialize, Serialize};

use crate::base::failure::{Failure, Problem};

/// Characters of one comment.
pub const LONGEST: usize = 2_000;
/// So many comments of one person under one post in ten minutes: a lively talk passes, a flood does not.
pub const MOST_IN_A_WHILE: i64 = 30;

/// The words without what surrounds them, and without characters that nobody can see.
pub fn tidy(typed: &str) -> Result<String, Problem> {
    let lines = typed.replace("\r\n", "\n").replace('\r', "\n");
    let seen: String = lines.chars().filter(|letter| *letter == '\n' || !letter.is_control()).collect();
    let body = seen.trim().to_owned();
    match body.chars().count() {
        0 => Err(Problem::Required),
        length if length > LONGEST => Err(Problem::TooLong),
        _ => Ok(body),
    }
}

/// One comment as it is shown: strings only, so that the phone needs no calendar and no names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    pub id: String,
    pub author: String,
    pub initials: String,
    /// The colour of the portrait: 1 to 6.
    pub tone: u8,
    /// «leerkracht»; empty for a guardian.
    pub badge: String,
    pub body: String,
    pub when: String,
    /// Written by the one who looks.
    pub own: bool,
}

/// The answer to a new comment, with the key for the next one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    pub said: Said,
    pub key: String,
}

/// The hearts of a post, after one was given or taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    pub count: i64,
    pub mine: bool,
}

/// Every sentence that the phone may need in a thread: sent once per page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Words {
    pub title: String,
    pub label: String,
    pub placeholder: String,
    pub send: String,
    pub answer: String,
    pub required: String,
    pub too_long: String,
    pub signed_out: String,
    pub gone: String,
    pub busy: String,
    pub offline: String,
    /// With `#` where the reference goes.
    pub broken: String,
}

impl Words {
    /// What went wrong, as a sentence.
    pub fn of(&self, failure: &Failure) -> String {
        let sentence = match failure {
            Failure::Invalid { problem: Problem::TooLong, .. } => &self.too_long,
            Failure::Invalid { .. } => &self.required,
            Failure::SignedOut => &self.signed_out,
            Failure::Offline => &self.offline,
            Failure::Busy | Failure::Wait { .. } => &self.busy,
            Failure::Broken { reference } => return self.broken.replace('#', reference),
            Failure::Gone | Failure::Denied | Failure::NotYet { .. } | Failure::Taken { .. } => &self.gone,
        };
        sentence.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_has_one_to_two_thousand_characters() {
        assert_eq!(tidy("  Wat leuk!\r\nEcht.  "), Ok("Wat leuk!\nEcht.".to_owned()));
        assert_eq!(tidy(" \r\n\t "), Err(Problem::Required));
        assert_eq!(tidy("\u{0}\u{7}"), Err(Problem::Required));
        assert_eq!(tidy(&"é".repeat(LONGEST)).map(|body| body.chars().count()), Ok(LONGEST));
        assert_eq!(tidy(&"é".repeat(LONGEST + 1)), Err(Problem::TooLong));
    }

    #[test]
    fn what_nobody_can_see_is_left_out_and_the_rest_stays() {
        assert_eq!(tidy("a\u{0}b\u{1b}[31mc"), Ok("ab[31mc".to_owned()));
        assert_eq!(tidy("<b>مرحبا</b> 🦊"), Ok("<b>مرحبا</b> 🦊".to_owned()));
    }
}
