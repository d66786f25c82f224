//! Fields that nobody asked for: whoever sends more than a form has gets what the form gives, and nothing else.
use std::collections::BTreeSet;

use super::functions::{FUNCTIONS, ask};
use super::{EVERYBODY, arrive};
use crate::base::ids;
use crate::testing::cells::{Cell, rows};
use crate::testing::{Engine, School};

/// What would give more rights, another author or another school, if a form were read straight into a row.
const MORE: &str = "&role=head&standing=4&admin=true&approved=true&status=confirmed&authority=true&school_id={group}&author_id={sanne}\
     &edited_by={sanne}&booked_by={sanne}&person_id={sanne}&owner_id={sanne}&household_id={jansen}&group_id={group}&id={comment}\
     &removed_at=1&edited=7&opens_at=1&starts_on=2000-01-01&ends_on=2099-01-01";

/// Made by chance, another in every school.
const BY_CHANCE: [&str; 3] = ["sessions", "known_devices", "attempts"];

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_ascii_hexdigit() && letter != '-')
}

/// The rows as lines, with a sign for what is another in every school: ids that are new, and moments.
fn told(rows: Vec<Vec<Cell>>, known: &BTreeSet<String>) -> Vec<String> {
    let rows = rows.into_iter().filter(|row| row.first().is_some_and(|cell| !BY_CHANCE.contains(&cell.0.as_str())));
    let line = |cells: Vec<Cell>| {
        let cell = |(table, column, value): Cell| {
            let new: Vec<String> =
                words(&value).filter(|word| ids::is_id(word) && !known.contains(*word)).map(str::to_owned).collect();
            let value = new.iter().fold(value, |value, id| value.replace(id.as_str(), "new"));
            let moment = column.ends_with("_at") && value.parse::<i64>().is_ok_and(|moment| moment > 1_000_000_000);
            // What somebody looks for is kept for an hour, under a name that nobody guesses.
            let secret = table == "kept_forms" && column == "id";
            let value = if moment { "a moment" } else { &value };
            format!("{table}.{column}={}", if secret { "a secret" } else { value })
        };
        cells.into_iter().map(cell).collect::<Vec<_>>().join(" ")
    };
    let mut lines: Vec<String> = rows.map(line).collect();
    lines.sort();
    lines
}

/// Somebody sends every form, with more in it than it has, to a school that is as it was.
async fn sent(who: &str, more: &str, known: &BTreeSet<String>) -> Vec<String> {
    let school = School::open(Engine::Sqlite).await;
    let (mut probe, things) = arrive(&school, who).await;
    for (path, form, _) in FUNCTIONS.iter().filter(|row| !row.0.starts_with("/api/accounts/")) {
        ask(&mut probe, path, &things.fill(&[form, more].concat())).await;
    }
    told(rows(&school).await, known)
}

#[tokio::test]
async fn fields_that_nobody_asked_for_change_nothing() {
    let untouched = rows(&School::open(Engine::Sqlite).await).await;
    let ids = untouched.iter().flatten().flat_map(|cell| words(&cell.2)).filter(|word| ids::is_id(word));
    let known: BTreeSet<String> = ids.map(str::to_owned).collect();
    let untouched = told(untouched, &known);
    assert!(untouched.iter().any(|line| line.contains("slots.starts_at=a moment")), "numbers are read, too");
    for (letter, who) in EVERYBODY.iter().filter(|(letter, _)| "pto".contains(*letter)) {
        let (usual, more) = (sent(who, "", &known).await, sent(who, MORE, &known).await);
        assert_ne!(usual, untouched, "the forms of {letter} do something");
        let strange: Vec<&String> = more.iter().filter(|line| !usual.contains(line)).collect();
        assert!(strange.is_empty() && usual.len() == more.len(), "{letter}: {strange:#?}");
    }
}
