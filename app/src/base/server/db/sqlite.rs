//! What only SQLite needs: one writer that groups commits, and readers that cannot write.
//!
//! Writes queue up; the writer takes all that wait, gives each a savepoint, commits once, and then answers all. Nobody
//! hears «done» before the disk has it, and a refused write does not touch its neighbours.
use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use futures::future::BoxFuture;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection};
use tokio::sync::{mpsc, oneshot};

use super::news::News;
use super::readers::Readers;
use super::{DbError, Tx, broken};
use crate::base::failure::{Failure, Result};

/// Older versions can corrupt a database in WAL mode when two connections checkpoint at once.
const OLDEST_SAFE: (u32, u32, u32) = (3, 51, 3);
const MOST_IN_ONE_COMMIT: usize = 64;
/// After this much silence the writer lets SQLite count the tables that grew: without counts it picks the wrong index
/// as soon as a school has thousands of posts.
const QUIET: Duration = Duration::from_secs(1);

#[derive(Debug, Clone)]
pub struct Sqlite {
    readers: Arc<Readers>,
    queue: mpsc::Sender<Box<dyn Write>>,
    pub(super) news: News,
}

/// The one connection that writes, and what will be said when it commits.
#[derive(Debug)]
pub struct Writer {
    pub(super) connection: Box<sqlx::SqliteConnection>,
    pub(super) said: Vec<String>,
}

pub async fn open(path: &Path) -> Result<Sqlite, DbError> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        // With a limit SQLite counts rows and keeps no samples of values. Samples make it plan a statement anew for every value.
        .analysis_limit(1000)
        .statement_cache_capacity(256)
        .disable_statement_logging();
    let mut writer = options.connect().await?;
    refuse_old_version(&mut writer).await?;
    sqlx::migrate!("./migrations").run(&mut writer).await.map_err(|error| DbError::Broken(error.into()))?;
    count_rows(&mut writer).await?;
    let readers = Arc::new(Readers::open(options.create_if_missing(false).pragma("query_only", "ON")).await?);
    let (queue, waiting) = mpsc::channel(1024);
    let news = News::default();
    tokio::spawn(keep_writing(writer, waiting, Arc::clone(&readers), news.clone()));
    Ok(Sqlite { readers, queue, news })
}

/// For copies: readers only, and whoever would write is told that there is nobody to do it.
pub async fn look_at(path: &Path) -> Result<Sqlite, DbError> {
    let readers = Arc::new(Readers::open(super::copy::untouched(path)).await?);
    let (queue, _) = mpsc::channel(1);
    Ok(Sqlite { readers, queue, news: News::default() })
}

#[expect(clippy::disallowed_methods, reason = "only SQLite has a version of this kind")]
async fn refuse_old_version(writer: &mut sqlx::SqliteConnection) -> Result<(), DbError> {
    let (version,): (String,) = sqlx::query_as("SELECT sqlite_version()").fetch_one(writer).await?;
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    if (next(), next(), next()) < OLDEST_SAFE {
        return Err(DbError::Broken(sqlx::Error::Configuration(format!("SQLite {version} is too old").into())));
    }
    Ok(())
}

impl Sqlite {
    pub fn readers(&self) -> &Readers {
        &self.readers
    }

    pub async fn write<A, T, F>(&self, args: A, work: F) -> Result<T>
    where
        A: Send + Sync + 'static,
        T: Send + 'static,
        F: for<'t> Fn(&'t mut Tx, &'t A) -> BoxFuture<'t, Result<T>> + Send + Sync + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let waiting = Waiting { args, work, outcome: None, reply };
        self.queue.send(Box::new(waiting)).await.map_err(|_| Failure::Busy)?;
        answer.await.unwrap_or(Err(Failure::Busy))
    }

    #[expect(clippy::disallowed_methods, reason = "SQLite's own questions")]
    pub async fn described(&self) -> Result<String, DbError> {
        let mut reader = self.readers.take().await?;
        let (version,): (String,) = sqlx::query_as("SELECT sqlite_version()").fetch_one(&mut *reader).await?;
        let (encoding,): (String,) = sqlx::query_as("PRAGMA encoding").fetch_one(&mut *reader).await?;
        Ok(format!("SQLite {version}, {encoding}"))
    }

    /// Whether SQLite was built with this option.
    #[cfg(test)]
    #[expect(clippy::disallowed_methods, reason = "PostgreSQL has no such options")]
    pub(super) async fn built_with(&self, option: &'static str) -> Result<bool, DbError> {
        let mut reader = self.readers.take().await?;
        let asked = sqlx::query_as("SELECT sqlite_compileoption_used($1)").bind(option);
        let (used,): (bool,) = asked.fetch_one(&mut *reader).await?;
        Ok(used)
    }

    pub async fn close(&self) {
        self.readers.close().await;
        // A last write that changes nothing: when it is answered, everything before it is on disk.
        let last = self.write((), |_, ()| Box::pin(async { Ok(()) })).await;
        tracing::debug!(clean = last.is_ok(), "database closed");
    }
}

/// A write in the queue, whatever it is about.
trait Write: Send {
    /// `false`: refused or failed, roll back to its savepoint.
    fn perform<'t>(&'t mut self, tx: &'t mut Tx) -> BoxFuture<'t, bool>;
    fn answer(self: Box<Self>, committed: Result<()>);
}

struct Waiting<A, T, F> {
    args: A,
    work: F,
    outcome: Option<Result<T>>,
    reply: oneshot::Sender<Result<T>>,
}

impl<A, T, F> Write for Waiting<A, T, F>
where
    A: Send + Sync,
    T: Send,
    F: for<'t> Fn(&'t mut Tx, &'t A) -> BoxFuture<'t, Result<T>> + Send + Sync,
{
    fn perform<'t>(&'t mut self, tx: &'t mut Tx) -> BoxFuture<'t, bool> {
        Box::pin(async move {
            // A defect in one write must not stop the writer for the whole school.
            let outcome = AssertUnwindSafe((self.work)(tx, &self.args)).catch_unwind().await;
            let outcome = outcome.unwrap_or_else(|_| Err(broken(&"a write panicked")));
            let kept = outcome.is_ok();
            self.outcome = Some(outcome);
            kept
        })
    }

    fn answer(self: Box<Self>, committed: Result<()>) {
        let answer = match (self.outcome, committed) {
            (Some(Ok(_)), Err(failure)) => Err(failure),
            (Some(outcome), _) => outcome,
            (None, Err(failure)) => Err(failure),
            (None, Ok(())) => Err(Failure::Busy),
        };
        // Whoever asked may have gone away; the write stands all the same.
        self.reply.send(answer).ok();
    }
}

/// Lets SQLite count the tables that became much larger; says whether there were any. Costs next to nothing when not.
#[expect(clippy::disallowed_methods, reason = "PostgreSQL counts by itself")]
async fn count_rows(writer: &mut sqlx::SqliteConnection) -> Result<bool, DbError> {
    // 0x10000: every table; 0x02: count where that helps; 0x01: only say what would be done.
    let due = sqlx::query("PRAGMA optimize = 0x10003").fetch_all(&mut *writer).await?;
    if !due.is_empty() {
        sqlx::query("PRAGMA optimize = 0x10002").execute(writer).await?;
    }
    Ok(!due.is_empty())
}

/// A reader learns of new counts when it opens.
async fn count_and_tell(tx: &mut Tx, readers: &Readers) -> Result<(), DbError> {
    if let Tx::Sqlite(writer) = tx
        && count_rows(&mut writer.connection).await?
    {
        readers.renew().await?;
    }
    Ok(())
}

async fn keep_writing(
    writer: sqlx::SqliteConnection,
    mut waiting: mpsc::Receiver<Box<dyn Write>>,
    readers: Arc<Readers>,
    news: News,
) {
    let mut tx = Tx::Sqlite(Writer { connection: Box::new(writer), said: Vec::new() });
    let mut counted = true;
    loop {
        let quiet = if counted { Duration::MAX } else { QUIET };
        let Ok(next) = tokio::time::timeout(quiet, waiting.recv()).await else {
            counted = true;
            if let Err(error) = count_and_tell(&mut tx, &readers).await {
                tracing::warn!(%error, "counting rows");
            }
            continue;
        };
        let Some(first) = next else { break };
        counted = false;
        let mut batch = vec![first];
        while batch.len() < MOST_IN_ONE_COMMIT
            && let Ok(next) = waiting.try_recv()
        {
            batch.push(next);
        }
        let committed = commit_together(&mut tx, &mut batch).await.map_err(Failure::from);
        end_together(&mut tx, committed.is_ok(), &news).await;
        for write in batch {
            write.answer(committed.clone());
        }
    }
    if let Tx::Sqlite(writer) = tx
        && let Err(error) = writer.connection.close().await
    {
        tracing::warn!(%error, "closing the database");
    }
}

/// What the open writes want to be said. Here every transaction is the writer's.
fn said(tx: &mut Tx) -> &mut Vec<String> {
    match tx {
        Tx::Sqlite(writer) => &mut writer.said,
        Tx::Postgres(_) => unreachable!("the writer of SQLite writes to SQLite"),
    }
}

async fn commit_together(tx: &mut Tx, batch: &mut [Box<dyn Write>]) -> Result<(), DbError> {
    execute(tx, "BEGIN IMMEDIATE").await?;
    for write in batch.iter_mut() {
        execute(tx, "SAVEPOINT one").await?;
        let before = said(tx).len();
        if !write.perform(tx).await {
            execute(tx, "ROLLBACK TO one").await?;
            said(tx).truncate(before);
        }
        execute(tx, "RELEASE one").await?;
    }
    execute(tx, "COMMIT").await
}

/// What was committed is said; of a half-done batch nothing stays open, and nothing is said.
async fn end_together(tx: &mut Tx, committed: bool, news: &News) {
    if !committed {
        // If there is nothing to roll back, that is fine too.
        execute(tx, "ROLLBACK").await.ok();
        said(tx).clear();
    }
    for line in said(tx).drain(..) {
        news.say(&line);
    }
}

#[expect(clippy::disallowed_methods, reason = "savepoints are what only SQLite's writer does")]
async fn execute(tx: &mut Tx, text: &'static str) -> Result<(), DbError> {
    if let Tx::Sqlite(writer) = tx {
        sqlx::query(text).execute(&mut *writer.connection).await?;
    }
    Ok(())
}
