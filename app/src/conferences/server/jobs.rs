//! Mails about talks: a pointer, never content. One job is one person, asked again whether it still is theirs to know.
use futures::future::BoxFuture;

use super::store::changes::{Change, Stands, stands};
use super::store::manage;
use crate::access::{PersonId, Robot, Work};
use crate::base::failure::Result;
use crate::base::jobs::{Ended, Job, Lane};
use crate::base::language::{self, Language};
use crate::base::mail::Mail;
use crate::say;

impl Work for Change {
    const KIND: &'static str = "conferences/changed";
    const LANE: Lane = Lane::Mail;

    fn words(language: Language) -> String {
        say!(language, talks.undone_talk)
    }

    fn concerns(&self) -> Option<&PersonId> {
        Some(&self.notice.person)
    }

    fn run<'r>(self, robot: &'r Robot, job: &'r Job) -> BoxFuture<'r, Result<Ended>> {
        Box::pin(send(robot, job, self))
    }
}

async fn send(robot: &Robot, job: &Job, change: Change) -> Result<Ended> {
    let now = stands(robot, &change).await?;
    if now.slot() == change.before.as_ref() {
        return Ok(Ended::Done);
    }
    let today = robot.today(job).await?;
    let found = match now {
        Stands::At(_) => manage::addressee(robot, &change.notice, today).await?,
        Stands::Nowhere | Stands::Withdrawn => manage::addressee_of_what_was(robot, &change.notice).await?,
    };
    let Some((to, code)) = found else { return Ok(Ended::Done) };
    let language = language::of_code(&code);
    let url = format!("{}/talks", robot.app().settings.public_url);
    let (subject, text) = match now {
        Stands::At(_) => (say!(language, talks.mail_booked_subject), say!(language, talks.mail_booked, url = url)),
        Stands::Withdrawn => {
            (say!(language, talks.mail_withdrawn_subject), say!(language, talks.mail_withdrawn, url = url))
        }
        Stands::Nowhere => {
            (say!(language, talks.mail_cancelled_subject), say!(language, talks.mail_cancelled, url = url))
        }
    };
    Ok(robot.app().mail.deliver(&Mail { to, subject, text }, job).await)
}
