//! Pages that are open while somebody writes: how long until the last of them has the comment, and what they cost while nothing happens.
use std::path::Path;
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use super::call::{Answer, call, form};
use super::feed::{Server, pin_self, start};
use super::ms;
use crate::commands::Outcome;

/// A page waits this long before it asks, and up to that long, so that a class does not ask in the same moment (`frontend/live.js`).
const WAITS: (u64, u64) = (50, 300);
/// What the issue of live updates allows.
const LONGEST: Duration = Duration::from_secs(1);
const MOST_MEMORY: u64 = 60 * 1024;

/// Opens so many pages of one post, writes a comment a few times, and fails when a page has it later than in a second.
pub async fn run(site: &Path, pages: usize, rounds: usize) -> Outcome {
    let folder = tempfile::tempdir()?;
    let mut served = start(site, folder.path(), pin_self(), &Server { posts: 5_000, readers: 1 }).await?;
    let (address, cookie) = (served.address.clone(), served.cookies.concat());
    let id = served.child.id().ok_or("the server has ended")?;
    let post = newest(&address, &cookie).await?;
    // What a first page takes once is not what an open page costs.
    served.ask(&format!("/posts/{post}"), Duration::from_secs(2)).await?;
    let before = memory(id)?;
    let mut open = Vec::new();
    for _ in 0..pages {
        open.push(listen(&address, &cookie, &post).await?);
    }
    let more = memory(id)?.saturating_sub(before);
    println!("\n{pages} open pages: {} KiB more, {} KiB each", more, more / pages as u64);
    println!("{:<8} {:>12} {:>12} {:>12}", "round", "last heard", "median page", "last page");
    let mut slowest = Duration::ZERO;
    for round in 0..rounds {
        let (heard, mut had) = spread(&mut open, (&address, &cookie, &post), round).await?;
        had.sort();
        let (middle, last) = (had[had.len() / 2], had[had.len() - 1]);
        println!("{:<8} {:>12} {:>12} {:>12}", round + 1, ms(heard), ms(middle), ms(last));
        slowest = slowest.max(last);
    }
    served.child.kill().await?;
    if slowest > LONGEST || more > MOST_MEMORY {
        return Err(format!("the last page had it after {}, {more} KiB more", ms(slowest)).into());
    }
    Ok(())
}

type Line = BufReader<TcpStream>;

async fn listen(address: &str, cookie: &str, post: &str) -> Outcome<Line> {
    let mut socket = BufReader::with_capacity(1024, TcpStream::connect(address).await?);
    let asked = format!(
        "GET /live?under={post} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\nAccept: text/event-stream\r\n\r\n"
    );
    socket.get_mut().write_all(asked.as_bytes()).await?;
    let mut line = String::new();
    socket.read_line(&mut line).await?;
    if line.contains(" 200 ") { Ok(socket) } else { Err(format!("not listened to: {line}").into()) }
}

/// One comment: when the last line was heard, and when each page had it.
#[expect(clippy::disallowed_methods, reason = "a bench measures real time")]
async fn spread(
    open: &mut Vec<Line>,
    (address, cookie, post): (&str, &str, &str),
    round: usize,
) -> Outcome<(Duration, Vec<Duration>)> {
    let words = format!("Ronde {round} van de open bladzijden.");
    let key = app::base::ids::fresh(app::base::clock::Clock::System.now());
    let begin = Instant::now();
    let mut pages = JoinSet::new();
    for (at, line) in open.drain(..).enumerate() {
        let (address, cookie, post, words) = (address.to_owned(), cookie.to_owned(), post.to_owned(), words.clone());
        pages.spawn(async move { has_it(line, at, (&address, &cookie, &post), &words, begin).await });
    }
    let body = form(&[("subject", post), ("parent", ""), ("body", &words), ("key", &key)]);
    let head = format!("Cookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\n");
    let sent = call(address, "POST /api/comments/write HTTP/1.1", &head, &body).await?;
    if !sent.well() {
        return Err(format!("the comment was refused: {}", sent.head).into());
    }
    let (mut heard, mut had) = (Duration::ZERO, Vec::new());
    while let Some(page) = pages.join_next().await {
        let (line, first, then) = page??;
        open.push(line);
        heard = heard.max(first);
        had.push(then);
    }
    Ok((heard, had))
}

async fn has_it(
    mut line: Line,
    at: usize,
    (address, cookie, post): (&str, &str, &str),
    words: &str,
    begin: Instant,
) -> Outcome<(Line, Duration, Duration)> {
    let mut text = String::new();
    while !text.starts_with("data: ") {
        text.clear();
        if line.read_line(&mut text).await? == 0 {
            return Err("hung up on".into());
        }
    }
    let heard = begin.elapsed();
    let spread = WAITS.0 + (at as u64 * 37) % (WAITS.1 - WAITS.0);
    tokio::time::sleep(Duration::from_millis(spread)).await;
    let head = format!("Cookie: {cookie}\r\nAccept: text/html\r\n");
    let page: Answer = call(address, &format!("GET /posts/{post} HTTP/1.1"), &head, b"").await?;
    if !page.body.contains(words) {
        return Err("the page came without the comment".into());
    }
    Ok((line, heard, begin.elapsed()))
}

async fn newest(address: &str, cookie: &str) -> Outcome<String> {
    let page = call(address, "GET / HTTP/1.1", &format!("Cookie: {cookie}\r\nAccept: text/html\r\n"), b"").await?;
    let id = page.body.split("href=\"/posts/").nth(1).and_then(|rest| rest.get(..36)).ok_or("no post")?;
    Ok(id.to_owned())
}

/// Kibibytes of a process in memory.
fn memory(id: u32) -> Outcome<u64> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS here")?;
    Ok(line.split_whitespace().next().ok_or("no number")?.parse()?)
}
