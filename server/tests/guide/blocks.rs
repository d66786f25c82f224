//! The guide as its reader takes it: headings, and what stands in a box under them.

/// One piece that something is done with, in the order of the page.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece {
    Heading(String),
    /// Lines to type.
    Commands(Vec<String>),
    /// A file to write: where, and what.
    File(String, String),
}

/// A box says in its first line what it is: `sh`, or a kind of file and its name.
pub fn pieces(guide: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut lines = guide.lines();
    while let Some(line) = lines.next() {
        if let Some(heading) = line.strip_prefix("## ").or_else(|| line.strip_prefix("### ")) {
            pieces.push(Piece::Heading(heading.to_owned()));
        } else if let Some(kind) = line.strip_prefix("```") {
            let inside: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            pieces.push(match kind.split_once(' ') {
                Some((_, name)) => Piece::File(name.to_owned(), inside.join("\n") + "\n"),
                None if kind == "sh" => Piece::Commands(inside.into_iter().map(str::to_owned).collect()),
                None => panic!("a box «{kind}» that is neither to type nor to save"),
            });
        }
    }
    pieces
}

/// The words of a command line; «"De Vijver"» is one.
pub fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut().expect("a word").push(letter),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn a_page_is_taken_apart() {
    let guide = "# Gids\ntekst\n## Een\n```sh\na b\nc\n```\n### Twee\n```csv x.csv\n1,2\n```\n";
    let heading = |name: &str| Piece::Heading(name.to_owned());
    let commands = Piece::Commands(vec!["a b".into(), "c".into()]);
    assert_eq!(pieces(guide), [heading("Een"), commands, heading("Twee"), Piece::File("x.csv".into(), "1,2\n".into())]);
    assert_eq!(words("a --name \"De Vijver\"  b"), ["a", "--name", "De Vijver", "b"]);
}
