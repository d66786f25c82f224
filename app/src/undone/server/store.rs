//! Statements about the jobs of one school that were given up.
use std::collections::HashMap;

use crate::access::{Erasing, Manage, May, SchoolId, Viewer};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::{Failure, Result};
use crate::base::name::Named;
use crate::sql;

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
    let (count,): (i64,) = viewer.db().query(statement).bind(&viewer.school).one().await?;
    Ok(count)
}

/// The last ones first, and no more than anybody reads on one page.
pub async fn list(viewer: &Viewer, may: &May<Manage, SchoolId>) -> Result<Vec<Undone>> {
    let statement = sql!(
        "SELECT id, kind, payload, problem, due_at FROM jobs WHERE dead AND school_id = $1 ORDER BY due_at DESC, id DESC LIMIT 200"
    );
    Ok(viewer.db().query(statement).bind(may.thing()).all().await?)
}

/// The names of people of this school, by id.
pub async fn names(viewer: &Viewer, people: &[String]) -> Result<HashMap<String, String>> {
    let rows: Vec<Named<String>> = viewer
        .db()
        .query(sql!(
            "SELECT id, call_name, infix, last_name FROM persons WHERE school_id = $1 AND id IN (SELECT value FROM json_each($2))"
        ))
        .bind(&viewer.school)
        .bind_list(people)
        .all()
        .await?;
    Ok(rows.into_iter().map(|one| (one.id, one.name.to_string())).collect())
}

/// What was still to happen for somebody who is nobody any more.
pub async fn forget(tx: &mut Tx, erasing: &Erasing) -> Result<()> {
    let statement = sql!("DELETE FROM jobs WHERE school_id = $1 AND payload LIKE '%' || $2 || '%'");
    tx.query(statement).bind(&erasing.school).bind(&erasing.person).run().await?;
    Ok(())
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
            Ok(tx.query(revive).bind(*now).bind(may.thing()).bind(job).run().await?)
        })
    });
    if revived.await? == 0 { Err(Failure::Gone) } else { Ok(()) }
}
