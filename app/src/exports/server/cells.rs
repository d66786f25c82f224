//! What stands in a cell. A program for tables takes what begins with certain signs for a formula, and people write their own names:
//! such a cell gets an apostrophe before it, and signs that nobody sees go.

/// With which a formula begins, in the letters of all keyboards.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// As it may stand in a file that is separated by signs.
pub fn guarded(text: &str) -> String {
    let plain = plain(text);
    if plain.starts_with(FORMULA) { ["'", &plain].concat() } else { plain }
}

/// Without signs that nobody sees, and in one line.
pub fn plain(text: &str) -> String {
    let words: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    words.trim().to_owned()
}

/// A Dutch number as it is dialled here, so that it is no formula: «+31612345678» is «0612345678».
pub fn phone(number: &str) -> String {
    number.strip_prefix("+31").map_or_else(|| number.to_owned(), |rest| ["0", rest.trim_start()].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_as_a_formula() {
        for text in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\0=1",
            " =1",
            "＝1",
            "＋1",
            "－1",
            "＠1",
            "\u{a0}=1",
            "=cmd|' /C calc'!A0",
        ] {
            let cell = guarded(text);
            assert!(cell.starts_with('\''), "{text:?}: {cell:?}");
            assert!(!cell.contains(char::is_control), "{cell:?}");
        }
        for text in ["Noor", "1e groep", "’s-Gravenhage", "(06) 12", "van 't Hof", ""] {
            assert_eq!(guarded(text), text);
        }
        assert_eq!(guarded("Jan\nJansen"), "Jan Jansen");
    }

    #[test]
    fn a_dutch_number_is_dialled_as_it_stands() {
        assert_eq!(phone("+31612345678"), "0612345678");
        assert_eq!(phone("+31 6 12345678"), "06 12345678");
        assert_eq!(guarded(&phone("+32470123456")), "'+32470123456");
        assert_eq!(phone("06 12 34 56 78"), "06 12 34 56 78");
    }
}
