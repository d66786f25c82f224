//! Bringing an archive back. The database comes last, and as a whole: a place with a database is a place that is complete.
use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};

use app::base::blobs::Blobs;
use app::base::settings::{BlobPlace, Settings};
use tokio::sync::mpsc;

use super::check::{Checked, check};
use super::{DATABASE, archive};
use crate::commands::Outcome;

/// Where things go.
pub struct Places {
    database: PathBuf,
    blobs: BlobPlace,
}

impl fmt::Display for Places {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "database = \"sqlite:{}\"\nblobs = \"{}\"", self.database.display(), self.blobs)
    }
}

impl Places {
    /// Everything below one folder, which is empty or not there.
    pub fn below(folder: &Path) -> Outcome<Self> {
        if folder.exists() && std::fs::read_dir(folder)?.next().is_some() {
            return Err(format!("{} is not empty, and nothing is overwritten", folder.display()).into());
        }
        std::fs::create_dir_all(folder)?;
        let folder = folder.canonicalize()?;
        Ok(Places { database: folder.join(DATABASE), blobs: BlobPlace::Disk(folder.join("photos")) })
    }

    pub fn of(settings: &Settings) -> Outcome<Self> {
        let path = settings.database.file().ok_or(
            "the settings name PostgreSQL: bring the database back with pg_restore, and the photos with `--to FOLDER`",
        )?;
        Ok(Places { database: path.into(), blobs: settings.blobs.clone() })
    }

    /// Refuses where anything is.
    async fn are_free(&self) -> Outcome {
        for ending in ["", "-wal", "-shm"] {
            let path = PathBuf::from(format!("{}{ending}", self.database.display()));
            if path.exists() {
                return Err(format!("{} is there already, and nothing is overwritten", path.display()).into());
            }
        }
        if Blobs::open(&self.blobs)?.is_empty().await? {
            Ok(())
        } else {
            Err("there are photos already, and nothing is overwritten".into())
        }
    }
}

pub async fn restore(path: &Path, places: &Places) -> Outcome<Checked> {
    places.are_free().await?;
    let folder = places.database.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let checked = check(path, folder).await?;
    put_photos(path, Blobs::open(&places.blobs)?).await?;
    if let Some(database) = &checked.database {
        std::fs::rename(database, &places.database)?;
        File::open(folder)?.sync_all()?;
    }
    Ok(checked)
}

/// One photo in memory at a time: the archive is read on a thread of its own, which waits until the last one is stored.
async fn put_photos(path: &Path, blobs: Blobs) -> Outcome {
    let (send, mut photos) = mpsc::channel::<(String, Vec<u8>)>(1);
    let path = path.to_owned();
    let reading = tokio::task::spawn_blocking(move || {
        archive::read(&path, |name, bytes| {
            if name != DATABASE {
                let mut photo = Vec::new();
                bytes.read_to_end(&mut photo)?;
                send.blocking_send((name.to_owned(), photo))?;
            }
            Ok(())
        })
    });
    while let Some((key, bytes)) = photos.recv().await {
        blobs.put(&key, bytes).await.map_err(|failure| format!("{key}: {failure}"))?;
    }
    reading.await??;
    Ok(())
}
