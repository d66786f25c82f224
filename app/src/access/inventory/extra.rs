//! Fields that nobody asked for: whoever sends more than a form has gets what the form gives, and nothing else.
use std::collections::BTreeSet;

use sqlx::{Column, Connection, Row, SqliteConnection, TypeInfo, ValueRef};

use super::functions::{FUNCTIONS, ask};
use super::{EVERYBODY, arrive};
use crate::base::ids;
use crate::testing::{Engine, School};

/// What would give more rights, another author or another school, if a form were read straight into a row.
const MORE: &str = "&role=head&standing=4&admin=true&approved=true&status=confirmed&authority=true&school_id={group}&author_id={sanne}\
     &edited_by={sanne}&booked_by={sanne}&person_id={sanne}&owner_id={sanne}&household_id={jansen}&group_id={group}&id={comment}\
     &removed_at=1&edited=7&opens_at=1&starts_on=2000-01-01&ends_on=2099-01-01";

/// Table, column, value.
type Cell = (String, String, String);

/// Every row of every table, but for sessions and what else is made by chance.
#[expect(clippy::disallowed_methods, reason = "looks at every table, whatever its name")]
async fn rows(school: &School) -> Vec<Vec<Cell>> {
    let mut file = SqliteConnection::connect(&school.app.settings.database.url()).await.expect("the file");
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('sessions', 'known_devices', 'attempts')";
    let names: Vec<(String,)> = sqlx::query_as(names).fetch_all(&mut file).await.expect("its tables");
    let mut found = Vec::new();
    for (name,) in names {
        let all = sqlx::AssertSqlSafe(format!("SELECT * FROM {name}"));
        for row in sqlx::query(all).fetch_all(&mut file).await.expect("its rows") {
            let value = |at: usize| {
                let raw = row.try_get_raw(at).expect("a value");
                let bytes = raw.type_info().name() == "BLOB";
                if bytes || raw.is_null() { None } else { row.try_get_unchecked::<String, _>(at).ok() }
            };
            let cell = |column: &sqlx::sqlite::SqliteColumn| {
                (name.clone(), column.name().to_owned(), value(column.ordinal()).unwrap_or_default())
            };
            found.push(row.columns().iter().map(cell).collect());
        }
    }
    found
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_ascii_hexdigit() && letter != '-')
}

/// The rows as lines, with a sign for what is another in every school: ids that are new, and moments.
fn told(rows: Vec<Vec<Cell>>, known: &BTreeSet<String>) -> Vec<String> {
    let line = |cells: Vec<Cell>| {
        let cell = |(table, column, value): Cell| {
            let new: Vec<String> =
                words(&value).filter(|word| ids::is_id(word) && !known.contains(*word)).map(str::to_owned).collect();
            let value = new.iter().fold(value, |value, id| value.replace(id.as_str(), "new"));
            let moment = column.ends_with("_at") && value.parse::<i64>().is_ok_and(|moment| moment > 1_000_000_000);
            format!("{table}.{column}={}", if moment { "a moment" } else { &value })
        };
        cells.into_iter().map(cell).collect::<Vec<_>>().join(" ")
    };
    let mut lines: Vec<String> = rows.into_iter().map(line).collect();
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
