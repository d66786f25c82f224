//! A full disk: people read on, whoever writes is told so, and once there is room again writing goes on.
use std::time::Duration;

use app::access::Robot;
use app::base::clock::ticking;
use app::testing::no_room;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, stdin};
use tokio::process::Child;

use super::call::{Answer, call, form};
use super::honest::{self, Felt};
use super::siege::Target;
use crate::commands::Outcome;

/// After so many comments of two thousand letters a disk that is said to be full ought to be.
const MOST_COMMENTS: usize = 400;

/// The server's side: fills the disk and makes room as the other process says, line by line.
pub async fn obey(robot: Robot) -> Outcome {
    let mut lines = BufReader::new(stdin()).lines();
    while let Some(line) = lines.next_line().await? {
        no_room(&robot, line == "full").await?;
    }
    Ok(())
}

/// What readers feel while the disk is full.
pub async fn full(target: &Target, server: &mut Child, length: Duration) -> Outcome<Felt> {
    say(server, "full").await?;
    let post = honest::newest(target).await?;
    let mut refusal = None;
    for _ in 0..MOST_COMMENTS {
        let answer = comment(target, &post).await?;
        if !answer.well() {
            refusal = answer.head.lines().next().map(str::to_owned);
            break;
        }
    }
    let mut felt = honest::read(target, ticking() + length).await;
    if !refusal.as_ref().is_some_and(|line| line.contains("507")) {
        felt.refused.push(format!("a full disk is answered with {refusal:?}"));
    }
    say(server, "room").await?;
    if !written_again(target, &post).await? {
        felt.refused.push("no comment after there was room again".to_owned());
    }
    Ok(felt)
}

async fn say(server: &mut Child, line: &str) -> Outcome {
    let input = server.stdin.as_mut().ok_or("nobody listens")?;
    input.write_all(format!("{line}\n").as_bytes()).await?;
    Ok(())
}

/// The server may take a moment to hear of it.
async fn written_again(target: &Target, post: &str) -> Outcome<bool> {
    for _ in 0..20 {
        if comment(target, post).await?.well() {
            return Ok(true);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(false)
}

async fn comment(target: &Target, post: &str) -> Outcome<Answer> {
    let (key, words) = (honest::key(), "vol ".repeat(500));
    let body = form(&[("subject", post), ("parent", ""), ("body", words.trim()), ("key", &key)]);
    call(&target.address, "POST /api/comments/write HTTP/1.1", &honest::writing(target), &body).await
}
