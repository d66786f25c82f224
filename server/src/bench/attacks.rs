//! What strangers do to a server: hold connections, send slowly, send much, guess, fill up what is kept. Bounded by the task set that runs
//! them, and only ever against this machine.
use std::sync::LazyLock;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use super::call::{call, form};
use crate::commands::Outcome;

#[derive(Debug, Clone, Copy)]
pub enum Attack {
    Idle,
    SlowHeaders,
    SlowBodies,
    LargeBodies,
    ManyFields,
    OneGuesser,
    ManyGuessers,
    FailedForms,
    Deaf,
}

/// Made once: an attacker has better things to do with a processor.
static LARGE: LazyLock<Vec<u8>> = LazyLock::new(|| vec![b'a'; 29 * 1024 * 1024]);
const FORM: &str = "Content-Type: application/x-www-form-urlencoded\r\n";

impl Attack {
    pub const ALL: [Attack; 9] = [
        Attack::Idle,
        Attack::SlowHeaders,
        Attack::SlowBodies,
        Attack::LargeBodies,
        Attack::ManyFields,
        Attack::OneGuesser,
        Attack::ManyGuessers,
        Attack::FailedForms,
        Attack::Deaf,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Attack::Idle => "2,000 idle connections",
            Attack::SlowHeaders => "300 × slow headers",
            Attack::SlowBodies => "300 × slow bodies",
            Attack::LargeBodies => "16 × 29 MB bodies",
            Attack::ManyFields => "8 × 20,000 fields",
            Attack::OneGuesser => "64 guessing, one address",
            Attack::ManyGuessers => "64 guessing, 256 addresses",
            Attack::FailedForms => "16 × failing forms",
            Attack::Deaf => "100 that do not read",
        }
    }

    fn strength(self) -> usize {
        match self {
            Attack::Idle => 2000,
            Attack::SlowHeaders | Attack::SlowBodies => 300,
            Attack::LargeBodies | Attack::FailedForms => 16,
            Attack::ManyFields => 8,
            Attack::OneGuesser | Attack::ManyGuessers => 64,
            Attack::Deaf => 100,
        }
    }

    /// Starts the attackers; they go on until the set is shut down.
    pub fn begin(self, set: &mut JoinSet<()>, address: &str, cookie: &str) {
        for number in 0..self.strength() {
            let (address, cookie) = (address.to_owned(), cookie.to_owned());
            set.spawn(async move {
                loop {
                    // What becomes of an attack is not our concern; that it goes on is.
                    if self.once(&address, &cookie, number).await.is_err() {
                        tokio::time::sleep(Duration::from_millis(50)).await;
                    }
                }
            });
        }
    }

    async fn once(self, address: &str, cookie: &str, number: usize) -> Outcome {
        match self {
            Attack::Idle => {
                let mut socket = TcpStream::connect(address).await?;
                socket.read_u8().await?;
                Ok(())
            }
            Attack::SlowHeaders => drip(address, "GET / HTTP/1.1\r\n").await,
            Attack::SlowBodies => slow_body(address, number).await,
            Attack::LargeBodies => {
                let head = format!("Content-Type: {}\r\n", KINDS[number % KINDS.len()]);
                call(address, "POST /api/comments/write HTTP/1.1", &head, &LARGE).await.map(drop)
            }
            Attack::ManyFields => {
                call(address, "POST /api/conferences/open HTTP/1.1", FORM, "a=&".repeat(21_000).as_bytes())
                    .await
                    .map(drop)
            }
            Attack::OneGuesser => guess(address, "203.0.113.9", number).await,
            Attack::ManyGuessers => guess(address, &format!("203.0.{}.{number}", number * 7 % 256), number).await,
            Attack::FailedForms => fail(address, number).await,
            Attack::Deaf => deaf(address, cookie).await,
        }
    }
}

const SLOW: [(&str, &str); 3] = [
    ("/api/accounts/sign-in", "application/x-www-form-urlencoded"),
    ("/api/photos/upload", "multipart/form-data; boundary=x"),
    ("/api/comments/write", "application/json"),
];
const KINDS: [&str; 4] =
    ["application/json", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain"];

async fn slow_body(address: &str, number: usize) -> Outcome {
    let (path, kind) = SLOW[number % SLOW.len()];
    let head =
        format!("Host: x\r\nSec-Fetch-Site: same-origin\r\nContent-Type: {kind}\r\nContent-Length: 60000\r\n\r\n");
    drip(address, &format!("POST {path} HTTP/1.1\r\n{head}")).await
}

async fn fail(address: &str, number: usize) -> Outcome {
    let body = form(&[("email", &"x".repeat(20_000)), ("password", "x"), ("next", "/")]);
    let head = format!("{FORM}Accept: text/html\r\nX-Forwarded-For: 198.51.100.{number}\r\n");
    call(address, "POST /api/comments/write HTTP/1.1", &head, &body).await?;
    call(address, "POST /api/conferences/open HTTP/1.1", &head, &body).await.map(drop)
}

/// Asks and asks, and never reads.
async fn deaf(address: &str, cookie: &str) -> Outcome {
    let mut socket = TcpStream::connect(address).await?;
    for _ in 0..200 {
        socket.write_all(format!("GET / HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\n\r\n").as_bytes()).await?;
    }
    tokio::time::sleep(Duration::from_secs(60)).await;
    Ok(())
}

/// One byte a second, until the other end has had enough.
async fn drip(address: &str, begin: &str) -> Outcome {
    let mut socket = TcpStream::connect(address).await?;
    socket.write_all(begin.as_bytes()).await?;
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        socket.write_all(b"x").await?;
    }
}

async fn guess(address: &str, from: &str, number: usize) -> Outcome {
    let email = ["fatima.elamrani@ouders.example", "mark.jansen@ouders.example", "nobody@ouders.example"][number % 3];
    let body = form(&[("email", email), ("password", "one of many guesses"), ("next", "/")]);
    let head = format!("{FORM}Accept: text/html\r\nX-Forwarded-For: {from}\r\n");
    call(address, "POST /api/accounts/sign-in HTTP/1.1", &head, &body).await.map(drop)
}

/// A mail server that takes the call and never says a word.
pub async fn silent_mail() -> Outcome<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        let mut held = Vec::new();
        while let Ok((socket, _)) = listener.accept().await {
            held.push(socket);
        }
    });
    Ok(format!("smtp://127.0.0.1:{}?tls=none", address.port()))
}
