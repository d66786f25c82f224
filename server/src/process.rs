//! What this process asks of the system before anything else: private files, room for connections, and to be the only one that serves.
use std::fs::{File, TryLockError};

use app::base::settings::{Database, Settings};
use rustix::fs::Mode;
use rustix::process::{Resource, getrlimit, setrlimit, umask};

use crate::commands::Outcome;

/// Files of a school are its own: nobody else on the machine reads what this process writes.
pub fn keep_private() {
    umask(Mode::RWXG | Mode::RWXO);
}

/// As many connections as the system lets us have.
pub fn room_for_connections() -> usize {
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    if let Err(error) = setrlimit(Resource::Nofile, limit) {
        tracing::warn!(%error, "the number of open files stays as it is");
    }
    let files = getrlimit(Resource::Nofile).current.unwrap_or(1_000_000);
    // Some stay for the database, the photos and the mail.
    usize::try_from(files).unwrap_or(usize::MAX).saturating_sub(200).clamp(64, 20_000)
}

/// Held by the one process that serves a file of SQLite. `work` and commands may run beside it.
pub fn only_server(settings: &Settings) -> Outcome<Option<File>> {
    let Database::Sqlite(path) = &settings.database else { return Ok(None) };
    let lock = path.with_extension("serving");
    let file = File::create(&lock).map_err(|error| format!("{}: {error}", lock.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => {
            Err(format!("another `kring serve` is using {}; stop it first", path.display()).into())
        }
        Err(TryLockError::Error(error)) => Err(format!("{}: {error}", lock.display()).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_serves_and_the_second_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings::below(folder.path());
        let first = only_server(&settings).unwrap();
        let second = only_server(&settings).unwrap_err().to_string();
        assert!(first.is_some() && second.contains("another `kring serve`"), "{second}");
        drop(first);
        assert!(only_server(&settings).unwrap().is_some());
    }

    #[test]
    fn files_are_private() {
        use std::os::unix::fs::PermissionsExt;
        keep_private();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, "").unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o077, 0);
    }

    #[test]
    fn there_is_room_for_a_school() {
        assert!(room_for_connections() >= 64);
    }
}
