//! What of a text leads somewhere: web addresses and telephone numbers. Only what is clearly one; everything else stays text.
use serde::{Deserialize, Serialize};

use super::address::address;
use super::phone::number;

/// A piece of a text, and where it leads: nowhere when `href` is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    pub text: String,
    pub href: String,
}

impl Piece {
    pub(super) fn plain(text: &str) -> Self {
        Piece { text: text.to_owned(), href: String::new() }
    }
}

/// The pieces of a text, in order; together they are the text.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(letter) = text[at..].chars().next() {
        let found = address(&text[at..]).or_else(|| number(&text[at..], &text[..at]));
        let Some((length, href)) = found else {
            at += letter.len_utf8();
            continue;
        };
        if from < at {
            pieces.push(Piece::plain(&text[from..at]));
        }
        pieces.push(Piece { text: text[at..at + length].to_owned(), href });
        at += length;
        from = at;
    }
    if from < text.len() {
        pieces.push(Piece::plain(&text[from..]));
    }
    pieces
}

/// The pieces that lead somewhere: text and address.
#[cfg(test)]
pub(super) fn led(text: &str) -> Vec<(String, String)> {
    pieces(text).into_iter().filter(|piece| !piece.href.is_empty()).map(|piece| (piece.text, piece.href)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn pieces_together_are_the_text(text in "(.|[0-9+() -]){0,60}(https?://)?(.|[0-9+() -]){0,40}") {
            let together: String = pieces(&text).into_iter().map(|piece| piece.text).collect();
            prop_assert_eq!(together, text);
        }

        #[test]
        fn a_link_leads_to_the_web_or_to_a_telephone(text in ".{0,30}(https?://|\\+31|06).{0,40}") {
            for (_, href) in led(&text) {
                let small = href.to_ascii_lowercase();
                prop_assert!(small.starts_with("http://") || small.starts_with("https://") || small.starts_with("tel:"));
                prop_assert!(!href.contains(['"', '<', '>', ' ']));
            }
        }
    }
}
