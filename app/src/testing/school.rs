//! The small world of one story: the demo school in a database of its own, and its people.
use tempfile::TempDir;

use super::{Engine, Probe, demo, engine, postgres};
use crate::access::{App, Duty, Robot};
use crate::base::clock::Clock;
use crate::base::mail::Mail;
use crate::base::settings::{Database, MailPlace, Settings};
use crate::base::site::Site;

pub struct School {
    pub app: App,
    pub engine: Engine,
    /// The database was made by `Engine::copy`, and goes with the story.
    copied: bool,
    _folder: TempDir,
}

impl Drop for School {
    fn drop(&mut self) {
        if self.copied && self.engine == Engine::Postgres {
            // What stays is a copy in a folder that goes with the server: only room is lost.
            postgres::forget(&self.app.settings.database.url()).ok();
        }
    }
}

impl School {
    /// A fresh copy of the demo school. Panics where it cannot be made: then there is nothing to tell.
    #[expect(clippy::expect_used, reason = "a test without its school is over")]
    pub async fn open(engine: Engine) -> Self {
        #[cfg(test)]
        super::logs();
        let folder = tempfile::tempdir().expect("a folder");
        let settings = engine.copy(folder.path()).await.expect("a copy of the demo school");
        let clock = Clock::turned(engine::STORY_BEGINS);
        let app = App::open(settings, Site::default(), clock).await.expect("an open school");
        School { app, engine, copied: true, _folder: folder }
    }

    /// The demo school in a database that was made for one story.
    #[expect(clippy::expect_used, reason = "a test without its school is over")]
    pub async fn in_database(url: String) -> Self {
        #[cfg(test)]
        super::logs();
        let folder = tempfile::tempdir().expect("a folder");
        let mut settings = Settings::below(folder.path());
        settings.mail = MailPlace::Memory;
        settings.database = Database::Postgres(url.into());
        let app =
            App::open(settings, Site::default(), Clock::turned(engine::STORY_BEGINS)).await.expect("an open school");
        demo::seed(&app, demo::Size::Story).await.expect("the demo school");
        School { app, engine: Engine::Postgres, copied: false, _folder: folder }
    }

    /// Somebody at a browser, signed in: `school.as_person("fatima.elamrani@ouders.example")`.
    pub async fn as_person(&self, email: &str) -> Probe {
        let mut probe = self.visitor();
        probe.sign_in(email).await;
        probe
    }

    pub async fn fatima(&self) -> Probe {
        self.as_person("fatima.elamrani@ouders.example").await
    }

    pub async fn sanne(&self) -> Probe {
        self.as_person("sanne.dewit@wilgenboom.example").await
    }

    /// Parent of another group.
    pub async fn wei(&self) -> Probe {
        self.as_person("wei.chen@ouders.example").await
    }

    /// Blocked guardian of Lisa, in the same group as Noor.
    pub async fn ronald(&self) -> Probe {
        self.as_person("ronald.visser@ouders.example").await
    }

    pub async fn hanneke(&self) -> Probe {
        self.as_person("hanneke.smit@wilgenboom.example").await
    }

    /// Somebody who has not signed in.
    pub fn visitor(&self) -> Probe {
        Probe::new(&self.app)
    }

    pub fn robot(&self) -> Robot {
        Robot::new(&self.app, Duty::Trial("story"))
    }

    pub fn mails(&self) -> Vec<Mail> {
        self.app.mail.sent()
    }
}
