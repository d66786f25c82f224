//! Settings: built-in defaults, then a TOML file, then variables `KRING_…`; `KRING_…_FILE` names a file with a secret.
//! What cannot be understood stops the start: every mistake at once, each naming its key, none showing the value of a secret.
mod address;
mod places;
mod read;
mod reading;
mod rooms;
mod sender;
#[cfg(test)]
mod tests;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

pub use address::domain_in_ascii;
pub use places::{BlobPlace, Database, MailPlace, Smtp, Tls};
pub use read::{Mistakes, read};
pub use sender::Sender;

use super::net::Net;

#[derive(Debug, Clone)]
pub struct Settings {
    /// `sqlite:PATH` or `postgres://…`.
    pub database: Database,
    /// `disk:FOLDER` or `s3:BUCKET` (keys and endpoint from the `AWS_…` variables).
    pub blobs: BlobPlace,
    /// `smtps://…`, `smtp://…` or `folder:FOLDER`.
    pub mail: MailPlace,
    /// The sender of every mail.
    pub mail_from: Sender,
    /// Where people reach this school, as `https://HOST`: the only source of links, whatever a request's Host says.
    pub public_url: String,
    /// Address to listen on.
    pub listen: SocketAddr,
    /// Addresses and networks whose word for the client's address is believed: the web server before Kring.
    pub trusted_proxies: Vec<Net>,
    /// Folder of the browser side, when it is not inside the binary.
    pub site: Option<PathBuf>,
    /// Offers one-tap sign-in as every demo person. Only on this computer, never for a real school.
    pub demo: bool,
}

impl Settings {
    /// Reads the settings, and looks whether the folders that they name can be used.
    pub fn load(file: Option<&Path>) -> Result<Self, Mistakes> {
        let text = match file {
            Some(file) => Some(std::fs::read_to_string(file).map_err(|error| {
                Mistakes(vec![format!("the settings file {} cannot be read: {error}{}", file.display(), hint(&error))])
            })?),
            None => None,
        };
        // Not `vars`: one variable that is no Unicode would end the program.
        let variables = std::env::vars_os()
            .filter_map(|(key, value)| Some((key.into_string().ok()?, value.to_string_lossy().into_owned())));
        let (settings, warnings) = read(text.as_deref(), variables, &|path| std::fs::read_to_string(path))?;
        for warning in warnings {
            tracing::warn!("{warning}");
        }
        let mistakes = rooms::missing(&settings);
        if mistakes.is_empty() { Ok(settings) } else { Err(Mistakes(mistakes)) }
    }

    /// Settings of a demo or a test: everything below one folder.
    pub fn below(folder: &Path) -> Self {
        Settings {
            database: Database::Sqlite(folder.join("kring.db")),
            blobs: BlobPlace::Disk(folder.join("blobs")),
            mail: MailPlace::Folder(folder.join("outbox")),
            demo: true,
            ..Settings::default()
        }
    }

    /// Cookies are `Secure` and `__Host-` wherever the school is reached by https. On http://localhost they cannot be: Safari
    /// drops them there.
    pub fn secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// The name of the school's own host, without scheme and port.
    pub fn host(&self) -> String {
        address::host_of(&self.public_url)
    }

    /// Whether the proxy at this address is believed about where a request comes from.
    pub fn trusts(&self, hop: std::net::IpAddr) -> bool {
        self.trusted_proxies.iter().any(|net| net.contains(hop))
    }
}

fn hint(error: &std::io::Error) -> &'static str {
    let denied = error.kind() == std::io::ErrorKind::PermissionDenied;
    if denied { "; is `sudo -u kring` missing before the command?" } else { "" }
}

impl Default for Settings {
    fn default() -> Self {
        let here = |last| std::net::IpAddr::from(std::net::Ipv4Addr::new(127, 0, 0, last));
        Settings {
            database: Database::Sqlite("kring.db".into()),
            blobs: BlobPlace::Disk("blobs".into()),
            mail: MailPlace::Folder("outbox".into()),
            mail_from: Sender::local(),
            public_url: "http://localhost:3000".into(),
            listen: SocketAddr::new(here(1), 3000),
            trusted_proxies: vec![Net::of(here(1)), Net::of(std::net::Ipv6Addr::LOCALHOST.into())],
            site: None,
            demo: false,
        }
    }
}
