//! What the feed does later: drafts that nobody touched for long go. Safe to run twice.
use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};

use super::store;
use crate::access::{PersonId, Robot, SchoolId, Work};
use crate::base::failure::Result;
use crate::base::jobs::{Ended, Job, Lane};
use crate::base::language::Language;
use crate::say;

/// Whose draft.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Sweep {
    pub person: PersonId,
}

impl Work for Sweep {
    const KIND: &'static str = "feed/sweep-draft";
    const LANE: Lane = Lane::Rest;

    fn words(language: Language) -> String {
        say!(language, feed.undone_draft)
    }

    fn run<'r>(self, robot: &'r Robot, job: &'r Job) -> BoxFuture<'r, Result<Ended>> {
        Box::pin(async move {
            store::sweep(robot, SchoolId::from(job.school_id.as_str()), self.person).await?;
            Ok(Ended::Done)
        })
    }
}
