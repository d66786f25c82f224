//! People who write until the server is gone, as a telephone does: what got no answer is sent again under the same key.
use std::sync::{Arc, Mutex};

use app::access::App;
use app::base::clock::Clock;
use app::base::ids;
use app::testing::bench::crash::{self, Booker};
use app::testing::{Probe, demo};
use pixels::testing::phone_jpeg;

use super::MARK;
use super::client::{Client, Form};
use crate::commands::Outcome;

/// More than one person could send in the time, so that a round always ends.
const MOST: usize = 500;
pub const PHOTOS: usize = 2;

/// Somebody who is signed in, what they do, and what became of it.
pub struct Sender {
    cookie: String,
    deed: Deed,
    /// Acknowledged, by what it says.
    pub done: Vec<Sent>,
    /// Sent, and never answered.
    pub open: Option<(Sent, Form)>,
    /// Answered with a refusal.
    pub refused: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Sent {
    Post(String),
    Comment(String),
    /// The time that was chosen.
    Booking(String),
}

enum Deed {
    Post { audience: String, photos: Vec<Vec<u8>>, latest: Arc<Mutex<String>> },
    Comment { latest: Arc<Mutex<String>> },
    Book { booker: Booker, slots: Vec<String> },
}

/// Two teachers, a parent of each of their groups, and two who move their talk.
pub async fn cast(app: &App) -> Outcome<Vec<Sender>> {
    let mut senders = Vec::new();
    for (seed, (teacher, group)) in (1_u64..).zip(crash::teachers(app).await?.into_iter().take(2)) {
        let parent = crash::parent(app, &group).await?;
        let photos = (0..PHOTOS as u64).map(|photo| phone_jpeg(seed * 10 + photo, 320, 240, 1)).collect();
        let latest = Arc::new(Mutex::new(String::new()));
        let deed = Deed::Post { audience: format!("group:{group}"), photos, latest: Arc::clone(&latest) };
        senders.push(Sender::new(app, &teacher, deed).await);
        senders.push(Sender::new(app, &parent, Deed::Comment { latest }).await);
    }
    for booker in crash::bookers(app).await?.into_iter().take(2) {
        let slots = crash::slots(app, &booker).await?;
        let email = booker.email.clone();
        senders.push(Sender::new(app, &email, Deed::Book { booker, slots }).await);
    }
    if senders.len() < 6 {
        Err(format!("only {} people of {}", senders.len(), demo::SHOWN.len()).into())
    } else {
        Ok(senders)
    }
}

impl Sender {
    async fn new(app: &App, email: &str, deed: Deed) -> Self {
        let mut probe = Probe::new(app);
        probe.sign_in(email).await;
        Sender { cookie: probe.cookie(), deed, done: Vec::new(), open: None, refused: 0 }
    }

    pub async fn keep_sending(mut self, server: Client) -> Self {
        for _ in 0..MOST {
            let next = self.open.take().or_else(|| self.deed.next(self.done.len()));
            let Some((sent, form)) = next else {
                // Nothing to answer to yet.
                tokio::time::sleep(std::time::Duration::from_millis(10)).await;
                continue;
            };
            match server.send(&self.cookie, &form).await {
                Ok(200) => self.note(sent, &form),
                Ok(_) => self.refused += 1,
                Err(_) => {
                    self.open = Some((sent, form));
                    break;
                }
            }
        }
        self
    }

    fn note(&mut self, sent: Sent, form: &Form) {
        if let (Deed::Post { latest, .. }, Some((_, key))) = (&self.deed, form.fields.first())
            && let Ok(mut latest) = latest.lock()
        {
            latest.clone_from(key);
        }
        self.done.push(sent);
    }

    pub fn booker(&self) -> Option<&Booker> {
        if let Deed::Book { booker, .. } = &self.deed { Some(booker) } else { None }
    }
}

impl Deed {
    /// What is sent next, under a key of its own.
    fn next(&self, number: usize) -> Option<(Sent, Form)> {
        let key = ids::fresh(Clock::System.now());
        let words = format!("{MARK} {key}");
        Some(match self {
            Deed::Post { audience, photos, .. } => {
                let fields = vec![("key", key), ("audience", audience.clone()), ("body", words.clone())];
                (Sent::Post(words), Form { action: "feed/publish", fields, photos: photos.clone() })
            }
            Deed::Comment { latest } => {
                let post = latest.lock().ok().map(|post| post.clone()).filter(|post| !post.is_empty())?;
                let fields = vec![("subject", post), ("parent", String::new()), ("body", words.clone()), ("key", key)];
                (Sent::Comment(words), Form { action: "comments/write", fields, photos: Vec::new() })
            }
            Deed::Book { booker, slots } => {
                let slot = slots[number % slots.len()].clone();
                let (round, pupil) = (booker.round_id.to_string(), booker.pupil_id.to_string());
                let fields = vec![
                    ("round", round),
                    ("pupil", pupil),
                    ("slot", slot.clone()),
                    ("note", String::new()),
                    ("key", key),
                ];
                (Sent::Booking(slot), Form { action: "conferences/book", fields, photos: Vec::new() })
            }
        })
    }
}
