//! What the feed does later: nothing of its own. (A removed post leaves its photos to `photos`.)
use crate::access::Robot;
use crate::base::jobs::{Ended, Job};

/// No kind of job is ours.
pub async fn job(_robot: &Robot, _job: &Job) -> Option<Ended> {
    None
}
