//! Pure rules of the feed: what of a post is kept, what its paragraphs are, and where a page of posts ends.
use crate::base::text;

/// A text as it is stored.
pub fn tidy(typed: &str) -> String {
    text::visible(typed)
}

/// Paragraphs are what empty lines separate.
pub fn paragraphs(body: &str) -> impl Iterator<Item = &str> {
    body.split("\n\n").map(|paragraph| paragraph.trim_matches('\n')).filter(|paragraph| !paragraph.trim().is_empty())
}

/// Where a page of posts ended: the next one goes on behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// Microseconds, as stored.
    pub at: i64,
    pub id: String,
}

impl Cursor {
    /// Before everything: the first page.
    pub fn newest() -> Self {
        Cursor { at: i64::MAX, id: String::new() }
    }

    /// For an address; nobody needs to understand it.
    pub fn code(&self) -> String {
        format!("{:x}.{}", self.at, self.id)
    }

    pub fn of(code: &str) -> Option<Self> {
        let (at, id) = code.split_once('.')?;
        Some(Cursor { at: i64::from_str_radix(at, 16).ok()?, id: id.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn empty_lines_separate_paragraphs() {
        let found: Vec<_> = paragraphs("Een.\nNog een.\n\n\nTwee.\n\n \n").collect();
        assert_eq!(found, ["Een.\nNog een.", "Twee."]);
    }

    #[test]
    fn texts_are_tidied() {
        assert_eq!(tidy("  Hallo\r\nallemaal\u{0}\u{8}! \n"), "Hallo\nallemaal!");
    }

    #[test]
    fn a_cursor_that_nobody_made_is_none() {
        for code in ["", "x", "zz.1", "9999999999999999999999.a"] {
            assert_eq!(Cursor::of(code), None, "{code}");
        }
    }

    proptest! {
        #[test]
        fn cursors_survive_an_address(at: i64, id in "[0-9a-f-]{36}") {
            prop_assume!(at >= 0);
            let cursor = Cursor { at, id };
            prop_assert_eq!(Cursor::of(&cursor.code()), Some(cursor));
        }
    }
}
