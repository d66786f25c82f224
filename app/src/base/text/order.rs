//! The order of a Dutch list of names: by last name without what stands before it («de Wit» under W), accents aside («Özdemir»
//! under O). The same on every database, because no database is asked.
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What names are sorted by.
pub type Place = (String, String, String);

pub fn place(call_name: &str, infix: &str, last_name: &str) -> Place {
    (folded(last_name), folded(call_name), folded(infix))
}

/// Small letters without accents, and nothing but letters, digits and single spaces.
pub fn folded(text: &str) -> String {
    let letters = text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase);
    let mut folded = String::with_capacity(text.len());
    for letter in letters {
        match letter {
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            letter if letter.is_alphanumeric() => folded.push(letter),
            ' ' | '-' if !folded.ends_with(' ') => folded.push(' '),
            _ => {}
        }
    }
    folded.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_where_a_dutch_reader_looks_for_them() {
        let mut names = [
            ("Jan", "", "Zwart"),
            ("Ayşe", "", "Özdemir"),
            ("Piet", "de", "Wit"),
            ("Luz", "", "Álvarez"),
            ("Anna", "", "Otten"),
            ("Sam", "van 't", "Hof"),
            ("Bo", "", "wit"),
            ("Ilse", "", "Łukasz-Bos"),
        ];
        names.sort_by_key(|(call, infix, last)| place(call, infix, last));
        let sorted: Vec<&str> = names.iter().map(|name| name.0).collect();
        assert_eq!(sorted, ["Luz", "Sam", "Ilse", "Anna", "Ayşe", "Bo", "Piet", "Jan"]);
    }

    #[test]
    fn signs_between_letters_do_not_count() {
        assert_eq!(folded("  D'Ancona-Bos "), "dancona bos");
        assert_eq!(folded("Çelik"), folded("C\u{327}elik"));
    }
}
