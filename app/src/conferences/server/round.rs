//! The ids of talks: a round is shared with the groups it is for, part of the module «talks».
use crate::access::{Shared, Viewer};

crate::id!(RoundId);
crate::id!(SlotId);
crate::id!(BookingId);

impl Shared for RoundId {
    const KIND: &'static str = "round";
    const MODULE: &'static str = "talks";
    const OF_A_MOMENT: bool = false;
    fn id(&self) -> &str {
        &self.0
    }
}

/// The list of a day: teachers read their own talks, whoever manages the round reads all.
#[derive(Debug, Clone)]
pub struct Agenda {
    pub round: RoundId,
    pub date: String,
}

/// Whether this person books for others: parents without internet, after the deadline.
pub fn proxy(viewer: &Viewer) -> bool {
    viewer.standing().leads()
}

/// Whether the school has opened «talks» for guardians.
pub fn guardians_may(viewer: &Viewer) -> bool {
    opens_on(viewer).is_some_and(|opens| opens <= viewer.today.as_str())
}

/// The date on which the school opens it, if it has one.
pub fn opens_on(viewer: &Viewer) -> Option<&str> {
    viewer.openings.0.iter().find(|(module, _)| module == RoundId::MODULE).map(|(_, opens)| opens.as_str())
}
