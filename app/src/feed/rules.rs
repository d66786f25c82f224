//! Pure rules of the feed: what of a text is a link, and where a page of posts ends.

/// A text as it is stored: line ends of one kind, no invisible control characters, nothing empty around it.
pub fn tidy(typed: &str) -> String {
    let lines = typed.replace("\r\n", "\n").replace('\r', "\n");
    let visible: String = lines.chars().filter(|letter| *letter == '\n' || !letter.is_control()).collect();
    visible.trim().to_owned()
}

/// Paragraphs are what empty lines separate.
pub fn paragraphs(body: &str) -> impl Iterator<Item = &str> {
    body.split("\n\n").map(|paragraph| paragraph.trim_matches('\n')).filter(|paragraph| !paragraph.trim().is_empty())
}

/// A piece of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'t> {
    Text(&'t str),
    /// An address that starts with http:// or https://, and nothing else.
    Link(&'t str),
}

/// Finds the web addresses in a text. What is not clearly one stays text.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut rest, mut from) = (text, 0);
    while let Some(at) = start_of_link(&rest[from..]).map(|at| at + from) {
        let length = length_of_link(&rest[at..]);
        if length == 0 {
            from = at + "http".len();
            continue;
        }
        if at > 0 {
            pieces.push(Piece::Text(&rest[..at]));
        }
        pieces.push(Piece::Link(&rest[at..at + length]));
        (rest, from) = (&rest[at + length..], 0);
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// Telephones write «Https» at the start of a sentence.
fn start_of_link(text: &str) -> Option<usize> {
    let small = text.to_ascii_lowercase();
    [small.find("http://"), small.find("https://")].into_iter().flatten().min()
}

/// Up to the first character that ends an address, without the sentence's own full stop or bracket. Zero: no address.
fn length_of_link(text: &str) -> usize {
    let ends = |letter: char| letter.is_whitespace() || letter.is_control() || "<>\"'`\\".contains(letter);
    let whole = &text[..text.find(ends).unwrap_or(text.len())];
    let link = whole.trim_end_matches(|letter: char| ".,;:!?)]}»”’…*".contains(letter));
    let host = link.split_once("://").map_or("", |(_, host)| host);
    if host.starts_with(|letter: char| letter.is_alphanumeric()) { link.len() } else { 0 }
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
    fn addresses_in_a_text_become_links() {
        let text = "Kijk op https://school.example/musical?dag=2, of (http://a.example). Tot dan!";
        let expected = [
            Piece::Text("Kijk op "),
            Piece::Link("https://school.example/musical?dag=2"),
            Piece::Text(", of ("),
            Piece::Link("http://a.example"),
            Piece::Text("). Tot dan!"),
        ];
        assert_eq!(pieces(text), expected);
        assert_eq!(pieces("Https://Hoofdletter.example"), [Piece::Link("Https://Hoofdletter.example")]);
    }

    #[test]
    fn what_is_no_web_address_stays_text() {
        for text in ["javascript:alert(1)", "http://", "https:// nee", "https://\"onmouseover=x", "mail naar a@b.example", "//evil.example"] {
            assert_eq!(pieces(text), [Piece::Text(text)], "{text}");
        }
    }

    #[test]
    fn an_address_cannot_leave_its_attribute() {
        assert_eq!(pieces("http://a.example/\"><script>")[0], Piece::Link("http://a.example/"));
    }

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
        fn pieces_together_are_the_text(text in ".{0,80}(https?://)?.{0,40}") {
            let together: String = pieces(&text).into_iter().map(|piece| match piece { Piece::Text(text) | Piece::Link(text) => text }).collect();
            prop_assert_eq!(together, text);
        }

        #[test]
        fn cursors_survive_an_address(at: i64, id in "[0-9a-f-]{36}") {
            prop_assume!(at >= 0);
            let cursor = Cursor { at, id };
            prop_assert_eq!(Cursor::of(&cursor.code()), Some(cursor));
        }
    }
}
