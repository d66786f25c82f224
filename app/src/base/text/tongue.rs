//! In which language something is written, where that is plain: a screen reader reads Dutch words with a Dutch voice, whatever the
//! language of the page around them. Where it is not plain, nothing is said.

/// Matched and not looked up in a list: every post, comment and description of a page is asked.
fn dutch(word: &str) -> bool {
    matches!(
        word,
        "aan"
            | "als"
            | "bij"
            | "dat"
            | "de"
            | "een"
            | "en"
            | "er"
            | "het"
            | "hun"
            | "ik"
            | "je"
            | "met"
            | "niet"
            | "nog"
            | "om"
            | "ook"
            | "te"
            | "van"
            | "voor"
            | "wat"
            | "wij"
            | "ze"
            | "zijn"
    )
}

fn english(word: &str) -> bool {
    matches!(
        word,
        "a" | "and"
            | "are"
            | "at"
            | "be"
            | "for"
            | "from"
            | "have"
            | "i"
            | "it"
            | "my"
            | "not"
            | "of"
            | "our"
            | "she"
            | "that"
            | "the"
            | "they"
            | "this"
            | "to"
            | "with"
            | "will"
            | "you"
            | "your"
    )
}

/// The code of the language, for an attribute `lang`.
pub fn of(text: &str) -> Option<&'static str> {
    let small = text.to_lowercase();
    let (mut of_dutch, mut of_english) = (0, 0);
    for word in small.split(|letter: char| !letter.is_alphabetic()) {
        of_dutch += usize::from(dutch(word));
        of_english += usize::from(english(word));
    }
    match (of_dutch, of_english) {
        (dutch, english) if dutch > 2 * english => Some("nl"),
        (dutch, english) if english > 2 * dutch => Some("en"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn everyday_words_tell() {
        assert_eq!(of("Morgen nemen we de laarzen mee, want het gaat regenen."), Some("nl"));
        assert_eq!(of("Tomorrow we bring the boots, and it will rain."), Some("en"));
    }

    #[test]
    fn what_is_not_plain_is_not_said() {
        for text in ["", "Hoera!", "مرحبا بالجميع", "WhatsApp, YouTube", "De directeur zei: the show must go on and on"]
        {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
