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
pub use sending::{former, to_invite, to_prove};
pub use standing::{Group, Guardian, Meter, One, group_name, groups, guardians, meter, one, staff};

use crate::access::{Erasing, Known, PersonId, Robot};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::sql;

/// So long a mail works.
const MAIL: i64 = 14 * Moment::DAY;

crate::id!(
    /// A letter or a mail to one person.
    InvitationId
);

/// No code of theirs works any more.
async fn withdraw(tx: &mut Tx, person: &PersonId) -> Result<()> {
    tx.query(sql!("DELETE FROM invitations WHERE person_id = $1")).bind(person).run().await?;
    tx.query(sql!("DELETE FROM joinings WHERE person_id = $1")).bind(person).run().await?;
    Ok(())
}

pub async fn erase(tx: &mut Tx, erasing: &Erasing) -> Result<()> {
    withdraw(tx, &erasing.person).await?;
    tx.query(sql!("DELETE FROM letters WHERE person_id = $1")).bind(&erasing.person).run().await?;
    Ok(())
}

pub async fn of_person(robot: &Robot, person: &PersonId) -> Result<Vec<Known>> {
    let statement = sql!("SELECT way, made_at, ends_at FROM invitations WHERE person_id = $1 ORDER BY made_at, id");
    let all: Vec<(String, Moment, Moment)> = robot.db().query(statement).bind(person).all().await?;
    let begun = sql!("SELECT email, begun_at FROM joinings WHERE person_id = $1 ORDER BY begun_at, id");
    let begun: Vec<(String, Moment)> = robot.db().query(begun).bind(person).all().await?;
    Ok(vec![("invited", serde_json::json!(all)), ("joining", serde_json::json!(begun))])
}
