//! Writes the changes of a list of guardians: households, people, and who is guardian of whom.
use std::collections::BTreeMap;

use super::{Place, circle, plain};
use crate::access::audit::{self, Done};
use crate::access::{Kind, PersonId};
use crate::accounts;
use crate::base::day::Day;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::base::ids;
use crate::people::server::periods;
use crate::sql;
use edexml::guardians::{Status, address_of};
use edexml::plan::{Changed, Gone, Guardian, GuardianPlan, Link};

type Ids = BTreeMap<String, String>;

/// What the links point to: people by address, their household by address, households by label, pupils by key.
struct Around {
    people: Ids,
    lives: Ids,
    households: Ids,
    pupils: Ids,
}

pub async fn apply(tx: &mut Tx, place: &Place, plan: &GuardianPlan) -> Result<()> {
    let current = &plan.now;
    let mut around = Around {
        people: current.guardians.iter().map(|held| (held.value.email.clone(), held.id.clone())).collect(),
        lives: current.guardians.iter().map(|held| (held.value.email.clone(), held.value.household.clone())).collect(),
        households: current.households.iter().map(|held| (held.value.label.clone(), held.id.clone())).collect(),
        pupils: pupils(tx, place).await?.into_iter().collect(),
    };
    households(tx, place, plan, &mut around).await?;
    people(tx, place, plan, &mut around).await?;
    links(tx, place, plan, &around).await
}

async fn pupils(tx: &mut Tx, place: &Place) -> Result<Vec<(String, String)>> {
    let statement = sql!("SELECT import_key, id FROM pupils WHERE school_id = $1");
    Ok(tx.query(statement).bind(&place.school).all().await?)
}

async fn households(tx: &mut Tx, place: &Place, plan: &GuardianPlan, around: &mut Around) -> Result<()> {
    // Labels are free before they are given out: two families may exchange theirs.
    let label = sql!("UPDATE households SET label = $1 WHERE id = $2");
    let renamed =
        || plan.households.changed.iter().filter(|changed| changed.fields.iter().any(|field| field.name == "label"));
    for Changed { id, .. } in renamed() {
        tx.query(label).bind(id).bind(id).run().await?;
    }
    for Changed { id, value, .. } in renamed() {
        tx.query(label).bind(&value.label).bind(id).run().await?;
    }
    for household in &plan.households.new {
        let id = ids::fresh(place.now);
        circle(tx, place, (&id, Kind::Household, "")).await?;
        tx.query(sql!("INSERT INTO households (id, school_id, label) VALUES ($1, $2, $3)"))
            .bind(&id)
            .bind(&place.school)
            .bind(&household.label)
            .run()
            .await?;
        around.households.insert(household.label.clone(), id);
    }
    Ok(())
}

async fn people(tx: &mut Tx, place: &Place, plan: &GuardianPlan, around: &mut Around) -> Result<()> {
    for guardian in &plan.guardians.new {
        let id = person(tx, place, guardian).await?;
        describe(tx, &id, guardian).await?;
        around.people.insert(guardian.email.clone(), id);
        around.lives.insert(guardian.email.clone(), guardian.household.clone());
    }
    for Changed { id, value, fields } in &plan.guardians.changed {
        describe(tx, id, value).await?;
        if let Some(address) = address_of(&value.email).filter(|_| fields.iter().any(|field| field.name == "email")) {
            follow_address(tx, id, address).await?;
        }
        around.lives.insert(value.email.clone(), value.household.clone());
        if fields.iter().any(|field| field.name == "household") {
            tx.query(sql!("UPDATE guardianships SET household_id = $1 WHERE person_id = $2"))
                .bind(around.households.get(&value.household).cloned().unwrap_or_default())
                .bind(id)
                .run()
                .await?;
        }
    }
    Ok(())
}

/// The account goes along to the new address; the old one signs in to nothing.
async fn follow_address(tx: &mut Tx, id: &str, address: &str) -> Result<()> {
    tx.query(sql!("UPDATE persons SET email = $1 WHERE id = $2")).bind(address).bind(id).run().await?;
    crate::accounts::follow_address(tx, &id.to_owned().into(), address).await
}

/// A member of staff who is also a parent is one person, found by the address.
async fn person(tx: &mut Tx, place: &Place, guardian: &Guardian) -> Result<String> {
    let address = address_of(&guardian.email).map(str::to_owned);
    let statement = sql!("SELECT id FROM persons WHERE school_id = $1 AND email = $2");
    let known: Option<(String,)> = tx.query(statement).bind(&place.school).bind(&address).maybe().await?;
    if let Some((id,)) = known {
        return Ok(id);
    }
    let id = ids::fresh(place.now);
    tx.query(sql!("INSERT INTO persons (id, school_id, call_name, last_name, email) VALUES ($1, $2, '', '', $3)"))
        .bind(&id)
        .bind(&place.school)
        .bind(address)
        .run()
        .await?;
    Ok(id)
}

async fn describe(tx: &mut Tx, id: &str, guardian: &Guardian) -> Result<()> {
    tx.query(sql!(
        "UPDATE persons SET call_name = $1, infix = $2, last_name = $3, language = $4, phone = $5 WHERE id = $6"
    ))
    .bind(plain(&guardian.names.call_name))
    .bind(plain(&guardian.names.infix))
    .bind(plain(&guardian.names.last_name))
    .bind(guardian.language.code())
    .bind(plain(&guardian.phone))
    .bind(id)
    .run()
    .await?;
    Ok(())
}

async fn links(tx: &mut Tx, place: &Place, plan: &GuardianPlan, around: &Around) -> Result<()> {
    for link in &plan.links.new {
        begin(tx, place, link, around).await?;
    }
    for Changed { id, value, fields } in &plan.links.changed {
        tx.query(sql!("UPDATE guardianships SET status = $1, authority = $2, ends_on = $3 WHERE id = $4"))
            .bind(value.status.code())
            .bind(value.authority)
            .bind(Day::OPEN)
            .bind(id)
            .run()
            .await?;
        if value.status == Status::Blocked && fields.iter().any(|field| field.name == "status") {
            block(tx, place, value, id, around).await?;
        }
    }
    for Gone { id, until, .. } in &plan.links.gone {
        let end = sql!("UPDATE guardianships SET ends_on = $1 WHERE id = $2");
        tx.query(end).bind(periods::ends_on(Some(until))?).bind(id).run().await?;
    }
    Ok(())
}

async fn begin(tx: &mut Tx, place: &Place, link: &Link, around: &Around) -> Result<()> {
    let label = of(&around.lives, &link.email);
    let id = ids::fresh(place.now);
    tx.query(sql!(
        "INSERT INTO guardianships (id, school_id, pupil_id, person_id, household_id, status, authority)
         VALUES ($1, $2, $3, $4, $5, $6, $7)"
    ))
    .bind(&id)
    .bind(&place.school)
    .bind(of(&around.pupils, &link.pupil_key))
    .bind(of(&around.people, &link.email))
    .bind(of(&around.households, &label))
    .bind(link.status.code())
    .bind(link.authority)
    .run()
    .await?;
    if link.status == Status::Blocked {
        block(tx, place, link, &id, around).await?;
    }
    Ok(())
}

/// A missing id is refused by the foreign key: an import never guesses.
fn of(ids: &Ids, key: &str) -> String {
    ids.get(key).cloned().unwrap_or_default()
}

/// Writes the block down. What is open at their devices closes: another child may still be theirs, after signing in again.
async fn block(tx: &mut Tx, place: &Place, link: &Link, id: &str, around: &Around) -> Result<()> {
    audit::note(tx, &place.by(None), Done::GuardianBlocked, id).await?;
    accounts::end_sessions(tx, &PersonId(of(&around.people, &link.email))).await
}
