//! A small mail server that can answer wrongly, in every way in which one did. For tests; it keeps what it was told.
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    Fine,
    /// Does not know the name and password of the school.
    Auth535,
    /// Wants STARTTLS, and does not say so before.
    NeedStarttls530,
    /// Offers STARTTLS, and breaks off when it begins.
    BreaksTls,
    From550,
    /// Knows no such receiver.
    Reject550,
    /// Does not relay for strangers: a 550 that says nothing about the receiver.
    Relay550,
    Full452,
    Later451,
    /// Accepts the connection, and never says a word.
    Hanging,
    NoSmtpUtf8,
    /// Takes the mail, and breaks off before it says so.
    DropsAfterData,
}

/// What came in.
#[derive(Debug, Default)]
struct Seen {
    connections: usize,
    commands: Vec<String>,
    mails: Vec<String>,
}

#[derive(Debug)]
pub struct MailServer {
    pub port: u16,
    mood: Arc<Mutex<Mood>>,
    seen: Arc<Mutex<Seen>>,
    door: JoinHandle<()>,
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.door.abort();
    }
}

impl MailServer {
    #[expect(clippy::expect_used, reason = "a test without its mail server is over")]
    pub async fn open(mood: Mood) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let (mood, seen) = (Arc::new(Mutex::new(mood)), Arc::new(Mutex::new(Seen::default())));
        let (at_door, in_book) = (Arc::clone(&mood), Arc::clone(&seen));
        let door = tokio::spawn(async move {
            // Whoever still speaks when the server goes is cut off with it.
            let mut guests = JoinSet::new();
            while let Ok((socket, _)) = listener.accept().await {
                lock(&in_book).connections += 1;
                let guest = Guest { mood: *lock(&at_door), seen: Arc::clone(&in_book) };
                guests.spawn(async move { guest.receive(socket).await.ok() });
            }
        });
        MailServer { port, mood, seen, door }
    }

    /// How the next connection is answered.
    pub fn becomes(&self, mood: Mood) {
        *lock(&self.mood) = mood;
    }

    pub fn connections(&self) -> usize {
        lock(&self.seen).connections
    }

    /// The messages that were taken in.
    pub fn mails(&self) -> Vec<String> {
        lock(&self.seen).mails.clone()
    }

    /// Every line that was said to it outside of messages.
    pub fn commands(&self) -> Vec<String> {
        lock(&self.seen).commands.clone()
    }
}

fn lock<T>(shared: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Guest {
    mood: Mood,
    seen: Arc<Mutex<Seen>>,
}

impl Guest {
    async fn receive(self, socket: TcpStream) -> std::io::Result<()> {
        if self.mood == Mood::Hanging {
            return std::future::pending().await;
        }
        let mut line = BufReader::new(socket);
        line.write_all(b"220 mail.school.example\r\n").await?;
        let mut said = String::new();
        while line.read_line(&mut said).await? > 0 {
            let command = std::mem::take(&mut said).trim_end().to_owned();
            lock(&self.seen).commands.push(command.clone());
            let answer = self.answer(&command.to_ascii_uppercase());
            line.write_all(format!("{answer}\r\n").as_bytes()).await?;
            if command.eq_ignore_ascii_case("STARTTLS") {
                // The first byte of TLS has come, and nothing of a password: then it is over.
                line.read_u8().await?;
                return Ok(());
            }
            if command.eq_ignore_ascii_case("DATA") && answer.starts_with("354") {
                let mail = message(&mut line).await?;
                lock(&self.seen).mails.push(mail);
                if self.mood == Mood::DropsAfterData {
                    return Ok(());
                }
                line.write_all(b"250 2.0.0 taken\r\n").await?;
            }
        }
        Ok(())
    }

    fn answer(&self, command: &str) -> &'static str {
        match (command.get(..4).unwrap_or(command), self.mood) {
            ("EHLO", Mood::NoSmtpUtf8) => "250-mail.school.example\r\n250-8BITMIME\r\n250 AUTH PLAIN LOGIN",
            ("EHLO", Mood::BreaksTls) => "250-mail.school.example\r\n250-STARTTLS\r\n250 SMTPUTF8",
            ("EHLO", _) => "250-mail.school.example\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 AUTH PLAIN LOGIN",
            ("STAR", _) => "220 2.0.0 go ahead",
            ("AUTH", Mood::Auth535) => "535 5.7.8 authentication failed for kring@school.example",
            ("AUTH", _) => "235 2.7.0 welcome",
            ("MAIL", Mood::NeedStarttls530) => "530 5.7.0 Must issue a STARTTLS command first",
            ("MAIL", Mood::From550) => "550 5.7.1 sender kring@school.example rejected",
            ("RCPT", Mood::Reject550) => "550 5.1.1 no such mailbox",
            ("RCPT", Mood::Relay550) => "550 5.7.1 relaying denied",
            ("RCPT", Mood::Full452) => "452 4.2.2 mailbox full",
            ("RCPT", Mood::Later451) => "451 4.7.1 greylisted",
            ("DATA", _) => "354 go ahead",
            ("QUIT", _) => "221 bye",
            _ => "250 2.0.0 fine",
        }
    }
}

async fn message(line: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut text = String::new();
    while line.read_line(&mut text).await? > 0 && !text.ends_with("\r\n.\r\n") {}
    Ok(text)
}
