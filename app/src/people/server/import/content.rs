//! What was read of a file, kept while somebody looks at it. The file itself is not: it holds numbers that no portal may have.
use edexml::guardians::{self, GuardianRow};
use edexml::plan::Covers;
use edexml::school::{self, Edex};
use edexml::{Refusal, is_xml};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Content {
    School(Edex),
    Guardians { rows: Vec<GuardianRow>, covers: Covers },
}

impl Content {
    /// Whatever the file is called: XML is of the school, all else is a list of guardians.
    pub fn of(bytes: &[u8], covers: Covers) -> Result<Self, Vec<Refusal>> {
        if is_xml(bytes) {
            school::read(bytes).map(Content::School)
        } else {
            guardians::read(bytes).map(|rows| Content::Guardians { rows, covers })
        }
    }

    pub fn kind(&self) -> Kind {
        match self {
            Content::School(_) => Kind::School,
            Content::Guardians { .. } => Kind::Guardians,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    School,
    Guardians,
}

impl Kind {
    pub fn code(self) -> &'static str {
        match self {
            Kind::School => "school",
            Kind::Guardians => "guardians",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Kind::School, Kind::Guardians].into_iter().find(|kind| kind.code() == code)
    }
}
