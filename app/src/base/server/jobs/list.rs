//! What a person sees of jobs: which did not succeed, and a way to try them again. Kinds and codes, nothing of anybody.
use super::super::clock::Moment;
use super::super::db::Db;
use super::super::failure::Result;
use crate::sql;

/// A job that did not succeed, or not yet.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Listed {
    pub id: String,
    pub lane: String,
    pub kind: String,
    pub problem: String,
    pub tries: i64,
    pub due_at: Moment,
    pub dead: bool,
}

/// How many jobs of a lane wait for the same reason.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Trouble {
    pub lane: String,
    pub problem: String,
    pub jobs: i64,
}

/// The first thousand that have a problem, those that were given up first.
pub async fn list(db: &Db) -> Result<Vec<Listed>> {
    Ok(db
        .query(sql!(
            "SELECT id, lane, kind, problem, tries, due_at, dead FROM jobs WHERE problem <> '' OR dead
             ORDER BY dead DESC, due_at, id LIMIT 1000"
        ))
        .all()
        .await?)
}

/// How many were given up.
pub async fn dead(db: &Db) -> Result<i64> {
    let (count,): (i64,) = db.query(sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM jobs WHERE dead")).one().await?;
    Ok(count)
}

pub async fn troubles(db: &Db) -> Result<Vec<Trouble>> {
    Ok(db
        .query(sql!(
            "SELECT lane, problem, CAST(COUNT(*) AS BIGINT) AS jobs FROM jobs WHERE problem <> '' AND NOT dead
             GROUP BY lane, problem ORDER BY lane, problem"
        ))
        .all()
        .await?)
}

/// How many wait for their time and have no problem.
pub async fn waiting(db: &Db) -> Result<i64> {
    let statement = sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM jobs WHERE problem = '' AND NOT dead");
    let (count,): (i64,) = db.query(statement).one().await?;
    Ok(count)
}

/// Tries a job that did not succeed (or, without an id, all of them) again from now on; says how many there were.
pub async fn revive(db: &Db, id: Option<&str>, now: Moment) -> Result<u64> {
    db.write((id.map(ToOwned::to_owned), now), |tx, (id, now)| {
        Box::pin(async move {
            let revived = tx
                .query(sql!(
                    "UPDATE jobs SET dead = FALSE, tries = 0, waiting_since = 0, held_until = 0, due_at = $1
                     WHERE (dead OR problem <> '') AND (id = $2 OR $3)"
                ))
                .bind(*now)
                .bind(id.clone().unwrap_or_default())
                .bind(id.is_none())
                .run()
                .await?;
            Ok(revived)
        })
    })
    .await
}
