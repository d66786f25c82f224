//! The worker: knows which feature does which kind of job.
use std::time::Duration;

use crate::access::App;
use crate::access::Robot;
use crate::base::clock::Moment;
use crate::base::failure::Result;
use crate::base::jobs::{self, Ended, Job};

/// Does what is due, until the process ends. An empty queue is looked at every second. At the start and then once a day, files that
/// nobody knows of go.
pub async fn keep_working(app: App) {
    let robot = Robot::new(&app, "worker");
    let mut sweep_at = app.clock.now();
    loop {
        if app.clock.now() >= sweep_at {
            sweep_at = app.clock.now().plus(Moment::DAY);
            if let Err(failure) = crate::photos::sweep(&robot).await {
                tracing::error!(?failure, "the sweep of files");
            }
        }
        match step(&robot).await {
            Ok(true) => {}
            Ok(false) => tokio::time::sleep(Duration::from_secs(1)).await,
            Err(failure) => {
                tracing::error!(?failure, "the queue of jobs");
                tokio::time::sleep(Duration::from_secs(5)).await;
            }
        }
    }
}

/// Does everything that is due now, and says how much it was. For tests and the demo.
pub async fn work_off(app: &App) -> Result<usize> {
    let robot = Robot::new(app, "worker");
    let mut done = 0;
    while step(&robot).await? {
        done += 1;
    }
    Ok(done)
}

/// Asks each feature in turn; a kind that nobody knows will never work.
async fn deed(robot: &Robot, job: &Job) -> Ended {
    crate::job(robot, job).await.unwrap_or(Ended::Never("unknown"))
}

/// Takes one job and does it; `false` when nothing is due.
async fn step(robot: &Robot) -> Result<bool> {
    let clock = &robot.app().clock;
    let Some(job) = jobs::take(robot.db(), clock.now()).await? else { return Ok(false) };
    let ended = deed(robot, &job).await;
    jobs::note(robot.db(), &job, ended, clock.now()).await?;
    Ok(true)
}
