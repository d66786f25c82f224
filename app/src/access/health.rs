//! Whether this installation really works: a row and a file are written, read and removed. Strangers may ask as often as they like;
//! one look serves everybody for a few seconds.
use tokio::sync::Mutex;

use super::Robot;
use crate::base::clock::Moment;
use crate::base::failure::Result;
use crate::base::trial;

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

async fn examine(robot: &Robot, now: Moment) -> Result<()> {
    trial::row(robot.db(), now).await?;
    trial::file(&robot.app().blobs).await
}
