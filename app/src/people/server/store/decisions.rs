//! Decisions about one guardian of one pupil, and the head who makes them.
use super::Place;
use super::named::guardian;
use crate::access::PersonId;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::base::ids;
use crate::people::server::Decision;
use crate::sql;
use edexml::guardians::Status;

/// A confirmed head of this school, by key in the pupil administration or by address.
pub async fn head(tx: &mut Tx, place: &Place, by: &str) -> Result<Option<PersonId>> {
    let statement = sql!(
        "SELECT p.id FROM persons p JOIN roles r ON r.person_id = p.id
         WHERE p.school_id = $1 AND (p.import_key = $2 OR p.email = $3) AND r.role = 'head' AND r.status = 'confirmed'
           AND $4 BETWEEN r.starts_on AND r.ends_on LIMIT 1"
    );
    let query = tx.query(statement).bind(&place.school).bind(by).bind(identity::address(by)).bind(place.on);
    Ok(query.maybe::<(PersonId,)>().await?.map(|(id,)| id))
}

/// Moves a guardianship from one status to another; `None` when it is not there in the first.
pub async fn settle(
    tx: &mut Tx,
    place: &Place,
    decision: &Decision,
    from: Status,
    to: Status,
) -> Result<Option<String>> {
    let statement = sql!(
        "UPDATE guardianships SET status = $1 WHERE school_id = $2 AND status = $3
           AND pupil_id = (SELECT id FROM pupils WHERE school_id = $2 AND import_key = $4)
           AND person_id = $5 RETURNING id"
    );
    let Some(person) = guardian(tx, place, decision, from).await? else { return Ok(None) };
    let query = tx.query(statement).bind(to.code()).bind(&place.school).bind(from.code());
    Ok(query.bind(&decision.pupil).bind(person).maybe::<(String,)>().await?.map(|(id,)| id))
}

pub async fn keep_decision(
    tx: &mut Tx,
    place: &Place,
    link: &str,
    to: Status,
    head: &PersonId,
    reason: &str,
) -> Result<()> {
    tx.query(sql!(
        "INSERT INTO guardianship_decisions (id, school_id, guardianship_id, status, decided_by, reason, decided_on, decided_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
    ))
    .bind(ids::fresh(place.now))
    .bind(&place.school)
    .bind(link)
    .bind(to.code())
    .bind(head)
    .bind(reason)
    .bind(place.on)
    .bind(place.now)
    .run()
    .await?;
    Ok(())
}
