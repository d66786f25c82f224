//! EDEXML 2.1, what every Dutch pupil administration exports: school, groups, pupils and teachers. There are no guardians in it.
//! Never reads bsn, sofinummer, onderwijsnummer, etniciteit, land*, gewicht* or eckid (see `super::xml`).

mod keys;
mod names;
mod read;
mod role;

pub use read::read;
pub use role::{Proposal, Role};

use super::Names;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edex {
    pub school: School,
    pub groups: Vec<Group>,
    pub pupils: Vec<Pupil>,
    pub teachers: Vec<Teacher>,
    pub lists: Lists,
    pub remarks: Vec<Remark>,
}

/// Lists that a file may leave out. What is not there is not talked about: nobody ends because of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lists {
    pub groups: bool,
    pub teachers: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct School {
    /// `2026-2027`; a year we have never heard of is fine.
    pub school_year: String,
    pub brin: Option<String>,
    pub dependance: Option<String>,
    pub key: Option<String>,
    pub xsd_version: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    pub key: String,
    pub name: String,
    /// Free text of the school, such as "1/2a".
    pub description: Option<String>,
    /// A code of `YEAR_GROUPS`; a composite group has none.
    pub year_group: Option<String>,
    pub composite: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pupil {
    pub key: String,
    /// False when the file's key began with `#` (the next export may give that to somebody else).
    /// `key` is then ours: `#` and a fingerprint of name and birth date.
    pub stable_key: bool,
    pub names: Names,
    /// ISO, like every date here.
    pub birth_date: Option<String>,
    pub gender: Gender,
    pub year_group: Option<String>,
    pub group_key: Option<String>,
    pub composite_keys: Vec<String>,
    pub from: Option<String>,
    pub until: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Teacher {
    pub key: String,
    pub stable_key: bool,
    pub names: Names,
    pub email: Option<String>,
    /// Proposals: a person at school confirms them. At least one.
    pub roles: Vec<Role>,
    pub group_keys: Vec<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Gender {
    #[default]
    Unknown,
    Male,
    Female,
    NotSpecified,
}

impl Gender {
    pub fn code(self) -> &'static str {
        match self {
            Self::Unknown => "0",
            Self::Male => "1",
            Self::Female => "2",
            Self::NotSpecified => "9",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Unknown, Self::Male, Self::Female, Self::NotSpecified].into_iter().find(|gender| gender.code() == code)
    }
}

pub const YEAR_GROUPS: [&str; 22] = [
    "B", "D", "0", "1", "2", "3", "4", "5", "6", "7", "8", "11", "12", "13", "14", "15", "16", "S", "V", "C", "N", "H",
];

/// Worth a look, no reason to refuse. `key` is the record's key in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    pub line: usize,
    pub code: RemarkCode,
    #[serde(skip)]
    pub what: &'static str,
    pub key: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RemarkCode {
    UnstableKey,
    UnknownRole,
    /// Two teachers with one address: neither can get an account of their own from it.
    SharedEmail,
    /// What stands there is no address: the teacher comes in without one, or keeps the one we have.
    BadEmail,
}

impl RemarkCode {
    pub fn code(self) -> &'static str {
        match self {
            Self::UnstableKey => "unstable_key",
            Self::UnknownRole => "unknown_role",
            Self::SharedEmail => "shared_email",
            Self::BadEmail => "bad_email",
        }
    }
}

/// A key that begins with `#` was made up for this one export.
pub fn is_stable(key: &str) -> bool {
    !key.starts_with('#')
}
