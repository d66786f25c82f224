//! What the binary can be asked to do.
use std::path::{Path, PathBuf};

use app::access::App;
use app::base::clock::Clock;
use app::base::settings::Settings;
use app::base::site::Site;
use app::testing::{demo, generator};
use clap::Subcommand;

use crate::{backup, bench, doctor, import, jobs, log, mail, people, serve};

pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the school, and do its jobs.
    Serve,
    /// Do the jobs only, beside other processes that serve.
    Work,
    /// Bring the tables of the database up to date.
    Migrate,
    /// A demo school in a folder: builds it when it is not there, prints who can sign in, and serves it.
    Demo {
        #[arg(long, default_value = "target/demo")]
        data: PathBuf,
        /// Folder of the browser side; without it, what is inside the binary.
        #[arg(long)]
        site: Option<PathBuf>,
        #[arg(long, default_value_t = 3000)]
        port: u16,
    },
    /// Build the demo school in a folder, and stop.
    Seed {
        #[arg(long, default_value = "target/demo")]
        data: PathBuf,
        /// Instead of the demo school one in which nobody is yet but its head. The lists of its so many pupils are put in the folder, to
        /// be brought in: this year's and next year's.
        #[arg(long)]
        pupils: Option<usize>,
    },
    /// Copy the database and the photos into one archive, while the school goes on.
    Backup(backup::Backup),
    /// Bring an archive back to a place where nothing is, or look whether that could be done.
    Restore(backup::Restore),
    /// Look whether everything that the settings name works; ends with an error when something does not.
    Doctor,
    /// Try the way out for mail.
    #[command(subcommand)]
    Mail(mail::Mail),
    /// What was to happen later and did not succeed.
    Jobs {
        #[command(subcommand)]
        what: Option<jobs::What>,
    },
    /// Who did what when: signing in, guessing, importing, blocking, roles, modules. A year of it is kept.
    Log {
        /// So many lines, the newest first.
        #[arg(long, default_value_t = 50)]
        most: i64,
    },
    /// Measure.
    #[command(subcommand)]
    Bench(bench::Bench),
    /// Take in a file of a school.
    #[command(subcommand)]
    Import(import::File),
    /// Look after the people of a school.
    #[command(subcommand)]
    People(people::People),
    /// Show, open or close the modules of a school.
    Modules(people::Modules),
    /// Open an account for somebody who was imported, or give it a new password (read from standard input).
    Account {
        email: String,
        /// Somebody signs in with this address at another school: it is the same person, and their account opens this school, too.
        #[arg(long)]
        link: bool,
        #[command(flatten)]
        at: import::At,
    },
}

/// Where the guide for schools puts the settings: commands find them there when none are named.
const USUAL: &str = "/etc/kring/kring.toml";

pub async fn run(command: Command, file: Option<&Path>) -> Outcome {
    let file = named_or_usual(file, Path::new(USUAL));
    match command {
        Command::Serve => serve::serve(open(Settings::load(file)?).await?).await,
        Command::Work => at_rest(file, async |app| serve::work(app).await).await,
        Command::Migrate => {
            at_rest(file, async |_| Ok(())).await?;
            println!("The tables are up to date.");
            Ok(())
        }
        Command::Demo { data, site, port } => demonstrate(&data, site, port).await,
        Command::Seed { data, pupils } => built(&Settings::below(&data), &data, pupils).await,
        Command::Backup(what) => backup::backup(&Settings::load(file)?, what).await,
        Command::Restore(what) => backup::restore(file, what).await,
        Command::Doctor => doctor::examine(file).await,
        Command::Mail(what) => mail::run(Settings::load(file)?, what).await,
        Command::Jobs { what } => in_school(file, async |app| jobs::run(app, what).await).await,
        Command::Log { most } => in_school(file, async |app| log::run(app, most).await).await,
        Command::Bench(what) => bench::run(what).await,
        Command::Import(what) => at_rest(file, async |app| import::import(app, what).await).await,
        Command::People(what) => in_school(file, async |app| people::people(app, what).await).await,
        Command::Modules(what) => in_school(file, async |app| people::modules(app, what).await).await,
        Command::Account { email, link, at } => {
            in_school(file, async |app| people::account(app, &email, &at, link).await).await
        }
    }
}

fn named_or_usual<'a>(named: Option<&'a Path>, usual: &'a Path) -> Option<&'a Path> {
    // What cannot be looked at is there, and belongs to somebody else.
    named.or_else(|| usual.try_exists().unwrap_or(true).then_some(usual))
}

/// For commands that look into a school: where none is, they make none.
async fn in_school(file: Option<&Path>, work: impl AsyncFnOnce(&App) -> Outcome) -> Outcome {
    with(existing(Settings::load(file)?)?, work).await
}

/// Settings whose database is there.
pub fn existing(settings: Settings) -> Outcome<Settings> {
    match settings.database.file().filter(|file| !file.exists()) {
        None => Ok(settings),
        Some(file) => Err(format!(
            "there is no database at {}: look at `database` in the settings (`--settings FILE`). `kring serve` and `kring import` make a new one",
            file.display()
        )
        .into()),
    }
}

/// For commands that show no page.
async fn at_rest(file: Option<&Path>, work: impl AsyncFnOnce(&App) -> Outcome) -> Outcome {
    with(Settings::load(file)?, work).await
}

/// Whatever came of it, the database is closed in order.
async fn with(settings: Settings, work: impl AsyncFnOnce(&App) -> Outcome) -> Outcome {
    let app = App::open(settings, Site::default(), Clock::System).await?;
    let outcome = work(&app).await;
    app.close().await;
    outcome
}

async fn open(settings: Settings) -> Outcome<App> {
    let site = site(settings.site.as_deref())?;
    App::open(settings, site, Clock::System).await
}

fn site(folder: Option<&Path>) -> Outcome<Site> {
    match folder {
        Some(folder) => Ok(Site::from_folder(folder).map_err(|error| format!("{}: {error}", folder.display()))?),
        None => serve::embedded(),
    }
}

/// Builds the school of a demo in this folder, unless one is there. One that was left half built is built anew.
async fn built(settings: &Settings, data: &Path, pupils: Option<usize>) -> Outcome {
    std::fs::create_dir_all(data)?;
    let complete = data.join("complete");
    if complete.exists() {
        return Ok(());
    }
    for name in ["kring.db", "kring.db-wal", "kring.db-shm", "blobs", "outbox"] {
        let path = data.join(name);
        if path.is_dir() {
            std::fs::remove_dir_all(path)?;
        } else if path.exists() {
            std::fs::remove_file(path)?;
        }
    }
    println!("Building the demo school. This happens once.");
    let app = App::open(settings.clone(), Site::default(), Clock::System).await?;
    match pupils {
        None => demo::seed(&app, demo::Size::Full).await?,
        Some(pupils) => made(&app, data, pupils).await?,
    }
    app.close().await;
    Ok(std::fs::write(complete, "")?)
}

async fn made(app: &App, data: &Path, pupils: usize) -> Outcome {
    let school = generator::found(app, pupils, demo::PASSWORD).await?;
    for later in [0, 1] {
        let begins = school.made.begins(later);
        std::fs::write(data.join(format!("pupils-{begins}.xml")), school.made.school(later))?;
        std::fs::write(data.join(format!("guardians-{begins}.csv")), school.made.guardians(later))?;
    }
    println!("The head signs in as {} with the password «{}».", school.head, demo::PASSWORD);
    Ok(())
}

async fn demonstrate(data: &Path, folder: Option<PathBuf>, port: u16) -> Outcome {
    // First what takes no time: a missing browser side should not be found out after the school was built.
    let site = site(folder.as_deref())?;
    // With port 0 the system chooses one, and every link must name it, also in the mails of the school's autumn.
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    let mut settings = Settings::below(data);
    settings.public_url = format!("http://localhost:{}", listener.local_addr()?.port());
    built(&settings, data, None).await?;
    let app = App::open(settings, site, Clock::System).await?;
    println!("\n  {}\n", app.settings.public_url);
    println!("  Sign in with one tap, or with one of these and the password «{}»:", demo::PASSWORD);
    for (email, name, what) in demo::SHOWN {
        println!("    {email:<40} {name} ({what})");
    }
    println!("\n  Outgoing mail: {}/mailbox", app.settings.public_url);
    serve::on(listener, app).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_found_where_the_guide_puts_them() {
        let folder = tempfile::tempdir().unwrap();
        let usual = folder.path().join("kring.toml");
        assert_eq!(named_or_usual(None, &usual), None);
        std::fs::write(&usual, "").unwrap();
        assert_eq!(named_or_usual(None, &usual), Some(usual.as_path()));
        let named = Path::new("mine.toml");
        assert_eq!(named_or_usual(Some(named), &usual), Some(named));
    }
}
