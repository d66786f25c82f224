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
    if let Some(sentence) = places.iter().find_map(|(_, folder)| somebody_elses(folder)) {
        return vec![sentence];
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

/// The administrator may write anywhere, and what they make can then be read by nobody but them: found out before anything is made.
#[cfg(unix)]
fn somebody_elses(folder: &Path) -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let there = folder.ancestors().find(|folder| folder.is_dir())?;
    let (me, owner) = (fs::metadata("/proc/self").ok()?.uid(), fs::metadata(there).ok()?.uid());
    let name = owned(me, owner, &fs::read_to_string("/etc/passwd").unwrap_or_default())?;
    let place = there.display();
    Some(format!(
        "{place} belongs to {name}, and this is root: put `sudo -u {name}` before the command, or Kring will not be able to use what it makes"
    ))
}

/// The name of who owns a folder, for root at the folder of somebody else.
pub(super) fn owned(me: u32, owner: u32, passwd: &str) -> Option<String> {
    if me != 0 || owner == 0 {
        return None;
    }
    let number = owner.to_string();
    let line = passwd.lines().find(|line| line.split(':').nth(2) == Some(&number));
    Some(line.and_then(|line| line.split(':').next()).unwrap_or(&number).to_owned())
}

#[cfg(not(unix))]
fn somebody_elses(_folder: &Path) -> Option<String> {
    None
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
