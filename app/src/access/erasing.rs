//! Somebody whose data is taken out, or given to them. Only a command of the school asks for it.
use super::{PersonId, SchoolId};
use crate::base::clock::Moment;

/// Whose data goes, and when. Made where a head has decided it.
#[derive(Debug, Clone)]
pub struct Erasing {
    pub person: PersonId,
    pub school: SchoolId,
    pub at: Moment,
}

/// What a feature knows of somebody: a name for it, and the rows.
pub type Known = (&'static str, serde_json::Value);
