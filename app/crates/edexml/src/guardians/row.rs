//! One row of the guardian list: its values and its codes. Never guesses a status or an authority that is not written.

use super::COLUMNS;
use crate::{Names, Reason, Refusal, text};
use identity::folded;
use serde::{Deserialize, Serialize};

/// One guardian of one pupil.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuardianRow {
    pub line: usize,
    pub pupil_key: String,
    /// A label: adults who live together carry the same one.
    pub household: String,
    pub names: Names,
    /// Who the person is: the address, or `nameless` for somebody who has none.
    pub email: String,
    pub language: Language,
    pub authority: bool,
    pub status: Status,
    pub phone: Option<String>,
    /// What stood there is no telephone number.
    pub phone_lost: bool,
}

/// Who somebody without an address is: the name, in this household. They get no account; the office books for them.
pub fn nameless(names: &Names, household: &str) -> String {
    let whole = [&names.call_name, &names.infix, &names.last_name]
        .into_iter()
        .flatten()
        .map(|part| folded(part))
        .collect::<String>();
    format!("{whole} {household}")
}

/// The address, if that is what says who somebody is.
pub fn address_of(who: &str) -> Option<&str> {
    Some(who).filter(|who| who.contains('@') && !who.contains(' '))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    Nl,
    En,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Status {
    Proposed,
    Confirmed,
    Blocked,
}

impl Language {
    pub fn code(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Nl, Self::En].into_iter().find(|language| language.code() == code)
    }
}

impl Status {
    pub fn code(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Confirmed => "confirmed",
            Self::Blocked => "blocked",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Proposed, Self::Confirmed, Self::Blocked].into_iter().find(|status| status.code() == code)
    }
}

/// Reads every cell before giving up, so that all mistakes of a row are told together.
pub fn read(
    record: &csv::StringRecord,
    columns: &[usize; 10],
    line: usize,
    refusals: &mut Vec<Refusal>,
) -> Option<GuardianRow> {
    let mut cells = Cells { record, columns, line, refusals };
    let pupil_key = cells.needed("pupil_key", |key| Ok(key.to_owned()));
    let household = cells.needed("household", |label| Ok(label.to_owned()));
    let names = cells.names();
    let before = cells.refusals.len();
    let email = cells.optional("email", text::email);
    let without = email.is_none() && cells.refusals.len() == before;
    let language =
        cells.needed("language", |code| Language::from_code(&code.to_lowercase()).ok_or(Reason::InvalidCode));
    let authority = cells.needed("authority", yes_or_no);
    let status = cells.needed("status", |code| Status::from_code(&code.to_lowercase()).ok_or(Reason::InvalidCode));
    let written = cells.optional("phone", |phone| Ok(phone.to_owned()));
    let phone = written.as_deref().and_then(text::phone);
    let phone_lost = written.is_some() && phone.is_none();
    let household = household?;
    let email = if without { Some(nameless(&names, &household)) } else { email };
    Some(GuardianRow {
        line,
        names,
        phone,
        phone_lost,
        household,
        pupil_key: pupil_key?,
        email: email?,
        language: language?,
        authority: authority?,
        status: status?,
    })
}

fn yes_or_no(text: &str) -> Result<bool, Reason> {
    match text.to_lowercase().as_str() {
        "yes" | "ja" => Ok(true),
        "no" | "nee" => Ok(false),
        _ => Err(Reason::InvalidCode),
    }
}

struct Cells<'a> {
    record: &'a csv::StringRecord,
    columns: &'a [usize; 10],
    line: usize,
    refusals: &'a mut Vec<Refusal>,
}

impl Cells<'_> {
    fn names(&mut self) -> Names {
        let mut name = |column| self.optional(column, |name| Ok(name.to_owned()));
        let (call_name, infix, last_name) = (name("call_name"), name("infix"), name("last_name"));
        if call_name.is_none() && last_name.is_none() {
            self.refuse(Reason::MissingName, "last_name");
        }
        Names { last_name, infix, call_name, ..Names::default() }
    }

    fn needed<T>(&mut self, column: &'static str, check: impl Fn(&str) -> Result<T, Reason>) -> Option<T> {
        let before = self.refusals.len();
        let value = self.optional(column, check);
        if value.is_none() && self.refusals.len() == before {
            self.refuse(Reason::MissingValue, column);
        }
        value
    }

    fn optional<T>(&mut self, column: &'static str, check: impl Fn(&str) -> Result<T, Reason>) -> Option<T> {
        let at = COLUMNS.iter().position(|known| *known == column).map(|slot| self.columns[slot])?;
        let cell = text::clean(self.record.get(at).unwrap_or_default());
        match cell.and_then(|text| text.map(|text| check(&text)).transpose()) {
            Ok(value) => value,
            Err(reason) => {
                self.refuse(reason, column);
                None
            }
        }
    }

    fn refuse(&mut self, reason: Reason, column: &'static str) {
        self.refusals.push(Refusal::new(self.line, reason, column));
    }
}
