//! The last entry of an archive: what else must be in it, to the byte. Without it an archive is not whole.
use std::fmt;

use serde::{Deserialize, Serialize};

/// Raised when older programs could not read what is written.
pub const FORMAT: u32 = 1;
pub const NAME: &str = "manifest.json";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    /// Version of the program that made it.
    pub kring: String,
    /// Day and time at the school, for people.
    pub made: String,
    pub entries: Vec<Entry>,
    /// Photos that a post shows and whose files were not there any more.
    pub missing: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub name: String,
    pub size: u64,
    pub sha256: String,
}

impl Manifest {
    pub fn database(&self) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name == super::DATABASE)
    }

    pub fn photos(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.name != super::DATABASE)
    }
}

impl fmt::Display for Manifest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes: u64 = self.entries.iter().map(|entry| entry.size).sum();
        let database = if self.database().is_some() { "the database and " } else { "" };
        let photos = self.photos().count();
        write!(
            f,
            "made {} by kring {}, {database}{photos} files of photos, {} kB",
            self.made,
            self.kring,
            bytes / 1000
        )?;
        match self.missing.len() {
            0 => Ok(()),
            lost => write!(f, "; {lost} files of photos were lost before it was made"),
        }
    }
}

/// As it is written: two letters a byte.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
