//! Whether the folders that settings name are there (or can be made) and can be written: found out at the start, not by the first photo.
use std::fs;
use std::io;
use std::path::Path;

use super::{BlobPlace, Database, MailPlace, Settings};
use crate::base::ids;

/// One sentence for each place that cannot be used.
pub fn missing(settings: &Settings) -> Vec<String> {
    let mut places: Vec<(&str, &Path)> = Vec::new();
    if let Database::Sqlite(path) = &settings.database {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        places.push(("database", folder.unwrap_or(Path::new("."))));
    }
    if let BlobPlace::Disk(folder) = &settings.blobs {
        places.push(("blobs", folder));
    }
    if let MailPlace::Folder(folder) = &settings.mail {
        places.push(("mail", folder));
    }
    let mut sentences: Vec<String> = places.iter().filter_map(|(key, folder)| unusable(key, folder)).collect();
    if let Database::Sqlite(path) = &settings.database
        && path.is_dir()
    {
        sentences.push(format!("database: {} is a folder; name a file in it, such as kring.db", path.display()));
    }
    if let Some(site) = settings.site.as_deref().filter(|site| !site.is_dir()) {
        sentences.push(format!("site: there is no folder {}", site.display()));
    }
    sentences
}

fn unusable(key: &str, folder: &Path) -> Option<String> {
    let error = tried(folder).err()?;
    Some(format!("{key}: the folder {} cannot be made or written: {error}", folder.display()))
}

/// Really writes: what the rights of a folder say is not the whole truth on every disk.
fn tried(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let file = folder.join(format!(".kring-{}", ids::reference()));
    fs::write(&file, b"kring")?;
    fs::remove_file(file)
}
