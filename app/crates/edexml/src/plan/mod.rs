//! What an import would change: a comparison of what the school has now with what was read. Pure, so that it can be
//! shown before anything happens. Never deletes (what is gone ends its period) and never opens what a school closed.

mod diff;
mod guard;
mod guardians;
mod homes;
mod moved;
mod parts;
mod school;
mod somebody_else;
mod summary;

pub use diff::{Changed, Changes, Entry, Field, Gone, Held};
pub use guard::{Ending, count, lines, of_guardians, of_school, too_many};
pub use guardians::{Covers, CurrentGuardians, Guardian, GuardianPlan, Household, Link, plan_guardians};
pub use parts::Part;
pub use school::{Current, Membership, Plan, Teaching, plan_school};
pub use summary::Line;

/// Something a person should look at before or after the import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    pub code: RemarkCode,
    /// The key of the pupil it is about; empty when it is about the whole file.
    pub key: String,
    /// The line of the file, 0 when it is about what the school has.
    pub line: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RemarkCode {
    /// Left before today and never known here: not taken in.
    LeftAlready,
    /// Leaves before arriving, or on the same day: never here, and in no group.
    NeverHere,
    /// The list names a pupil the school does not have: the row is left out.
    UnknownPupil,
    /// Blocked here; the file says otherwise or says nothing. The block stays.
    BlockedKept,
    /// Confirmed here, proposed in the file: the confirmation stays.
    ConfirmedKept,
    /// Carries the name of a guardian who is blocked for this pupil, with another address: proposed, not confirmed.
    LooksBlocked,
    /// Somebody with this name and this pupil had another address: the same person, who signs in with the new one from now on.
    NewAddress,
    /// What stands there is no telephone number: the guardian comes in without one.
    PhoneLeftOut,
    /// Letters before the @ that many mail servers cannot send to.
    OddAddress,
    /// Confirmed for this pupil by the file, while blocked for another.
    BlockedElsewhere,
}

impl RemarkCode {
    pub fn code(self) -> &'static str {
        match self {
            Self::LeftAlready => "left_already",
            Self::NeverHere => "never_here",
            Self::NewAddress => "new_address",
            Self::PhoneLeftOut => "phone_left_out",
            Self::OddAddress => "odd_address",
            Self::UnknownPupil => "unknown_pupil",
            Self::BlockedKept => "blocked_kept",
            Self::ConfirmedKept => "confirmed_kept",
            Self::LooksBlocked => "looks_blocked",
            Self::BlockedElsewhere => "blocked_elsewhere",
        }
    }
}
