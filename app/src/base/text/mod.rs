//! What of a typed text is kept: everything that somebody can see, as they typed it, and nothing else. Every field of words goes
//! through here, so that no store, page or mail meets a zero byte, a word that turns its neighbours around, or a metre of marks.
mod address;
pub mod links;
pub mod order;
mod phone;
pub mod tongue;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// So many empty lines in a row separate anything that somebody wants to separate.
const EMPTY_LINES: usize = 1;
/// So many marks one letter bears; Hebrew and Thai need three, a tower of them covers the neighbours.
const MARKS: usize = 4;

/// A text of several lines as it is stored: one kind of line end, one form for each letter, nothing empty around it. A text in
/// which nothing can be seen is empty.
pub fn visible(typed: &str) -> String {
    let mut text = String::with_capacity(typed.len());
    let mut empty = 0;
    for line in lines(typed) {
        let line = tidy_line(&line);
        if is_empty_to_the_eye(&line) {
            empty += 1;
            continue;
        }
        if !text.is_empty() {
            text.extend(std::iter::repeat_n('\n', 1 + empty.min(EMPTY_LINES)));
        }
        empty = 0;
        text.push_str(&line);
    }
    text.trim_matches(unseen).to_owned()
}

/// The same for a text of one line: a title, a name, what can be seen on a photo.
pub fn one_line(typed: &str) -> String {
    visible(typed).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a reader sees nothing at all.
pub fn is_empty_to_the_eye(text: &str) -> bool {
    text.chars().all(unseen)
}

/// Line ends of every system, and the two of Unicode.
fn lines(typed: &str) -> Vec<String> {
    let one_kind =
        typed.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    one_kind.split('\n').map(str::to_owned).collect()
}

fn tidy_line(line: &str) -> String {
    let seen = line.chars().map(|letter| if letter == '\t' { ' ' } else { letter }).filter(|letter| !harmful(*letter));
    let whole: String = seen.nfc().collect();
    few_marks(&whole).trim_end().to_owned()
}

/// Controls, and what turns the letters of its neighbours around or holds a direction open for what follows. Right-to-left words
/// need none of these: every text stands in an element that takes its direction from its letters.
fn harmful(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' | '\u{feff}' | '\u{e0001}')
        || u32::from(letter) & 0xFFFE == 0xFFFE
}

/// Leaves out the marks that are too many for their letter.
fn few_marks(line: &str) -> String {
    let mut marks = 0;
    let stays = |letter: &char| {
        marks = if is_combining_mark(*letter) { marks + 1 } else { 0 };
        marks <= MARKS
    };
    line.chars().filter(stays).collect()
}

/// Spaces of every width, and letters that leave no trace on paper.
fn unseen(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn line_ends_and_tabs_become_ordinary() {
        assert_eq!(visible("  een\r\ntwee\rdrie\u{2028}vier\u{85}vijf\tzes  "), "een\ntwee\ndrie\nvier\nvijf zes");
        assert_eq!(one_line(" Herfst\n\n gesprekken \u{a0}2026"), "Herfst gesprekken 2026");
    }

    #[test]
    fn zero_bytes_and_controls_are_left_out() {
        assert_eq!(visible("a\u{0}b\u{1b}[31mc\u{7f}d\u{feff}"), "ab[31mcd");
    }

    #[test]
    fn words_of_invisible_letters_are_empty() {
        for nothing in [
            "\u{200b}\u{200d}",
            "\u{3164}",
            "\u{2800}",
            "\u{ad}",
            "\u{a0}\u{a0}",
            "\u{2066}\u{2069}",
            "\u{fe0f}",
            "\u{e0020}",
            " \n\t",
        ] {
            assert_eq!(visible(nothing), "", "{nothing:?}");
        }
        for something in ["\u{1f469}\u{200d}\u{1f9b0}", "می\u{200c}خواهم", "e\u{301}"] {
            assert!(!visible(something).is_empty());
        }
        assert_eq!(visible("\u{1f469}\u{200d}\u{1f9b0}"), "\u{1f469}\u{200d}\u{1f9b0}", "joined pictures stay joined");
    }

    #[test]
    fn metres_of_lines_and_towers_of_marks_are_cut_down() {
        assert_eq!(visible(&["boven", "onder"].join(&"\n".repeat(1900))), "boven\n\nonder");
        assert_eq!(visible("boven\n\u{200b}\n \n\u{3164}\nonder"), "boven\n\nonder");
        let tower = visible(&format!("Z{}a", "\u{338}".repeat(600)));
        assert_eq!(tower.chars().count(), 2 + MARKS);
        assert_eq!(visible("e\u{301}"), "é", "one form for each letter");
    }

    #[test]
    fn nothing_turns_what_follows_around() {
        assert_eq!(visible("foto\u{202e}gnp.exe"), "fotognp.exe");
        assert_eq!(visible("\u{2067}een\ntwee\u{2069}\u{202a}"), "een\ntwee");
        assert_eq!(visible("عمر \u{200f}(6)"), "عمر \u{200f}(6)", "marks that only say what they are stay");
        assert_eq!(visible("שלום עולם"), "שלום עולם");
    }

    proptest! {
        #[test]
        fn what_is_visible_stays_as_it_is(text in any::<String>()) {
            let once = visible(&text);
            prop_assert_eq!(visible(&once), once.clone());
            prop_assert!(!once.contains('\0') && !once.contains("\n\n\n"));
        }
    }
}
