//! How somebody is reached, put right by hand: what is so now, what a file said before, and who changed it.
use std::collections::BTreeMap;

use edexml::guardians::nameless;

use super::Place;
use super::load_guardians::names;
use crate::access::audit::{self, Done};
use crate::access::{Manage, May, PersonId, SchoolId, Viewer, Write};
use crate::accounts;
use crate::base::clock::Moment;
use crate::base::day::Day;
use crate::base::db::Tx;
use crate::base::failure::{Failure, Problem, Result};
use crate::base::name::Name;
use crate::people::server::hands::ByHand;
use crate::sql;

/// A field that a person changed, as the page of its owner shows it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Changed {
    /// email, phone
    pub field: String,
    pub before: String,
    /// Who changed it.
    #[sqlx(flatten)]
    pub name: Name,
    pub changed_at: Moment,
}

pub async fn by_hand(viewer: &Viewer, may: &May<Manage, PersonId>) -> Result<Vec<Changed>> {
    let statement = sql!(
        "SELECT c.field, c.before, n.call_name, n.infix, n.last_name, c.changed_at
         FROM contacts_by_hand c JOIN persons n ON n.id = c.changed_by WHERE c.person_id = $1 ORDER BY c.field"
    );
    Ok(viewer.db().query(statement).bind(may.thing()).all().await?)
}

/// How somebody is reached from now on.
#[derive(Debug, Clone)]
pub struct Contact {
    /// As it is compared; empty: none.
    pub email: String,
    pub phone: String,
    /// What both were when somebody looked: `was`.
    pub was: String,
}

/// An address and a number, as a form takes them along.
pub fn was(email: &str, phone: &str) -> String {
    format!("{email} {phone}")
}

/// Refused where somebody else of the school has the address, and where somebody else changed something meanwhile.
pub async fn change(viewer: &Viewer, may: &May<Write, PersonId>, contact: Contact) -> Result<()> {
    let args = (may.thing().clone(), viewer.person.clone(), Place::of(viewer, viewer.today), contact);
    viewer
        .db()
        .write(args, |tx, (whose, by, place, contact)| Box::pin(change_in(tx, whose, (by, place), contact)))
        .await
}

async fn change_in(tx: &mut Tx, whose: &PersonId, (by, place): (&PersonId, &Place), contact: &Contact) -> Result<()> {
    let statement = sql!("SELECT COALESCE(email, ''), phone FROM persons WHERE id = $1");
    let (email, phone): (String, String) = tx.query(statement).bind(whose).maybe().await?.ok_or(Failure::Gone)?;
    // The same form twice is one change.
    if email == contact.email && phone == contact.phone {
        return Ok(());
    }
    if was(&email, &phone) != contact.was {
        return Err(Failure::invalid("key", Problem::Changed));
    }
    if email != contact.email {
        free(tx, whose, place, &contact.email).await?;
        set_email(tx, whose, &contact.email).await?;
        note(tx, whose, (by, place), ("email", &email, &contact.email)).await?;
    }
    if phone != contact.phone {
        let set = sql!("UPDATE persons SET phone = $1 WHERE id = $2");
        tx.query(set).bind(&contact.phone).bind(whose).run().await?;
        note(tx, whose, (by, place), ("phone", &phone, &contact.phone)).await?;
    }
    audit::note(tx, &place.by(Some(by.clone())), Done::ContactChanged, &whose.0).await
}

/// Somebody says themselves how they are reached from now on. Refused where somebody else of the school has the address.
pub async fn own_address(tx: &mut Tx, whose: &PersonId, email: &str, (now, on): (Moment, Day)) -> Result<()> {
    let statement = sql!("SELECT school_id, COALESCE(email, '') FROM persons WHERE id = $1");
    let found: Option<(SchoolId, String)> = tx.query(statement).bind(whose).maybe().await?;
    let (school, was) = found.ok_or(Failure::Gone)?;
    if was == email {
        return Ok(());
    }
    let place = &Place { school, on, now };
    free(tx, whose, place, email).await?;
    set_email(tx, whose, email).await?;
    note(tx, whose, (whose, place), ("email", &was, email)).await?;
    audit::note(tx, &place.by(Some(whose.clone())), Done::ContactChanged, &whose.0).await
}

/// Refused where somebody else of the school has the address.
pub async fn free(tx: &mut Tx, whose: &PersonId, place: &Place, email: &str) -> Result<()> {
    let statement = sql!("SELECT 1 FROM persons WHERE school_id = $1 AND email = $2 AND id <> $3");
    let taken = tx.query(statement).bind(&place.school).bind(email).bind(whose).maybe::<(i32,)>().await?;
    taken.map_or(Ok(()), |_| Err(Failure::invalid("email", Problem::AddressTaken)))
}

/// Their account goes along; without an address nobody signs in.
async fn set_email(tx: &mut Tx, whose: &PersonId, email: &str) -> Result<()> {
    let address = (!email.is_empty()).then(|| email.to_owned());
    tx.query(sql!("UPDATE persons SET email = $1 WHERE id = $2")).bind(address).bind(whose).run().await?;
    accounts::follow_address(tx, whose, email).await
}

/// What the file had said stays what it is when somebody changes it twice; back to that, nothing was changed.
async fn note(
    tx: &mut Tx,
    whose: &PersonId,
    (by, place): (&PersonId, &Place),
    (field, was, is): (&str, &str, &str),
) -> Result<()> {
    tx.query(sql!(
        "INSERT INTO contacts_by_hand (person_id, school_id, field, before, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (person_id, field) DO UPDATE SET changed_by = excluded.changed_by, changed_at = excluded.changed_at"
    ))
    .bind(whose)
    .bind(&place.school)
    .bind(field)
    .bind(was)
    .bind(by)
    .bind(place.now)
    .run()
    .await?;
    let back = sql!("DELETE FROM contacts_by_hand WHERE person_id = $1 AND field = $2 AND before = $3");
    tx.query(back).bind(whose).bind(field).bind(is).run().await?;
    Ok(())
}

/// The files of the administration say again how somebody is reached; nothing changes until one of them does.
pub async fn let_go(viewer: &Viewer, may: &May<Write, PersonId>) -> Result<()> {
    let args = (may.thing().clone(), viewer.person.clone(), Place::of(viewer, viewer.today));
    viewer
        .db()
        .write(args, |tx, (whose, by, place)| {
            Box::pin(async move {
                let statement = sql!("DELETE FROM contacts_by_hand WHERE person_id = $1");
                if tx.query(statement).bind(&*whose).run().await? == 0 {
                    return Ok(());
                }
                audit::note(tx, &place.by(Some(by.clone())), Done::ContactLetGo, &whose.0).await
            })
        })
        .await
}

#[derive(sqlx::FromRow)]
struct Row {
    person_id: String,
    field: String,
    before: String,
    email: String,
    phone: String,
    import_key: String,
    call_name: String,
    infix: String,
    last_name: String,
    label: String,
}

/// Everybody at a school of whom something is kept by hand, for whoever reads a file.
pub async fn hands(tx: &mut Tx, place: &Place) -> Result<Vec<ByHand>> {
    let statement = sql!(
        "SELECT c.person_id, c.field, c.before, COALESCE(n.email, '') AS email, n.phone, COALESCE(n.import_key, '') AS import_key,
                n.call_name, n.infix, n.last_name,
                COALESCE((SELECT MAX(h.label) FROM guardianships g JOIN households h ON h.id = g.household_id WHERE g.person_id = n.id), '') AS label
         FROM contacts_by_hand c JOIN persons n ON n.id = c.person_id WHERE c.school_id = $1 ORDER BY c.person_id, c.field"
    );
    let rows: Vec<Row> = tx.query(statement).bind(&place.school).all().await?;
    let mut people: BTreeMap<String, ByHand> = BTreeMap::new();
    for row in rows {
        let name = Name { call_name: row.call_name, infix: row.infix, last_name: row.last_name };
        let names = names(name.call_name.clone(), name.infix.clone(), name.last_name.clone());
        let key = |email: &str| if email.is_empty() { nameless(&names, &row.label) } else { email.to_owned() };
        let one = people.entry(row.person_id.clone()).or_insert_with(|| ByHand {
            person: row.person_id.clone(),
            name: name.to_string(),
            staff_key: Some(row.import_key.clone()).filter(|key| !key.is_empty()),
            who: key(&row.email),
            email: None,
            phone: None,
        });
        match row.field.as_str() {
            "email" => one.email = Some(key(&row.before)),
            _ => one.phone = Some(row.phone),
        }
    }
    Ok(people.into_values().collect())
}
