//! The running installation. Its database is private to `access`: everybody else comes as a viewer, a visitor or a robot.
use std::sync::Arc;

use tokio::sync::Semaphore;

use crate::base::blobs::Blobs;
use crate::base::clock::Clock;
use crate::base::db::Db;
use crate::base::mail::Post;
use crate::base::settings::Settings;
use crate::shell::Site;

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
    /// Passwords and photos are heavy: this many at a time, whoever asks.
    pub heavy: Semaphore,
}

impl App {
    /// Opens everything that the settings name.
    pub async fn open(
        settings: Settings,
        site: Site,
        clock: Clock,
    ) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let db = Db::open(&settings.database).await?;
        let blobs = Blobs::open(&settings.blobs)?;
        let mail = Post::open(&settings.mail, &settings.mail_from)?;
        Ok(App(Arc::new(Inner { db, clock, blobs, mail, settings, site, heavy: Semaphore::new(2) })))
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
