//! A database of many schools: the demo school again and again, each with ids and addresses of its own, as a board has them.
use std::path::Path;

use sqlx::{Connection, Executor, SqliteConnection};

use crate::base::db::DbError;

/// What belongs to one visit or one evening, and to no school.
const NOT_COPIED: [&str; 7] =
    ["_sqlx_migrations", "sessions", "attempts", "known_devices", "kept_forms", "audit", "jobs"];

/// The address of somebody of the first school, at one of the others.
pub fn email(email: &str, school: usize) -> String {
    if school == 0 { email.to_owned() } else { format!("{school}.{email}") }
}

/// Adds so many schools like the ones that are there to a file that no server has open.
#[expect(clippy::disallowed_methods, reason = "copies every table, whatever its name")]
pub async fn copies(file: &Path, schools: usize) -> Result<(), DbError> {
    let mut file = SqliteConnection::connect(&format!("sqlite://{}", file.display())).await?;
    file.execute("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -500000").await?;
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let tables: Vec<(String,)> = sqlx::query_as(names).fetch_all(&mut file).await?;
    let mut statements = Vec::new();
    for (table,) in tables.into_iter().filter(|(table,)| !NOT_COPIED.contains(&table.as_str())) {
        statements.push(statement(&mut file, &table).await?);
    }
    // What was there at first, in tables of their own: what is added is not copied again.
    for (keep, _) in &statements {
        sqlx::query(sqlx::AssertSqlSafe(keep.clone())).execute(&mut file).await?;
    }
    for first in (1..=schools).step_by(20) {
        let mut tx = file.begin().await?;
        for school in first..(first + 20).min(schools + 1) {
            for (_, copy) in &statements {
                let copy = sqlx::query(sqlx::AssertSqlSafe(copy.clone()));
                copy.bind(i64::try_from(school).unwrap_or_default()).execute(&mut *tx).await?;
            }
        }
        tx.commit().await?;
    }
    Ok(file.close().await?)
}

/// What keeps the rows of a table aside, and what adds them once more under the ids of another school.
#[expect(clippy::disallowed_methods, reason = "copies every table, whatever its name")]
async fn statement(file: &mut SqliteConnection, table: &str) -> Result<(String, String), DbError> {
    let columns: Vec<(String, String)> =
        sqlx::query_as(sqlx::AssertSqlSafe(format!("SELECT name, type FROM pragma_table_info('{table}')")))
            .fetch_all(file)
            .await?;
    let value = |(name, kind): &(String, String)| match (kind.as_str(), name.as_str()) {
        ("TEXT", "email" | "brin") => format!("?1 || '.' || {name}"),
        // An id begins with a moment, and ends with what makes it one of its moment: its first letters become the number of its school.
        ("TEXT", _) => format!(
            "CASE WHEN {name} GLOB '????????-????-7???-????-????????????*' THEN printf('%04x', 8192 + ?1) || substr({name}, 5) ELSE {name} END"
        ),
        _ => name.clone(),
    };
    let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    let values: Vec<String> = columns.iter().map(value).collect();
    let keep = format!("CREATE TEMP TABLE at_first_{table} AS SELECT * FROM {table}");
    let (names, values) = (names.join(", "), values.join(", "));
    let copy = format!("INSERT INTO {table} ({names}) SELECT {values} FROM at_first_{table} WHERE ?1 = ?1");
    Ok((keep, copy))
}
