//! Copies of a SQLite database: made while others write, and examined without changing a byte of them.
use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteRow};
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use super::DbError;

/// Writes the database as it is at this moment to a path where nothing is. Whoever reads or writes meanwhile goes on.
#[expect(clippy::disallowed_methods, reason = "only SQLite is copied like this")]
pub async fn copy(from: &Path, to: &Path) -> Result<(), DbError> {
    let options = SqliteConnectOptions::new().filename(from).busy_timeout(Duration::from_secs(30));
    let mut connection = options.disable_statement_logging().connect().await?;
    let to = to.display().to_string();
    let copied = sqlx::query("VACUUM INTO ?1").bind(to).execute(&mut connection).await;
    connection.close().await?;
    copied?;
    Ok(())
}

/// How a copy is opened: nothing is written, no journal is made beside it.
pub(super) fn untouched(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new().filename(path).read_only(true).immutable(true).disable_statement_logging()
}

/// What is wrong with a copy; nothing, when it can be relied on. Sentences without anything of what is stored.
#[expect(clippy::disallowed_methods, reason = "PostgreSQL examines itself")]
pub async fn faults(path: &Path) -> Result<Vec<String>, DbError> {
    let mut copy = untouched(path).connect().await?;
    let said: Vec<(String,)> = sqlx::query_as("PRAGMA integrity_check").fetch_all(&mut copy).await?;
    let mut faults: Vec<String> = said.into_iter().map(|(line,)| line).filter(|line| line != "ok").collect();
    let lost: Vec<SqliteRow> = sqlx::query("PRAGMA foreign_key_check").fetch_all(&mut copy).await?;
    if !lost.is_empty() {
        faults.push(format!("{} rows point to rows that are not there", lost.len()));
    }
    faults.extend(strange_tables(&mut copy).await?);
    copy.close().await?;
    Ok(faults)
}

/// Tables that this program did not make are of a newer one, or of another. Older ones are brought up to date when they are opened.
#[expect(clippy::disallowed_methods, reason = "the table is sqlx's own")]
async fn strange_tables(copy: &mut SqliteConnection) -> Result<Option<String>, DbError> {
    let made: Vec<(i64, Vec<u8>)> =
        sqlx::query_as("SELECT version, checksum FROM _sqlx_migrations ORDER BY version").fetch_all(copy).await?;
    let ours = sqlx::migrate!("./migrations");
    let known = |(version, sum): &(i64, Vec<u8>)| {
        ours.iter().any(|step| step.version == *version && step.checksum.as_ref() == sum.as_slice())
    };
    let strange = made.iter().find(|step| !known(step));
    Ok(strange.map(|(version, _)| format!("its tables (step {version}) are of another version of Kring")))
}
