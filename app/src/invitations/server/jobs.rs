//! The mails of invitations. Each code and each number is made when its mail goes out.
use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};

use super::letters::whom_to_ask;
use super::rules;
use super::store::{self, InvitationId};
use crate::access::{PersonId, Robot, Work};
use crate::base::failure::Result;
use crate::base::jobs::{Ended, Job, Lane};
use crate::base::language::{self, Language};
use crate::base::mail::Mail;
use crate::say;

/// A link and a code to one person.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Invite {
    pub invitation: InvitationId,
}

impl Work for Invite {
    const KIND: &'static str = "invitations/invite";
    const LANE: Lane = Lane::Mail;

    fn words(language: Language) -> String {
        say!(language, invitations.undone_invite)
    }

    fn concerns(&self) -> Option<&PersonId> {
        None
    }

    fn run<'r>(self, robot: &'r Robot, job: &'r Job) -> BoxFuture<'r, Result<Ended>> {
        Box::pin(invite(robot, job, self))
    }
}

async fn invite(robot: &Robot, job: &Job, work: Invite) -> Result<Ended> {
    let today = robot.today(job).await?;
    let Some((to, code)) = store::to_invite(robot, &work.invitation, today).await? else { return Ok(Ended::Done) };
    let language = language::of_code(&to.language);
    let url = format!("{}/join#{code}", robot.app().settings.public_url);
    let school = to.school_name.clone();
    let (subject, ask) =
        (say!(language, invitations.mail_subject, school = school), whom_to_ask(language, &to.contact));
    let school = to.school_name;
    let text = say!(language, invitations.mail, school = school, url = url, code = rules::shown(&code), ask = ask);
    Ok(robot.app().mail.deliver(&Mail { to: to.email, subject, text }, job).await)
}

/// A number to an address that the school does not know.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Prove {
    pub joining: String,
}

impl Work for Prove {
    const KIND: &'static str = "invitations/prove";
    const LANE: Lane = Lane::Mail;

    fn words(language: Language) -> String {
        say!(language, invitations.undone_prove)
    }

    fn concerns(&self) -> Option<&PersonId> {
        None
    }

    fn run<'r>(self, robot: &'r Robot, job: &'r Job) -> BoxFuture<'r, Result<Ended>> {
        Box::pin(prove(robot, job, self))
    }
}

async fn prove(robot: &Robot, job: &Job, work: Prove) -> Result<Ended> {
    let Some((to, number)) = store::to_prove(robot, &work.joining).await? else { return Ok(Ended::Done) };
    let (language, school) = (language::of_code(&to.language), to.school_name);
    let subject = say!(language, invitations.proof_subject, school = school.clone());
    // Whether an address has an account is told to whoever reads its mail, and to nobody else.
    let text = match to.taken {
        true => say!(language, invitations.proof_taken, school = school),
        false => say!(language, invitations.proof, school = school, number = number),
    };
    Ok(robot.app().mail.deliver(&Mail { to: to.email, subject, text }, job).await)
}

/// Whoever reads the mail of the address that the school knew before hears that somebody opened an account with another one.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Moved {
    pub person: PersonId,
}

impl Work for Moved {
    const KIND: &'static str = "invitations/moved";
    const LANE: Lane = Lane::Mail;

    fn words(language: Language) -> String {
        say!(language, invitations.undone_moved)
    }

    fn concerns(&self) -> Option<&PersonId> {
        Some(&self.person)
    }

    fn run<'r>(self, robot: &'r Robot, job: &'r Job) -> BoxFuture<'r, Result<Ended>> {
        Box::pin(moved(robot, job, self))
    }
}

async fn moved(robot: &Robot, job: &Job, work: Moved) -> Result<Ended> {
    let Some(to) = store::former(robot, &work.person).await? else { return Ok(Ended::Done) };
    let (language, school) = (language::of_code(&to.language), to.school_name);
    let subject = say!(language, invitations.moved_subject, school = school.clone());
    let text = say!(language, invitations.moved, school = school, ask = whom_to_ask(language, &to.contact));
    Ok(robot.app().mail.deliver(&Mail { to: to.email, subject, text }, job).await)
}
