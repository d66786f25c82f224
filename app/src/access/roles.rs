//! The roles that people have at a school, confirmed by somebody there.

/// What somebody is at school, as the source texts name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    Head,
    Office,
    Teacher,
    /// Intern begeleider: looks after the support of all pupils.
    Coordinator,
    /// Classroom assistant, remedial teacher.
    Support,
    Other,
    /// Ouderraad: parents who help.
    Council,
    /// Medezeggenschapsraad: parents and staff who decide along.
    Mr,
    /// Schoolbestuur.
    Board,
    /// Adviser passend onderwijs, from outside.
    Adviser,
    /// The office of the samenwerkingsverband, from outside.
    Swv,
}

impl Role {
    pub const ALL: [Role; 11] = [
        Role::Head,
        Role::Office,
        Role::Teacher,
        Role::Coordinator,
        Role::Support,
        Role::Other,
        Role::Council,
        Role::Mr,
        Role::Board,
        Role::Adviser,
        Role::Swv,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Role::Head => "head",
            Role::Office => "office",
            Role::Teacher => "teacher",
            Role::Coordinator => "coordinator",
            Role::Support => "support",
            Role::Other => "other",
            Role::Council => "council",
            Role::Mr => "mr",
            Role::Board => "board",
            Role::Adviser => "adviser",
            Role::Swv => "swv",
        }
    }

    /// A role that nobody knows is none.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Answers for the whole school, or comes to look at all of it. Only a head makes somebody this.
    pub fn leads(self) -> bool {
        matches!(self, Role::Head | Role::Office | Role::Board)
    }
}
