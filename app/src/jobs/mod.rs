//! The workers: they know which feature does which kind of job. Each lane has its own, so that none waits for another.
mod outage;
#[cfg(test)]
mod tests;

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::FutureExt;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::access::App;
use crate::access::{Duty, Robot};
use crate::base::clock::Moment;
use crate::base::failure::Result;
use crate::base::jobs::{self, Ended, Job, Lane};
use crate::shell::worker;
use outage::Outage;

const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Does what is due, until the process ends (or whoever asked for it goes away).
pub async fn keep_working(app: App) {
    let mut workers = JoinSet::new();
    for lane in Lane::ALL {
        let outage = Arc::new(Mutex::new(Outage::default()));
        for _ in 0..lane.workers() {
            workers.spawn(keep_to(lane, Robot::new(&app, Duty::Worker), Arc::clone(&outage)));
        }
    }
    workers.spawn(keep_swept(Robot::new(&app, Duty::Worker)));
    workers.join_all().await;
}

/// At the start and then once a day, files that nobody knows of go.
async fn keep_swept(robot: Robot) {
    loop {
        if let Err(failure) = crate::files::sweep(&robot).await {
            tracing::error!(?failure, "the sweep of files");
        }
        tokio::time::sleep(A_DAY).await;
    }
}

/// One worker of a lane. An empty queue is looked at every second.
async fn keep_to(lane: Lane, robot: Robot, outage: Arc<Mutex<Outage>>) {
    loop {
        match step(&robot, lane, robot.app().clock.now()).await {
            Ok(Some(ended)) => {
                let heard = outage.lock().unwrap_or_else(PoisonError::into_inner).heard(ended, robot.app().clock.now());
                if let Some(code) = heard {
                    tracing::error!("{} is not leaving: {code}", lane.name());
                }
            }
            Ok(None) => tokio::time::sleep(Duration::from_secs(1)).await,
            Err(failure) => {
                tracing::error!(?failure, lane = lane.name(), "the queue of jobs");
                tokio::time::sleep(Duration::from_secs(5)).await;
            }
        }
    }
}

/// Does everything that is due now, and the mail that only waits for quiet; says how much it was. For tests and the demo.
pub async fn work_off(app: &App) -> Result<usize> {
    let robot = Robot::new(app, Duty::Worker);
    let mut done = 0;
    for lane in Lane::ALL {
        let quiet = if lane == Lane::Mail { jobs::QUIET } else { 0 };
        while step(&robot, lane, app.clock.now().plus(quiet)).await?.is_some() {
            done += 1;
        }
    }
    Ok(done)
}

/// The feature that knows this kind of work does it; a kind that nobody knows will never work.
async fn deed(robot: &Robot, job: &Job) -> Ended {
    match worker(&job.kind) {
        Some(worker) => worker.run(robot, job).await,
        None => Ended::Never("unknown"),
    }
}

/// Takes one job that is due at this moment and does it; `None` when there is none.
async fn step(robot: &Robot, lane: Lane, due: Moment) -> Result<Option<Ended>> {
    step_with(robot, lane, due, lane.patience(), deed).await
}

/// A job that panics or takes too long has ended, and its worker goes on.
async fn step_with(
    robot: &Robot,
    lane: Lane,
    due: Moment,
    patience: Duration,
    deed: impl AsyncFnOnce(&Robot, &Job) -> Ended,
) -> Result<Option<Ended>> {
    let Some(job) = jobs::take(robot.db(), lane, due).await? else { return Ok(None) };
    let ended = match timeout(patience, AssertUnwindSafe(deed(robot, &job)).catch_unwind()).await {
        Ok(Ok(ended)) => ended,
        Ok(Err(_)) => Ended::Later("panic"),
        Err(_) => lane.too_slow(),
    };
    jobs::note(robot.db(), &job, ended, robot.app().clock.now()).await?;
    Ok(Some(ended))
}
