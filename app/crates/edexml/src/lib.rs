//! Reads the two files a school hands over – EDEXML from its pupil administration and our own list of guardians –
//! and says what would change. Pure: no database, no clock, no files, and never a sentence or a person's data in a refusal.
//!
//! [`school::read`] and [`guardians::read`] take the bytes of a file, of at most [`MAX_BYTES`], and give all of it or every reason
//! why not, up to [`MAX_REFUSALS`]. [`plan::plan_school`] and [`plan::plan_guardians`] compare that with what the school has.
//! Days are ISO dates (`2026-11-25`); a period holds from `from` and no longer on `until`. Lines count from 1.

pub mod guardians;
pub mod plan;
pub mod school;

mod refusal;
mod text;
mod xml;

#[cfg(test)]
mod tests;

pub use refusal::{Reason, Refusal};
use serde::{Deserialize, Serialize};
pub use text::{MAX_BYTES, email, encoding, is_xml, phone};

/// A file full of mistakes is one mistake: stop counting here.
pub const MAX_REFUSALS: usize = 500;

/// What someone is called. A pupil or teacher may have only a call name (`roepnaam`).
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Names {
    pub last_name: Option<String>,
    pub infix: Option<String>,
    pub first_names: Option<String>,
    pub initials: Option<String>,
    pub call_name: Option<String>,
}
