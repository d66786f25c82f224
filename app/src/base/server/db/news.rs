//! News: short lines that a transaction says, heard by everybody who listens once it is committed, and by nobody when it is not.
//! On SQLite all listeners are in this process; on PostgreSQL it says them to every process.
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::PgListener;
use tokio::sync::broadcast;

/// What waits for a listener who is busy; who falls behind hears that there was more.
const BEHIND: usize = 256;
const CHANNEL: &str = "kring";
/// Before listening again after PostgreSQL went away.
const PAUSE: Duration = Duration::from_secs(1);

#[derive(Debug, Clone)]
pub struct News {
    sender: broadcast::Sender<Arc<str>>,
    /// Somebody listens to PostgreSQL already.
    listening: Arc<AtomicBool>,
}

/// One listener.
pub type Hearing = broadcast::Receiver<Arc<str>>;

impl Default for News {
    fn default() -> Self {
        News { sender: broadcast::Sender::new(BEHIND), listening: Arc::default() }
    }
}

impl News {
    pub fn hear(&self) -> Hearing {
        self.sender.subscribe()
    }

    pub fn say(&self, line: &str) {
        // Nobody listens: nobody has a page open.
        self.sender.send(line.into()).ok();
    }

    /// From the first listener on, what any process says is said here.
    pub(super) fn pass_on(&self, pool: &PgPool) {
        if self.listening.swap(true, Ordering::SeqCst) {
            return;
        }
        let (news, pool) = (self.clone(), pool.clone());
        tokio::spawn(async move {
            while !pool.is_closed() {
                if let Err(error) = news.listen(&pool).await {
                    tracing::warn!(%error, "listening to the database");
                    tokio::time::sleep(PAUSE).await;
                }
            }
        });
    }

    async fn listen(&self, pool: &PgPool) -> Result<(), sqlx::Error> {
        let mut listener = PgListener::connect_with(pool).await?;
        listener.ignore_pool_close_event(false);
        listener.listen(CHANNEL).await?;
        // What was said while nobody listened is unknown: whoever has a page open looks once.
        self.say(EVERYTHING);
        loop {
            match listener.try_recv().await? {
                Some(line) => self.say(line.payload()),
                None => self.say(EVERYTHING),
            }
        }
    }
}

/// Anything may have changed.
pub const EVERYTHING: &str = "everything";
