//! Places that settings name: where the rows, the photos and the mail go. A typo is refused here, never guessed.
use std::fmt;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use secrecy::SecretString;
use url::Url;

use super::address::{domain_in_ascii, is_here};

/// What is wrong with a value: the rest of a sentence that begins with the key.
pub type Wrong = String;

#[derive(Debug, Clone)]
pub enum Database {
    Sqlite(PathBuf),
    /// The whole address: it holds a password.
    Postgres(SecretString),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlobPlace {
    Disk(PathBuf),
    Bucket(String),
    /// Gone when the process ends: for tests and the demo.
    Memory,
}

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

impl fmt::Display for Smtp {
    /// Without name and password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
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
        use secrecy::ExposeSecret;
        match self {
            Database::Sqlite(path) => format!("sqlite:{}", path.display()),
            Database::Postgres(url) => url.expose_secret().to_owned(),
        }
    }
}

/// What stands where a password has a letter that means something in an address.
const ENCODED: &str = "; in a password / is written %2F, # is %23, ? is %3F, @ is %40, % is %25";

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

fn is_bucket(name: &str) -> bool {
    (3..=63).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte))
}

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

fn smtp(url: &Url) -> Result<Smtp, Wrong> {
    if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
        return Err("has something after the host".into());
    }
    let host = domain_in_ascii(&decoded(url.host_str().unwrap_or_default())?).ok_or("names no host")?;
    let user = user(url)?;
    let tls = tls(url, &host, user.is_some())?;
    let usual = match tls {
        Tls::Always => 465,
        Tls::Required => 587,
        Tls::Offered | Tls::Never => 25,
    };
    let port = url.port().unwrap_or(usual);
    if port == 0 { Err("has no port 0".into()) } else { Ok(Smtp { host, port, tls, user }) }
}

fn user(url: &Url) -> Result<Option<(String, SecretString)>, Wrong> {
    match (decoded(url.username())?, url.password()) {
        (name, None) if name.is_empty() => Ok(None),
        (name, Some(password)) if !name.is_empty() && !password.is_empty() => {
            Ok(Some((name, decoded(password)?.into())))
        }
        _ => Err("has a name without a password, or a password without a name".into()),
    }
}

/// A password travels only under TLS, or inside this computer.
fn tls(url: &Url, host: &str, secret: bool) -> Result<Tls, Wrong> {
    let asked: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    let asked = match asked.as_slice() {
        [] => None,
        [(key, how)] if key == "tls" => Some(how.as_str()),
        _ => return Err("has something after the «?» that is not tls=required, tls=opportunistic or tls=none".into()),
    };
    match (url.scheme(), asked) {
        ("smtps", None) => Ok(Tls::Always),
        ("smtps", Some(_)) => Err("asks for TLS twice (leave out what stands after the «?»)".into()),
        (_, Some("none")) if is_here(host) => Ok(Tls::Never),
        (_, Some("none")) => Err("asks for no TLS, which is possible to localhost only".into()),
        (_, None) if is_here(host) && !secret => Ok(Tls::Never),
        (_, Some("required")) => Ok(Tls::Required),
        (_, None) if secret => Ok(Tls::Required),
        (_, Some("opportunistic")) if secret => {
            Err("would send a password without TLS to whoever takes TLS away: leave out tls=opportunistic".into())
        }
        (_, None | Some("opportunistic")) => Ok(Tls::Offered),
        (_, Some(_)) => Err("has a tls that is none of required, opportunistic and none".into()),
    }
}

/// `%40` is `@`.
fn decoded(text: &str) -> Result<String, Wrong> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let pair = digit(rest.next()).zip(digit(rest.next()));
        let (high, low) = pair.ok_or("has a «%» that does not begin a letter")?;
        bytes.push(u8::try_from(high * 16 + low).unwrap_or_default());
    }
    String::from_utf8(bytes).map_err(|_| "has letters that are not UTF-8".into())
}

/// Whether a host written in settings is an address.
pub fn is_ip(host: &str) -> bool {
    host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok()
}
