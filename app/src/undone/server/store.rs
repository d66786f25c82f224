//! Statements about the jobs of one school that were given up.
use crate::access::viewer::full_name;
use crate::access::{Manage, May, SchoolId, Viewer};
use crate::base::clock::Moment;
use crate::base::failure::{Failure, Result};
use crate::sql;

/// More than anybody reads on one page.
const MOST: usize = 200;

/// A job that was given up.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Undone {
    pub id: String,
    pub kind: String,
    pub payload: String,
    pub problem: String,
    pub due_at: Moment,
}

pub async fn count(viewer: &Viewer) -> Result<i64> {
    let statement = sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM jobs WHERE dead AND school_id = $1");
    let (count,): (i64,) = viewer.db().query(statement).bind(viewer.school.clone()).one().await?;
    Ok(count)
}

/// The last ones first.
pub async fn list(viewer: &Viewer, may: &May<Manage, SchoolId>) -> Result<Vec<Undone>> {
    let mut jobs: Vec<Undone> = viewer
        .db()
        .query(sql!(
            "SELECT id, kind, payload, problem, due_at FROM jobs WHERE dead AND school_id = $1 ORDER BY due_at DESC, id DESC LIMIT 201"
        ))
        .bind(may.thing().clone())
        .all()
        .await?;
    jobs.truncate(MOST);
    Ok(jobs)
}

/// The name of somebody of this school.
pub async fn name(viewer: &Viewer, person: &str) -> Result<Option<String>> {
    let statement = sql!("SELECT call_name, infix, last_name FROM persons WHERE id = $1 AND school_id = $2");
    let query = viewer.db().query(statement).bind(person.to_owned()).bind(viewer.school.clone());
    let found: Option<(String, String, String)> = query.maybe().await?;
    Ok(found.map(|(call_name, infix, last_name)| full_name(&call_name, &infix, &last_name)))
}

/// Tries one of them again from now on; without an id all of this school.
pub async fn revive(viewer: &Viewer, may: May<Manage, SchoolId>, job: String) -> Result<()> {
    let args = (may, job, viewer.now);
    let revived = viewer.db().write(args, |tx, (may, job, now)| {
        Box::pin(async move {
            let revive = sql!(
                "UPDATE jobs SET dead = FALSE, tries = 0, waiting_since = 0, held_until = 0, due_at = $1
                 WHERE dead AND school_id = $2 AND (id = $3 OR $3 = '')"
            );
            Ok(tx.query(revive).bind(*now).bind(may.thing().clone()).bind(job.clone()).run().await?)
        })
    });
    if revived.await? == 0 { Err(Failure::Gone) } else { Ok(()) }
}
