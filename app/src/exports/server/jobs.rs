//! Who else leads the school is told that somebody fetched a list: a pointer, no name, and nothing of what is in it.
use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};

use super::list::ExportId;
use super::store;
use crate::access::{PersonId, Robot, Work};
use crate::base::failure::Result;
use crate::base::jobs::{Ended, Job, Lane};
use crate::base::language::{self, Language};
use crate::base::mail::Mail;
use crate::say;

/// One mail to one person.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Tell {
    pub person: PersonId,
    pub export: ExportId,
}

impl Work for Tell {
    const KIND: &'static str = "exports/tell";
    const LANE: Lane = Lane::Mail;

    fn words(language: Language) -> String {
        say!(language, exports.undone_tell)
    }

    fn concerns(&self) -> Option<&PersonId> {
        Some(&self.person)
    }

    fn run<'r>(self, robot: &'r Robot, job: &'r Job) -> BoxFuture<'r, Result<Ended>> {
        Box::pin(send(robot, job, self))
    }
}

async fn send(robot: &Robot, job: &Job, told: Tell) -> Result<Ended> {
    let today = robot.today(job).await?;
    let Some((to, code)) = store::addressee(robot, &told.person, today).await? else { return Ok(Ended::Done) };
    let language = language::of_code(&code);
    let url = format!("{}/school/exports", robot.app().settings.public_url);
    let (subject, text) = (say!(language, exports.mail_subject), say!(language, exports.mail, url = url));
    Ok(robot.app().mail.deliver(&Mail { to, subject, text }, job).await)
}
