//! Making an archive: first the database as it is at one moment, then the photos that it names. A photo is written once and never
//! changed, so that what comes later is of the same moment.
use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::ErrorKind;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use app::access::{App, Duty, Robot};
use app::base::blobs::Blobs;
use app::base::clock::{Clock, Moment, zone};
use app::base::db::{Db, copy};
use app::base::failure::Failure;
use app::base::settings::Settings;
use app::base::site::Site;
use app::files::{self, Stored};

use super::DATABASE;
use super::archive::Writer;
use super::manifest::{FORMAT, Manifest};
use crate::commands::Outcome;

/// A photo can be taken away between the copy of the database and its own: then everything is done again, so often.
const TRIES: usize = 3;
const PREFIX: &str = "kring-";
const ENDING: &str = ".tar";

pub struct Packed {
    pub manifest: Manifest,
}

impl fmt::Display for Packed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.manifest.fmt(f)
    }
}

/// Where the archive goes, and the folder of archives if that is what was named.
pub fn place(to: &Path) -> Outcome<(PathBuf, Option<PathBuf>)> {
    if to.is_dir() {
        let local = now().local(&zone("Europe/Amsterdam")).strftime("%Y-%m-%d-%H%M%S").to_string();
        return Ok((to.join(format!("{PREFIX}{local}{ENDING}")), Some(to.to_owned())));
    }
    match to.extension().and_then(|ending| ending.to_str()) {
        _ if to.exists() => Err(format!("{} is there already, and nothing is overwritten", to.display()).into()),
        Some("tar") => Ok((to.to_owned(), None)),
        _ => Err(format!("{} is not a folder, and no name that ends in .tar", to.display()).into()),
    }
}

pub async fn pack(settings: &Settings, archive: &Path, photos_only: bool) -> Outcome<Packed> {
    let source = Source::of(settings, photos_only)?;
    let folder = archive.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let unfinished = tempfile::Builder::new().prefix(".kring-backup-").tempdir_in(folder);
    let unfinished = unfinished.map_err(|error| match error.kind() {
        ErrorKind::NotFound => {
            format!("there is no folder {}: make it first, or look at how it is written", folder.display())
        }
        _ => format!("nothing can be written in {}: {error}", folder.display()),
    })?;
    for last in (1..=TRIES).rev().map(|left| left == 1) {
        let part = unfinished.path().join("archive");
        let manifest = source.write(settings, unfinished.path(), &part).await?;
        if manifest.missing.is_empty() || last {
            std::fs::rename(&part, archive)?;
            File::open(folder)?.sync_all()?;
            return Ok(Packed { manifest });
        }
        std::fs::remove_file(part)?;
    }
    Err("the photos change too fast".into())
}

/// Takes away what is older than the newest so many; only files that this program named.
pub fn tidy(folder: &Path, keep: usize) -> Outcome {
    let mut archives = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let day = name.strip_prefix(PREFIX).and_then(|name| name.strip_suffix(ENDING)).unwrap_or_default();
        if !day.is_empty() && day.bytes().all(|letter| letter.is_ascii_digit() || letter == b'-') {
            archives.push(path);
        }
    }
    // Their names sort by time.
    archives.sort();
    let old = archives.len().saturating_sub(keep);
    for path in archives.drain(..old) {
        std::fs::remove_file(&path)?;
        println!("{}: taken away, {keep} newer ones stay", path.display());
    }
    Ok(())
}

/// What the database is.
enum Source {
    /// Copied into the archive.
    Sqlite(PathBuf),
    /// Not in the archive: it is asked for the photos only.
    PhotosOnly,
}

impl Source {
    fn of(settings: &Settings, photos_only: bool) -> Outcome<Self> {
        match settings.database.file() {
            _ if photos_only => Ok(Source::PhotosOnly),
            Some(path) if path.is_file() => Ok(Source::Sqlite(path.into())),
            Some(path) => Err(format!("there is no database at {}", path.display()).into()),
            None => Err("this school's database is PostgreSQL. Copy it with pg_dump first, then the photos with \
                         `kring backup … --photos-only`: in this order no photo is missing"
                .into()),
        }
    }

    /// One try: everything into `part`. `missing` names shown photos whose files were not there.
    async fn write(&self, settings: &Settings, folder: &Path, part: &Path) -> Outcome<Manifest> {
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(part)?;
        let mut writer = Writer::new(file, u64::try_from(now().0 / Moment::SECOND)?);
        let wanted = match self {
            Source::Sqlite(path) => add_database(&mut writer, path, &folder.join("copy")).await?,
            Source::PhotosOnly => {
                let app = App::open(settings.clone(), Site::default(), Clock::System).await?;
                let wanted = files::stored(Robot::new(&app, Duty::Command("backup")).db()).await;
                app.close().await;
                wanted?
            }
        };
        let missing = add_photos(&mut writer, &Blobs::open(&settings.blobs)?, wanted).await?;
        let made = now().local(&zone("Europe/Amsterdam")).strftime("%Y-%m-%d %H:%M").to_string();
        let entries = writer.entries.clone();
        let manifest = Manifest { format: FORMAT, kring: env!("CARGO_PKG_VERSION").into(), made, entries, missing };
        writer.finish(&manifest)?;
        Ok(manifest)
    }
}

/// Copies the database, and says which files it names.
async fn add_database(writer: &mut Writer, database: &Path, copied: &Path) -> Outcome<Vec<Stored>> {
    remove_if_there(copied)?;
    copy::copy(database, copied).await?;
    let copy = Db::look_at(copied).await?;
    let wanted = files::stored(&copy).await;
    copy.close().await;
    writer.add(DATABASE, copied.metadata()?.len(), File::open(copied)?)?;
    std::fs::remove_file(copied)?;
    Ok(wanted?)
}

async fn add_photos(writer: &mut Writer, blobs: &Blobs, wanted: Vec<Stored>) -> Outcome<Vec<String>> {
    let mut missing = Vec::new();
    for stored in wanted {
        match blobs.get(&stored.key).await {
            Ok(bytes) => writer.add(&stored.key, bytes.len() as u64, bytes.as_ref())?,
            Err(Failure::Gone) if stored.shown => missing.push(stored.key),
            // A photo that waits for its post: its files are on their way, or thrown away by now.
            Err(Failure::Gone) => {}
            Err(failure) => return Err(format!("{}: {failure}", stored.key).into()),
        }
    }
    Ok(missing)
}

fn now() -> Moment {
    Clock::System.now()
}

fn remove_if_there(path: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
