//! What happens later, as typed work: written in the transaction of its cause, done by a worker of its lane. It may be done twice.
use futures::future::BoxFuture;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{PersonId, Robot, SchoolId};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::base::jobs::{self, Ended, Job, Lane};
use crate::base::language::Language;

/// A kind of work.
pub trait Work: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// «feed/sweep-draft».
    const KIND: &'static str;
    const LANE: Lane;
    /// What it is, for whoever reads that it did not succeed.
    fn words(language: Language) -> String;
    /// Whom it concerns, if it is one person.
    fn concerns(&self) -> Option<&PersonId> {
        None
    }
    fn run<'r>(self, robot: &'r Robot, job: &'r Job) -> BoxFuture<'r, Result<Ended>>;
}

/// What somebody does who knows this kind of work.
pub struct Worker {
    pub kind: &'static str,
    pub words: fn(Language) -> String,
    /// The id of whom a job concerns, from its payload.
    pub concerns: fn(&str) -> Option<String>,
    run: for<'r> fn(&'r Robot, &'r Job) -> BoxFuture<'r, Ended>,
}

impl Worker {
    pub const fn of<W: Work>() -> Self {
        Worker {
            kind: W::KIND,
            words: W::words,
            concerns: |payload| serde_json::from_str::<W>(payload).ok()?.concerns().map(|person| person.0.clone()),
            run: |robot, job| Box::pin(run::<W>(robot, job)),
        }
    }

    pub async fn run(&self, robot: &Robot, job: &Job) -> Ended {
        (self.run)(robot, job).await
    }
}

async fn run<W: Work>(robot: &Robot, job: &Job) -> Ended {
    match serde_json::from_str::<W>(&job.payload) {
        Ok(work) => work.run(robot, job).await.unwrap_or(Ended::Later("database")),
        Err(_) => Ended::Never("payload"),
    }
}

/// Has it done from that moment on.
pub async fn later<W: Work>(tx: &mut Tx, school: &SchoolId, work: &W, from: Moment) -> Result<()> {
    jobs::enqueue(tx, W::LANE, (school.as_str(), W::KIND), None, work, from).await
}

/// The same, once under this key: a later one takes the place of the one that waits.
pub async fn later_once<W: Work>(tx: &mut Tx, school: &SchoolId, key: &str, work: &W, from: Moment) -> Result<()> {
    jobs::enqueue(tx, W::LANE, (school.as_str(), W::KIND), Some(key), work, from).await
}
