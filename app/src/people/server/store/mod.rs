//! Every statement about who there is. An import reads, compares and writes in one transaction; nothing is ever deleted.
pub mod adult;
mod apply_guardians;
mod apply_school;
pub mod around;
pub mod brought;
mod circle;
pub mod contacts;
mod decide;
mod decisions;
pub mod everybody;
pub mod given;
pub mod images;
mod link;
mod load_guardians;
mod load_school;
mod named;
pub mod person;
pub mod places;
pub mod protected;
mod school;
mod trial;
mod waiting;

use circle::circle;

pub use apply_guardians::apply as apply_guardians;
pub use apply_school::apply as apply_school;
pub use decide::{Decided, ProposedRole, confirm_roles, decide, proposed_roles};
pub use decisions::{head, keep_decision, settle};
pub use link::{LinkId, RoleId};
pub use load_guardians::{addresses, guardians, pupil_names};
pub use load_school::current;
pub use places::hands;
pub use school::{any_location, brin, confirm, find, found, proposed, running_year, schools, with_address, year};
pub use trial::Trial;
pub use waiting::{Described, Waiting, described, waiting};

use crate::access::audit::By;
use crate::access::{Following, PersonId, SchoolId, Viewer};
use crate::base::clock::Moment;
use crate::base::day::Day;

/// Where and when an import writes: the school, the day on which changes take effect, and the moment for new ids.
#[derive(Debug, Clone)]
pub struct Place {
    pub school: SchoolId,
    pub on: Day,
    pub now: Moment,
}

impl Place {
    /// At the school of somebody in the browser.
    pub fn of(viewer: &Viewer, on: Day) -> Self {
        Place { school: viewer.school.clone(), on, now: viewer.now }
    }

    pub fn following(&self) -> Following {
        Following { school: self.school.clone(), now: self.now, today: self.on }
    }

    /// Who changes something here: somebody who decided, or a command.
    pub fn by(&self, person: Option<PersonId>) -> By {
        By { school: self.school.clone(), person, at: self.now }
    }
}

/// Empty text and no text are the same to a table.
fn filled(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn plain(text: &Option<String>) -> String {
    text.clone().unwrap_or_default()
}
