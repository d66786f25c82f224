//! The guardian whom somebody names.
use super::Place;
use crate::access::PersonId;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::base::name::Name;
use crate::people::server::Decision;
use crate::sql;
use edexml::guardians::Status;

#[derive(sqlx::FromRow)]
struct Guardian {
    id: PersonId,
    #[sqlx(flatten)]
    name: Name,
    email: Option<String>,
}

/// Whom the decision is about: by address or, for who has none, by the name in full, when one guardian of the pupil has it.
pub async fn guardian(tx: &mut Tx, place: &Place, decision: &Decision, from: Status) -> Result<Option<PersonId>> {
    let statement = sql!(
        "SELECT n.id, n.call_name, n.infix, n.last_name, n.email
         FROM guardianships g JOIN persons n ON n.id = g.person_id JOIN pupils u ON u.id = g.pupil_id
         WHERE g.school_id = $1 AND g.status = $2 AND u.import_key = $3"
    );
    let asked = tx.query(statement).bind(&place.school).bind(from.code()).bind(&decision.pupil);
    let found: Vec<Guardian> = asked.all().await?;
    let address = identity::address(&decision.email);
    let name = identity::folded(&decision.email);
    let mut meant = found.into_iter().filter(|one| match &one.email {
        Some(email) => *email == address,
        None => identity::folded(&one.name.to_string()) == name,
    });
    Ok(meant.next().filter(|_| meant.next().is_none()).map(|one| one.id))
}
