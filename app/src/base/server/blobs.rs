//! Where renditions of photos lie: on disk, in an S3 bucket, or in memory. Addressed by id, never by a file name. What `put` has
//! answered is on the disk, also after the power failed.
use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use futures::{StreamExt, TryStreamExt};
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload, path::Path as Key};

use super::clock::Moment;
use super::db::broken;
use super::failure::{Failure, Result};
use super::settings::BlobPlace;

#[derive(Debug, Clone)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
    /// On disk: where.
    folder: Option<PathBuf>,
}

impl Blobs {
    pub fn open(place: &BlobPlace) -> Result<Self, object_store::Error> {
        let mut disk = None;
        let store: Arc<dyn ObjectStore> = match place {
            BlobPlace::Disk(folder) => {
                disk = Some(folder.clone());
                Arc::new(on_disk(folder)?)
            }
            BlobPlace::Bucket(bucket) => {
                // One crypto provider for the whole program. Whoever was first installed the same.
                rustls::crypto::ring::default_provider().install_default().ok();
                Arc::new(AmazonS3Builder::from_env().with_bucket_name(bucket).build()?)
            }
            BlobPlace::Memory => Arc::new(InMemory::new()),
        };
        Ok(Blobs { store, folder: disk })
    }

    pub async fn put(&self, key: &str, bytes: Vec<u8>) -> Result<()> {
        self.store.put(&Key::from(key), PutPayload::from(bytes)).await.map_err(|error| unkept(&error))?;
        Ok(())
    }

    /// The bytes, or `Gone`.
    pub async fn get(&self, key: &str) -> Result<Bytes> {
        match self.store.get(&Key::from(key)).await {
            Ok(found) => found.bytes().await.map_err(|error| broken(&error)),
            Err(object_store::Error::NotFound { .. }) => Err(Failure::Gone),
            Err(error) => Err(broken(&error)),
        }
    }

    /// Whether there is nothing in it.
    pub async fn is_empty(&self) -> Result<bool> {
        self.store.list(None).next().await.transpose().map(|first| first.is_none()).map_err(|error| broken(&error))
    }

    /// Removes it; that it was not there is fine.
    pub async fn remove(&self, key: &str) -> Result<()> {
        match self.store.delete(&Key::from(key)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(broken(&error)),
        }
    }

    /// The keys of everything below a folder.
    pub async fn keys(&self, below: &str) -> Result<Vec<String>> {
        let all = self.store.list(Some(&Key::from(below)));
        all.map_ok(|found| found.location.to_string()).try_collect().await.map_err(|error| broken(&error))
    }

    /// Removes what a process that was killed left half written, and says how much it was.
    pub async fn sweep_half_written(&self, before: Moment) -> usize {
        let Some(folder) = self.folder.clone() else { return 0 };
        tokio::task::spawn_blocking(move || sweep(&folder, before)).await.unwrap_or_default()
    }
}

/// Why something could not be put there: no room on the disk is something to say.
fn unkept(error: &object_store::Error) -> Failure {
    if is_full(error) {
        tracing::error!("no room for files");
        return Failure::Full;
    }
    broken(error)
}

fn is_full(error: &(dyn Error + 'static)) -> bool {
    let mut causes = std::iter::successors(Some(error), |&cause| cause.source());
    causes.any(|cause| {
        let kind = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        matches!(kind, Some(io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded))
    })
}

/// Nobody but the school's own account may enter.
fn on_disk(folder: &Path) -> Result<LocalFileSystem, object_store::Error> {
    private(folder).map_err(|source| object_store::Error::Generic { store: "disk", source: Box::new(source) })?;
    Ok(LocalFileSystem::new_with_prefix(folder)?.with_fsync(true))
}

#[cfg(unix)]
fn private(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn private(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)
}

/// A file that is being written has a `#` and a number behind its name.
fn sweep(folder: &Path, before: Moment) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    let mut swept = 0;
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            swept += sweep(&path, before);
            continue;
        }
        let half_written = path.extension().and_then(|name| name.to_str()).is_some_and(|name| name.contains('#'));
        if half_written && written(&path).is_some_and(|at| at < before) && std::fs::remove_file(&path).is_ok() {
            swept += 1;
        }
    }
    swept
}

fn written(path: &Path) -> Option<Moment> {
    let since = path.metadata().ok()?.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    i64::try_from(since.as_micros()).ok().map(Moment)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the store tells of it: the cause lies below.
    #[test]
    fn a_bucket_is_opened_with_the_one_crypto_provider() {
        assert!(Blobs::open(&BlobPlace::Bucket("fotos-van-de-wilgenboom".to_owned())).is_ok());
    }

    #[derive(Debug, thiserror::Error)]
    #[error("copying")]
    struct Copying(#[source] io::Error);

    #[test]
    fn a_full_disk_is_told_apart_from_what_is_broken() {
        let failed = |kind: io::ErrorKind| {
            let source = Box::new(Copying(io::Error::from(kind)));
            unkept(&object_store::Error::Generic { store: "LocalFileSystem", source })
        };
        assert_eq!(failed(io::ErrorKind::StorageFull), Failure::Full);
        assert_eq!(failed(io::ErrorKind::QuotaExceeded), Failure::Full);
        assert!(matches!(failed(io::ErrorKind::PermissionDenied), Failure::Broken { .. }));
    }

    /// Nobody can pull the plug in a test: here stands that the store was told to wait for the disk.
    #[test]
    fn what_was_put_is_on_the_disk_before_it_is_answered() {
        let folder = tempfile::tempdir().expect("a folder");
        let blobs = Blobs::open(&BlobPlace::Disk(folder.path().to_owned())).expect("a store");
        let store = format!("{:?}", blobs.store);
        assert!(store.starts_with("LocalFileSystem") && store.contains("fsync: true"), "{store}");
    }

    #[tokio::test]
    async fn what_a_killed_process_left_half_written_goes_after_a_day() {
        let folder = tempfile::tempdir().expect("a folder");
        let blobs = Blobs::open(&BlobPlace::Disk(folder.path().to_owned())).expect("a store");
        blobs.put("photos/a/480.webp", vec![1]).await.expect("a file");
        let begun = Moment(1_700_000_000_000_000);
        let half = folder.path().join("photos/a/960.webp#1");
        let file = std::fs::File::create(&half).expect("half a file");
        let at = std::time::UNIX_EPOCH + std::time::Duration::from_micros(1_700_000_000_000_000);
        file.set_modified(at).expect("its age");
        assert_eq!(blobs.sweep_half_written(begun).await, 0, "it may still be written");
        assert_eq!(blobs.sweep_half_written(begun.plus(1)).await, 1);
        assert!(!half.exists());
        assert!(blobs.get("photos/a/480.webp").await.is_ok());
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn nobody_else_on_this_machine_may_look_in() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let inside = folder.path().join("blobs");
        std::fs::create_dir(&inside).expect("a folder that was there before");
        std::fs::set_permissions(&inside, std::fs::Permissions::from_mode(0o755)).expect("open to everybody");
        Blobs::open(&BlobPlace::Disk(inside.clone())).expect("a store");
        let mode = inside.metadata().expect("its rights").permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
}
