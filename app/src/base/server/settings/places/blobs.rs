//! Where the photos are: a folder, or a bucket.
use std::fmt;
use std::path::PathBuf;

use super::{Wrong, file};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlobPlace {
    Disk(PathBuf),
    Bucket(String),
    /// Gone when the process ends: for tests and the demo.
    Memory,
}

impl BlobPlace {
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        const HOW: &str = "write disk:/var/lib/kring/photos or s3:BUCKET";
        match text.split_once(':') {
            Some(("disk", path)) => Ok(BlobPlace::Disk(file(path).map_err(|wrong| format!("{wrong}: {HOW}"))?)),
            Some(("s3", bucket)) if is_bucket(bucket) => Ok(BlobPlace::Bucket(bucket.to_owned())),
            Some(("s3", _)) => Err(format!("names no bucket (small letters, digits, dots and hyphens): {HOW}")),
            Some(("memory", "")) => Ok(BlobPlace::Memory),
            _ => Err(format!("is not understood: {HOW}")),
        }
    }
}

/// As it stands in the settings.
impl fmt::Display for BlobPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BlobPlace::Disk(path) => write!(f, "disk:{}", path.display()),
            BlobPlace::Bucket(name) => write!(f, "s3:{name}"),
            BlobPlace::Memory => f.write_str("memory:"),
        }
    }
}

fn is_bucket(name: &str) -> bool {
    (3..=63).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte))
}
