//! The ids of talks: a round is shared with the groups it is for, part of the module «talks».
use crate::access::policy::{Deed, Relation, Rules};
use crate::access::{Module, SubjectKind, Viewer};
use crate::base::day::Day;

crate::rules!(
    RULES = Rules {
        thing: "round",
        module: Some(Module::Talks),
        seen: &[Relation::Owner, Relation::InAudience],
        deeds: &[
            (Deed::Read, &[Relation::Owner, Relation::InAudience]),
            (Deed::Remove, &[Relation::Owner, Relation::Leads]),
            (Deed::Manage, &[Relation::Owner, Relation::Leads]),
        ],
    }
);

crate::subject!(
    RoundId = SubjectKind {
        code: "round",
        rules: &RULES,
        of_a_moment: false,
        asks: false,
        tables: &["rounds"],
        page: |id| format!("/talks/{id}"),
    }
);
crate::id!(SlotId);
crate::id!(BookingId);

/// The list of a day: teachers read their own talks, whoever manages the round reads all.
#[derive(Debug, Clone)]
pub struct Agenda {
    pub round: RoundId,
    pub date: Day,
}

/// Whether this person books for others: parents without internet, after the deadline.
pub fn proxy(viewer: &Viewer) -> bool {
    viewer.standing().leads()
}

/// Whether the school has opened «talks» for guardians.
pub fn guardians_may(viewer: &Viewer) -> bool {
    opens_on(viewer).is_some_and(|opens| opens <= viewer.today)
}

/// The date on which the school opens it, if it has one.
pub fn opens_on(viewer: &Viewer) -> Option<Day> {
    viewer.openings.day(Module::Talks)
}
