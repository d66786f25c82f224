//! Everything that stands in the database of a school, whatever its tables are called.
use sqlx::{Column, Connection, Row, SqliteConnection, TypeInfo, ValueRef};

use super::School;

/// Table, column, value.
pub type Cell = (String, String, String);

/// Every row of every table.
#[expect(clippy::disallowed_methods, reason = "looks at every table, whatever its name")]
pub async fn rows(school: &School) -> Vec<Vec<Cell>> {
    let mut file = SqliteConnection::connect(&school.app.settings.database.url()).await.expect("the file");
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
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
