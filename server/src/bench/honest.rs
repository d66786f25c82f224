//! Honest people while strangers do their worst: they read, sign in, write and post, each on connections of their own.
use std::time::Duration;

use app::base::clock::{Moment, ticking};
use app::base::ids;
use app::testing::demo;
use tokio::time::Instant;

use super::call::{Answer, call, form, photo};
use super::siege::Target;
use crate::commands::Outcome;

/// What they felt.
#[derive(Debug, Default)]
pub struct Felt {
    /// How long each answer took, and to what; the quickest first.
    pub took: Vec<(Duration, &'static str)>,
    pub refused: Vec<String>,
}

impl Felt {
    pub fn percentile(&self, percent: usize) -> (Duration, &'static str) {
        let at = (self.took.len() * percent / 100).min(self.took.len().saturating_sub(1));
        self.took.get(at).copied().unwrap_or_default()
    }

    fn of<const N: usize>(parts: [Felt; N]) -> Self {
        let mut felt = Felt::default();
        for part in parts {
            felt.took.extend(part.took);
            felt.refused.extend(part.refused);
        }
        felt.took.sort();
        felt
    }

    fn note(&mut self, what: &'static str, began: Instant, answer: Outcome<Answer>) {
        self.took.push((began.elapsed(), what));
        match answer {
            Ok(answer) if answer.well() => {}
            Ok(answer) => self.refused.push(format!("{what}: {}", answer.head.lines().next().unwrap_or_default())),
            Err(error) => self.refused.push(format!("{what}: {error}")),
        }
    }
}

/// Somebody of every kind, until the time is over.
pub async fn honest(target: &Target, until: Instant) -> Outcome<Felt> {
    let (readers, signing, writing, posting) =
        tokio::join!(read(target, until), signs_in(target, until), writes(target, until), posts(target, until));
    Ok(Felt::of([readers, signing, writing, posting]))
}

/// Three parents who read.
pub async fn read(target: &Target, until: Instant) -> Felt {
    let (one, two, three) = tokio::join!(reads(target, until), reads(target, until), reads(target, until));
    Felt::of([one, two, three])
}

async fn pause(length: u64) {
    tokio::time::sleep(Duration::from_millis(length)).await;
}

async fn reads(target: &Target, until: Instant) -> Felt {
    let mut felt = Felt::default();
    while ticking() < until {
        let began = ticking();
        felt.note("reading", began, call(&target.address, "GET / HTTP/1.1", &cookie(&target.parent), b"").await);
        pause(50).await;
    }
    felt
}

/// Somebody else every time, each from a home of their own, in a browser that is new here.
async fn signs_in(target: &Target, until: Instant) -> Felt {
    let mut felt = Felt::default();
    let people = demo::SHOWN.iter().cycle().enumerate();
    for (number, (email, ..)) in people {
        if ticking() >= until {
            break;
        }
        let body = form(&[("email", email), ("password", demo::PASSWORD), ("next", "/")]);
        let from = format!("X-Forwarded-For: 192.0.{}.{}\r\n", number / 250, number % 250 + 1);
        let head = format!("{from}Accept: text/html\r\nContent-Type: application/x-www-form-urlencoded\r\n");
        let began = ticking();
        felt.note(
            "signing in",
            began,
            call(&target.address, "POST /api/accounts/sign-in HTTP/1.1", &head, &body).await,
        );
        pause(200).await;
    }
    felt
}

fn cookie(cookie: &str) -> String {
    format!("Cookie: {cookie}\r\nAccept: text/html\r\n")
}

pub fn key() -> String {
    ids::fresh(Moment(1_795_424_400_000_000))
}

/// The newest post that the parent sees.
pub async fn newest(target: &Target) -> Outcome<String> {
    let page = call(&target.address, "GET / HTTP/1.1", &cookie(&target.parent), b"").await?;
    let post = page.body.split("href=\"/posts/").nth(1).and_then(|rest| rest.get(..36));
    Ok(post.ok_or("no post in the news")?.to_owned())
}

/// The header lines of a form that the parent sends.
pub fn writing(target: &Target) -> String {
    let kind = "Content-Type: application/x-www-form-urlencoded";
    format!("Cookie: {}\r\nAccept: application/json\r\n{kind}\r\n", target.parent)
}

/// Gives and takes back a heart under the newest post.
async fn writes(target: &Target, until: Instant) -> Felt {
    let mut felt = Felt::default();
    let Ok(post) = newest(target).await else { return felt };
    let head = writing(target);
    for on in ["true", "false"].iter().cycle() {
        if ticking() >= until {
            break;
        }
        let began = ticking();
        let body = form(&[("subject", &post), ("on", on)]);
        felt.note("a heart", began, call(&target.address, "POST /api/comments/heart HTTP/1.1", &head, &body).await);
        pause(200).await;
    }
    felt
}

/// A teacher sends a small photo now and then. How long that takes is not counted: preparing it is the work.
async fn posts(target: &Target, until: Instant) -> Felt {
    let mut felt = Felt::default();
    let (kind, body) = photo(&key());
    let head = format!("Cookie: {}\r\nAccept: application/json\r\nContent-Type: {kind}\r\n", target.teacher);
    while ticking() < until {
        let began = ticking();
        felt.note("a photo", began, call(&target.address, "POST /api/photos/upload HTTP/1.1", &head, &body).await);
        felt.took.clear();
        pause(1000).await;
    }
    felt
}
