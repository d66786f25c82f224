//! What «Ik» and the sign-in page tell of the school: its name, and who helps.
use crate::access::{Viewer, Visitor};
use crate::base::failure::Result;
use crate::base::name::Name;
use crate::shell::SchoolName;
use crate::sql;

/// What the school is called, when there is one only: for the sign-in page.
pub async fn only_school(visitor: &Visitor) -> Result<Option<SchoolName>> {
    let statement = sql!("SELECT name, place, logo FROM schools ORDER BY id LIMIT 2");
    let schools: Vec<SchoolName> = visitor.db().query(statement).all().await?;
    Ok(<[_; 1]>::try_from(schools).ok().map(|[school]| school))
}

/// Who helps at the viewer's school.
pub async fn contact(viewer: &Viewer) -> Result<Option<Name>> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT p.call_name, p.infix, p.last_name FROM roles r JOIN persons p ON p.id = r.person_id
             WHERE r.school_id = $1 AND r.role = 'office' AND r.status = 'confirmed' AND $2 BETWEEN r.starts_on AND r.ends_on
             ORDER BY p.id LIMIT 1"
        ))
        .bind(&viewer.school)
        .bind(viewer.today)
        .maybe()
        .await?)
}
