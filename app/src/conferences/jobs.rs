//! Mails about talks: a pointer, never content. One job is one person, asked again whether it still is theirs to know.
use super::store::book::{BOOKED, CANCELLED, Notice, WITHDRAWN};
use super::store::{manage, plan};
use crate::access::{Robot, SchoolId};
use crate::base::clock::zone;
use crate::base::failure::Result;
use crate::base::jobs::{Ended, Job};
use crate::base::mail::Mail;
use crate::say;
use crate::shell::language;

pub async fn job(robot: &Robot, job: &Job) -> Option<Ended> {
    if ![BOOKED, CANCELLED, WITHDRAWN].contains(&job.kind.as_str()) {
        return None;
    }
    Some(send(robot, job).await.unwrap_or(Ended::Later("database")))
}

async fn send(robot: &Robot, job: &Job) -> Result<Ended> {
    let Ok(notice) = serde_json::from_str::<Notice>(&job.payload) else { return Ok(Ended::Never("payload")) };
    let zone = zone(&plan::time_zone(robot, &SchoolId::from(job.school_id.as_str())).await?);
    let today = robot.app().clock.today(&zone).to_string();
    let found = match job.kind.as_str() {
        BOOKED => manage::addressee(robot, &notice, &today).await?,
        _ => manage::addressee_of_what_was(robot, &notice).await?,
    };
    let Some((to, code)) = found else { return Ok(Ended::Done) };
    let language = language::of_code(&code);
    let url = format!("{}/talks", robot.app().settings.public_url);
    let (subject, text) = match job.kind.as_str() {
        BOOKED => (say!(language, talks.mail_booked_subject), say!(language, talks.mail_booked, url = url)),
        WITHDRAWN => (say!(language, talks.mail_withdrawn_subject), say!(language, talks.mail_withdrawn, url = url)),
        _ => (say!(language, talks.mail_cancelled_subject), say!(language, talks.mail_cancelled, url = url)),
    };
    Ok(robot.app().mail.deliver(&Mail { to, subject, text }, job).await)
}
