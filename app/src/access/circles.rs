//! Circles: whoever can be addressed. The school, a group, a year, the family of a pupil, a household, a role, a work group.

/// What kind of circle, in the order in which they are offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Kind {
    Group,
    School,
    Year,
    Role,
    WorkGroup,
    /// A pupil and who cares for it; the circle has the pupil's id.
    Family,
    Household,
}

impl Kind {
    const ALL: [Kind; 7] =
        [Kind::School, Kind::Group, Kind::Year, Kind::Family, Kind::Household, Kind::Role, Kind::WorkGroup];

    pub fn code(self) -> &'static str {
        match self {
            Kind::School => "school",
            Kind::Group => "group",
            Kind::Year => "year",
            Kind::Family => "family",
            Kind::Household => "household",
            Kind::Role => "role",
            Kind::WorkGroup => "work_group",
        }
    }

    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// As a column holds it.
impl TryFrom<String> for Kind {
    type Error = &'static str;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        Kind::of(&code).ok_or("a kind of circle that nobody knows")
    }
}

/// Which side of a circle somebody is on, and whom of it a subject is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Side {
    All,
    Family,
    Staff,
}

impl Side {
    pub fn code(self) -> &'static str {
        match self {
            Side::All => "all",
            Side::Family => "family",
            Side::Staff => "staff",
        }
    }

    pub fn of(code: &str) -> Option<Self> {
        [Side::All, Side::Family, Side::Staff].into_iter().find(|side| side.code() == code)
    }
}

/// The circle of a year of a school: «3».
pub fn year(school: &super::SchoolId, code: &str) -> String {
    format!("{school}/year/{code}")
}

/// The circle of everybody with this role.
pub fn role(school: &super::SchoolId, role: super::Role) -> String {
    format!("{school}/role/{}", role.code())
}
