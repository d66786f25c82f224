//! Clearing away: the files of photos that no post has. Safe to run twice, and at any time.
use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};

use super::photo::{Photo, PhotoId, blob};
use super::store;
use crate::access::{Robot, Work};
use crate::base::clock::Moment;
use crate::base::failure::Result;
use crate::base::jobs::{Ended, Job, Lane};
use crate::base::language::Language;
use crate::say;

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

impl Work for Clear {
    const KIND: &'static str = "photos/clear";
    const LANE: Lane = Lane::Photos;

    fn words(language: Language) -> String {
        say!(language, photos.undone)
    }

    fn run<'r>(self, robot: &'r Robot, _job: &'r Job) -> BoxFuture<'r, Result<Ended>> {
        Box::pin(async move { Ok(clear(robot, self).await.map_or(Ended::Later("blobs"), |()| Ended::Done)) })
    }
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
