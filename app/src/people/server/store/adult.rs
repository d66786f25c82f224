//! One adult: who they are, for whom they care, what they are at school; and one group.
use super::RoleId;
use super::around::Link;
use crate::access::{GroupId, Manage, May, PersonId, PupilId, SchoolId, Viewer};
use crate::base::day::Day;
use crate::base::failure::{Failure, Result};
use crate::base::name::{Name, Named};
use crate::sql;

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Adult {
    #[sqlx(flatten)]
    pub name: Name,
    pub email: String,
    pub phone: String,
    /// They have signed in at least once, or can.
    pub registered: bool,
    /// Of a family that is protected.
    pub protected: bool,
}

pub async fn adult(viewer: &Viewer, may: &May<Manage, PersonId>) -> Result<Adult> {
    let found: Option<Adult> = viewer
        .db()
        .query(sql!(
            "SELECT p.call_name, p.infix, p.last_name, COALESCE(p.email, '') AS email, p.phone,
                    EXISTS (SELECT 1 FROM account_persons a WHERE a.person_id = p.id) AS registered,
                    EXISTS (SELECT 1 FROM protected x WHERE x.person_id = p.id) AS protected
             FROM persons p WHERE p.id = $1"
        ))
        .bind(may.thing())
        .maybe()
        .await?;
    found.ok_or(Failure::Gone)
}

/// A child that somebody is down for as a guardian.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Child {
    pub id: PupilId,
    #[sqlx(flatten)]
    pub name: Name,
    #[sqlx(flatten)]
    pub link: Link,
}

/// Those who are at school, or will be.
pub async fn children(viewer: &Viewer, may: &May<Manage, PersonId>) -> Result<Vec<Child>> {
    let mut all: Vec<Child> = viewer
        .db()
        .query(sql!(
            "SELECT u.id, u.call_name, u.infix, u.last_name, w.id AS link_id, w.status, w.authority,
                    EXISTS (SELECT 1 FROM belongs b WHERE b.person_id = w.person_id AND b.circle_id = w.pupil_id AND b.reason = 'guardian'
                              AND $2 BETWEEN b.starts_on AND b.ends_on) AS sees
             FROM guardianships w JOIN pupils u ON u.id = w.pupil_id WHERE w.person_id = $1 AND u.ends_on >= $2"
        ))
        .bind(may.thing())
        .bind(viewer.today)
        .all()
        .await?;
    all.sort_by_cached_key(|one| (one.name.place(), one.id.0.clone()));
    Ok(all)
}

/// What somebody is at school, or is said to be.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Held {
    pub id: RoleId,
    pub role: String,
    pub confirmed: bool,
    pub starts_on: Day,
    pub ends_on: Day,
}

pub async fn roles(viewer: &Viewer, may: &May<Manage, PersonId>) -> Result<Vec<Held>> {
    let statement = sql!(
        "SELECT id, role, status = 'confirmed' AS confirmed, starts_on, ends_on FROM roles
         WHERE person_id = $1 AND ends_on >= $2 ORDER BY starts_on, role"
    );
    Ok(viewer.db().query(statement).bind(may.thing()).bind(viewer.today).all().await?)
}

/// A group by its name.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Group {
    pub id: GroupId,
    pub name: String,
}

/// The groups that somebody teaches today.
pub async fn taught(viewer: &Viewer, may: &May<Manage, PersonId>) -> Result<Vec<Group>> {
    let statement = sql!(
        "SELECT g.id, g.name FROM teaching t JOIN school_groups g ON g.id = t.group_id
         WHERE t.person_id = $1 AND $2 BETWEEN t.starts_on AND t.ends_on ORDER BY g.composite, g.year_group, g.id"
    );
    Ok(viewer.db().query(statement).bind(may.thing()).bind(viewer.today).all().await?)
}

/// What a group is called, and of which year it is.
pub async fn group(viewer: &Viewer, may: &May<Manage, SchoolId>, id: &GroupId) -> Result<(String, String)> {
    let statement = sql!("SELECT name, year_group FROM school_groups WHERE id = $1 AND school_id = $2");
    let found: Option<(String, String)> = viewer.db().query(statement).bind(id).bind(may.thing()).maybe().await?;
    found.ok_or(Failure::Gone)
}

/// Who is in a group today.
pub async fn members(viewer: &Viewer, may: &May<Manage, SchoolId>, id: &GroupId) -> Result<Vec<Named<PupilId>>> {
    let statement = sql!(
        "SELECT u.id, u.call_name, u.infix, u.last_name FROM memberships m JOIN pupils u ON u.id = m.pupil_id
         WHERE m.group_id = $1 AND m.school_id = $2 AND $3 BETWEEN m.starts_on AND m.ends_on"
    );
    let asked = viewer.db().query(statement).bind(id).bind(may.thing()).bind(viewer.today);
    let mut all: Vec<Named<PupilId>> = asked.all().await?;
    all.sort_by_cached_key(|one| (one.name.place(), one.id.0.clone()));
    Ok(all)
}

/// Who teaches a group today.
pub async fn teachers(viewer: &Viewer, may: &May<Manage, SchoolId>, id: &GroupId) -> Result<Vec<Named<PersonId>>> {
    let statement = sql!(
        "SELECT n.id, n.call_name, n.infix, n.last_name FROM teaching t JOIN persons n ON n.id = t.person_id
         WHERE t.group_id = $1 AND t.school_id = $2 AND $3 BETWEEN t.starts_on AND t.ends_on"
    );
    let asked = viewer.db().query(statement).bind(id).bind(may.thing()).bind(viewer.today);
    let mut all: Vec<Named<PersonId>> = asked.all().await?;
    all.sort_by_cached_key(|one| (one.name.place(), one.id.0.clone()));
    Ok(all)
}
