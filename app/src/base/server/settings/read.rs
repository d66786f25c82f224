//! From a file and variables to keys and values: who said what, and what nobody knows. Reads nothing but what it is given.
use std::collections::BTreeMap;
use std::fmt;
use std::io;

use figment::Figment;
use figment::providers::{Format, Toml};
use figment::value::{Dict, Value as Toml1};

use super::Settings;
use super::reading::Reading;

/// Every setting there is.
pub const KEYS: [&str; 9] =
    ["blobs", "database", "demo", "listen", "mail", "mail_from", "public_url", "site", "trusted_proxies"];

/// Variables of our own tests and tools, which settings leave alone.
const NOT_SETTINGS: [&str; 4] = ["POSTGRES_BIN", "SEEDED", "BIN", "SHOTS"];

/// All that is wrong with the settings, one sentence each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistakes(pub Vec<String>);

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the settings cannot be used:")?;
        self.0.iter().try_for_each(|mistake| write!(f, "\n  {mistake}"))
    }
}

impl std::error::Error for Mistakes {}

/// A value, and where it was written.
#[derive(Debug, Clone)]
pub struct Said {
    pub value: Value,
    pub whence: String,
}

#[derive(Debug, Clone)]
pub enum Value {
    Text(String),
    List(Vec<String>),
    Flag(bool),
    /// A number, a table: no setting is one.
    Other,
}

/// What was said about each key, and what was wrong with the saying.
#[derive(Debug, Default)]
pub struct Heard {
    pub said: BTreeMap<&'static str, Said>,
    pub mistakes: Vec<String>,
    warnings: Vec<String>,
}

/// Settings from the text of a file, from variables, and from the files that variables name; and what deserves a warning.
pub fn read(
    file: Option<&str>,
    variables: impl IntoIterator<Item = (String, String)>,
    open: &dyn Fn(&str) -> io::Result<String>,
) -> Result<(Settings, Vec<String>), Mistakes> {
    let mut heard = Heard::default();
    if let Some(text) = file {
        heard.file(text);
    }
    let mut variables: Vec<(String, String)> = variables.into_iter().collect();
    variables.sort();
    let plain: Vec<String> = variables.iter().map(|(name, _)| name.to_ascii_uppercase()).collect();
    for (name, value) in &variables {
        let upper = name.to_ascii_uppercase();
        match upper.strip_prefix("KRING_") {
            None => {}
            Some(rest) if NOT_SETTINGS.contains(&rest) => {}
            Some(rest) if of_a_cluster(rest, value) => heard.warnings.push(format!(
                "the variable {name} looks like one that a cluster sets by itself: it is no setting and is left alone"
            )),
            Some(rest) => heard.variable(name, rest, value, &plain, open),
        }
    }
    let warnings = std::mem::take(&mut heard.warnings);
    Reading::new(heard).settings().map(|settings| (settings, warnings))
}

impl Heard {
    fn file(&mut self, text: &str) {
        let table: Dict = match Figment::from(Toml::string(text)).extract() {
            Ok(table) => table,
            Err(error) => {
                // Only the place: the rest of the message repeats the line, and a line may hold a password.
                let place = error.to_string().lines().next().unwrap_or_default().to_owned();
                let place = place.split_once(" at ").map_or("", |(_, place)| place);
                self.mistakes
                    .push(format!("the settings file is not TOML, see {place}: a text needs straight \"quotes\" around it, and each setting stands there once"));
                return;
            }
        };
        for (key, value) in table {
            match known(&key) {
                Some(key) => {
                    self.said.insert(key, Said { value: of_toml(value), whence: "in the settings file".into() });
                }
                None => self.mistakes.push(format!("{key} (in the settings file) is no setting{}", meant(&key))),
            }
        }
    }

    fn variable(
        &mut self,
        name: &str,
        rest: &str,
        value: &str,
        all: &[String],
        open: &dyn Fn(&str) -> io::Result<String>,
    ) {
        let lower = rest.to_ascii_lowercase();
        let secret = lower.strip_suffix("_file").filter(|_| known(&lower).is_none());
        let Some(key) = known(secret.unwrap_or(&lower)) else {
            return self.mistakes.push(format!("the variable {name} is no setting{}", meant(secret.unwrap_or(&lower))));
        };
        let value = match secret {
            None => value.trim().to_owned(),
            Some(_) if all.contains(&format!("KRING_{}", key.to_ascii_uppercase())) => {
                return self.mistakes.push(format!("{key} is said twice, by a variable and by {name}: keep one"));
            }
            Some(_) => match open(value) {
                Ok(text) => text.trim().to_owned(),
                Err(error) => {
                    return self
                        .mistakes
                        .push(format!("{key}: the file {value} that {name} names cannot be read: {error}"));
                }
            },
        };
        self.said.insert(key, Said { value: Value::Text(value), whence: format!("from {name}") });
    }
}

fn known(key: &str) -> Option<&'static str> {
    KEYS.into_iter().find(|known| *known == key)
}

fn of_toml(value: Toml1) -> Value {
    match value {
        Toml1::String(_, text) => Value::Text(text.trim().to_owned()),
        Toml1::Bool(_, flag) => Value::Flag(flag),
        Toml1::Array(_, list) => {
            let texts: Option<Vec<String>> = list.into_iter().map(Toml1::into_string).collect();
            texts.map_or(Value::Other, Value::List)
        }
        _ => Value::Other,
    }
}

/// Clusters tell every process about every service: `KRING_SERVICE_HOST`, `KRING_PORT=tcp://…`, `KRING_PORT_3000_TCP_ADDR`.
fn of_a_cluster(rest: &str, value: &str) -> bool {
    let parts: Vec<&str> = rest.split('_').collect();
    let after = |word: &[&str]| parts.windows(word.len()).position(|part| part == word).map(|at| at + word.len());
    let port = after(&["PORT"]).map(|at| &parts[at..]);
    after(&["SERVICE", "HOST"]) == Some(parts.len())
        || after(&["SERVICE", "PORT"]).is_some()
        || port.is_some_and(|rest| match rest {
            [] => value.contains("://"),
            [number, kind, ..] => number.parse::<u16>().is_ok() && ["TCP", "UDP", "SCTP"].contains(kind),
            [_] => false,
        })
}

/// «; is mail meant?», or the list of all.
fn meant(key: &str) -> String {
    let lower = key.to_ascii_lowercase().replace('-', "_");
    let nearest = KEYS.into_iter().map(|known| (apart(&lower, known), known)).min();
    match nearest {
        Some((apart, known)) if apart <= 3 && apart * 2 <= known.len() => format!("; is {known} meant?"),
        _ => format!(": there are {}", KEYS.join(", ")),
    }
}

/// How many letters must change to make one word the other.
fn apart(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, letter) in one.chars().enumerate() {
        let mut before = row[0];
        row[0] = line + 1;
        for at in 0..other.len() {
            let changed = before + usize::from(letter != other[at]);
            before = row[at + 1];
            row[at + 1] = changed.min(before + 1).min(row[at] + 1);
        }
    }
    row[other.len()]
}
