//! Who has an account, who has a code that works, and who has nothing yet.
use crate::access::{GroupId, Manage, May, PersonId, SchoolId, Viewer};
use crate::base::clock::Moment;
use crate::base::failure::{Failure, Result};
use crate::base::name::{Name, PupilName};
use crate::sql;

/// How many households of today there are, and how many of them have somebody with an account.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
pub struct Meter {
    pub households: i64,
    pub connected: i64,
}

pub async fn meter(viewer: &Viewer, may: &May<Manage, SchoolId>) -> Result<Meter> {
    let statement = sql!(
        "SELECT CAST(COUNT(DISTINCT k.household_id) AS BIGINT) AS households,
                CAST(COUNT(DISTINCT CASE WHEN a.person_id IS NOT NULL THEN k.household_id END) AS BIGINT) AS connected
         FROM caring k LEFT JOIN account_persons a ON a.person_id = k.person_id
         WHERE k.school_id = $1 AND $2 BETWEEN k.starts_on AND k.ends_on"
    );
    Ok(viewer.db().query(statement).bind(may.thing()).bind(viewer.today).one().await?)
}

/// The people around a group, counted.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Group {
    pub id: GroupId,
    pub name: String,
    pub people: i64,
    pub registered: i64,
    /// With a code that works, and no account.
    pub invited: i64,
    /// Without an account and without an address.
    pub unreached: i64,
}

/// The guardians of the groups of today, the youngest first.
pub async fn groups(viewer: &Viewer, may: &May<Manage, SchoolId>) -> Result<Vec<Group>> {
    let statement = sql!(
        "SELECT g.id, g.name, CAST(COUNT(x.person_id) AS BIGINT) AS people,
                CAST(COALESCE(SUM(x.registered), 0) AS BIGINT) AS registered,
                CAST(COALESCE(SUM(CASE WHEN x.registered = 0 THEN x.invited ELSE 0 END), 0) AS BIGINT) AS invited,
                CAST(COALESCE(SUM(CASE WHEN x.registered = 0 THEN x.unreached ELSE 0 END), 0) AS BIGINT) AS unreached
         FROM school_groups g LEFT JOIN (
           SELECT DISTINCT m.group_id, k.person_id,
                  CASE WHEN EXISTS (SELECT 1 FROM account_persons a WHERE a.person_id = k.person_id) THEN 1 ELSE 0 END AS registered,
                  CASE WHEN EXISTS (SELECT 1 FROM invitations i WHERE i.person_id = k.person_id AND i.ends_at > $3) THEN 1 ELSE 0 END AS invited,
                  CASE WHEN n.email IS NULL THEN 1 ELSE 0 END AS unreached
           FROM caring k JOIN memberships m ON m.pupil_id = k.pupil_id AND $2 BETWEEN m.starts_on AND m.ends_on
           JOIN persons n ON n.id = k.person_id
           WHERE k.school_id = $1 AND $2 BETWEEN k.starts_on AND k.ends_on) x ON x.group_id = g.id
         WHERE g.school_id = $1 AND $2 BETWEEN g.starts_on AND g.ends_on
         GROUP BY g.id, g.name, g.composite, g.year_group ORDER BY g.composite, g.year_group, g.id"
    );
    let query = viewer.db().query(statement).bind(may.thing()).bind(viewer.today).bind(viewer.now);
    Ok(query.all().await?)
}

/// Who is something at school, counted the same way.
pub async fn staff(viewer: &Viewer, may: &May<Manage, SchoolId>) -> Result<Group> {
    let statement = sql!(
        "SELECT 'staff' AS id, '' AS name, CAST(COUNT(*) AS BIGINT) AS people,
                CAST(COALESCE(SUM(x.registered), 0) AS BIGINT) AS registered,
                CAST(COALESCE(SUM(CASE WHEN x.registered = 0 THEN x.invited ELSE 0 END), 0) AS BIGINT) AS invited,
                CAST(COALESCE(SUM(CASE WHEN x.registered = 0 THEN x.unreached ELSE 0 END), 0) AS BIGINT) AS unreached
         FROM (SELECT DISTINCT r.person_id,
                 CASE WHEN EXISTS (SELECT 1 FROM account_persons a WHERE a.person_id = r.person_id) THEN 1 ELSE 0 END AS registered,
                 CASE WHEN EXISTS (SELECT 1 FROM invitations i WHERE i.person_id = r.person_id AND i.ends_at > $3) THEN 1 ELSE 0 END AS invited,
                 CASE WHEN n.email IS NULL THEN 1 ELSE 0 END AS unreached
               FROM roles r JOIN persons n ON n.id = r.person_id
               WHERE r.school_id = $1 AND r.status = 'confirmed' AND $2 BETWEEN r.starts_on AND r.ends_on) x"
    );
    Ok(viewer.db().query(statement).bind(may.thing()).bind(viewer.today).bind(viewer.now).one().await?)
}

pub async fn group_name(viewer: &Viewer, may: &May<Manage, SchoolId>, id: &GroupId) -> Result<String> {
    let statement =
        sql!("SELECT name FROM school_groups WHERE id = $1 AND school_id = $2 AND $3 BETWEEN starts_on AND ends_on");
    let found: Option<(String,)> =
        viewer.db().query(statement).bind(id).bind(may.thing()).bind(viewer.today).maybe().await?;
    found.map(|(name,)| name).ok_or(Failure::Gone)
}

/// Somebody around a group: for a guardian, of which child.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Guardian {
    pub id: PersonId,
    #[sqlx(flatten)]
    pub name: Name,
    #[sqlx(flatten)]
    pub child: PupilName,
    pub registered: bool,
    /// Until when their code works; 0: they have none.
    pub ends_at: Moment,
    pub reached: bool,
}

/// `group`: `staff` are those who are something at school.
pub async fn guardians(viewer: &Viewer, may: &May<Manage, SchoolId>, group: &str) -> Result<Vec<Guardian>> {
    let statement = sql!(
        "SELECT n.id, n.call_name, n.infix, n.last_name, x.pupil_call_name, x.pupil_infix, x.pupil_last_name,
                EXISTS (SELECT 1 FROM account_persons a WHERE a.person_id = n.id) AS registered,
                CAST(COALESCE((SELECT MAX(i.ends_at) FROM invitations i WHERE i.person_id = n.id AND i.ends_at > $4), 0) AS BIGINT) AS ends_at,
                (n.email IS NOT NULL) AS reached
         FROM (SELECT k.person_id, u.call_name AS pupil_call_name, u.infix AS pupil_infix, u.last_name AS pupil_last_name
               FROM caring k JOIN memberships m ON m.pupil_id = k.pupil_id AND $2 BETWEEN m.starts_on AND m.ends_on
               JOIN pupils u ON u.id = k.pupil_id
               WHERE k.school_id = $1 AND $2 BETWEEN k.starts_on AND k.ends_on AND m.group_id = $3
               UNION SELECT r.person_id, '', '', '' FROM roles r
               WHERE $3 = 'staff' AND r.school_id = $1 AND r.status = 'confirmed' AND $2 BETWEEN r.starts_on AND r.ends_on) x
         JOIN persons n ON n.id = x.person_id"
    );
    let query = viewer.db().query(statement).bind(may.thing()).bind(viewer.today).bind(group).bind(viewer.now);
    let mut all: Vec<Guardian> = query.all().await?;
    all.sort_by_cached_key(|one| (one.child.0.place(), one.name.place(), one.id.0.clone()));
    Ok(all)
}

/// Somebody to be invited, and the newest invitation.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct One {
    #[sqlx(flatten)]
    pub name: Name,
    pub reached: bool,
    pub registered: bool,
    /// They care for a child here today, or are something at school.
    pub belongs: bool,
    /// letter, mail; empty: never.
    pub way: String,
    pub made_at: Moment,
    pub ends_at: Moment,
}

pub async fn one(viewer: &Viewer, may: &May<Manage, PersonId>) -> Result<One> {
    let statement = sql!(
        "SELECT n.call_name, n.infix, n.last_name, (n.email IS NOT NULL) AS reached,
                EXISTS (SELECT 1 FROM account_persons a WHERE a.person_id = n.id) AS registered,
                EXISTS (SELECT 1 FROM invitable v WHERE v.person_id = n.id AND $2 BETWEEN v.starts_on AND v.ends_on) AS belongs,
                COALESCE(i.way, '') AS way, COALESCE(i.made_at, 0) AS made_at, COALESCE(i.ends_at, 0) AS ends_at
         FROM persons n LEFT JOIN invitations i ON i.id = (
           SELECT j.id FROM invitations j WHERE j.person_id = n.id ORDER BY j.made_at DESC, j.id DESC LIMIT 1)
         WHERE n.id = $1"
    );
    let found: Option<One> = viewer.db().query(statement).bind(may.thing()).bind(viewer.today).maybe().await?;
    found.ok_or(Failure::Gone)
}
