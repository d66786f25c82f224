//! The rules of who may do what. Things state which relations allow which deed; only here it is said what a relation means, and what
//! follows. One pure function: no SQL, no clock.
use super::circles::Side;
use super::module::{Module, Openings};
use super::seats::Seats;
use crate::base::day::Day;

/// What somebody wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Read,
    /// Comment, answer, give a heart.
    React,
    /// Share something with a circle; put one's own words right.
    Write,
    /// Take away what somebody shared or said.
    Remove,
    /// Change or look behind what was shared (the bookings of a round).
    Manage,
    /// Mend the words and photos of what was shared.
    Edit,
    /// Book a talk about a pupil.
    Book,
    /// Let somebody in again who was kept out.
    Lift,
}

/// How somebody stands to a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// It is theirs alone: a session, a file that waits; their own words.
    Author,
    /// Shared it, and still works here: afterwards it is the school's.
    Owner,
    /// Belongs to whom it was shared with.
    InAudience,
    /// Is guardian of the pupil that it is about.
    GuardianOf,
    /// Is guardian of the pupil in the household that it is about.
    SameHousehold,
    /// Teaches a group or a pupil that it was shared with, or the group itself.
    Teaches,
    /// Is one of those it names, and works here: of a role, a work group.
    Among,
    /// Gives the talks.
    Gives,
    /// Head or office: answers for the whole school.
    Leads,
    /// Head of the school.
    Heads,
    /// Is of the board that the school belongs to.
    Governs,
    /// Sees the subject that it hangs under.
    SeesSubject,
    /// May manage the subject that it hangs under.
    Keeps,
}

/// What a kind of thing says of itself.
#[derive(Debug)]
pub struct Rules {
    /// What it is, in one word.
    pub thing: &'static str,
    /// Must be open where somebody comes as family.
    pub module: Option<Module>,
    /// Who sees it at all. Everybody else: it is not there. Empty: who sees the subject that it hangs under.
    pub seen: &'static [Relation],
    /// Who of them may do what; what is not listed nobody may.
    pub deeds: &'static [(Deed, &'static [Relation])],
}

inventory::collect!(&'static Rules);

impl Rules {
    /// Those of every kind of thing.
    pub fn all() -> impl Iterator<Item = &'static Rules> {
        inventory::iter::<&'static Rules>.into_iter().copied()
    }

    /// Whether it hangs under a subject.
    #[cfg(test)]
    pub fn hangs(&self) -> bool {
        let keeps = |relations: &[Relation]| relations.contains(&Relation::Keeps);
        self.seen.is_empty() || keeps(self.seen) || self.deeds.iter().any(|(_, relations)| keeps(relations))
    }
}

/// Declares the rules of a kind of thing, so that they stand in the matrix of all things.
#[macro_export]
macro_rules! rules {
    ($(#[$meta:meta])* $visible:vis $name:ident = $rules:expr) => {
        $(#[$meta])*
        $visible static $name: $crate::access::policy::Rules = $rules;
        inventory::submit! { &$name }
    };
}

/// What is so about one thing and one viewer, as the tables say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Nobody but the owner sees it yet.
    pub draft: bool,
    pub owner: bool,
    pub author: bool,
    /// In the audience as family, as staff, as a teacher of it.
    pub family: bool,
    pub staff: bool,
    pub teacher: bool,
    pub household: bool,
    pub among: bool,
    pub gives: bool,
    /// The pupil it is about.
    pub pupil: Option<String>,
    /// The circle that it is.
    pub circle: Option<String>,
}

/// A thing, as far as the rules look at it.
#[derive(Debug, Clone)]
pub struct Stated {
    pub rules: &'static Rules,
    pub facts: Facts,
    /// The subject that it hangs under.
    pub under: Option<Box<Stated>>,
}

impl Stated {
    pub fn new(rules: &'static Rules, facts: Facts) -> Self {
        Stated { rules, facts, under: None }
    }

    #[must_use]
    pub fn under(self, subject: Stated) -> Self {
        Stated { under: Some(Box::new(subject)), ..self }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Denied {
    /// Not yours, so not there.
    NotFound,
    /// The school opens it on this date.
    NotYet(Day),
    /// You can see it, but this is not yours to do.
    NotYours,
}

/// Who asks, and when.
#[derive(Debug, Clone, Copy)]
pub struct Asker<'a> {
    pub seats: &'a Seats,
    pub openings: &'a Openings,
    pub today: Day,
}

/// The decision.
pub fn policy(asker: Asker<'_>, deed: Deed, stated: &Stated) -> Result<(), Denied> {
    if stated.facts.draft {
        return stated.facts.owner.then_some(()).ok_or(Denied::NotFound);
    }
    match &stated.under {
        Some(subject) if stated.rules.seen.is_empty() => policy(asker, Deed::Read, subject)?,
        _ => seen(asker, stated)?,
    }
    let allows = stated.rules.deeds.iter().filter(|(listed, _)| *listed == deed);
    let mut relations = allows.flat_map(|(_, relations)| relations.iter());
    relations.any(|relation| side(asker, stated, *relation).is_some()).then_some(()).ok_or(Denied::NotYours)
}

/// Whether it is there for them. As staff it is, whatever is open; as family when its module is.
fn seen(asker: Asker<'_>, stated: &Stated) -> Result<(), Denied> {
    let sides: Vec<Side> = stated.rules.seen.iter().filter_map(|relation| side(asker, stated, *relation)).collect();
    match stated.rules.module {
        _ if sides.is_empty() => Err(Denied::NotFound),
        Some(module) if !sides.contains(&Side::Staff) => asker.openings.check(module, asker.today),
        _ => Ok(()),
    }
}

/// What a relation means: on which side somebody has it, if they do.
fn side(asker: Asker<'_>, stated: &Stated, relation: Relation) -> Option<Side> {
    let (facts, seats, standing) = (&stated.facts, asker.seats, asker.seats.standing());
    let circle = |belongs: fn(&Seats, &str) -> bool| facts.circle.as_deref().is_some_and(|id| belongs(seats, id));
    let (holds, side) = match relation {
        Relation::Author => (facts.author, Side::Staff),
        Relation::Owner => (facts.owner && standing.staff, Side::Staff),
        Relation::InAudience if facts.staff => (true, Side::Staff),
        Relation::InAudience => (facts.family || circle(Seats::belongs), Side::Family),
        Relation::GuardianOf => (facts.pupil.as_deref().is_some_and(|pupil| seats.guardian_of(pupil)), Side::Family),
        Relation::SameHousehold => (facts.household, Side::Family),
        Relation::Teaches => (facts.teacher || circle(Seats::teaches), Side::Staff),
        Relation::Among => (facts.among && standing.staff, Side::Staff),
        Relation::Gives => (facts.gives && standing.staff, Side::Staff),
        Relation::Leads => (standing.leads(), Side::Staff),
        Relation::Heads => (standing.head, Side::Staff),
        Relation::Governs => (standing.board, Side::Staff),
        Relation::SeesSubject => {
            let sees = |subject: &Stated| policy(asker, Deed::Read, subject).is_ok();
            (stated.under.as_deref().is_some_and(sees), Side::Family)
        }
        Relation::Keeps => {
            let keeps = |subject: &Stated| policy(asker, Deed::Manage, subject).is_ok();
            (standing.staff && stated.under.as_deref().is_some_and(keeps), Side::Staff)
        }
    };
    holds.then_some(side)
}
