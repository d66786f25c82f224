//! What commands say about whole schools: whom they hold, and which guardians wait for somebody to confirm them.
use crate::access::{Robot, SchoolId};
use crate::base::failure::Result;
use crate::base::name::Name;
use crate::base::text::order;
use crate::sql;

/// A school and how many people it has.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Described {
    pub name: String,
    pub brin: String,
    pub pupils: i64,
    pub guardians: i64,
    pub staff: i64,
    /// Guardians who are only proposed.
    pub waiting: i64,
}

/// Every school of this database, by name.
pub async fn described(robot: &Robot) -> Result<Vec<Described>> {
    let mut schools: Vec<Described> = robot
        .db()
        .query(sql!(
            "SELECT s.name, s.brin,
                    CAST((SELECT COUNT(*) FROM pupils p WHERE p.school_id = s.id AND p.ends_on = '9999-12-31') AS BIGINT) AS pupils,
                    CAST((SELECT COUNT(DISTINCT g.person_id) FROM guardianships g
                          WHERE g.school_id = s.id AND g.ends_on = '9999-12-31') AS BIGINT) AS guardians,
                    CAST((SELECT COUNT(DISTINCT r.person_id) FROM roles r
                          WHERE r.school_id = s.id AND r.ends_on = '9999-12-31') AS BIGINT) AS staff,
                    CAST((SELECT COUNT(DISTINCT g.person_id) FROM guardianships g
                          WHERE g.school_id = s.id AND g.ends_on = '9999-12-31' AND g.status = 'proposed') AS BIGINT) AS waiting
             FROM schools s"
        ))
        .all()
        .await?;
    schools.sort_by_cached_key(|school| (order::place("", "", &school.name), school.brin.clone()));
    Ok(schools)
}

/// A guardian who is only proposed.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Waiting {
    /// The key of the pupil.
    pub pupil: String,
    #[sqlx(flatten)]
    pub name: Name,
    pub email: Option<String>,
}

/// Who waits at this school, pupil by pupil.
pub async fn waiting(robot: &Robot, school: &SchoolId) -> Result<Vec<Waiting>> {
    let statement = sql!(
        "SELECT u.import_key AS pupil, n.call_name, n.infix, n.last_name, n.email
         FROM guardianships g JOIN pupils u ON u.id = g.pupil_id JOIN persons n ON n.id = g.person_id
         WHERE g.school_id = $1 AND g.status = 'proposed' AND g.ends_on = '9999-12-31'
         ORDER BY u.import_key, n.last_name, n.id"
    );
    Ok(robot.db().query(statement).bind(school).all().await?)
}
