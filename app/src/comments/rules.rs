//! Pure rules of comments, and the finished strings that page, action and phone share. No SQL, no clock, no sentences.
use serde::{Deserialize, Serialize};

use crate::base::failure::Problem;
use crate::base::text;
use crate::ui::drawn::Drawn;

/// Characters of one comment.
pub const LONGEST: usize = 2_000;
/// So many comments of one person under one post in ten minutes: a lively talk passes, a flood does not.
pub const MOST_IN_A_WHILE: i64 = 30;

/// The words without what surrounds them, and without characters that nobody can see.
pub fn tidy(typed: &str) -> Result<String, Problem> {
    let body = text::visible(typed);
    match body.chars().count() {
        0 => Err(Problem::Required),
        length if length > LONGEST => Err(Problem::TooLong),
        _ => Ok(body),
    }
}

/// One comment as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// Its author put it right later.
    pub edited: bool,
    /// The language of the words, where it is another than the page's; empty otherwise.
    pub lang: String,
}

/// Longer words are folded: so many letters or lines are shown.
const SHOWN: usize = 700;
const LINES: usize = 12;

/// Where long words are folded: what is shown, and what comes after «read on». `None`: they are short enough.
pub fn folded(body: &str) -> Option<(&str, &str)> {
    let line = body.match_indices('\n').nth(LINES - 1).map(|(at, _)| at);
    let letters = body.char_indices().nth(SHOWN).map(|(at, _)| at);
    let most = line.into_iter().chain(letters).min()?;
    // A little more is no reason to fold.
    if body[most..].chars().count() < 80 && line.is_none() {
        return None;
    }
    let at =
        if body[most..].starts_with('\n') { most } else { body[..most].rfind(char::is_whitespace).unwrap_or(most) };
    let at = if at == 0 { most } else { at };
    Some((body[..at].trim_end(), body[at..].trim_start()))
}

/// The answer to a new comment: as it stands in the thread, how many there are now, and the key for the next one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    pub id: String,
    pub item: Drawn,
    pub count: i64,
    pub key: String,
}

/// The hearts of a post, after one was given or taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    pub count: i64,
    pub mine: bool,
}

crate::props! {
    /// A thread, and every sentence that its forms need: sent once per page.
    pub struct Thread {
        pub subject: String,
        /// For the next comment.
        pub key: String,
        pub count: i64,
        pub title: String,
        pub label: String,
        pub placeholder: String,
        pub send: String,
        pub answer: String,
    }
}

crate::props! {
    /// A form of a thread.
    pub struct Form {
        /// The comment that is answered; empty for a new one.
        pub parent: String,
        /// «Antwoord op Karin de Wit».
        pub name: String,
        /// What came back after a problem without JavaScript.
        pub typed: String,
        pub problem: String,
    }
}

crate::props! {
    /// The hearts of a subject.
    pub struct Heart {
        pub subject: String,
        pub count: i64,
        pub mine: bool,
        pub label: String,
        /// What came back without JavaScript.
        pub problem: String,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_has_one_to_two_thousand_characters() {
        assert_eq!(tidy("  Wat leuk!\r\nEcht.  "), Ok("Wat leuk!\nEcht.".to_owned()));
        assert_eq!(tidy(" \r\n\t "), Err(Problem::Required));
        for nothing in ["\u{0}\u{7}", "\u{200b}", "\u{3164}", "\u{2800}", "\u{ad}", "\u{a0}"] {
            assert_eq!(tidy(nothing), Err(Problem::Required), "{nothing:?}");
        }
        assert_eq!(tidy(&"é".repeat(LONGEST)).map(|body| body.chars().count()), Ok(LONGEST));
        assert_eq!(tidy(&"é".repeat(LONGEST + 1)), Err(Problem::TooLong));
    }

    #[test]
    fn long_words_are_folded_between_two_of_them() {
        assert_eq!(folded("Kort en goed."), None);
        assert_eq!(folded(&"woord ".repeat(120)), None, "a little more is shown");
        let long = "woord ".repeat(300);
        let (head, rest) = folded(&long).unwrap_or_default();
        assert!(head.ends_with("woord") && rest.starts_with("woord"));
        assert_eq!(format!("{head} {rest}"), long.trim_end().to_owned() + " ");
        let tall = "a\n".repeat(40);
        assert_eq!(folded(&tall).map(|(head, _)| head.lines().count()), Some(LINES));
        let without_spaces = "é".repeat(2_000);
        assert_eq!(
            folded(&without_spaces).map(|(head, rest)| (head.chars().count(), rest.chars().count())),
            Some((700, 1_300))
        );
    }

    #[test]
    fn lines_and_tabs_of_every_kind_are_lines_and_spaces() {
        assert_eq!(tidy("een\ttwee\u{2028}drie\rvier"), Ok("een twee\ndrie\nvier".to_owned()));
    }

    #[test]
    fn what_nobody_can_see_is_left_out_and_the_rest_stays() {
        assert_eq!(tidy("a\u{0}b\u{1b}[31mc"), Ok("ab[31mc".to_owned()));
        assert_eq!(tidy("<b>مرحبا</b> 🦊"), Ok("<b>مرحبا</b> 🦊".to_owned()));
    }
}
