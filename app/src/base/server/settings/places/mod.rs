//! Places that settings name: where the rows, the photos and the mail go. A typo is refused here, never guessed.
mod blobs;
mod database;
mod mail;
mod smtp;

use std::path::PathBuf;

pub use blobs::BlobPlace;
pub use database::Database;
pub use mail::{MailPlace, Smtp, Tls};

/// What is wrong with a value: the rest of a sentence that begins with the key.
pub type Wrong = String;

/// What stands where a password has a letter that means something in an address.
const ENCODED: &str = "; in a password / is written %2F, # is %23, ? is %3F, @ is %40, % is %25";

/// A path that is not empty and no address: `disk://host/x` is nobody's folder.
fn file(path: &str) -> Result<PathBuf, Wrong> {
    if path.trim().is_empty() || path.starts_with("//") || path.contains('\0') || path.contains('?') {
        return Err("names no path".into());
    }
    if path.starts_with(":memory:") {
        return Err("would be gone at the next start".into());
    }
    Ok(PathBuf::from(path))
}
