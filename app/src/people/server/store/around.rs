//! A child and the people around it.
use super::LinkId;
use crate::access::{Manage, May, PersonId, PupilId, Viewer};
use crate::base::clock::Moment;
use crate::base::day::Day;
use crate::base::failure::{Failure, Result};
use crate::base::name::{Name, Named};
use crate::sql;

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Child {
    #[sqlx(flatten)]
    pub name: Name,
    pub year_group: String,
    pub ends_on: Day,
}

pub async fn child(viewer: &Viewer, may: &May<Manage, PupilId>) -> Result<Child> {
    let found: Option<Child> = viewer
        .db()
        .query(sql!("SELECT u.call_name, u.infix, u.last_name, u.year_group, u.ends_on FROM pupils u WHERE u.id = $1"))
        .bind(may.thing())
        .maybe()
        .await?;
    found.ok_or(Failure::Gone)
}

/// That somebody is down as a guardian of a child.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Link {
    pub link_id: LinkId,
    /// proposed, confirmed, blocked
    pub status: String,
    pub authority: bool,
    /// They see what is shared about this child: the view that every list joins says so.
    pub sees: bool,
}

/// Somebody who is down as a guardian of the child.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Guardian {
    #[sqlx(flatten)]
    pub link: Link,
    pub person_id: PersonId,
    pub household_id: String,
    #[sqlx(flatten)]
    pub name: Name,
    pub email: String,
    pub phone: String,
    /// They have signed in at least once, or can.
    pub registered: bool,
}

/// Household by household.
pub async fn guardians(viewer: &Viewer, may: &May<Manage, PupilId>) -> Result<Vec<Guardian>> {
    let mut all: Vec<Guardian> = viewer
        .db()
        .query(sql!(
            "SELECT w.id AS link_id, w.person_id, w.household_id, n.call_name, n.infix, n.last_name, COALESCE(n.email, '') AS email, n.phone, w.status, w.authority,
                    EXISTS (SELECT 1 FROM belongs b WHERE b.person_id = w.person_id AND b.circle_id = w.pupil_id AND b.reason = 'guardian'
                              AND $2 BETWEEN b.starts_on AND b.ends_on) AS sees,
                    EXISTS (SELECT 1 FROM account_persons a WHERE a.person_id = w.person_id) AS registered
             FROM guardianships w JOIN persons n ON n.id = w.person_id WHERE w.pupil_id = $1"
        ))
        .bind(may.thing())
        .bind(viewer.today)
        .all()
        .await?;
    all.sort_by_cached_key(|one| (one.household_id.clone(), one.name.place(), one.link.link_id.0.clone()));
    Ok(all)
}

/// Who teaches the child today.
pub async fn teachers(viewer: &Viewer, may: &May<Manage, PupilId>) -> Result<Vec<Named<PersonId>>> {
    let mut all: Vec<Named<PersonId>> = viewer
        .db()
        .query(sql!(
            "SELECT DISTINCT n.id, n.call_name, n.infix, n.last_name FROM belongs b JOIN persons n ON n.id = b.person_id
             WHERE b.circle_id = $1 AND b.school_id = $3 AND b.reason = 'teacher' AND $2 BETWEEN b.starts_on AND b.ends_on"
        ))
        .bind(may.thing())
        .bind(viewer.today)
        .bind(&viewer.school)
        .all()
        .await?;
    all.sort_by_cached_key(|one| one.name.place());
    Ok(all)
}

/// What a household becomes that somebody marks.
pub const PROTECTED: &str = "protected";

/// What somebody at school decided about a guardian of the child, or about a household.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Decided {
    /// The guardianship, or the household.
    pub about_id: String,
    /// What it became: of a guardian as in `Status`, of a household `PROTECTED`.
    pub status: String,
    /// Who decided.
    #[sqlx(flatten)]
    pub name: Name,
    pub reason: String,
    pub decided_at: Moment,
}

/// The newest first.
pub async fn decided(viewer: &Viewer, may: &May<Manage, PupilId>) -> Result<Vec<Decided>> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT d.guardianship_id AS about_id, d.status, n.call_name, n.infix, n.last_name, d.reason, d.decided_at, d.id AS id
             FROM guardianships w JOIN guardianship_decisions d ON d.school_id = w.school_id AND d.guardianship_id = w.id
             JOIN persons n ON n.id = d.decided_by WHERE w.pupil_id = $1
             UNION ALL
             SELECT h.household_id, 'protected', n.call_name, n.infix, n.last_name, h.reason, h.marked_at, h.household_id
             FROM protected_households h JOIN persons n ON n.id = h.marked_by
             WHERE h.household_id IN (SELECT w.household_id FROM guardianships w WHERE w.pupil_id = $1)
             ORDER BY decided_at DESC, id DESC"
        ))
        .bind(may.thing())
        .all()
        .await?)
}
