//! One normal form for what says who somebody is: names, addresses, passwords. Whoever compares people compares these, so that
//! no accent, capital, invisible letter or other spelling makes two people of one. Pure; never throws away what can be seen.
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// As a text is kept: composed letters, every kind of space as one, nothing invisible. Joined emoji stay whole.
pub fn tidy(raw: &str) -> String {
    let letters: Vec<char> = raw.nfc().collect();
    let seen = |at: &usize| !is_invisible(letters[*at]) || joins(&letters, *at);
    let kept: String = (0..letters.len()).filter(seen).map(|at| letters[at]).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As names are compared: letters and digits only, without accents and capitals. Never shown, never stored.
pub fn folded(text: &str) -> String {
    let plain = text.nfkd().flat_map(char::to_lowercase).filter(|letter| letter.is_alphanumeric());
    plain.filter(|letter| !is_combining_mark(*letter) && !is_invisible(*letter)).fold(
        String::new(),
        |mut folded, letter| {
            match simple(letter) {
                Some(letters) => folded.push_str(letters),
                None => folded.push(letter),
            }
            folded
        },
    )
}

/// An address as it is kept and compared: no spaces or capitals, and the domain in the letters of the internet (`müller.example`
/// and `xn--mller-kva.example` are one).
pub fn address(raw: &str) -> String {
    let visible: String = tidy(raw).chars().filter(|letter| !is_invisible(*letter)).collect();
    let lower: String = visible.to_lowercase().nfc().collect();
    let Some((local, domain)) = lower.rsplit_once('@') else { return lower };
    let ascii = idna::domain_to_ascii(domain.trim_end_matches('.')).unwrap_or_else(|_| domain.to_owned());
    format!("{local}@{ascii}")
}

/// The same password from every keyboard: some send é as one letter, some as two.
pub fn password(typed: &str) -> String {
    typed.nfc().collect()
}

/// Takes no room on paper: marks of direction, joiners, fillers, soft hyphens.
fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}')
}

/// A joiner between two letters that need it (Persian, an emoji of a family), or the mark that makes a sign an emoji.
fn joins(letters: &[char], at: usize) -> bool {
    let needs = |letter: Option<&char>| letter.is_some_and(|letter| !letter.is_ascii() && !is_latin(*letter));
    let before = at.checked_sub(1).and_then(|before| letters.get(before));
    match letters[at] {
        '\u{200C}' | '\u{200D}' => {
            needs(before)
                && needs(letters.get(at + 1))
                && letters.get(at + 1).is_some_and(|letter| !is_invisible(*letter))
        }
        '\u{FE0F}' => needs(before) && before.is_some_and(|letter| !is_invisible(*letter)),
        _ => false,
    }
}

fn is_latin(letter: char) -> bool {
    matches!(letter, '\u{A0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

/// Letters that are no accent on another one, and that people write both ways.
fn simple(letter: char) -> Option<&'static str> {
    const LETTERS: [(char, &str); 9] = [
        ('ß', "ss"),
        ('ø', "o"),
        ('æ', "ae"),
        ('œ', "oe"),
        ('ł', "l"),
        ('đ', "d"),
        ('ð', "d"),
        ('þ', "th"),
        ('ı', "i"),
    ];
    LETTERS.iter().find(|(from, _)| *from == letter).map(|(_, to)| *to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_not_there() {
        for spelled in [
            "Noor\u{200B}",
            "\u{200F}Noor",
            "  No\u{AD}or\u{A0}",
            "N\u{2060}oor\u{3000}",
            "\u{202E}Noor\u{202C}",
            "No\u{200D}or",
        ] {
            assert_eq!(tidy(spelled), "Noor", "{spelled:?}");
        }
        for nothing in ["", "\u{3164}", "\u{2800}\u{A0}", "\u{200B}\u{200D}"] {
            assert_eq!(tidy(nothing), "", "{nothing:?}");
        }
        assert_eq!(tidy("Jose\u{301}\u{2009}\t d\u{A0}Arc"), "José d Arc");
    }

    #[test]
    fn a_joined_emoji_and_a_joined_word_stay_whole() {
        for whole in ["👨\u{200D}👩\u{200D}👧", "می\u{200C}خواهم", "❤\u{FE0F}", "مريم", "כהן"] {
            assert_eq!(tidy(whole), whole);
        }
    }

    #[test]
    fn names_are_compared_without_accents_capitals_and_signs() {
        let same = [
            ("Zoë", "ZOE"),
            ("Van 't Hof", "van ’t hof"),
            ("Álvarez", "Alvarez"),
            ("Jan-Willem", "Jan Willem"),
            ("Łukasz", "lukasz"),
            ("Strauß", "STRAUSS"),
            ("İlker", "ilker"),
            ("Søren", "Soren"),
            ("Jose\u{301}", "José"),
            ("No\u{200B}or", "Noor"),
            ("Ｊａｎ", "Jan"),
        ];
        for (one, other) in same {
            assert_eq!(folded(one), folded(other), "{one} {other}");
        }
        assert_ne!(folded("Jansen"), folded("Janssen"));
        assert_ne!(folded("مريم"), folded("نوعة"));
    }

    #[test]
    fn an_address_has_one_spelling() {
        for spelled in [
            " Jörg@Müller.Example ",
            "jo\u{308}rg@müller.example",
            "JÖRG@xn--mller-kva.example",
            "jörg\u{200B}@müller.example.",
        ] {
            assert_eq!(address(spelled), "jörg@xn--mller-kva.example", "{spelled:?}");
        }
        assert_eq!(address(" Fatima@Ouders.Example "), "fatima@ouders.example");
        assert_eq!(address("nobody"), "nobody");
    }

    #[test]
    fn a_password_is_the_same_from_every_keyboard() {
        assert_eq!(password("caf\u{e9} in de kring"), password("cafe\u{301} in de kring"));
        assert_ne!(password("Geheim "), password("geheim"));
    }
}
