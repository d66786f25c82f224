//! What is mailed about lists: a pointer, never content. Each is asked again whether it still is so.
use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};

use super::list::ListId;
use super::store;
use crate::access::asked::addressee;
use crate::access::{PersonId, Robot, SchoolId, Shared, Work, later_once};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::base::jobs::{self, Ended, Job, Lane};
use crate::base::language::{self, Language};
use crate::base::mail::Mail;
use crate::say;

/// What there is to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum News {
    /// They waited, and have a place now.
    Place,
    /// Somebody asks them to change places.
    Offer,
    /// Somebody agreed to change places with them.
    Swapped,
    /// It is tomorrow.
    Tomorrow,
}

/// One mail to one person.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Tell {
    pub list: ListId,
    pub person: PersonId,
    pub news: News,
}

/// After a minute of quiet; once, whatever happens within it.
pub async fn tell(
    tx: &mut Tx,
    (school, now): (&SchoolId, Moment),
    (list, person): (&ListId, &PersonId),
    news: News,
) -> Result<()> {
    let work = Tell { list: list.clone(), person: person.clone(), news };
    later_once(tx, school, &work.key(), &work, now.plus(jobs::QUIET)).await
}

impl Tell {
    fn key(&self) -> String {
        format!("{}/{}/{}/{:?}", Self::KIND, self.list, self.person, self.news)
    }
}

impl Work for Tell {
    const KIND: &'static str = "signups/tell";
    const LANE: Lane = Lane::Mail;

    fn words(language: Language) -> String {
        say!(language, signups.undone_tell)
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
    let Some((to, code)) = addressee(robot, &told.list, &told.person, today).await? else { return Ok(Ended::Done) };
    let now = robot.app().clock.now();
    let still = match told.news {
        News::Place | News::Tomorrow => store::has_place(robot, &told.list, &told.person, (today, now)).await?,
        News::Offer => store::is_asked_to_swap(robot, &told.list, &told.person).await?,
        News::Swapped => true,
    };
    if !still {
        return Ok(Ended::Done);
    }
    let language = language::of_code(&code);
    let url = format!("{}/lists/{}", robot.app().settings.public_url, told.list.id());
    let (subject, text) = words(language, told.news, url);
    Ok(robot.app().mail.deliver(&Mail { to, subject, text }, job).await)
}

fn words(language: Language, news: News, url: String) -> (String, String) {
    match news {
        News::Place => (say!(language, signups.mail_place_subject), say!(language, signups.mail_place, url = url)),
        News::Offer => (say!(language, signups.mail_offer_subject), say!(language, signups.mail_offer, url = url)),
        News::Swapped => {
            (say!(language, signups.mail_swapped_subject), say!(language, signups.mail_swapped, url = url))
        }
        News::Tomorrow => {
            (say!(language, signups.mail_tomorrow_subject), say!(language, signups.mail_tomorrow, url = url))
        }
    }
}

/// The day before: everybody who has a place is told.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Remind {
    pub list: ListId,
}

impl Work for Remind {
    const KIND: &'static str = "signups/remind";
    const LANE: Lane = Lane::Rest;

    fn words(language: Language) -> String {
        say!(language, signups.undone_remind)
    }

    fn run<'r>(self, robot: &'r Robot, job: &'r Job) -> BoxFuture<'r, Result<Ended>> {
        Box::pin(remind(robot, job, self))
    }
}

async fn remind(robot: &Robot, job: &Job, due: Remind) -> Result<Ended> {
    let school = SchoolId::from(job.school_id.as_str());
    let people = store::helpers(robot, &due.list).await?;
    let told: Vec<Tell> =
        people.into_iter().map(|(person,)| Tell { list: due.list.clone(), person, news: News::Tomorrow }).collect();
    let args = (school, told, robot.app().clock.now());
    robot.db().write(args, |tx, (school, told, now)| Box::pin(tell_all(tx, school, told, *now))).await?;
    Ok(Ended::Done)
}

async fn tell_all(tx: &mut Tx, school: &SchoolId, told: &[Tell], now: Moment) -> Result<()> {
    for work in told {
        later_once(tx, school, &work.key(), work, now).await?;
    }
    Ok(())
}
