//! Where the rows are: a file of SQLite, or PostgreSQL.
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::{ENCODED, Wrong, file};

#[derive(Debug, Clone)]
pub enum Database {
    Sqlite(PathBuf),
    /// The whole address: it holds a password.
    Postgres(SecretString),
}

impl Database {
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        const HOW: &str = "write sqlite:/var/lib/kring/kring.db or postgres://USER:PASSWORD@HOST/DATABASE";
        if let Some(path) = text.strip_prefix("sqlite:") {
            return Ok(Database::Sqlite(file(path).map_err(|wrong| format!("{wrong}: {HOW}"))?));
        }
        if !text.starts_with("postgres://") && !text.starts_with("postgresql://") {
            return Err(format!("is not understood: {HOW}"));
        }
        match Url::parse(text) {
            Ok(url) if url.host_str().is_some_and(|host| !host.is_empty()) || url.query().is_some() => {
                Ok(Database::Postgres(text.to_owned().into()))
            }
            _ => Err(format!("is not an address of PostgreSQL: {HOW}{ENCODED}")),
        }
    }

    /// The file, when it is SQLite.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Database::Sqlite(path) => Some(path),
            Database::Postgres(_) => None,
        }
    }

    /// As `Db::open` takes it. Never to be shown: it may hold a password.
    pub fn url(&self) -> String {
        match self {
            Database::Sqlite(path) => format!("sqlite:{}", path.display()),
            Database::Postgres(url) => url.expose_secret().to_owned(),
        }
    }
}
