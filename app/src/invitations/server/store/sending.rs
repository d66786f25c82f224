//! What the mails of invitations say and to whom; codes and numbers are made when they are sent, and stored as their hashes.
use super::InvitationId;
use crate::access::{PersonId, Robot};
use crate::base::day::Day;
use crate::base::failure::Result;
use crate::base::ids;
use crate::sql;

use super::super::rules;

/// To whom, and what a mail says of the school.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Invited {
    pub email: String,
    pub language: String,
    pub school_name: String,
    pub contact: String,
}

/// The mail that still has to go out, with a code that works from now on; nothing: they have an account meanwhile, belong to the school no
/// more, or have no address any more.
pub async fn to_invite(robot: &Robot, id: &InvitationId, today: Day) -> Result<Option<(Invited, String)>> {
    let statement = sql!(
        "SELECT n.email, n.language, c.name AS school_name, c.contact
         FROM invitations i JOIN persons n ON n.id = i.person_id JOIN schools c ON c.id = i.school_id
         WHERE i.id = $1 AND n.email IS NOT NULL AND NOT EXISTS (SELECT 1 FROM account_persons a WHERE a.person_id = n.id)
           AND EXISTS (SELECT 1 FROM invitable v WHERE v.person_id = n.id AND $2 BETWEEN v.starts_on AND v.ends_on)"
    );
    let Some(invited) = robot.db().query(statement).bind(id).bind(today).maybe::<Invited>().await? else {
        return Ok(None);
    };
    let code = rules::code(ids::random());
    let sent = (id.clone(), ids::hash(&code), invited.email.clone(), robot.app().clock.now().plus(super::MAIL));
    let write = robot.db().write(sent, |tx, (id, hash, email, ends)| {
        Box::pin(async move {
            // However late it goes out, it works for as long as it says.
            let set = sql!("UPDATE invitations SET code_hash = $1, email = $2, ends_at = $3 WHERE id = $4");
            tx.query(set).bind(&*hash).bind(&*email).bind(*ends).bind(&*id).run().await?;
            Ok(())
        })
    });
    write.await?;
    Ok(Some((invited, code)))
}

/// The address of before, of somebody who came in with another one.
pub async fn former(robot: &Robot, person: &PersonId) -> Result<Option<Invited>> {
    let statement = sql!(
        "SELECT h.before AS email, n.language, c.name AS school_name, c.contact
         FROM contacts_by_hand h JOIN persons n ON n.id = h.person_id JOIN schools c ON c.id = n.school_id
         WHERE h.person_id = $1 AND h.field = 'email' AND h.before <> ''"
    );
    Ok(robot.db().query(statement).bind(person).maybe().await?)
}

/// To whom a number goes.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Proof {
    pub email: String,
    pub language: String,
    pub school_name: String,
    /// Somebody signs in with this address already.
    pub taken: bool,
}

/// The mail with the number that somebody types who opens an account.
pub async fn to_prove(robot: &Robot, joining: &str) -> Result<Option<(Proof, String)>> {
    let statement = sql!(
        "SELECT j.email, j.language, c.name AS school_name, EXISTS (SELECT 1 FROM accounts a WHERE a.email = j.email) AS taken
         FROM joinings j JOIN schools c ON c.id = j.school_id WHERE j.id = $1 AND j.ends_at > $2"
    );
    let query = robot.db().query(statement).bind(joining).bind(robot.app().clock.now());
    let Some(proof) = query.maybe::<Proof>().await? else { return Ok(None) };
    let number = format!("{:06}", u32::from_be_bytes(ids::random()) % 1_000_000);
    let sent = (joining.to_owned(), ids::hash(&format!("{joining} {number}")));
    let write = robot.db().write(sent, |tx, (id, hash)| {
        Box::pin(async move {
            tx.query(sql!("UPDATE joinings SET proof_hash = $1 WHERE id = $2")).bind(&*hash).bind(&*id).run().await?;
            Ok(())
        })
    });
    write.await?;
    Ok(Some((proof, number)))
}
