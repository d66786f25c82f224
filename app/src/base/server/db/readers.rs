//! SQLite connections that only read. sqlx's pool starts a task and sends the connection a second message after every
//! statement, which costs more than most statements here: see `docs/decisions/0009-readers-and-the-shelf.md`.
use std::sync::atomic::{AtomicUsize, Ordering};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use tokio::sync::{MappedMutexGuard, Mutex, MutexGuard};

use super::DbError;

/// One for each core; at least two, so that one long question never stops all others.
fn readers() -> usize {
    std::thread::available_parallelism().map_or(2, |cores| cores.get().clamp(2, 8))
}

#[derive(Debug)]
pub struct Readers {
    options: SqliteConnectOptions,
    /// Empty once closed.
    places: Vec<Mutex<Option<SqliteConnection>>>,
    /// Where the next one queues up when all are busy.
    turn: AtomicUsize,
}

impl Readers {
    pub async fn open(options: SqliteConnectOptions) -> Result<Self, DbError> {
        let mut places = Vec::new();
        for _ in 0..readers() {
            places.push(Mutex::new(Some(options.connect().await?)));
        }
        Ok(Readers { options, places, turn: AtomicUsize::new(0) })
    }

    /// A connection of one's own until it is dropped. The first free one: its statements are prepared already.
    pub async fn take(&self) -> Result<MappedMutexGuard<'_, SqliteConnection>, sqlx::Error> {
        let free = self.places.iter().find_map(|place| place.try_lock().ok());
        let taken = match free {
            Some(taken) => taken,
            None => self.places[self.turn.fetch_add(1, Ordering::Relaxed) % self.places.len()].lock().await,
        };
        MutexGuard::try_map(taken, Option::as_mut).map_err(|_| sqlx::Error::PoolClosed)
    }

    /// Opens every connection anew, one after the other, each when nobody uses it. What was closed stays closed.
    pub async fn renew(&self) -> Result<(), DbError> {
        for place in &self.places {
            if let Some(reader) = place.lock().await.as_mut() {
                std::mem::replace(reader, self.options.connect().await?).close().await?;
            }
        }
        Ok(())
    }

    /// Closes them all, each when its last statement is answered.
    pub async fn close(&self) {
        for place in &self.places {
            if let Some(reader) = place.lock().await.take()
                && let Err(error) = reader.close().await
            {
                tracing::warn!(%error, "closing a reader");
            }
        }
    }
}
