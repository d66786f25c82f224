//! What accounts does later: nothing yet.
use crate::access::Robot;
use crate::base::jobs::{Ended, Job};

/// No kind of job is ours.
pub async fn job(_robot: &Robot, _job: &Job) -> Option<Ended> {
    None
}
