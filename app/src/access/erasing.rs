//! What every feature is asked when people change: to take out somebody's data or give it to them, and to follow who belongs to whom.
use super::{PersonId, SchoolId};
use crate::base::clock::Moment;
use crate::base::day::Day;

/// Whose data goes, and when. Made where a head has decided it.
#[derive(Debug, Clone)]
pub struct Erasing {
    pub person: PersonId,
    pub school: SchoolId,
    pub at: Moment,
}

/// What a feature knows of somebody: a name for it, and the rows.
pub type Known = (&'static str, serde_json::Value);

/// A school where groups, pupils or guardians were changed in this transaction.
#[derive(Debug, Clone)]
pub struct Following {
    pub school: SchoolId,
    pub now: Moment,
    pub today: Day,
}

/// What ended by it: a name for it («talks»), and how many.
pub type Ended = (&'static str, usize);
