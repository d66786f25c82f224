//! Roles that somebody at school gives and ends, and people who are in no file.
use futures::future::BoxFuture;

use super::link::rules_of;
use super::{Place, RoleId};
use crate::access::asked::waits_otherwise;
use crate::access::audit::{self, Done};
use crate::access::policy::{Facts, Stated};
use crate::access::{Manage, May, PersonId, Role, SchoolId, Thing, Viewer};
use crate::base::db::Tx;
use crate::base::failure::{Failure, Problem, Result};
use crate::base::ids;
use crate::base::name::Name;
use crate::shell::follow;
use crate::sql;

/// A role that somebody would have.
#[derive(Debug, Clone)]
pub struct Appointment {
    pub person: PersonId,
    pub role: Role,
}

impl Thing for Appointment {
    fn stated<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Stated>>> {
        Box::pin(async move {
            let statement = sql!("SELECT 1 FROM persons WHERE id = $1 AND school_id = $2");
            let asked = viewer.db().query(statement).bind(&self.person).bind(&viewer.school);
            let there: Option<(i32,)> = asked.maybe().await?;
            Ok(there.map(|_| Stated::new(rules_of(self.role.code()), Facts::default())))
        })
    }
}

/// From today on. What a file proposed of it is confirmed by that.
pub async fn give(viewer: &Viewer, may: &May<Manage, Appointment>) -> Result<()> {
    let args = (may.thing().clone(), viewer.person.clone(), Place::of(viewer, viewer.today));
    viewer.db().write(args, |tx, (appointment, by, place)| Box::pin(give_in(tx, appointment, by, place))).await
}

async fn give_in(tx: &mut Tx, appointment: &Appointment, by: &PersonId, place: &Place) -> Result<()> {
    let Appointment { person, role } = appointment;
    let proposed = sql!(
        "UPDATE roles SET status = 'confirmed' WHERE person_id = $1 AND role = $2 AND status = 'proposed' AND ends_on >= $3"
    );
    if tx.query(proposed).bind(person).bind(role.code()).bind(place.on).run().await? == 0 {
        let running = sql!("SELECT 1 FROM roles WHERE person_id = $1 AND role = $2 AND ends_on >= $3");
        let running = tx.query(running).bind(person).bind(role.code()).bind(place.on).maybe::<(i32,)>().await?;
        // The same form twice is one role.
        if running.is_some() {
            return Ok(());
        }
        tx.query(sql!(
            "INSERT INTO roles (id, school_id, person_id, role, status, starts_on, by_hand) VALUES ($1, $2, $3, $4, 'confirmed', $5, TRUE)
             ON CONFLICT (person_id, role, starts_on) DO UPDATE SET status = 'confirmed', ends_on = '9999-12-31', by_hand = TRUE"
        ))
        .bind(ids::fresh(place.now))
        .bind(&place.school)
        .bind(person)
        .bind(role.code())
        .bind(place.on)
        .run()
        .await?;
    }
    waits_otherwise(tx, person).await?;
    audit::note(tx, &place.by(Some(by.clone())), Done::RoleGiven, &[person.as_str(), role.code()].join(":")).await
}

/// Yesterday was its last day. The last head stays one: nobody could make another.
pub async fn end(viewer: &Viewer, may: &May<Manage, RoleId>) -> Result<()> {
    let args = (may.thing().clone(), viewer.person.clone(), Place::of(viewer, viewer.today));
    viewer.db().write(args, |tx, (role, by, place)| Box::pin(end_in(tx, role, by, place))).await
}

async fn end_in(tx: &mut Tx, id: &RoleId, by: &PersonId, place: &Place) -> Result<()> {
    let statement = sql!("UPDATE roles SET ends_on = $1 WHERE id = $2 AND ends_on >= $3 RETURNING person_id, role");
    let query = tx.query(statement).bind(place.on.plus(-1)).bind(id).bind(place.on);
    // The same tap twice is one end.
    let Some((person, role)) = query.maybe::<(PersonId, String)>().await? else { return Ok(()) };
    if role == Role::Head.code() && !has_head(tx, place).await? {
        return Err(Failure::invalid("role", Problem::Closed));
    }
    waits_otherwise(tx, &person).await?;
    follow(tx, &place.following()).await?;
    audit::note(tx, &place.by(Some(by.clone())), Done::RoleEnded, &[person.as_str(), role.as_str()].join(":")).await
}

async fn has_head(tx: &mut Tx, place: &Place) -> Result<bool> {
    let statement = sql!(
        "SELECT 1 FROM roles WHERE school_id = $1 AND role = 'head' AND status = 'confirmed' AND $2 BETWEEN starts_on AND ends_on LIMIT 1"
    );
    Ok(tx.query(statement).bind(&place.school).bind(place.on).maybe::<(i32,)>().await?.is_some())
}

/// Somebody who is in no file.
#[derive(Debug, Clone)]
pub struct Newcomer {
    /// Made with the form: sent twice it is one person.
    pub id: PersonId,
    pub name: Name,
    /// Empty: none.
    pub email: String,
    pub phone: String,
}

/// Refused where somebody else of the school has the address.
pub async fn add(viewer: &Viewer, may: &May<Manage, SchoolId>, newcomer: Newcomer) -> Result<()> {
    let args = (may.thing().clone(), viewer.person.clone(), Place::of(viewer, viewer.today), newcomer);
    viewer
        .db()
        .write(args, |tx, (school, by, place, newcomer)| Box::pin(add_in(tx, (school, by), place, newcomer)))
        .await
}

async fn add_in(tx: &mut Tx, (school, by): (&SchoolId, &PersonId), place: &Place, newcomer: &Newcomer) -> Result<()> {
    super::contacts::free(tx, &newcomer.id, place, &newcomer.email).await?;
    let email = (!newcomer.email.is_empty()).then(|| newcomer.email.clone());
    let added = tx
        .query(sql!(
            "INSERT INTO persons (id, school_id, call_name, infix, last_name, email, phone) VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (id) DO NOTHING"
        ))
        .bind(&newcomer.id)
        .bind(school)
        .bind(&newcomer.name.call_name)
        .bind(&newcomer.name.infix)
        .bind(&newcomer.name.last_name)
        .bind(email)
        .bind(&newcomer.phone)
        .run()
        .await?;
    match added {
        0 => Ok(()),
        _ => audit::note(tx, &place.by(Some(by.clone())), Done::PersonAdded, newcomer.id.as_str()).await,
    }
}
