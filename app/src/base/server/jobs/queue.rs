//! Taking a job, and noting how it ended.
use super::pace::{LONGEST_WAIT, MOST_TRIES, back_off, spread, steady};
use super::{Ended, Job, Lane};
use crate::base::clock::Moment;
use crate::base::db::{Db, Tx};
use crate::base::failure::Result;
use crate::base::ids;
use crate::sql;

/// Takes one job of a lane that is due and holds it for a while; `None` when nothing is due.
pub async fn take(db: &Db, lane: Lane, now: Moment) -> Result<Option<Job>> {
    db.write((lane, now), |tx, (lane, now)| Box::pin(take_in(tx, *lane, *now))).await
}

async fn take_in(tx: &mut Tx, lane: Lane, now: Moment) -> Result<Option<Job>> {
    // Two workers may choose the same row; the second UPDATE then finds it held and takes nothing.
    let job = tx
        .query(sql!(
            "UPDATE jobs SET held_until = $1, tries = tries + 1
             WHERE id = (SELECT id FROM jobs WHERE lane = $3 AND NOT dead AND due_at <= $2 AND held_until <= $2
                         ORDER BY due_at, id LIMIT 1)
               AND held_until <= $2
             RETURNING id, school_id, kind, payload, tries, waiting_since"
        ))
        .bind(now.plus(lane.held_for()))
        .bind(now)
        .bind(lane.name())
        .maybe()
        .await?;
    Ok(job)
}

/// What becomes of a job that was not done.
struct Next {
    problem: &'static str,
    dead: bool,
    tries: i64,
    waiting_since: i64,
    due: Moment,
}

impl Next {
    /// `None`: it is done.
    fn of(job: &Job, ended: Ended, now: Moment) -> Option<Self> {
        let later = |wait: i64| now.plus(spread(wait, ids::chance));
        let counted =
            |problem, dead| Next { problem, dead, tries: job.tries, waiting_since: 0, due: later(back_off(job.tries)) };
        match ended {
            Ended::Done => None,
            Ended::Later(problem) => Some(counted(problem, job.tries >= MOST_TRIES)),
            Ended::Never(problem) => Some(counted(problem, true)),
            Ended::Waiting(problem) => {
                let since = if job.waiting_since == 0 { now.0 } else { job.waiting_since };
                let waited = now.0 - since;
                let dead = waited >= LONGEST_WAIT;
                // Nothing was tried in truth.
                Some(Next { problem, dead, tries: job.tries - 1, waiting_since: since, due: later(steady(waited)) })
            }
        }
    }
}

/// Notes how a job ended.
pub async fn note(db: &Db, job: &Job, ended: Ended, now: Moment) -> Result<()> {
    db.write((job.clone(), ended, now), |tx, (job, ended, now)| Box::pin(note_in(tx, job, *ended, *now))).await
}

async fn note_in(tx: &mut Tx, job: &Job, ended: Ended, now: Moment) -> Result<()> {
    let Some(next) = Next::of(job, ended, now) else {
        tx.query(sql!("DELETE FROM jobs WHERE id = $1")).bind(&job.id).run().await?;
        return Ok(());
    };
    if next.dead || !matches!(ended, Ended::Waiting(_)) {
        let Next { problem, dead, tries, .. } = &next;
        tracing::warn!(job = job.id, kind = job.kind, problem, dead, tries, "a job did not succeed");
    }
    tx.query(sql!(
        "UPDATE jobs SET problem = $1, dead = $2, due_at = $3, tries = $4, waiting_since = $5, held_until = 0 WHERE id = $6"
    ))
    .bind(next.problem)
    .bind(next.dead)
    .bind(next.due)
    .bind(next.tries)
    .bind(next.waiting_since)
    .bind(&job.id)
    .run()
    .await?;
    Ok(())
}
