//! A seeded database per story: the demo school is built once per engine, and copied for every story.
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use super::{demo, postgres};
use crate::access::App;
use crate::base::clock::{Clock, Moment};
use crate::base::db::copy;
use crate::base::ids;
use crate::base::settings::{Database, MailPlace, Settings};
use crate::base::site::Site;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Stories begin on Monday 23 November 2026, ten in the morning in Amsterdam.
pub const STORY_BEGINS: Moment = Moment(1_795_424_400_000_000);

/// A demo school made once: the folder with its photos, and its database.
struct Template {
    folder: PathBuf,
    database: String,
    _keeper: Child,
}

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

impl Engine {
    /// Settings of a fresh copy of the demo school, below `folder`.
    pub async fn copy(self, folder: &Path) -> Outcome<Settings> {
        let template = self.template()?;
        copy_folder(&template.folder, folder)?;
        let mut settings = Settings::below(folder);
        settings.mail = MailPlace::Memory;
        if self == Engine::Postgres {
            settings.database = Database::Postgres(postgres::copy_of(&template.database).await?.into());
        }
        Ok(settings)
    }

    /// Settings of a school that is not there yet, below `folder`.
    pub async fn empty(self, folder: &Path) -> Outcome<Settings> {
        let mut settings = Settings::below(folder);
        if self == Engine::Postgres {
            settings.database = Database::Postgres(postgres::empty().await?.into());
        }
        Ok(settings)
    }

    fn template(self) -> Outcome<&'static Template> {
        static SQLITE: OnceLock<Result<Template, String>> = OnceLock::new();
        static POSTGRES: OnceLock<Result<Template, String>> = OnceLock::new();
        let cell = if self == Engine::Sqlite { &SQLITE } else { &POSTGRES };
        // A thread with a runtime of its own: connections must not outlive the story that happened to come first.
        let made = cell.get_or_init(|| {
            let thread = std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
                runtime.block_on(self.make())
            });
            thread.join().map_err(|_| "panicked".to_owned())?.map_err(|error| error.to_string())
        });
        made.as_ref().map_err(|error| error.clone().into())
    }

    async fn make(self) -> Outcome<Template> {
        let folder = std::env::temp_dir().join(format!("kring-story-{}", ids::fresh(STORY_BEGINS)));
        std::fs::create_dir_all(&folder)?;
        let keeper = gone_with_this_process(&folder)?;
        let settings = self.empty(&folder).await?;
        let database = settings.database.url();
        let app = App::open(settings, Site::default(), Clock::turned(STORY_BEGINS)).await?;
        demo::seed(&app, demo::Size::Story).await?;
        app.close().await;
        drop(app);
        settled(&folder).await;
        if self == Engine::Sqlite {
            tight(&folder).await?;
        }
        Ok(Template { folder, database, _keeper: keeper })
    }
}

/// Its standard input closes when this process ends, however it ends: then the folder is removed.
fn gone_with_this_process(folder: &Path) -> std::io::Result<Child> {
    Command::new("sh")
        .args(["-c", "trap '' INT; cat >/dev/null; rm -rf \"$0\""])
        .arg(folder)
        .stdin(Stdio::piped())
        .spawn()
}

/// The writer of SQLite closes when its last handle is gone, and empties its log then: a copy made before could miss a part.
pub async fn settled(folder: &Path) {
    let log = folder.join("kring.db-wal");
    for _ in 0..500 {
        if !log.exists() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
}

/// Without the room that rows of the demo's autumn left: where a story lets the file grow no further, it is full.
async fn tight(folder: &Path) -> Outcome<()> {
    let (file, tight) = (folder.join("kring.db"), folder.join("tight.db"));
    copy::copy(&file, &tight).await?;
    Ok(std::fs::rename(tight, file)?)
}

fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let path = entry?.path();
        let Some(name) = path.file_name() else { continue };
        if path.is_dir() {
            copy_folder(&path, &to.join(name))?;
        } else {
            std::fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}
