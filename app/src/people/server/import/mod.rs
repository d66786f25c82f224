//! Reads the two files a school hands over – EDEXML from its pupil administration and our own list of guardians –
//! and says what would change. Pure: no database, no clock, no files, and never a sentence or a person's data in a refusal.

pub mod edexml;
pub mod guardians;
pub mod plan;

mod refusal;
mod text;
mod xml;

#[cfg(test)]
mod tests;

pub use refusal::{Reason, Refusal};

/// A file full of mistakes is one mistake: stop counting here.
const MAX_REFUSALS: usize = 500;

/// What someone is called. A pupil or teacher may have only a call name (`roepnaam`).
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Names {
    pub last_name: Option<String>,
    pub infix: Option<String>,
    pub first_names: Option<String>,
    pub initials: Option<String>,
    pub call_name: Option<String>,
}
