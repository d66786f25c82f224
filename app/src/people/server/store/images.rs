//! The rows of a school that an import writes, before and after: what undoes it. A row that came goes again, unless something hangs on
//! it: then it is over before it began. A row that changed becomes what it was, unless somebody changed it since: people come before files.
mod rows;
mod undo;

use serde::{Deserialize, Serialize};

use crate::access::SchoolId;
use crate::base::db::Tx;
use crate::base::failure::Result;

use rows::Image;
pub use rows::{
    Circle, Group, GroupYear, Guardianship, Household, Membership, Person, Pupil, PupilYear, Role, Teaching, Year,
};
pub use undo::undo;

/// What became of the rows of one table.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Difference<T> {
    came: Vec<T>,
    /// As they were, and as they became.
    changed: Vec<(T, T)>,
}

macro_rules! tables {
    ($($table:ident: $row:ident),+ $(,)?) => {
        /// All of them at one moment.
        #[derive(Debug, Clone, PartialEq)]
        pub struct Images {
            $($table: Vec<$row>,)+
        }

        /// What undoes an import.
        #[derive(Debug, Clone, Serialize, Deserialize)]
        pub struct Differences {
            $($table: Difference<$row>,)+
        }

        impl Images {
            pub async fn of(tx: &mut Tx, school: &SchoolId) -> Result<Self> {
                Ok(Images { $($table: $row::all(tx, school).await?,)+ })
            }

            /// What happened between then and `after`.
            pub fn until(&self, after: &Images) -> Differences {
                Differences { $($table: difference(&self.$table, &after.$table),)+ }
            }
        }
    };
}

tables! {
    years: Year,
    circles: Circle,
    groups: Group,
    pupils: Pupil,
    pupil_years: PupilYear,
    memberships: Membership,
    group_years: GroupYear,
    households: Household,
    persons: Person,
    roles: Role,
    teaching: Teaching,
    guardianships: Guardianship,
}

fn difference<T: Image>(before: &[T], after: &[T]) -> Difference<T> {
    let was = rows::by_key(before);
    let mut difference = Difference { came: Vec::new(), changed: Vec::new() };
    for row in after {
        match was.get(&row.key()) {
            None => difference.came.push(row.clone()),
            Some(before) if *before != row => difference.changed.push(((*before).clone(), row.clone())),
            Some(_) => {}
        }
    }
    difference
}
