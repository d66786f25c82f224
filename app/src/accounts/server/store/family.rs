//! What «Ik» tells of a family: children, household, and where the school reaches somebody.
use crate::access::Viewer;
use crate::base::failure::Result;
use crate::base::name::Name;
use crate::sql;

/// The children of the viewer, each with the groups of today.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Child {
    #[sqlx(flatten)]
    pub name: Name,
    pub groups: String,
}

pub async fn children(viewer: &Viewer) -> Result<Vec<Child>> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT u.call_name, u.infix, u.last_name, COALESCE(string_agg(g.name, ', '), '') AS groups
             FROM (SELECT DISTINCT s.circle_id FROM belongs s
                   WHERE s.person_id = $1 AND s.kind = 'family' AND s.reason = 'guardian' AND $2 BETWEEN s.starts_on AND s.ends_on) AS mine
             JOIN pupils u ON u.id = mine.circle_id
             LEFT JOIN memberships m ON m.pupil_id = u.id AND $2 BETWEEN m.starts_on AND m.ends_on
             LEFT JOIN school_groups g ON g.id = m.group_id
             WHERE u.school_id = $3 GROUP BY u.id, u.call_name, u.infix, u.last_name ORDER BY u.call_name, u.id"
        ))
        .bind(&viewer.person)
        .bind(viewer.today)
        .bind(&viewer.school)
        .all()
        .await?)
}

/// Who else of the viewer's own household the school has confirmed. The other household of a child is nobody's business here.
pub async fn household(viewer: &Viewer) -> Result<Vec<Name>> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT DISTINCT p.call_name, p.infix, p.last_name
             FROM guardianships mine
             JOIN guardianships other ON other.household_id = mine.household_id AND other.person_id <> mine.person_id
             JOIN persons p ON p.id = other.person_id
             WHERE mine.person_id = $1 AND mine.school_id = $2
               AND mine.status = 'confirmed' AND mine.authority AND mine.ends_on >= $3
               AND other.status = 'confirmed' AND other.authority AND other.ends_on >= $3
             ORDER BY p.call_name, p.infix, p.last_name"
        ))
        .bind(&viewer.person)
        .bind(&viewer.school)
        .bind(viewer.today)
        .all()
        .await?)
}

/// Where the school reaches the viewer: e-mail address and telephone number, empty where it knows none.
pub async fn reached_at(viewer: &Viewer) -> Result<Option<(String, String)>> {
    Ok(viewer
        .db()
        .query(sql!("SELECT COALESCE(email, ''), phone FROM persons WHERE id = $1 AND school_id = $2"))
        .bind(&viewer.person)
        .bind(&viewer.school)
        .maybe()
        .await?)
}
