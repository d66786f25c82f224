//! What happens later: rows written in the transaction of their cause, done by a worker, retried with back-off.
//!
//! A job may run twice (a worker can die between the deed and the note of it), so every job must be idempotent.
use serde::Serialize;

use super::clock::Moment;
use super::db::{Db, Tx};
use super::failure::Result;
use super::ids;
use crate::sql;

const HELD_FOR: i64 = 2 * Moment::MINUTE;
const MOST_TRIES: i64 = 8;

#[derive(Debug, Clone, Default, sqlx::FromRow)]
pub struct Job {
    pub id: String,
    pub school_id: String,
    pub kind: String,
    pub payload: String,
    pub tries: i64,
}

/// How a job ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    Done,
    /// Try again, later and later.
    Later(&'static str),
    /// What it needs is away: try again, for three days.
    Waiting(&'static str),
    /// It will never work: put aside, so that it does not block the rest.
    Never(&'static str),
}

/// Writes a job into the transaction of its cause.
pub async fn enqueue(
    tx: &mut Tx,
    school: &str,
    kind: &str,
    payload: &(impl Serialize + Sync),
    due: Moment,
) -> Result<()> {
    let payload = serde_json::to_string(payload).map_err(|error| super::db::broken(&error))?;
    tx.query(sql!("INSERT INTO jobs (id, school_id, kind, payload, due_at) VALUES ($1, $2, $3, $4, $5)"))
        .bind(ids::fresh(due))
        .bind(school.to_owned())
        .bind(kind.to_owned())
        .bind(payload)
        .bind(due)
        .run()
        .await?;
    Ok(())
}

/// Takes one job that is due and holds it for a while; `None` when nothing is due.
pub async fn take(db: &Db, now: Moment) -> Result<Option<Job>> {
    db.write(now, |tx, now| Box::pin(take_in(tx, *now))).await
}

async fn take_in(tx: &mut Tx, now: Moment) -> Result<Option<Job>> {
    // Two workers may choose the same row; the second UPDATE then finds it held and takes nothing.
    let job = tx
        .query(sql!(
            "UPDATE jobs SET held_until = $1, tries = tries + 1
             WHERE id = (SELECT id FROM jobs WHERE NOT dead AND due_at <= $2 AND held_until <= $2 ORDER BY due_at, id LIMIT 1)
               AND held_until <= $2
             RETURNING id, school_id, kind, payload, tries"
        ))
        .bind(now.plus(HELD_FOR))
        .bind(now)
        .maybe()
        .await?;
    Ok(job)
}

/// Notes how a job ended.
pub async fn note(db: &Db, job: &Job, ended: Ended, now: Moment) -> Result<()> {
    db.write((job.clone(), ended, now), |tx, (job, ended, now)| Box::pin(note_in(tx, job, *ended, *now))).await
}

async fn note_in(tx: &mut Tx, job: &Job, ended: Ended, now: Moment) -> Result<()> {
    let (problem, dead) = match ended {
        Ended::Done => {
            tx.query(sql!("DELETE FROM jobs WHERE id = $1")).bind(job.id.clone()).run().await?;
            return Ok(());
        }
        Ended::Later(problem) | Ended::Waiting(problem) => (problem, job.tries >= MOST_TRIES),
        Ended::Never(problem) => (problem, true),
    };
    tracing::warn!(job = job.id, kind = job.kind, problem, dead, tries = job.tries, "a job did not succeed");
    tx.query(sql!("UPDATE jobs SET problem = $1, dead = $2, due_at = $3, held_until = 0 WHERE id = $4"))
        .bind(problem.to_owned())
        .bind(dead)
        .bind(now.plus(back_off(job.tries)))
        .bind(job.id.clone())
        .run()
        .await?;
    Ok(())
}

/// A minute after the first try, then four times as long each time, at most six hours.
fn back_off(tries: i64) -> i64 {
    let exponent = u32::try_from((tries - 1).clamp(0, 8)).unwrap_or(8);
    (Moment::MINUTE * 4_i64.pow(exponent)).min(6 * Moment::HOUR)
}

#[cfg(test)]
mod tests {
    use super::{Moment, back_off};

    #[test]
    fn waits_longer_after_every_failure_but_never_more_than_six_hours() {
        let waits: Vec<i64> = (1..=6).map(|tries| back_off(tries) / Moment::MINUTE).collect();
        assert_eq!(waits, [1, 4, 16, 64, 256, 360]);
        assert_eq!(back_off(i64::MAX), 6 * Moment::HOUR);
    }
}
