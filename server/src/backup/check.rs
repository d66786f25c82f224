//! Whether an archive can be relied on: every byte is what it was, the database is sound and known, every photo that a post shows is there.
use std::collections::BTreeSet;
use std::fmt;
use std::fs::OpenOptions;
use std::io::{self, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use app::base::db::{Db, copy};
use app::files;
use tempfile::TempDir;

use super::manifest::{Entry, FORMAT, Manifest};
use super::{DATABASE, archive};
use crate::commands::Outcome;

pub struct Checked {
    pub manifest: Manifest,
    /// The unpacked database; gone when this is.
    pub database: Option<PathBuf>,
    _folder: TempDir,
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.manifest.fmt(f)
    }
}

/// Reads all of it; the database is unpacked in a new folder below `near`.
pub async fn check(path: &Path, near: &Path) -> Outcome<Checked> {
    let folder = tempfile::Builder::new().prefix(".kring-restore-").tempdir_in(near)?;
    let unpacked = folder.path().join(DATABASE);
    let (manifest, found) = archive::read(path, |name, bytes| match name {
        DATABASE => unpack(&unpacked, bytes),
        _ if is_photo(name) => Ok(()),
        _ => Err(format!("{name} does not belong in an archive of Kring").into()),
    })?;
    if manifest.format != FORMAT {
        return Err(format!("this archive was made by kring {}, which is newer: use that one", manifest.kring).into());
    }
    same(&manifest, &found)?;
    let database = manifest.database().map(|_| unpacked);
    if let Some(database) = &database {
        sound(database, &manifest).await?;
    }
    Ok(Checked { manifest, database, _folder: folder })
}

fn unpack(to: &Path, bytes: &mut dyn Read) -> Outcome {
    // A second database in one archive would be the one that counts for others who read it.
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(to);
    let mut file = file.map_err(|error| format!("{DATABASE}: {error}"))?;
    io::copy(bytes, &mut file)?;
    file.sync_all()?;
    Ok(())
}

/// `photos/ID/WIDTH.webp`, and nothing that leads elsewhere.
pub fn is_photo(name: &str) -> bool {
    let parts: Vec<&str> = name.split('/').collect();
    let plain = |part: &&str| part.bytes().all(|letter| letter.is_ascii_alphanumeric() || letter == b'-');
    match parts.as_slice() {
        ["photos", id, file] => {
            !id.is_empty()
                && plain(id)
                && file.strip_suffix(".webp").is_some_and(|width| !width.is_empty() && plain(&width))
        }
        _ => false,
    }
}

/// The list of contents and what was found agree, entry by entry.
fn same(manifest: &Manifest, found: &[Entry]) -> Outcome {
    let names: BTreeSet<&str> = found.iter().map(|entry| entry.name.as_str()).collect();
    if names.len() != found.len() {
        return Err("something is in this archive twice".into());
    }
    for wanted in &manifest.entries {
        match found.iter().find(|entry| entry.name == wanted.name) {
            Some(entry) if entry == wanted => {}
            Some(_) => return Err(format!("{} is damaged: its sum is not what it was", wanted.name).into()),
            None => return Err(format!("{} is missing in the archive", wanted.name).into()),
        }
    }
    let strange = found.iter().find(|entry| !manifest.entries.contains(entry));
    strange.map_or(Ok(()), |entry| Err(format!("{} is in the archive and not in its list", entry.name).into()))
}

async fn sound(database: &Path, manifest: &Manifest) -> Outcome {
    let faults = copy::faults(database).await?;
    if !faults.is_empty() {
        return Err(format!("the database is not sound: {}", faults.join("; ")).into());
    }
    let db = Db::look_at(database).await?;
    let files = files::stored(&db).await;
    db.close().await;
    let there: BTreeSet<&str> =
        manifest.photos().map(|entry| entry.name.as_str()).chain(manifest.missing.iter().map(String::as_str)).collect();
    let lost = files?.into_iter().find(|file| file.shown && !there.contains(file.key.as_str()));
    lost.map_or(Ok(()), |file| Err(format!("{} is shown in a post and not in the archive", file.key).into()))
}
