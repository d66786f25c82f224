//! One SQL text for SQLite and PostgreSQL. What truly differs lives in `sqlite.rs` and `postgres.rs`.
pub mod copy;
mod postgres;
mod query;
mod readers;
mod sqlite;
mod statement;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use futures::future::BoxFuture;
use sqlx::{Executor, PgPool, SqlSafeStr};

pub use query::{PAGE, Query, Row, Value};
pub use statement::{Statement, counting, statements};

use super::failure::{Failure, Result};
use super::ids;

/// The database of one installation.
#[derive(Debug, Clone)]
pub enum Db {
    Sqlite(sqlite::Sqlite),
    Postgres(PgPool),
}

/// One transaction: everything in it happens, or nothing.
#[derive(Debug)]
pub enum Tx {
    Sqlite(Box<sqlx::SqliteConnection>),
    Postgres(sqlx::Transaction<'static, sqlx::Postgres>),
}

/// Why a statement did not do what it should.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// A UNIQUE constraint said no: somebody was first.
    #[error("taken")]
    Taken,
    /// Another transaction was in the way; trying again helps.
    #[error("busy")]
    Busy,
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
            Db::Postgres(pool) => Query::postgres_pool(statement, pool),
        }
    }

    /// Lets the engine check a statement, and does not run it.
    pub async fn prepare(&self, statement: &'static Statement) -> Result<(), DbError> {
        let text = statement.text.into_sql_str();
        match self {
            Db::Sqlite(lite) => lite.readers().take().await?.prepare(text).await.map(|_| ())?,
            Db::Postgres(pool) => pool.prepare(text).await.map(|_| ())?,
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
            Db::Postgres(pool) => postgres::write(pool, &args, &work).await,
        }
    }

    /// Engine, version and encoding, in words.
    pub async fn described(&self) -> Result<String, DbError> {
        match self {
            Db::Sqlite(lite) => lite.described().await,
            Db::Postgres(pool) => postgres::described(pool).await,
        }
    }

    /// Closes every connection; waits until the last write is answered.
    pub async fn close(&self) {
        match self {
            Db::Sqlite(lite) => lite.close().await,
            Db::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    pub fn query(&mut self, statement: &'static Statement) -> Query<'_> {
        match self {
            Tx::Sqlite(connection) => Query::sqlite_tx(statement, connection),
            Tx::Postgres(transaction) => Query::postgres_tx(statement, transaction),
        }
    }
}

#[cfg(test)]
impl Tx {
    /// A setting of SQLite, for stories; PostgreSQL has none of them.
    pub async fn pragma(&mut self, text: &'static str) -> Result<()> {
        if let Tx::Sqlite(connection) = self {
            sqlx::raw_sql(text).execute(connection.as_mut()).await.map_err(DbError::from)?;
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
            // Serialization failure, deadlock, a row that somebody took away in between (the next try sees that it is gone), and
            // SQLite's «busy» family.
            if matches!(cause.code().as_deref(), Some("40001" | "40P01" | "23503" | "5" | "261" | "517")) {
                return DbError::Busy;
            }
            // SQLite's «full», and what PostgreSQL says of a full disk.
            if matches!(cause.code().as_deref(), Some("13" | "53100")) {
                return DbError::Full;
            }
        }
        DbError::Broken(error)
    }
}

/// A constraint that nobody expected, or a broken statement: logged here, under a reference and without any values.
impl From<DbError> for Failure {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Busy => Failure::Busy,
            DbError::Full => {
                tracing::error!("the disk of the database is full");
                Failure::Full
            }
            DbError::Taken => Failure::Taken { free: Vec::new() },
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
