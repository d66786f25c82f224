//! The running installation. Its database is private to `access`: everybody else comes as a viewer, a visitor or a robot.
use std::sync::Arc;

use tokio::sync::Semaphore;

use super::health::Health;
use super::lanes::Lanes;
use super::queues::Queues;
use crate::base::arrivals::Arrivals;
use crate::base::blobs::Blobs;
use crate::base::clock::Clock;
use crate::base::db::Db;
use crate::base::mail::Post;
use crate::base::settings::Settings;
use crate::base::shelf::Shelf;
use crate::base::site::Site;

#[derive(Debug, Clone)]
pub struct App(Arc<Inner>);

#[derive(Debug)]
pub struct Inner {
    pub(super) db: Db,
    pub clock: Clock,
    pub blobs: Blobs,
    pub mail: Post,
    pub settings: Settings,
    pub site: Site,
    pub turns: Turns,
    pub shelf: Shelf,
    pub health: Health,
}

/// What takes much memory waits its turn, whoever asks; see `docs/decisions/0007-heavy-work.md`.
#[derive(Debug)]
pub struct Turns {
    /// Hashing a password takes 19 MiB.
    pub password: Lanes,
    /// Drawing pages: of one session, or of one network without one, a few at a time.
    pub pages: Queues,
    /// Preparing a photo takes up to 190 MiB.
    pub photo: Semaphore,
    /// Files that arrive or wait for their turn.
    pub arriving: Arrivals,
}

/// A browser opens six connections; who asks for pages on a hundred waits for themselves.
const PAGES: usize = 8;
/// Mebibytes of files that are in memory at once.
pub const ARRIVING: usize = 26;

impl Turns {
    fn new() -> Self {
        Turns {
            password: Lanes::new(),
            pages: Queues::new(PAGES, usize::MAX),
            photo: Semaphore::new(1),
            arriving: Arrivals::new(ARRIVING),
        }
    }
}

impl App {
    /// Opens everything that the settings name.
    pub async fn open(
        settings: Settings,
        site: Site,
        clock: Clock,
    ) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let db = Db::open(&settings.database.url()).await?;
        let blobs = Blobs::open(&settings.blobs)?;
        let mail = Post::open(&settings, clock.clone())?;
        Ok(App(Arc::new(Inner {
            db,
            clock,
            blobs,
            mail,
            settings,
            site,
            turns: Turns::new(),
            shelf: Shelf::new(),
            health: Health::default(),
        })))
    }

    /// No page is told anything more: whoever stops need not wait for them.
    pub fn hang_up(&self) {
        self.0.db.say_here(super::live::STOPPING);
    }

    pub async fn close(&self) {
        self.0.db.close().await;
    }
}

impl std::ops::Deref for App {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}
