//! Where mail goes: to a mail server, or into a folder.
use std::fmt;
use std::path::PathBuf;

use secrecy::SecretString;
use url::Url;

use super::smtp::smtp;
use super::{ENCODED, Wrong, file};

#[derive(Debug, Clone)]
pub enum MailPlace {
    Smtp(Smtp),
    Folder(PathBuf),
    /// Never leaves: for tests and the demo.
    Memory,
}

/// A mail server, and how to speak with it.
#[derive(Debug, Clone)]
pub struct Smtp {
    pub host: String,
    pub port: u16,
    pub tls: Tls,
    pub user: Option<(String, SecretString)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    /// From the first byte (`smtps://`).
    Always,
    /// STARTTLS, or nothing is said.
    Required,
    /// STARTTLS where the server offers it; there is no password to lose.
    Offered,
    /// Only to this computer itself.
    Never,
}

impl fmt::Display for Smtp {
    /// Without name and password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

impl MailPlace {
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        const HOW: &str =
            "write smtps://USER:PASSWORD@HOST, smtp://USER:PASSWORD@HOST:587 or folder:/var/lib/kring/outbox";
        if let Some(path) = text.strip_prefix("folder:") {
            return Ok(MailPlace::Folder(file(path).map_err(|wrong| format!("{wrong}: {HOW}"))?));
        }
        if text == "memory:" {
            return Ok(MailPlace::Memory);
        }
        if !text.starts_with("smtp://") && !text.starts_with("smtps://") {
            return Err(format!("is not understood: {HOW}"));
        }
        let url = Url::parse(text).map_err(|_| format!("is not an address of a mail server: {HOW}{ENCODED}"))?;
        smtp(&url).map(MailPlace::Smtp).map_err(|wrong| format!("{wrong}: {HOW}{ENCODED}"))
    }
}
