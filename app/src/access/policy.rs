//! The rules of who may do what: one pure function of seats, deed, facts, openings and today. No SQL, no clock.
use super::{Kind, Seats};

/// What somebody wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Read,
    /// Comment, answer, give a heart.
    React,
    /// Share something with a group or the school.
    Write,
    /// Take away what somebody shared or said.
    Remove,
    /// Change or look behind what was shared (the bookings of a round).
    Manage,
    /// Mend the words and photos of what was shared.
    Edit,
    /// Book a talk about a pupil.
    Book,
}

/// What the rules need to know of the thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Facts {
    /// Something shared with an audience. `member`: the viewer is in it, by the one SQL definition; `teacher`: as a teacher of it.
    Shared {
        module: &'static str,
        draft: bool,
        owner: bool,
        member: bool,
        teacher: bool,
    },
    /// Somebody's words under something shared.
    Said {
        author: bool,
        post: Box<Facts>,
    },
    Group {
        id: String,
    },
    School,
    /// A pupil in a round of talks. `invited`: the round is for this pupil; `taught`: the viewer teaches the pupil.
    Talk {
        pupil: String,
        invited: bool,
    },
    /// A talk that was booked. `household`: the viewer is a guardian of the pupil in the household that comes.
    Booked {
        household: bool,
    },
    /// The talks of one day of a round. `own`: the viewer gives some of them.
    Agenda {
        own: bool,
        round: Box<Facts>,
    },
    /// Nobody's business but the owner's (an upload that waits for its post, a session).
    Own {
        owner: bool,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Denied {
    /// Not yours, so not there.
    NotFound,
    /// The school opens it on this date.
    NotYet(String),
    /// You can see it, but this is not yours to do.
    NotYours,
}

/// From which date each module is open for guardians. A module that is not listed is closed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Openings(pub Vec<(String, String)>);

impl Openings {
    /// «news 2026-09-01,talks 2026-10-05», as one statement brings them along.
    pub fn of(list: &str) -> Self {
        let opening = |one: &str| one.split_once(' ').map(|(module, opens)| (module.to_owned(), opens.to_owned()));
        Openings(list.split(',').filter_map(opening).collect())
    }

    /// Whether a module is open for guardians today.
    pub fn check(&self, module: &str, today: &str) -> Result<(), Denied> {
        match self.0.iter().find(|(name, _)| name == module) {
            Some((_, opens)) if opens.as_str() <= today => Ok(()),
            Some((_, opens)) => Err(Denied::NotYet(opens.clone())),
            None => Err(Denied::NotFound),
        }
    }
}

/// The decision.
pub fn policy(seats: &Seats, deed: Deed, facts: &Facts, openings: &Openings, today: &str) -> Result<(), Denied> {
    match facts {
        Facts::Shared { module, draft, owner, member, teacher } => {
            let shared = SharedFacts { module, draft: *draft, owner: *owner, member: *member, teacher: *teacher };
            shared.decide(seats, deed, openings, today)
        }
        Facts::Said { author, post } => said(seats, deed, *author, post, openings, today),
        Facts::Group { id } => group(seats, deed, id),
        Facts::School => school(seats, deed),
        Facts::Talk { pupil, invited } => talk(seats, deed, pupil, *invited, openings, today),
        Facts::Booked { household } => booked(seats, deed, *household, openings, today),
        Facts::Agenda { own, round } => agenda(seats, deed, *own, round, openings, today),
        Facts::Own { owner } => owner.then_some(()).ok_or(Denied::NotFound),
    }
}

struct SharedFacts<'a> {
    module: &'a str,
    draft: bool,
    owner: bool,
    member: bool,
    teacher: bool,
}

impl SharedFacts<'_> {
    fn decide(&self, seats: &Seats, deed: Deed, openings: &Openings, today: &str) -> Result<(), Denied> {
        if self.draft {
            return self.owner.then_some(()).ok_or(Denied::NotFound);
        }
        // Whoever shared it keeps it as long as they work at the school; afterwards it is the school's.
        let owner = self.owner && seats.standing().staff;
        if !self.member && !owner {
            return Err(Denied::NotFound);
        }
        if !seats.standing().staff {
            openings.check(self.module, today)?;
        }
        match deed {
            Deed::Read | Deed::React => Ok(()),
            Deed::Remove | Deed::Manage if owner || seats.standing().leads() => Ok(()),
            // Who teaches the same class mends a colleague's words; taking them away stays the author's.
            Deed::Edit if owner || self.teacher || seats.standing().leads() => Ok(()),
            Deed::Remove | Deed::Manage | Deed::Edit | Deed::Write | Deed::Book => Err(Denied::NotYours),
        }
    }
}

fn said(seats: &Seats, deed: Deed, author: bool, post: &Facts, openings: &Openings, today: &str) -> Result<(), Denied> {
    policy(seats, Deed::Read, post, openings, today)?;
    match deed {
        Deed::Read | Deed::React => Ok(()),
        // The class's own teacher keeps the thread friendly, whoever wrote the post.
        Deed::Remove if author || policy(seats, Deed::Manage, post, openings, today).is_ok() => Ok(()),
        // Nobody puts words into somebody else's mouth.
        Deed::Write if author => Ok(()),
        // What was said before it was put right.
        Deed::Manage if policy(seats, Deed::Manage, post, openings, today).is_ok() => Ok(()),
        _ => Err(Denied::NotYours),
    }
}

fn group(seats: &Seats, deed: Deed, id: &str) -> Result<(), Denied> {
    let belongs = seats.0.iter().any(|seat| seat.kind == Kind::Group && seat.target == id);
    match deed {
        Deed::Write | Deed::Manage if seats.teaches(id) || (belongs && seats.standing().leads()) => Ok(()),
        Deed::Read if belongs => Ok(()),
        _ if belongs => Err(Denied::NotYours),
        _ => Err(Denied::NotFound),
    }
}

fn school(seats: &Seats, deed: Deed) -> Result<(), Denied> {
    match deed {
        Deed::Write | Deed::Manage if seats.standing().leads() => Ok(()),
        Deed::Read if !seats.0.is_empty() => Ok(()),
        _ if !seats.0.is_empty() => Err(Denied::NotYours),
        _ => Err(Denied::NotFound),
    }
}

fn talk(seats: &Seats, deed: Deed, pupil: &str, invited: bool, openings: &Openings, today: &str) -> Result<(), Denied> {
    let proxy = seats.standing().leads();
    if !invited || !(proxy || seats.guardian_of(pupil)) {
        return Err(Denied::NotFound);
    }
    if !proxy {
        openings.check("talks", today)?;
    }
    match deed {
        Deed::Book | Deed::Read => Ok(()),
        _ => Err(Denied::NotYours),
    }
}

/// The other household of a divorced family has no talk here at all.
fn booked(seats: &Seats, deed: Deed, household: bool, openings: &Openings, today: &str) -> Result<(), Denied> {
    if !household && !seats.standing().leads() {
        return Err(Denied::NotFound);
    }
    if !seats.standing().leads() {
        openings.check("talks", today)?;
    }
    match deed {
        Deed::Read | Deed::Remove => Ok(()),
        _ => Err(Denied::NotYours),
    }
}

/// Teachers read their own day; whoever manages the round reads every teacher's. For parents there is no such list.
fn agenda(seats: &Seats, deed: Deed, own: bool, round: &Facts, openings: &Openings, today: &str) -> Result<(), Denied> {
    let manages = seats.standing().staff && policy(seats, Deed::Manage, round, openings, today).is_ok();
    let teaches = seats.standing().staff && own;
    match deed {
        Deed::Read if manages || teaches => Ok(()),
        _ if manages || teaches => Err(Denied::NotYours),
        _ => Err(Denied::NotFound),
    }
}
