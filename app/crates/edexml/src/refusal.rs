//! Why a file was refused. Codes only: `what` is a literal of this program (an element or a column),
//! so a refusal can be shown, logged and mailed without ever carrying personal data.

use std::fmt;

/// The place and the reason; nothing of the file's content.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason} in line {line}: {what}")]
pub struct Refusal {
    pub line: usize,
    pub reason: Reason,
    pub what: &'static str,
}

impl Refusal {
    pub(crate) fn new(line: usize, reason: Reason, what: &'static str) -> Self {
        Self { line, reason, what }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    TooLarge,
    UnsupportedEncoding,
    BadEncoding,
    NotWellFormed,
    Truncated,
    TooDeep,
    DoctypeRefused,
    EntityRefused,
    NotEdex,
    MissingElement,
    MissingKey,
    DuplicateKey,
    UnknownGroup,
    MissingName,
    MissingValue,
    InvalidDate,
    InvalidCode,
    InvalidEmail,
    InvalidSchoolYear,
    BadCharacter,
    TooLong,
    MissingColumn,
    DuplicateColumn,
    WrongColumnCount,
    Conflict,
    /// A quote that opens a cell and is never closed: the rows behind it would disappear in that cell.
    OpenQuote,
    /// A heading and nothing under it.
    NoRows,
    /// None of the columns: another file altogether.
    NotAList,
    /// A school without BRIN: Flemish files look the same.
    NotDutch,
}

impl Reason {
    pub const ALL: [Reason; 29] = [
        Self::TooLarge,
        Self::UnsupportedEncoding,
        Self::BadEncoding,
        Self::NotWellFormed,
        Self::Truncated,
        Self::TooDeep,
        Self::DoctypeRefused,
        Self::EntityRefused,
        Self::NotEdex,
        Self::MissingElement,
        Self::MissingKey,
        Self::DuplicateKey,
        Self::UnknownGroup,
        Self::MissingName,
        Self::MissingValue,
        Self::InvalidDate,
        Self::InvalidCode,
        Self::InvalidEmail,
        Self::InvalidSchoolYear,
        Self::BadCharacter,
        Self::TooLong,
        Self::MissingColumn,
        Self::DuplicateColumn,
        Self::WrongColumnCount,
        Self::Conflict,
        Self::OpenQuote,
        Self::NoRows,
        Self::NotAList,
        Self::NotDutch,
    ];

    /// The key of the sentence in `messages/`.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::UnsupportedEncoding => "unsupported_encoding",
            Self::BadEncoding => "bad_encoding",
            Self::NotWellFormed => "not_well_formed",
            Self::Truncated => "truncated",
            Self::TooDeep => "too_deep",
            Self::DoctypeRefused => "doctype_refused",
            Self::EntityRefused => "entity_refused",
            Self::NotEdex => "not_edex",
            Self::MissingElement => "missing_element",
            Self::MissingKey => "missing_key",
            Self::DuplicateKey => "duplicate_key",
            Self::UnknownGroup => "unknown_group",
            Self::MissingName => "missing_name",
            Self::MissingValue => "missing_value",
            Self::InvalidDate => "invalid_date",
            Self::InvalidCode => "invalid_code",
            Self::InvalidEmail => "invalid_email",
            Self::InvalidSchoolYear => "invalid_school_year",
            Self::BadCharacter => "bad_character",
            Self::TooLong => "too_long",
            Self::MissingColumn => "missing_column",
            Self::DuplicateColumn => "duplicate_column",
            Self::WrongColumnCount => "wrong_column_count",
            Self::Conflict => "conflict",
            Self::OpenQuote => "open_quote",
            Self::NoRows => "no_rows",
            Self::NotAList => "not_a_list",
            Self::NotDutch => "not_dutch",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
