//! The staff roles of EDEXML. Never a permission: only what the school is asked to confirm.

use serde::{Deserialize, Serialize};

/// The codes of the standard; `Other` for one we do not know.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Role {
    Adj,
    Adm,
    Con,
    Dir,
    Ict,
    Ib,
    Kla,
    Lrk,
    Los,
    Loc,
    Owa,
    Oud,
    Rt,
    Smw,
    Sta,
    Tal,
    Vak,
    #[default]
    Other,
}

/// What Kring suggests to the person who confirms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proposal {
    Head,
    SupportCoordinator,
    Office,
    Teacher,
    Other,
}

impl Role {
    const ALL: [(&'static str, Role); 17] = [
        ("ADJ", Role::Adj),
        ("ADM", Role::Adm),
        ("CON", Role::Con),
        ("DIR", Role::Dir),
        ("ICT", Role::Ict),
        ("IB", Role::Ib),
        ("KLA", Role::Kla),
        ("LRK", Role::Lrk),
        ("LOS", Role::Los),
        ("LOC", Role::Loc),
        ("OWA", Role::Owa),
        ("OUD", Role::Oud),
        ("RT", Role::Rt),
        ("SMW", Role::Smw),
        ("STA", Role::Sta),
        ("TAL", Role::Tal),
        ("VAK", Role::Vak),
    ];

    pub fn from_code(code: &str) -> Self {
        Self::ALL.iter().find(|(known, _)| known.eq_ignore_ascii_case(code)).map_or(Self::Other, |(_, role)| *role)
    }

    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(_, role)| *role == self).map_or("", |(code, _)| *code)
    }

    /// A parent (`OUD`) on the staff list is nobody's teacher; trainees and assistants are for the school to decide.
    pub fn proposal(self) -> Proposal {
        match self {
            Self::Dir | Self::Adj | Self::Loc => Proposal::Head,
            Self::Ib => Proposal::SupportCoordinator,
            Self::Adm => Proposal::Office,
            Self::Lrk | Self::Vak => Proposal::Teacher,
            _ => Proposal::Other,
        }
    }
}
