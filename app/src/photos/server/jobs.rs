//! Clearing away: the files of photos that no post has. Safe to run twice, and at any time.
use serde::{Deserialize, Serialize};

use super::photo::{Photo, PhotoId, blob};
use super::store;
use crate::access::Robot;
use crate::base::clock::Moment;
use crate::base::failure::Result;
use crate::base::jobs::{Ended, Job};

pub const CLEAR: &str = "photos/clear";
/// So long a photo waits for its post.
pub const WAITS: i64 = Moment::DAY;

/// Which files: named here, because the row may be gone when the job runs.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Clear {
    photo: PhotoId,
    widths: String,
}

impl Clear {
    pub fn of(photo: &Photo) -> Self {
        Clear { photo: photo.id.clone(), widths: photo.widths.clone() }
    }
}

pub async fn job(robot: &Robot, job: &Job) -> Option<Ended> {
    if job.kind != CLEAR {
        return None;
    }
    let Ok(what) = serde_json::from_str::<Clear>(&job.payload) else { return Some(Ended::Never("payload")) };
    Some(clear(robot, what).await.map_or(Ended::Later("blobs"), |()| Ended::Done))
}

async fn clear(robot: &Robot, what: Clear) -> Result<()> {
    let unused = robot.db().write(what.photo.clone(), |tx, photo| Box::pin(store::forget(tx, photo))).await?;
    if unused {
        for width in what.widths.split(',') {
            robot.app().blobs.remove(&blob(&what.photo, width)).await?;
        }
    }
    Ok(())
}
