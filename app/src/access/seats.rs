//! What a person is at school today: guardian of Noor, teacher of group 3, head. Read from the view `scopes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Kind {
    School,
    Group,
    Pupil,
}

impl Kind {
    pub fn code(self) -> &'static str {
        match self {
            Kind::School => "school",
            Kind::Group => "group",
            Kind::Pupil => "pupil",
        }
    }

    pub fn of(code: &str) -> Option<Self> {
        [Kind::School, Kind::Group, Kind::Pupil].into_iter().find(|kind| kind.code() == code)
    }
}

/// Why somebody belongs to something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    Guardian,
    Teacher,
    Head,
    Office,
    Staff,
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
            _ => None,
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
    /// Works here in whatever role.
    pub staff: bool,
}

impl Standing {
    fn with(mut self, reason: Reason) -> Self {
        match reason {
            Reason::Guardian => self.guardian = true,
            Reason::Teacher => self.teacher = true,
            Reason::Head => self.head = true,
            Reason::Office => self.office = true,
            Reason::Staff => {}
        }
        self.staff |= reason != Reason::Guardian;
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
    pub kind: Kind,
    pub target: String,
    pub reason: Reason,
    /// For a guardian the pupil, for a teacher the group.
    pub about: String,
}

/// All seats of one person on one day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seats(pub Vec<Seat>);

impl Seats {
    pub fn guardian_of(&self, pupil: &str) -> bool {
        self.has(Kind::Pupil, pupil, Reason::Guardian)
    }

    pub fn teaches(&self, group: &str) -> bool {
        self.has(Kind::Group, group, Reason::Teacher)
    }

    pub fn standing(&self) -> Standing {
        self.0.iter().fold(Standing::default(), |standing, seat| standing.with(seat.reason))
    }

    fn has(&self, kind: Kind, target: &str, reason: Reason) -> bool {
        self.0.iter().any(|seat| seat.kind == kind && seat.target == target && seat.reason == reason)
    }

    /// The seats of this day out of «kind target reason about from until,…», as one statement brings them along with the session.
    pub(super) fn of(list: &str, today: &str) -> Self {
        Seats(list.split(',').filter_map(|one| seat(one, today)).collect())
    }
}

fn seat(one: &str, today: &str) -> Option<Seat> {
    let mut words = one.split(' ');
    let (kind, target, reason, about) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let (from, until) = (words.next()?, words.next()?);
    let seat =
        Seat { kind: Kind::of(kind)?, target: target.to_owned(), reason: Reason::of(reason)?, about: about.to_owned() };
    (from <= today && today <= until).then_some(seat)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seat_counts_on_its_days_and_no_other() {
        let list = "group g guardian p 2026-08-17 2026-11-01,pupil p guardian p 2026-08-17 9999-12-31";
        let kinds = |today: &str| Seats::of(list, today).0.iter().map(|seat| seat.kind).collect::<Vec<_>>();
        assert_eq!(kinds("2026-08-16"), []);
        assert_eq!(kinds("2026-11-01"), [Kind::Group, Kind::Pupil]);
        assert_eq!(kinds("2026-11-02"), [Kind::Pupil]);
        assert_eq!(Seats::of("", "2026-11-02"), Seats::default());
    }

    #[test]
    fn what_nobody_knows_counts_for_nothing() {
        let list = "school s janitor s 2026-08-17 9999-12-31,planet x staff x 2026-08-17 9999-12-31,school s  s 2026-08-17 9999-12-31";
        assert_eq!(Seats::of(list, "2026-11-02"), Seats::default());
        assert_eq!(Seats::default().standing(), Standing::default());
        assert_eq!(Standing::default().first(), None);
    }

    #[test]
    fn one_word_says_who_somebody_is() {
        let of = |reasons: &[Reason]| {
            let seat = |reason| Seat { kind: Kind::Group, target: "g".into(), reason, about: "g".into() };
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
        assert!(of(&[Reason::Office]).leads());
    }
}
