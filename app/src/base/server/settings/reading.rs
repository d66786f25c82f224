//! From keys and values to settings: every key in turn, then what they must be together.
use std::path::PathBuf;

use super::places::{BlobPlace, Database, MailPlace, Wrong};
use super::read::{Heard, Mistakes, Value};
use super::{Sender, Settings, address};
use crate::base::net::Net;

pub struct Reading {
    heard: Heard,
}

impl Reading {
    pub fn new(heard: Heard) -> Self {
        Reading { heard }
    }

    pub fn settings(mut self) -> Result<Settings, Mistakes> {
        let usual = Settings::default();
        let settings = Settings {
            database: self.text("database", Database::parse).unwrap_or(usual.database),
            blobs: self.text("blobs", BlobPlace::parse).unwrap_or(usual.blobs),
            mail: self.text("mail", MailPlace::parse).unwrap_or(usual.mail),
            mail_from: self.text("mail_from", Sender::parse).unwrap_or(usual.mail_from),
            public_url: self.text("public_url", address::public).unwrap_or(usual.public_url),
            listen: self.text("listen", address::listen).unwrap_or(usual.listen),
            trusted_proxies: self.read("trusted_proxies", nets).unwrap_or(usual.trusted_proxies),
            site: self.text("site", |text| Ok(PathBuf::from(text))),
            demo: self.read("demo", flag).unwrap_or(usual.demo),
        };
        self.together(&settings);
        if self.heard.mistakes.is_empty() { Ok(settings) } else { Err(Mistakes(self.heard.mistakes)) }
    }

    /// A key that is one text.
    fn text<T>(&mut self, key: &str, parse: impl FnOnce(&str) -> Result<T, Wrong>) -> Option<T> {
        self.read(key, |value| match value {
            Value::Text(text) if text.contains('\0') => Err("holds a zero byte".into()),
            Value::Text(text) => parse(text),
            _ => Err("must be a text in \"quotes\"".into()),
        })
    }

    fn read<T>(&mut self, key: &str, parse: impl FnOnce(&Value) -> Result<T, Wrong>) -> Option<T> {
        let said = self.heard.said.get(key)?;
        let read = match &said.value {
            Value::Text(text) if text.is_empty() => Err("is empty: leave it out, or say something".into()),
            value => parse(value),
        };
        read.map_err(|wrong| self.heard.mistakes.push(format!("{key} ({}) {wrong}", said.whence))).ok()
    }

    /// What no key can say alone.
    fn together(&mut self, settings: &Settings) {
        let here = address::is_here(&settings.host()) && settings.listen.ip().is_loopback();
        if settings.demo && !here {
            self.wrong("demo", "lets anyone in as head, so it works on this computer only: public_url = \"http://localhost:3000\" and listen = \"127.0.0.1:3000\"");
        }
        if settings.demo {
            return;
        }
        if settings.blobs == BlobPlace::Memory {
            self.wrong(
                "blobs",
                "would be gone at the next start, memory: is for the demo: write disk:/var/lib/kring/photos",
            );
        }
        if matches!(settings.mail, MailPlace::Memory) {
            self.wrong("mail", "would never leave, memory: is for the demo: write smtps://USER:PASSWORD@HOST");
        }
    }

    fn wrong(&mut self, key: &str, wrong: &str) {
        let whence = self.heard.said.get(key).map_or("", |said| said.whence.as_str());
        self.heard.mistakes.push(format!("{key} ({whence}) {wrong}"));
    }
}

/// `true` and `false`, in a file or in a variable.
fn flag(value: &Value) -> Result<bool, Wrong> {
    match value {
        Value::Flag(flag) => Ok(*flag),
        Value::Text(text) if text == "true" => Ok(true),
        Value::Text(text) if text == "false" => Ok(false),
        _ => Err("is true or false".into()),
    }
}

/// A list in a file; in a variable the same, or with commas.
fn nets(value: &Value) -> Result<Vec<Net>, Wrong> {
    let texts = match value {
        Value::List(texts) => texts.clone(),
        Value::Text(text) => text
            .trim_start_matches('[')
            .trim_end_matches(']')
            .split(',')
            .map(|part| part.trim().trim_matches('"').to_owned())
            .filter(|part| !part.is_empty())
            .collect(),
        _ => return Err("is a list: write [\"127.0.0.1\", \"10.0.0.0/8\"]".into()),
    };
    texts.iter().map(|text| text.parse().map_err(|not| format!("holds «{text}», which is {not}"))).collect()
}
