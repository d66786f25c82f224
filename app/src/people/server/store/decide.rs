//! What head and office decide in the browser, one at a time.
use edexml::guardians::Status;

use super::decisions::keep_decision;
use super::{LinkId, Place, RoleId};
use crate::access::asked::waits_otherwise;
use crate::access::audit::{self, By, Done};
use crate::access::{Manage, May, PersonId, Role, SchoolId, Viewer};
use crate::accounts;
use crate::base::db::Tx;
use crate::base::failure::{Failure, Problem, Result};
use crate::base::name::Name;
use crate::shell::follow;
use crate::sql;

/// From what to what, and why.
#[derive(Debug, Clone)]
pub struct Decided {
    pub from: Status,
    pub to: Status,
    pub reason: String,
}

/// Refused as «changed» when somebody else decided meanwhile.
pub async fn decide(viewer: &Viewer, may: &May<Manage, LinkId>, decided: Decided) -> Result<()> {
    let args = (may.thing().clone(), viewer.person.clone(), Place::of(viewer, viewer.today), decided);
    viewer.db().write(args, |tx, (link, by, place, decided)| Box::pin(decide_in(tx, (link, by), place, decided))).await
}

async fn decide_in(tx: &mut Tx, (link, by): (&LinkId, &PersonId), place: &Place, decided: &Decided) -> Result<()> {
    let statement = sql!("UPDATE guardianships SET status = $1 WHERE id = $2 AND status = $3 RETURNING person_id");
    let query = tx.query(statement).bind(decided.to.code()).bind(link).bind(decided.from.code());
    let Some((person,)) = query.maybe::<(PersonId,)>().await? else {
        return Err(Failure::invalid("from", Problem::Changed));
    };
    keep_decision(tx, place, &link.0, decided.to, by, &decided.reason).await?;
    waits_otherwise(tx, &person).await?;
    follow(tx, &place.following()).await?;
    if decided.to == Status::Blocked {
        // What is open at their devices closes: another child may still be theirs, after signing in again.
        accounts::end_sessions(tx, &person).await?;
    }
    let done = match (decided.from, decided.to) {
        (_, Status::Blocked) => Done::GuardianBlocked,
        (Status::Blocked, _) => Done::BlockLifted,
        _ => Done::GuardianConfirmed,
    };
    audit::note(tx, &place.by(Some(by.clone())), done, &link.0).await
}

/// A role that waits to be confirmed, and whose it would be.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ProposedRole {
    pub id: RoleId,
    pub role: String,
    #[sqlx(flatten)]
    pub name: Name,
    /// The groups that they teach according to the file.
    pub groups: String,
}

pub async fn proposed_roles(viewer: &Viewer, may: &May<Manage, SchoolId>) -> Result<Vec<ProposedRole>> {
    let mut all: Vec<ProposedRole> = viewer
        .db()
        .query(sql!(
            "SELECT r.id, r.role, p.call_name, p.infix, p.last_name,
                    COALESCE((SELECT string_agg(g.name, ', ') FROM teaching t JOIN school_groups g ON g.id = t.group_id
                              WHERE t.person_id = p.id AND $2 BETWEEN t.starts_on AND t.ends_on), '') AS groups
             FROM roles r JOIN persons p ON p.id = r.person_id
             WHERE r.school_id = $1 AND r.status = 'proposed' AND r.ends_on >= $2"
        ))
        .bind(may.thing())
        .bind(viewer.today)
        .all()
        .await?;
    all.sort_by_cached_key(|one| (Role::of(&one.role), one.role.clone(), one.name.place()));
    Ok(all)
}

/// Refused as «changed» when somebody else confirmed all of them meanwhile.
pub async fn confirm_roles(viewer: &Viewer, roles: Vec<May<Manage, RoleId>>) -> Result<()> {
    let roles: Vec<RoleId> = roles.iter().map(|may| may.thing().clone()).collect();
    let by = Place::of(viewer, viewer.today).by(Some(viewer.person.clone()));
    viewer.db().write((roles, by), |tx, (roles, by)| Box::pin(confirm_in(tx, roles, by))).await
}

async fn confirm_in(tx: &mut Tx, roles: &[RoleId], by: &By) -> Result<()> {
    let mut confirmed = 0;
    for role in roles {
        let confirm = sql!("UPDATE roles SET status = 'confirmed' WHERE id = $1 AND status = 'proposed'");
        if tx.query(confirm).bind(role).run().await? == 0 {
            continue;
        }
        confirmed += 1;
        let whose = sql!(
            "SELECT p.id, COALESCE(p.import_key, p.id) || ':' || r.role FROM roles r JOIN persons p ON p.id = r.person_id WHERE r.id = $1"
        );
        let (person, about): (PersonId, String) = tx.query(whose).bind(role).one().await?;
        waits_otherwise(tx, &person).await?;
        audit::note(tx, by, Done::RoleConfirmed, &about).await?;
    }
    if confirmed == 0 { Err(Failure::invalid("role", Problem::Changed)) } else { Ok(()) }
}
