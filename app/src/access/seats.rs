//! What a person is at school today: guardian of Noor, teacher of group 3, head. Read from the view `scopes`.
use super::{PersonId, SchoolId};
use crate::base::db::Db;
use crate::base::failure::Result;
use crate::sql;

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
    pub fn of(code: &str) -> Self {
        match code {
            "guardian" => Reason::Guardian,
            "teacher" => Reason::Teacher,
            "head" => Reason::Head,
            "office" => Reason::Office,
            _ => Reason::Staff,
        }
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

    /// Head or office: answers for the whole school.
    pub fn leads(&self) -> bool {
        self.0.iter().any(|seat| matches!(seat.reason, Reason::Head | Reason::Office))
    }

    /// Works at the school, in whatever role.
    pub fn staff(&self) -> bool {
        self.0.iter().any(|seat| seat.reason != Reason::Guardian)
    }

    pub fn guardian(&self) -> bool {
        self.0.iter().any(|seat| seat.reason == Reason::Guardian)
    }

    fn has(&self, kind: Kind, target: &str, reason: Reason) -> bool {
        self.0.iter().any(|seat| seat.kind == kind && seat.target == target && seat.reason == reason)
    }

    /// Reads the seats of a person. A head's hundreds of pupils are left out: the school seat says it all.
    pub(super) async fn load(db: &Db, person: &PersonId, school: &SchoolId, today: &str) -> Result<Self> {
        let rows: Vec<(String, String, String, String)> = db
            .query(sql!(
                "SELECT kind, target_id, reason, about_id FROM scopes
                 WHERE person_id = $1 AND school_id = $2 AND $3 BETWEEN starts_on AND ends_on
                   AND (kind <> 'pupil' OR reason = 'guardian')"
            ))
            .bind(person.clone())
            .bind(school.clone())
            .bind(today.to_owned())
            .all()
            .await?;
        let seat = |(kind, target, reason, about): (String, String, String, String)| {
            Some(Seat { kind: Kind::of(&kind)?, target, reason: Reason::of(&reason), about })
        };
        Ok(Seats(rows.into_iter().filter_map(seat).collect()))
    }
}
