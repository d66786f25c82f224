//! One SQL text for SQLite and PostgreSQL. What truly differs lives in `sqlite.rs` and `postgres.rs`.
#[cfg(test)]
mod away;
pub mod copy;
mod news;
mod postgres;
mod query;
mod readers;
mod sqlite;
mod statement;
#[cfg(test)]
mod tests;
mod value;

use std::path::{Path, PathBuf};

use futures::future::BoxFuture;
use sqlx::{Executor, SqlSafeStr};

pub use news::{EVERYTHING, Hearing};
pub use query::{PAGE, Query, Row};
pub use statement::{Statement, counting, statements};
pub use value::Value;

use super::failure::{Failure, Result};
use super::ids;

/// The database of one installation.
#[derive(Debug, Clone)]
pub enum Db {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

/// One transaction: everything in it happens, or nothing.
#[derive(Debug)]
pub enum Tx {
    Sqlite(sqlite::Writer),
    Postgres(sqlx::Transaction<'static, sqlx::Postgres>),
}

/// Why a statement did not do what it should.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// A UNIQUE constraint said no: somebody was first.
    #[error("taken")]
    Taken,
    /// A row that something else points to, or one that points to nothing.
    #[error("{0}")]
    Linked(sqlx::Error),
    /// Another transaction was in the way; trying again helps.
    #[error("busy")]
    Busy,
    /// The database does not answer: it starts anew, or the way to it is cut.
    #[error("{0}")]
    Away(sqlx::Error),
    /// No room on the disk: nothing was written, reading goes on.
    #[error("full")]
    Full,
    #[error("{0}")]
    Broken(sqlx::Error),
}

impl Db {
    /// Opens `sqlite:PATH` or `postgres://…` and brings its tables up to date.
    pub async fn open(url: &str) -> Result<Self, DbError> {
        let db = match url.strip_prefix("sqlite:") {
            Some(path) => Db::Sqlite(sqlite::open(&PathBuf::from(path)).await?),
            None => Db::Postgres(postgres::open(url).await?),
        };
        Ok(db)
    }

    /// Opens a copy of a SQLite database that nobody writes to, and leaves every byte of it as it is.
    pub async fn look_at(path: &Path) -> Result<Self, DbError> {
        sqlite::look_at(path).await.map(Db::Sqlite)
    }

    /// A statement outside a transaction, for reading.
    pub fn query(&self, statement: &'static Statement) -> Query<'_> {
        match self {
            Db::Sqlite(lite) => Query::sqlite_reader(statement, lite.readers()),
            Db::Postgres(postgres) => Query::postgres_reader(statement, postgres),
        }
    }

    /// Lets the engine check a statement, and does not run it.
    pub async fn prepare(&self, statement: &'static Statement) -> Result<(), DbError> {
        let text = statement.text.into_sql_str();
        match self {
            Db::Sqlite(lite) => lite.readers().take().await?.prepare(text).await.map(|_| ())?,
            Db::Postgres(postgres) => postgres.readers().prepare(text).await.map(|_| ())?,
        }
        Ok(())
    }

    /// Runs `work` in one transaction and answers when it is on disk. `work` may run more than once: where two
    /// transactions were in each other's way, it starts again from nothing.
    pub async fn write<A, T, F>(&self, args: A, work: F) -> Result<T>
    where
        A: Send + Sync + 'static,
        T: Send + 'static,
        F: for<'t> Fn(&'t mut Tx, &'t A) -> BoxFuture<'t, Result<T>> + Send + Sync + 'static,
    {
        match self {
            Db::Sqlite(lite) => lite.write(args, work).await,
            Db::Postgres(postgres) => postgres.write(&args, &work).await,
        }
    }

    /// Listens to what transactions announce, of this process and of every other on the same database.
    pub fn hear(&self) -> Hearing {
        match self {
            Db::Sqlite(lite) => lite.news.hear(),
            Db::Postgres(postgres) => postgres.hear(),
        }
    }

    /// Says something to the listeners of this process alone.
    pub fn say_here(&self, line: &str) {
        match self {
            Db::Sqlite(lite) => lite.news.say(line),
            Db::Postgres(postgres) => postgres.news.say(line),
        }
    }

    /// Engine, version and encoding, in words.
    pub async fn described(&self) -> Result<String, DbError> {
        match self {
            Db::Sqlite(lite) => lite.described().await,
            Db::Postgres(postgres) => postgres.described().await,
        }
    }

    /// Closes every connection; waits until the last write is answered.
    pub async fn close(&self) {
        match self {
            Db::Sqlite(lite) => lite.close().await,
            Db::Postgres(postgres) => postgres.close().await,
        }
    }
}

impl Tx {
    /// Says it to every listener when this transaction is committed: a few words and ids, never a name.
    pub async fn announce(&mut self, line: String) -> Result<()> {
        match self {
            Tx::Sqlite(writer) => writer.said.push(line),
            Tx::Postgres(transaction) => postgres::announce(transaction, line).await?,
        }
        Ok(())
    }

    pub fn query(&mut self, statement: &'static Statement) -> Query<'_> {
        match self {
            Tx::Sqlite(writer) => Query::sqlite_tx(statement, &mut writer.connection),
            Tx::Postgres(transaction) => Query::postgres_tx(statement, transaction),
        }
    }
}

impl Tx {
    /// A setting of SQLite, for stories and benches; PostgreSQL has none of them.
    pub(crate) async fn pragma(&mut self, text: &'static str) -> Result<()> {
        if let Tx::Sqlite(writer) = self {
            sqlx::raw_sql(text).execute(writer.connection.as_mut()).await.map_err(DbError::from)?;
        }
        Ok(())
    }
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        if let sqlx::Error::Database(cause) = &error {
            if cause.is_unique_violation() {
                return DbError::Taken;
            }
            if cause.is_foreign_key_violation() {
                return DbError::Linked(error);
            }
            // Serialization failure, deadlock, and SQLite's «busy» family.
            if matches!(cause.code().as_deref(), Some("40001" | "40P01" | "5" | "261" | "517")) {
                return DbError::Busy;
            }
            // SQLite's «full», and what PostgreSQL says of a full disk.
            if matches!(cause.code().as_deref(), Some("13" | "53100")) {
                return DbError::Full;
            }
        }
        if away(&error) { DbError::Away(error) } else { DbError::Broken(error) }
    }
}

/// Whether a connection died, or none is to be had: shut down (57P), refused (08, 53300), or too slow (57014).
fn away(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut => true,
        // A server that hangs up when it is asked for TLS: sqlx takes the end for an answer.
        sqlx::Error::Protocol(what) => what.contains("SSLRequest"),
        sqlx::Error::Database(cause) => cause.code().is_some_and(|code| {
            matches!(&*code, "57P01" | "57P02" | "57P03" | "57P05" | "25P03" | "57014" | "53300")
                || (code.len() == 5 && code.starts_with("08"))
        }),
        _ => false,
    }
}

/// A constraint that nobody expected, or a broken statement: logged here, under a reference and without any values.
impl From<DbError> for Failure {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Busy => Failure::Busy,
            // On PostgreSQL somebody took the row away in between: the next try sees that it is gone.
            DbError::Linked(sqlx::Error::Database(cause)) if cause.code().as_deref() == Some("23503") => Failure::Busy,
            DbError::Linked(cause) => broken(&cause),
            DbError::Full => {
                tracing::error!("the disk of the database is full");
                Failure::Full
            }
            DbError::Taken => Failure::Taken { free: Vec::new() },
            DbError::Away(cause) => {
                tracing::warn!(%cause, "the database is away");
                Failure::Busy
            }
            DbError::Broken(cause) => broken(&cause),
        }
    }
}

/// Logs something unexpected and gives the person the reference of it. The cause must hold no personal data.
pub fn broken(cause: &dyn std::fmt::Display) -> Failure {
    let reference = ids::reference();
    tracing::error!(%reference, cause = %cause, "unexpected");
    Failure::Broken { reference }
}
