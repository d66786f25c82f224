//! Telephone numbers as people write them: with strokes, spaces and brackets, at home and from abroad.

/// A telephone number that begins here: ten digits after a zero, a service number, or a plus and its country.
pub(super) fn number(text: &str, before: &str) -> Option<(usize, String)> {
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
    use super::super::links::led;

    fn addresses(text: &str) -> Vec<String> {
        led(text).into_iter().map(|(_, href)| href).collect()
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
}
