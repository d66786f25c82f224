//! Nobody has to remember to touch: whatever writes to a table that a subject shows is a `change!`, which only `Touched` runs.
use crate::access::SubjectKind;
use crate::base::db::{Statement, statements};

/// What hangs under any subject.
const HANGS: [&str; 3] = ["comments", "hearts", "files"];

/// The tables that this statement writes to.
fn written(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split(|letter: char| letter.is_whitespace() || letter == '(').collect();
    let table = |at: usize| words.get(at).map(|word| (*word).to_owned());
    let writes = |(at, word): (usize, &&str)| match (*word, words.get(at + 1).copied()) {
        ("INSERT", Some("INTO")) | ("DELETE", Some("FROM")) => table(at + 2),
        ("UPDATE", Some(next)) if next != "SET" => table(at + 1),
        _ => None,
    };
    words.iter().enumerate().filter_map(writes).collect()
}

/// A file that waits for its subject is shown by nobody yet.
fn waits(statement: &Statement) -> bool {
    statement.text.contains("subject_id IS NULL")
        || (statement.text.starts_with("INSERT INTO files") && !statement.text.contains("subject_id"))
}

/// What is written to tables of subjects without touching one.
fn forgotten<'s>(all: impl Iterator<Item = &'s Statement>) -> Vec<String> {
    let shown: Vec<&str> = SubjectKind::all().flat_map(|kind| kind.tables).copied().chain(HANGS).collect();
    let forgets = |statement: &&Statement| {
        !statement.changes
            && !waits(statement)
            && written(statement.text).iter().any(|table| shown.contains(&table.as_str()))
    };
    let tests = |statement: &&Statement| ["/tests", "/inventory/"].iter().any(|part| statement.file.contains(part));
    let place = |statement: &Statement| format!("{}:{}: {}", statement.file, statement.line, statement.text);
    all.filter(|statement| !tests(statement)).filter(forgets).map(place).collect()
}

#[test]
fn whatever_changes_what_is_shown_touches_its_subject() {
    let found = forgotten(statements());
    assert!(found.is_empty(), "written without `change!`:\n{}", found.join("\n"));
    assert!(statements().filter(|statement| statement.changes).count() > 9, "a test that cannot fail is a defect");
}

#[test]
fn a_forgotten_touch_is_found() {
    let statement = |text| Statement { text, file: "app/src/feed/server/store.rs", line: 1, changes: false };
    for text in [
        "UPDATE posts SET body = $1 WHERE id = $2",
        "INSERT INTO comments (id) VALUES ($1)",
        "DELETE FROM hearts WHERE subject_id = $1",
        "UPDATE files SET place = 1 WHERE id = $1",
        "INSERT INTO files (id, subject_id) VALUES ($1, $2)",
        "WITH old AS (SELECT 1) UPDATE rounds SET title = $1",
    ] {
        assert_eq!(forgotten([&statement(text)].into_iter()).len(), 1, "{text}");
    }
    for text in ["SELECT 1 FROM posts", "INSERT INTO files (id) VALUES ($1)", "UPDATE persons SET phone = $1"] {
        assert!(forgotten([&statement(text)].into_iter()).is_empty(), "{text}");
    }
}
