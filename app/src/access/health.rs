//! Whether this installation really works: a row and a file are written, read and removed. Strangers may ask as often as they like;
//! one look serves everybody for a few seconds.
use tokio::sync::Mutex;

use super::Robot;
use crate::base::clock::Moment;
use crate::base::db::broken;
use crate::base::failure::{Failure, Result};
use crate::base::ids;
use crate::sql;

const GOOD_FOR: i64 = 5 * Moment::SECOND;

#[derive(Debug, Default)]
pub struct Health(Mutex<Option<(Moment, Result<()>)>>);

impl Health {
    /// The last look if it is fresh, else a new one.
    pub async fn look(&self, robot: &Robot) -> Result<()> {
        let mut last = self.0.lock().await;
        let now = robot.app().clock.now();
        if let Some((at, found)) = last.as_ref()
            && now.0 - at.0 < GOOD_FOR
        {
            return found.clone();
        }
        let found = examine(robot, now).await;
        *last = Some((now, found.clone()));
        found
    }
}

/// Writes, reads and removes a row and a file.
pub async fn examine(robot: &Robot, now: Moment) -> Result<()> {
    let mark = ids::fresh(now);
    robot
        .db()
        .write((mark.clone(), now), |tx, (mark, now)| {
            Box::pin(async move {
                let write = sql!("INSERT INTO attempts (key_hash, window_start, count) VALUES ($1, $2, 0)");
                tx.query(write).bind(mark.clone()).bind(*now).run().await?;
                let read = sql!("SELECT window_start FROM attempts WHERE key_hash = $1");
                let (read,): (Moment,) = tx.query(read).bind(mark.clone()).one().await?;
                tx.query(sql!("DELETE FROM attempts WHERE key_hash = $1")).bind(mark.clone()).run().await?;
                if read == *now { Ok(()) } else { Err(broken(&"the database gave back another row")) }
            })
        })
        .await?;
    let (blobs, key) = (&robot.app().blobs, format!("health/{mark}"));
    blobs.put(&key, mark.clone().into_bytes()).await?;
    let read = blobs.get(&key).await.map_err(|_| lost());
    blobs.remove(&key).await?;
    if read? == mark.as_bytes() { Ok(()) } else { Err(lost()) }
}

fn lost() -> Failure {
    broken(&"the place of the photos did not give back what it got")
}
