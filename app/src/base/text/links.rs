//! What of a text leads somewhere: web addresses and telephone numbers. Only what is clearly one; everything else stays text.
use serde::{Deserialize, Serialize};

/// A piece of a text, and where it leads: nowhere when `href` is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    pub text: String,
    pub href: String,
}

impl Piece {
    fn plain(text: &str) -> Self {
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

/// A web address that begins here. Telephones write «Https» at the start of a sentence.
fn address(text: &str) -> Option<(usize, String)> {
    let scheme = ["http://", "https://"]
        .into_iter()
        .find(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))?;
    let ends = |letter: char| letter.is_whitespace() || letter.is_control() || "<>\"`\\«»“”".contains(letter);
    let whole = &text[..text.find(ends).unwrap_or(text.len())];
    let link = without_sentence(whole);
    let host = link.get(scheme.len()..).unwrap_or_default();
    let rest = host.to_ascii_lowercase();
    let true_host = host.starts_with(|letter: char| letter.is_alphanumeric() || letter == '[');
    let doubled = rest.starts_with("http:") || rest.starts_with("https:");
    (true_host && !doubled).then(|| (link.len(), link.to_owned()))
}

/// Without the full stop of its sentence, and without a bracket that was opened before the address began.
fn without_sentence(whole: &str) -> &str {
    let mut link = whole;
    while let Some(last) = link.chars().next_back() {
        let opened = match last {
            ')' => Some('('),
            ']' => Some('['),
            '}' => Some('{'),
            _ => None,
        };
        let goes = match opened {
            Some(opened) => link.matches(last).count() > link.matches(opened).count(),
            None => ".,;:!?'’…*".contains(last),
        };
        if !goes {
            break;
        }
        link = &link[..link.len() - last.len_utf8()];
    }
    link
}

/// A telephone number that begins here: ten digits after a zero, a service number, or a plus and its country.
fn number(text: &str, before: &str) -> Option<(usize, String)> {
    let joined = |letter: char| letter.is_alphanumeric() || "+-/.,:=_#@&".contains(letter);
    if !text.starts_with(['0', '+', '(']) || before.ends_with(joined) || is_account(before) {
        return None;
    }
    let (digits, ends) = digits(text);
    let international = digits.strip_prefix('+').or_else(|| digits.strip_prefix("00"));
    let wanted = match international {
        Some(abroad) if abroad.starts_with("31") => digits.len() - abroad.len() + 11,
        Some(abroad) if (8..=15).contains(&abroad.len()) => digits.len(),
        _ if ["0800", "0900", "0906", "0909"].iter().any(|service| digits.starts_with(service)) => service(&digits),
        _ if digits.starts_with('0') => 10,
        _ => return None,
    };
    let length = *ends.get(wanted.checked_sub(1)?)?;
    let after = text[length..].chars().next();
    let alone = after.is_none_or(|letter| !letter.is_alphanumeric() && !"@_/=".contains(letter));
    let shown = &text[..length];
    let closed = shown.matches('(').count() == shown.matches(')').count();
    (alone && closed && !is_date(shown)).then(|| (length, format!("tel:{}", &digits[..wanted])))
}

/// «NL00 BANK» begins the number of an account, whose ten digits follow.
fn is_account(before: &str) -> bool {
    let head: Vec<char> = before.chars().rev().filter(|letter| *letter != ' ').take(8).collect();
    let fits = |(place, letter): (usize, &char)| {
        if matches!(place, 4 | 5) { letter.is_ascii_digit() } else { letter.is_ascii_uppercase() }
    };
    head.len() == 8 && head.iter().enumerate().all(fits)
}

/// «0800-1234» has eight digits, «0900 1234567» eleven.
fn service(digits: &str) -> usize {
    if digits.len() >= 11 { 11 } else { 8 }
}

/// The digits of what may be a number, a leading plus among them, and where each of them ends.
fn digits(text: &str) -> (String, Vec<usize>) {
    let (mut digits, mut ends, mut gap) = (String::new(), Vec::new(), 0);
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let at = text.len() - rest.len();
        // «+31 (0)6»: the zero is for those who stay in the country.
        if digits.starts_with('+') && rest.starts_with("(0)") {
            rest = &rest[3..];
            gap = 0;
            continue;
        }
        match letter {
            '+' if at == 0 => {
                digits.push('+');
                ends.push(1);
            }
            '0'..='9' => {
                digits.push(letter);
                ends.push(at + 1);
                gap = 0;
            }
            ' ' | '\u{a0}' | '\u{202f}' | '-' | '–' | '\u{2011}' | '(' | ')' if gap < 3 => gap += 1,
            _ => break,
        }
        rest = &rest[letter.len_utf8()..];
    }
    (digits, ends)
}

/// «01-02-2026 10» has ten digits too.
fn is_date(shown: &str) -> bool {
    let parts: Vec<&str> = shown.split(['-', ' ', '–']).collect();
    matches!(parts.as_slice(), [day, month, year, ..] if day.len() <= 2 && month.len() <= 2 && year.len() == 4
        && (year.starts_with("19") || year.starts_with("20")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The pieces that lead somewhere.
    fn led(text: &str) -> Vec<(String, String)> {
        pieces(text).into_iter().filter(|piece| !piece.href.is_empty()).map(|piece| (piece.text, piece.href)).collect()
    }

    fn addresses(text: &str) -> Vec<String> {
        led(text).into_iter().map(|(_, href)| href).collect()
    }

    #[test]
    fn an_address_ends_where_its_sentence_goes_on() {
        let text = "Kijk op https://school.example/musical?dag=2, of (http://a.example). Tot dan!";
        assert_eq!(addresses(text), ["https://school.example/musical?dag=2", "http://a.example"]);
        assert_eq!(addresses("Https://Hoofdletter.example"), ["Https://Hoofdletter.example"]);
        assert_eq!(
            addresses("http://[2001:db8::1]/ en https://müller.example/é."),
            ["http://[2001:db8::1]/", "https://müller.example/é"]
        );
    }

    #[test]
    fn a_bracket_that_belongs_to_an_address_stays() {
        let text =
            "Lees https://nl.wikipedia.example/wiki/Haas_(dier) en (zie ook https://nl.wikipedia.example/wiki/Egels).";
        assert_eq!(
            addresses(text),
            ["https://nl.wikipedia.example/wiki/Haas_(dier)", "https://nl.wikipedia.example/wiki/Egels"]
        );
        assert_eq!(addresses("(https://a.example/x_(y))."), ["https://a.example/x_(y)"]);
        assert_eq!(addresses("https://x.example/o'neill"), ["https://x.example/o'neill"]);
    }

    #[test]
    fn what_is_no_address_stays_text() {
        for text in [
            "javascript:alert(1)",
            "http://",
            "https:// nee",
            "https://\"onmouseover=x",
            "mail naar a@b.example",
            "//evil.example",
        ] {
            assert_eq!(pieces(text), [Piece::plain(text)], "{text}");
        }
        assert_eq!(addresses("http://http://http://a.example"), ["http://a.example"]);
        assert_eq!(addresses("http://a.example/\"><script>"), ["http://a.example/"], "it cannot leave its attribute");
    }

    #[test]
    fn a_telephone_number_can_be_called() {
        let cases = [
            ("Bel 06-12345678.", "06-12345678", "tel:0612345678"),
            ("Bel 020 123 45 67!", "020 123 45 67", "tel:0201234567"),
            ("(0318) 123456", "(0318) 123456", "tel:0318123456"),
            ("+31 (0)6 1234 5678", "+31 (0)6 1234 5678", "tel:+31612345678"),
            ("0031612345678", "0031612345678", "tel:0031612345678"),
            ("(06 12345678)", "06 12345678", "tel:0612345678"),
            ("+32 470 12 34 56", "+32 470 12 34 56", "tel:+32470123456"),
            ("0800-1234", "0800-1234", "tel:08001234"),
        ];
        for (text, shown, href) in cases {
            assert_eq!(led(text), [(shown.to_owned(), href.to_owned())], "{text}");
        }
        assert_eq!(addresses("0612345678 0687654321"), ["tel:0612345678", "tel:0687654321"]);
    }

    #[test]
    fn not_every_number_is_one() {
        for text in [
            "01-02-2026 10:00",
            "01-02-2026",
            "08:30-10:00",
            "groep 0",
            "NL00 BANK 0123 4567 89",
            "0,25",
            "06123456789012",
            "a0612345678",
            "2026-0612345678",
        ] {
            assert_eq!(addresses(text), Vec::<String>::new(), "{text}");
        }
    }

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
