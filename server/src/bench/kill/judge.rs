//! What was acknowledged, beside what is there.
use std::collections::HashMap;
use std::fmt;
use std::path::PathBuf;

use app::access::App;
use app::testing::bench::crash;

use super::MARK;
use super::senders::{PHOTOS, Sender, Sent};
use crate::commands::Outcome;

#[derive(Debug, Default)]
pub struct Toll {
    rounds: usize,
    posts: usize,
    comments: usize,
    bookings: usize,
    refused: usize,
    /// Cut off in the middle of a write.
    cut: usize,
    lost: usize,
    doubled: usize,
    half: usize,
    broken: usize,
    strays: usize,
    /// The first few, in words.
    harm: Vec<String>,
}

impl Toll {
    /// Right after the server was ended, before anybody sends again.
    pub async fn count(&mut self, app: &App, senders: &mut [Sender], round: usize) -> Outcome {
        self.rounds = round;
        let posts = crash::posts(app, MARK).await?;
        let mut there: HashMap<String, usize> = HashMap::new();
        for words in posts.iter().map(|(words, _)| words).chain(&crash::comments(app, MARK).await?) {
            *there.entry(words.clone()).or_default() += 1;
        }
        (self.posts, self.comments, self.bookings, self.refused) = (0, 0, 0, 0);
        for sender in senders.iter() {
            self.refused += sender.refused;
            self.cut += usize::from(sender.open.is_some());
            sender.done.iter().for_each(|sent| self.compare(sent, &there));
            self.talk(app, sender).await?;
        }
        let twice: Vec<&String> = there.iter().filter(|(_, times)| **times > 1).map(|(words, _)| words).collect();
        twice.iter().for_each(|words| self.note(format!("twice: {words}")));
        self.doubled += twice.len();
        let torn = crash::torn(app).await?;
        let few: Vec<&String> =
            posts.iter().filter(|(_, photos)| usize::try_from(*photos) != Ok(PHOTOS)).map(|(words, _)| words).collect();
        few.iter().for_each(|words| self.note(format!("without all its photos: {words}")));
        torn.iter().for_each(|file| self.note(format!("torn: {file}")));
        self.half += few.len() + torn.len();
        Ok(())
    }

    fn compare(&mut self, sent: &Sent, there: &HashMap<String, usize>) {
        let (words, counter) = match sent {
            Sent::Post(words) => (words, &mut self.posts),
            Sent::Comment(words) => (words, &mut self.comments),
            Sent::Booking(_) => {
                self.bookings += 1;
                return;
            }
        };
        *counter += 1;
        if !there.contains_key(words) {
            self.lost += 1;
            self.note(format!("lost: {words}"));
        }
    }

    /// One talk stands: the last that was acknowledged, or the one that was on its way.
    async fn talk(&mut self, app: &App, sender: &Sender) -> Outcome {
        let Some(booker) = sender.booker() else { return Ok(()) };
        let booked = crash::booked(app, booker).await?;
        let last = sender.done.last();
        let open = sender.open.as_ref().map(|(sent, _)| sent);
        let known = |slot: &String| {
            let sent = Sent::Booking(slot.clone());
            last.is_none() || last == Some(&sent) || open == Some(&sent)
        };
        self.doubled += booked.len().saturating_sub(1);
        if !booked.first().is_some_and(known) {
            self.lost += 1;
            self.note(format!("lost: a talk of {}", booker.round_id));
        }
        Ok(())
    }

    pub fn faults(&mut self, faults: Vec<String>) {
        self.broken += usize::from(!faults.is_empty());
        faults.into_iter().for_each(|fault| self.note(fault));
    }

    pub fn strays(&mut self, files: &[PathBuf]) {
        self.strays = files.len();
        files.iter().for_each(|file| self.note(format!("stray: {}", file.display())));
    }

    fn note(&mut self, harm: String) {
        if self.harm.len() < 20 {
            self.harm.push(harm);
        }
    }

    /// Nothing may have gone wrong, and something must have been tried.
    pub fn verdict(&self) -> Outcome {
        self.harm.iter().for_each(|harm| println!("  {harm}"));
        if self.posts.min(self.comments).min(self.bookings) == 0 || self.cut == 0 {
            return Err("too little was written to prove anything".into());
        }
        match self.lost + self.doubled + self.half + self.broken + self.strays {
            0 => Ok(()),
            harm => Err(format!("{harm} things are not as they were acknowledged").into()),
        }
    }
}

impl fmt::Display for Toll {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:>3} rounds: acknowledged {} posts, {} comments, {} bookings; {} refused; {} cut off in the middle; lost {}, doubled {}, half {}, unsound {}",
            self.rounds,
            self.posts,
            self.comments,
            self.bookings,
            self.refused,
            self.cut,
            self.lost,
            self.doubled,
            self.half,
            self.broken
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_lost_and_nothing_tried_proves_nothing() {
        let mut toll = Toll { comments: 1, bookings: 1, cut: 1, ..Toll::default() };
        assert!(toll.verdict().is_err(), "no post");
        let there = HashMap::from([("a".to_owned(), 1)]);
        toll.compare(&Sent::Post("a".into()), &there);
        assert!(toll.verdict().is_ok());
        toll.compare(&Sent::Comment("b".into()), &there);
        assert!(toll.verdict().is_err() && toll.lost == 1);
    }
}
