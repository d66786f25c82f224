//! Settings: built-in defaults, then a TOML file, then environment variables `KRING_…`; `KRING_…_FILE` names a file with a secret.
use std::path::{Path, PathBuf};

use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// `sqlite:PATH` or `postgres://…`.
    pub database: String,
    /// `disk:FOLDER`, `s3:BUCKET` (keys and endpoint from the `AWS_…` variables) or `memory:`.
    pub blobs: String,
    /// `smtp://…`, `folder:FOLDER` or `memory:`.
    pub mail: String,
    /// The sender of every mail.
    pub mail_from: String,
    /// Where people reach this school: the only source of links, whatever a request's Host says.
    pub public_url: String,
    /// Address to listen on.
    pub listen: String,
    /// Folder of the browser side, when it is not inside the binary.
    pub site: Option<PathBuf>,
    /// Offers one-tap sign-in as every demo person. Never for a real school.
    pub demo: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            database: "sqlite:kring.db".into(),
            blobs: "disk:blobs".into(),
            mail: "folder:outbox".into(),
            mail_from: "Kring <kring@localhost>".into(),
            public_url: "http://localhost:3000".into(),
            listen: "127.0.0.1:3000".into(),
            site: None,
            demo: false,
        }
    }
}

impl Settings {
    /// Reads the settings. The error names the setting, never its value.
    pub fn load(file: Option<&Path>) -> Result<Self, Box<figment::Error>> {
        let mut figment = Figment::from(Serialized::defaults(Settings::default()));
        if let Some(file) = file {
            figment = figment.merge(Toml::file_exact(file));
        }
        figment
            .merge(Env::prefixed("KRING_").filter(|key| !key.as_str().to_lowercase().ends_with("_file")))
            .merge(secrets())
            .extract()
            .map_err(Box::new)
    }

    /// Settings of a demo or a test: everything below one folder.
    pub fn below(folder: &Path) -> Self {
        Settings {
            database: format!("sqlite:{}", folder.join("kring.db").display()),
            blobs: format!("disk:{}", folder.join("blobs").display()),
            mail: format!("folder:{}", folder.join("outbox").display()),
            demo: true,
            ..Settings::default()
        }
    }

    /// Cookies are `Secure` and `__Host-` wherever the school is reached by https. On http://localhost they cannot be: Safari
    /// drops them there.
    pub fn secure(&self) -> bool {
        self.public_url.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"))
    }
}

/// `KRING_DATABASE_FILE=/run/secrets/db` sets `database` to what the file holds.
fn secrets() -> Serialized<std::collections::BTreeMap<String, String>> {
    let read = |(key, path): (String, String)| {
        let key = key.strip_prefix("KRING_")?.strip_suffix("_FILE")?.to_lowercase();
        Some((key, std::fs::read_to_string(path).ok()?.trim().to_owned()))
    };
    Serialized::globals(std::env::vars().filter_map(read).collect())
}
