//! Where renditions of photos lie: on disk, in an S3 bucket, or in memory. Addressed by id, never by a file name.
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use futures::StreamExt;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload, path::Path as Key};

use super::db::broken;
use super::failure::{Failure, Result};
use super::settings::BlobPlace;

#[derive(Debug, Clone)]
pub struct Blobs(Arc<dyn ObjectStore>);

impl Blobs {
    pub fn open(place: &BlobPlace) -> Result<Self, object_store::Error> {
        let store: Arc<dyn ObjectStore> = match place {
            BlobPlace::Disk(folder) => Arc::new(on_disk(folder)?),
            BlobPlace::Bucket(bucket) => Arc::new(AmazonS3Builder::from_env().with_bucket_name(bucket).build()?),
            BlobPlace::Memory => Arc::new(InMemory::new()),
        };
        Ok(Blobs(store))
    }

    pub async fn put(&self, key: &str, bytes: Vec<u8>) -> Result<()> {
        self.0.put(&Key::from(key), PutPayload::from(bytes)).await.map_err(|error| broken(&error))?;
        Ok(())
    }

    /// The bytes, or `Gone`.
    pub async fn get(&self, key: &str) -> Result<Bytes> {
        match self.0.get(&Key::from(key)).await {
            Ok(found) => found.bytes().await.map_err(|error| broken(&error)),
            Err(object_store::Error::NotFound { .. }) => Err(Failure::Gone),
            Err(error) => Err(broken(&error)),
        }
    }

    /// Whether there is nothing in it.
    pub async fn is_empty(&self) -> Result<bool> {
        self.0.list(None).next().await.transpose().map(|first| first.is_none()).map_err(|error| broken(&error))
    }

    /// Removes it; that it was not there is fine.
    pub async fn remove(&self, key: &str) -> Result<()> {
        match self.0.delete(&Key::from(key)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(broken(&error)),
        }
    }
}

fn on_disk(folder: &Path) -> Result<LocalFileSystem, object_store::Error> {
    std::fs::create_dir_all(folder)
        .map_err(|source| object_store::Error::Generic { store: "disk", source: Box::new(source) })?;
    LocalFileSystem::new_with_prefix(folder)
}
