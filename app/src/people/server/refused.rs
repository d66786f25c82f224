//! Why a command about people was refused. Codes; the sentences are in `said`.
use super::ImportRefused;
use crate::base::failure::Failure;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// For a reason that an import has too: no such school, more than one.
    Import(ImportRefused),
    /// Nothing waits under these keys.
    UnknownKeys(Vec<String>),
    /// Neither keys nor everybody.
    NoRoleNamed,
    /// Only the head of this school decides this, by name.
    NotAHead,
    NotBlocked,
    /// Nobody of this school, or more than one, has this key or address.
    UnknownPerson,
    /// Their block would be forgotten with them.
    Blocked,
    NotProposed,
    NeedsReason,
    UnknownModule,
    NotADay,
}

impl From<ImportRefused> for Refused {
    fn from(refused: ImportRefused) -> Self {
        Refused::Import(refused)
    }
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        Refused::Import(ImportRefused::Failed(failure))
    }
}
