//! Everybody of a school, as far as the office finds them: all rows, and the words are compared here. No table of words grows old.
use crate::access::{GroupId, Manage, May, PersonId, PupilId, SchoolId, Viewer};
use crate::base::failure::Result;
use crate::base::name::Name;
use crate::people::server::LinkId;
use crate::sql;

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Child {
    pub id: PupilId,
    #[sqlx(flatten)]
    pub name: Name,
    /// Those of today, by name; empty where there is none.
    pub groups: String,
    /// Of a family that is protected.
    pub protected: bool,
}

/// The children who are at school, or will be.
pub async fn children(viewer: &Viewer, may: &May<Manage, SchoolId>) -> Result<Vec<Child>> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT u.id, u.call_name, u.infix, u.last_name, COALESCE(string_agg(g.name, ', '), '') AS groups,
                    EXISTS (SELECT 1 FROM protected x WHERE x.pupil_id = u.id) AS protected
             FROM pupils u LEFT JOIN memberships m ON m.pupil_id = u.id AND $2 BETWEEN m.starts_on AND m.ends_on
             LEFT JOIN school_groups g ON g.id = m.group_id
             WHERE u.school_id = $1 AND u.ends_on >= $2 GROUP BY u.id, u.call_name, u.infix, u.last_name"
        ))
        .bind(may.thing())
        .bind(viewer.today)
        .all()
        .await?)
}

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Adult {
    pub id: PersonId,
    #[sqlx(flatten)]
    pub name: Name,
    pub email: String,
    pub phone: String,
    /// «teacher,head»: what they are at school.
    pub roles: String,
    /// They have an account.
    pub registered: bool,
    /// Of a family that is protected.
    pub protected: bool,
}

/// All adults that the school knows, whatever they are.
pub async fn adults(viewer: &Viewer, may: &May<Manage, SchoolId>) -> Result<Vec<Adult>> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT p.id, p.call_name, p.infix, p.last_name, COALESCE(p.email, '') AS email, p.phone,
                    COALESCE(string_agg(r.role, ','), '') AS roles,
                    EXISTS (SELECT 1 FROM account_persons a WHERE a.person_id = p.id) AS registered,
                    EXISTS (SELECT 1 FROM protected x WHERE x.person_id = p.id) AS protected
             FROM persons p LEFT JOIN roles r ON r.person_id = p.id AND r.status = 'confirmed' AND $2 BETWEEN r.starts_on AND r.ends_on
             WHERE p.school_id = $1 GROUP BY p.id, p.call_name, p.infix, p.last_name, p.email, p.phone"
        ))
        .bind(may.thing())
        .bind(viewer.today)
        .all()
        .await?)
}

/// For whom somebody is down as a guardian.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct CaresFor {
    pub person_id: PersonId,
    pub pupil_id: PupilId,
    pub link_id: LinkId,
    pub status: String,
    #[sqlx(flatten)]
    pub name: Name,
}

pub async fn cared_for(viewer: &Viewer, may: &May<Manage, SchoolId>, adults: &[PersonId]) -> Result<Vec<CaresFor>> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT g.person_id, g.pupil_id, g.id AS link_id, g.status, u.call_name, u.infix, u.last_name
             FROM guardianships g JOIN pupils u ON u.id = g.pupil_id
             WHERE g.school_id = $1 AND g.ends_on >= $2 AND u.ends_on >= $2 AND g.person_id IN (SELECT value FROM json_each($3))
             ORDER BY u.call_name, u.id"
        ))
        .bind(may.thing())
        .bind(viewer.today)
        .bind_list(adults)
        .all()
        .await?)
}

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Group {
    pub id: GroupId,
    pub name: String,
    pub year_group: String,
    pub children: i64,
}

/// The groups of today, the youngest first.
pub async fn groups(viewer: &Viewer, may: &May<Manage, SchoolId>) -> Result<Vec<Group>> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT g.id, g.name, g.year_group,
                    CAST((SELECT COUNT(*) FROM memberships m WHERE m.group_id = g.id AND $2 BETWEEN m.starts_on AND m.ends_on) AS BIGINT) AS children
             FROM school_groups g WHERE g.school_id = $1 AND $2 BETWEEN g.starts_on AND g.ends_on ORDER BY g.composite, g.year_group, g.id"
        ))
        .bind(may.thing())
        .bind(viewer.today)
        .all()
        .await?)
}
