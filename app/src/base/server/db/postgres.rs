//! What only PostgreSQL needs: connections that read and connections that write, and trying again.
//!
//! It must mean the same as SQLite: readers cannot write, and writes are as if one came after the other. Where two were in
//! each other's way one starts again; where the database went away and came back, nobody sees it.
use std::time::Duration;

use futures::future::BoxFuture;
use sqlx::migrate::{Migration, Migrator};
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection, PgPool, SqlSafeStr};

use super::news::{Hearing, News};
use super::{DbError, Tx};
use crate::base::failure::{Failure, Result};
use crate::base::ids;

const READERS: u32 = 12;
const WRITERS: u32 = 8;
/// Long enough for a database that starts anew, short enough for a person who waits.
const PATIENCE: Duration = Duration::from_secs(5);
const TRIES: u32 = 12;
/// The longest wait between two tries, in milliseconds.
const LONGEST_WAIT: i64 = 250;

#[derive(Debug, Clone)]
pub struct Postgres {
    readers: PgPool,
    writers: PgPool,
    pub(super) news: News,
}

pub async fn open(url: &str) -> Result<Postgres, DbError> {
    let options = url.parse::<PgConnectOptions>()?.statement_cache_capacity(256).disable_statement_logging();
    let mut first = options.connect().await?;
    refuse_other_letters(&mut first).await?;
    steps().run(&mut first).await.map_err(|error| DbError::Broken(error.into()))?;
    teach_lists(&mut first).await?;
    first.close().await?;
    let reading = options.clone().options([("default_transaction_read_only", "on"), ("statement_timeout", "15s")]);
    let writing = options.options([
        ("default_transaction_isolation", "serializable"),
        ("statement_timeout", "30s"),
        ("idle_in_transaction_session_timeout", "60s"),
    ]);
    let pool = |most| PgPoolOptions::new().max_connections(most).acquire_timeout(PATIENCE);
    Ok(Postgres {
        // Asking first whether a connection lives costs more than most statements here; a reader that died is replaced when
        // it is noticed, see `living_reader`.
        readers: pool(READERS).test_before_acquire(false).connect_lazy_with(reading),
        writers: pool(WRITERS).test_before_acquire(true).connect_lazy_with(writing),
        news: News::default(),
    })
}

/// The steps of SQLite, and texts are compared by their bytes as they are there: the order of a language differs from one database to
/// the next, changes with the machine below it, and the libraries that know it do not always agree with themselves.
fn steps() -> Migrator {
    let by_bytes = |step: &Migration| {
        let text = step.sql.as_str().replace(" TEXT", " TEXT COLLATE \"C\"");
        Migration { sql: AssertSqlSafe(text).into_sql_str(), ..step.clone() }
    };
    Migrator::with_migrations(sqlx::migrate!("./migrations").iter().map(by_bytes).collect())
}

/// In another encoding names would be refused or changed on their way in.
#[expect(clippy::disallowed_methods, reason = "only PostgreSQL has another encoding")]
async fn refuse_other_letters(first: &mut PgConnection) -> Result<(), DbError> {
    let (encoding,): (String,) = sqlx::query_as("SHOW server_encoding").fetch_one(first).await?;
    if encoding == "UTF8" {
        return Ok(());
    }
    let sentence = format!(
        "this PostgreSQL database keeps letters as {encoding}, Kring needs UTF8: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0"
    );
    Err(DbError::Broken(sqlx::Error::Configuration(sentence.into())))
}

/// `json_each` of a text, as SQLite has it: how lists are bound. Under a lock, because two programs may open the database at once.
async fn teach_lists(first: &mut PgConnection) -> Result<(), DbError> {
    let statement = "DO $$ BEGIN
        PERFORM pg_advisory_xact_lock(7013);
        IF to_regprocedure('json_each(text)') IS NULL THEN
          CREATE FUNCTION json_each(list text) RETURNS TABLE (value text) LANGUAGE sql IMMUTABLE
            AS 'SELECT json_array_elements_text(list::json)';
        END IF;
      END $$";
    sqlx::raw_sql(statement).execute(first).await?;
    Ok(())
}

/// It leaves with the commit, and not without.
#[expect(clippy::disallowed_methods, reason = "only PostgreSQL says something to other processes")]
pub async fn announce(transaction: &mut PgConnection, line: String) -> Result<(), DbError> {
    sqlx::query("SELECT pg_notify('kring', $1)").bind(line).execute(transaction).await?;
    Ok(())
}

impl Postgres {
    pub fn hear(&self) -> Hearing {
        let hearing = self.news.hear();
        self.news.pass_on(&self.readers);
        hearing
    }

    /// For checking statements without running them.
    pub fn readers(&self) -> &PgPool {
        &self.readers
    }

    pub async fn reader(&self) -> Result<PoolConnection<sqlx::Postgres>, sqlx::Error> {
        self.readers.acquire().await
    }

    /// After a connection died under a statement: one that answers. The others probably died with it.
    pub async fn living_reader(&self) -> Result<PoolConnection<sqlx::Postgres>, sqlx::Error> {
        for _ in 0..=READERS {
            let mut reader = self.readers.acquire().await?;
            if reader.ping().await.is_ok() {
                return Ok(reader);
            }
            reader.detach().close_hard().await.ok();
        }
        Err(sqlx::Error::PoolTimedOut)
    }

    #[expect(clippy::disallowed_methods, reason = "PostgreSQL's own questions")]
    pub async fn described(&self) -> Result<String, DbError> {
        let (version,): (String,) = sqlx::query_as("SHOW server_version").fetch_one(&self.readers).await?;
        let (encoding,): (String,) = sqlx::query_as("SHOW server_encoding").fetch_one(&self.readers).await?;
        Ok(format!("PostgreSQL {version}, {encoding}"))
    }

    pub async fn close(&self) {
        self.readers.close().await;
        self.writers.close().await;
    }

    pub async fn write<A, T, F>(&self, args: &A, work: &F) -> Result<T>
    where
        A: Sync,
        F: for<'t> Fn(&'t mut Tx, &'t A) -> BoxFuture<'t, Result<T>> + Sync,
    {
        for tries in 1..TRIES {
            match self.once(args, work).await {
                Attempt::Answered(answer) => return answer,
                Attempt::Again => tokio::time::sleep(wait(tries)).await,
            }
        }
        match self.once(args, work).await {
            Attempt::Answered(answer) => answer,
            Attempt::Again => Err(Failure::Busy),
        }
    }

    async fn once<A, T, F>(&self, args: &A, work: &F) -> Attempt<T>
    where
        A: Sync,
        F: for<'t> Fn(&'t mut Tx, &'t A) -> BoxFuture<'t, Result<T>> + Sync,
    {
        let mut tx = match self.writers.begin().await {
            Ok(transaction) => Tx::Postgres(transaction),
            Err(error) => return Attempt::failed(error),
        };
        let answer = match work(&mut tx, args).await {
            Ok(answer) => answer,
            Err(Failure::Busy) => return Attempt::Again,
            Err(failure) => return Attempt::Answered(Err(failure)),
        };
        let Tx::Postgres(transaction) = tx else { return Attempt::Answered(Ok(answer)) };
        match transaction.commit().await.map_err(DbError::from) {
            Ok(()) => Attempt::Answered(Ok(answer)),
            Err(DbError::Busy) => Attempt::Again,
            // Whether it was written nobody knows: only whoever asked can ask again, with the same key.
            Err(error) => Attempt::Answered(Err(error.into())),
        }
    }
}

enum Attempt<T> {
    Answered(Result<T>),
    Again,
}

impl<T> Attempt<T> {
    fn failed(error: sqlx::Error) -> Self {
        match DbError::from(error) {
            DbError::Busy | DbError::Away(_) => Attempt::Again,
            error => Attempt::Answered(Err(error.into())),
        }
    }
}

/// Longer after each try, and never for two writes the same.
fn wait(tries: u32) -> Duration {
    let most = (5_i64 << tries.min(8)).min(LONGEST_WAIT);
    Duration::from_millis(1 + ids::chance(most).unsigned_abs())
}
