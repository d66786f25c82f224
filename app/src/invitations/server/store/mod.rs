//! Every statement of invitations.
pub mod ask;
mod join;
mod letters;
mod sending;
mod standing;

pub use ask::ask as write;
pub use ask::{Asked, Whom, whom};
pub use join::{Joining, Outcome, begin, begun, finish, link, look_up};
pub use letters::{Letter, LettersId, letters};
pub use sending::{to_invite, to_prove};
pub use standing::{Group, Guardian, Meter, One, group_name, groups, guardians, meter, one, staff};

use crate::access::{Erasing, Known, PersonId, Robot};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::sql;

crate::id!(
    /// A letter or a mail to one person.
    InvitationId
);

pub async fn erase(tx: &mut Tx, erasing: &Erasing) -> Result<()> {
    for statement in [
        sql!("DELETE FROM invitations WHERE person_id = $1"),
        sql!("DELETE FROM joinings WHERE person_id = $1"),
        sql!("DELETE FROM letters WHERE person_id = $1"),
    ] {
        tx.query(statement).bind(&erasing.person).run().await?;
    }
    Ok(())
}

pub async fn of_person(robot: &Robot, person: &PersonId) -> Result<Vec<Known>> {
    let statement = sql!("SELECT way, made_at, ends_at FROM invitations WHERE person_id = $1 ORDER BY made_at, id");
    let all: Vec<(String, Moment, Moment)> = robot.db().query(statement).bind(person).all().await?;
    Ok(vec![("invited", serde_json::json!(all))])
}
