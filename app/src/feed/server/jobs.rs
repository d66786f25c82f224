//! What the feed does later: drafts that nobody touched for long go. Safe to run twice.
use serde::{Deserialize, Serialize};

use super::store;
use crate::access::{PersonId, Robot, SchoolId};
use crate::base::jobs::{Ended, Job};

pub const SWEEP: &str = "feed/sweep-draft";

/// Whose draft.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Sweep {
    pub person: PersonId,
}

pub async fn job(robot: &Robot, job: &Job) -> Option<Ended> {
    if job.kind != SWEEP {
        return None;
    }
    let Ok(what) = serde_json::from_str::<Sweep>(&job.payload) else { return Some(Ended::Never("payload")) };
    let swept = store::sweep(robot, SchoolId::from(job.school_id.as_str()), what.person).await;
    Some(swept.map_or(Ended::Later("database"), |()| Ended::Done))
}
