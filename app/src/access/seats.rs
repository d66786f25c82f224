//! What a person is at school today: guardian of Noor, teacher of group 3, head. Read from the view `belongs`.
use super::circles::{Kind, Side};
use super::roles::Role;
use crate::base::day::Day;

/// Why somebody belongs to something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    Guardian,
    /// Teaches the group.
    Teacher,
    Head,
    Office,
    /// Works at the school.
    Staff,
    /// Holds a role: in the circle of that role.
    Holds(Role),
    /// Is in a work group.
    Member,
}

impl Reason {
    /// A reason that nobody knows counts for nothing.
    pub fn of(code: &str) -> Option<Self> {
        match code {
            "guardian" => Some(Reason::Guardian),
            "teacher" => Some(Reason::Teacher),
            "head" => Some(Reason::Head),
            "office" => Some(Reason::Office),
            "staff" => Some(Reason::Staff),
            "member" => Some(Reason::Member),
            _ => code.strip_prefix("holds-").and_then(Role::of).map(Reason::Holds),
        }
    }
}

/// Who somebody is at the school on one day: the one answer that rules and pages ask for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    pub guardian: bool,
    pub teacher: bool,
    pub head: bool,
    pub office: bool,
    /// Looks after the support of all pupils.
    pub coordinator: bool,
    /// Works here in whatever role.
    pub staff: bool,
    /// Is of the board that the school belongs to.
    pub board: bool,
}

impl Standing {
    fn with(mut self, reason: Reason) -> Self {
        match reason {
            Reason::Guardian => self.guardian = true,
            Reason::Teacher => self.teacher = true,
            Reason::Head | Reason::Holds(Role::Head) => self.head = true,
            Reason::Office | Reason::Holds(Role::Office) => self.office = true,
            Reason::Holds(Role::Coordinator) => self.coordinator = true,
            Reason::Staff => self.staff = true,
            Reason::Holds(Role::Board) => self.board = true,
            Reason::Holds(_) | Reason::Member => {}
        }
        self
    }

    /// Head or office: answers for the whole school.
    pub fn leads(self) -> bool {
        self.head || self.office
    }

    /// Has somebody to write to: a group, or the whole school.
    pub fn writes(self) -> bool {
        self.teacher || self.leads()
    }

    /// The one word for it: what somebody is at the school before what they are besides.
    pub fn first(self) -> Option<Reason> {
        let order = [
            (self.head, Reason::Head),
            (self.office, Reason::Office),
            (self.teacher, Reason::Teacher),
            (self.staff, Reason::Staff),
            (self.guardian, Reason::Guardian),
        ];
        order.into_iter().find(|(is, _)| *is).map(|(_, reason)| reason)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    pub circle: String,
    pub kind: Kind,
    pub side: Side,
    pub reason: Reason,
    /// For a guardian the pupil, for a teacher the group.
    pub about: String,
}

/// All seats of one person on one day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seats(pub Vec<Seat>);

impl Seats {
    pub fn guardian_of(&self, pupil: &str) -> bool {
        self.has(pupil, Reason::Guardian)
    }

    pub fn teaches(&self, group: &str) -> bool {
        self.0.iter().any(|seat| seat.kind == Kind::Group && seat.circle == group && seat.reason == Reason::Teacher)
    }

    pub fn belongs(&self, circle: &str) -> bool {
        self.0.iter().any(|seat| seat.circle == circle)
    }

    pub fn standing(&self) -> Standing {
        self.0.iter().fold(Standing::default(), |standing, seat| standing.with(seat.reason))
    }

    fn has(&self, circle: &str, reason: Reason) -> bool {
        self.0.iter().any(|seat| seat.circle == circle && seat.reason == reason)
    }

    /// The seats of this day out of «kind circle side reason about from until,…», as one statement brings them along with the session.
    pub(super) fn of(list: &str, today: Day) -> Self {
        Seats(list.split(',').filter_map(|one| seat(one, today)).collect())
    }
}

fn seat(one: &str, today: Day) -> Option<Seat> {
    let mut words = one.split(' ');
    let (kind, circle, side) = (Kind::of(words.next()?)?, words.next()?, Side::of(words.next()?)?);
    let (reason, about) = (Reason::of(words.next()?)?, words.next()?);
    let (from, until): (Day, Day) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    let seat = Seat { kind, circle: circle.to_owned(), side, reason, about: about.to_owned() };
    (from <= today && today <= until).then_some(seat)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seat_counts_on_its_days_and_no_other() {
        let list = "group g family guardian p 2026-08-17 2026-11-01,family p family guardian p 2026-08-17 9999-12-31";
        let kinds =
            |today: &str| Seats::of(list, today.parse().unwrap()).0.iter().map(|seat| seat.kind).collect::<Vec<_>>();
        assert_eq!(kinds("2026-08-16"), []);
        assert_eq!(kinds("2026-11-01"), [Kind::Group, Kind::Family]);
        assert_eq!(kinds("2026-11-02"), [Kind::Family]);
        assert_eq!(Seats::of("", Day::OPEN), Seats::default());
    }

    #[test]
    fn what_nobody_knows_counts_for_nothing() {
        let list = "school s staff janitor s 2026-08-17 9999-12-31,planet x staff staff x 2026-08-17 9999-12-31,\
                    role r staff holds-king r 2026-08-17 9999-12-31,school s staff  s 2026-08-17 9999-12-31,school s up staff s 2026-08-17 9999-12-31";
        assert_eq!(Seats::of(list, "2026-11-02".parse().unwrap()), Seats::default());
        assert_eq!(Seats::default().standing(), Standing::default());
        assert_eq!(Standing::default().first(), None);
    }

    #[test]
    fn one_word_says_who_somebody_is() {
        let of = |reasons: &[Reason]| {
            let seat =
                |reason| Seat { kind: Kind::Group, circle: "g".into(), side: Side::Staff, reason, about: "g".into() };
            Seats(reasons.iter().copied().map(seat).collect()).standing()
        };
        let parent = of(&[Reason::Guardian]);
        assert!(parent.guardian && !parent.staff && !parent.writes() && !parent.leads());
        let both = of(&[Reason::Guardian, Reason::Teacher, Reason::Staff]);
        assert!(both.guardian && both.staff && both.writes() && !both.leads());
        assert_eq!(both.first(), Some(Reason::Teacher));
        let caretaker = of(&[Reason::Staff]);
        assert!(caretaker.staff && !caretaker.writes());
        assert_eq!(of(&[Reason::Teacher, Reason::Head]).first(), Some(Reason::Head));
        assert!(of(&[Reason::Holds(Role::Coordinator)]).coordinator);
        let council = of(&[Reason::Holds(Role::Council)]);
        assert!(!council.staff && !council.writes() && council.first().is_none());
        assert!(of(&[Reason::Office]).leads());
    }
}
