//! Room in memory for files that arrive. A file gets its whole room before its first byte is kept, first come first served: half
//! arrived files never wait for each other, and a slow line keeps nobody out, it only keeps them waiting.
use std::collections::HashMap;
use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};

use super::failure::{Failure, Result};

pub const MEBIBYTE: usize = 1024 * 1024;
/// So many forms with files of one person are read at once; the others of theirs queue.
const AT_ONCE: usize = 2;
/// As long as six large photos take on a bad line.
const LONGEST_WAIT: Duration = Duration::from_secs(600);
/// Who sends nothing for so long has gone.
const STALLED: Duration = Duration::from_secs(30);

#[derive(Debug)]
pub struct Arrivals {
    mebibytes: usize,
    room: Semaphore,
    people: Mutex<HashMap<String, Weak<Semaphore>>>,
    stalled: AtomicU64,
}

impl Arrivals {
    pub fn new(mebibytes: usize) -> Self {
        Arrivals {
            mebibytes,
            room: Semaphore::new(mebibytes),
            people: Mutex::new(HashMap::new()),
            stalled: AtomicU64::new(millis(STALLED)),
        }
    }

    /// This person's turn to send a form with files.
    pub async fn turn(&self, person: &str) -> Result<OwnedSemaphorePermit> {
        let queue = self.queue(person);
        let turn = tokio::time::timeout(LONGEST_WAIT, queue.acquire_owned()).await;
        turn.map_err(|_| Failure::Busy)?.map_err(|_| Failure::Busy)
    }

    fn queue(&self, person: &str) -> Arc<Semaphore> {
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        people.retain(|_, queue| queue.strong_count() > 0);
        if let Some(queue) = people.get(person).and_then(Weak::upgrade) {
            return queue;
        }
        let queue = Arc::new(Semaphore::new(AT_ONCE));
        people.insert(person.to_owned(), Arc::downgrade(&queue));
        queue
    }

    /// Room for a whole file of at most so many bytes.
    pub async fn admit(&self, bytes: usize) -> Result<SemaphorePermit<'_>> {
        let share = bytes.div_ceil(MEBIBYTE).clamp(1, self.mebibytes);
        let share = u32::try_from(share).map_err(|_| Failure::Busy)?;
        let room = tokio::time::timeout(LONGEST_WAIT, self.room.acquire_many(share)).await;
        room.map_err(|_| Failure::Busy)?.map_err(|_| Failure::Busy)
    }

    /// What comes next; nothing when it does not come, so that the room of a sender who has gone is free again.
    pub async fn unless_stalled<F: Future>(&self, next: F) -> Option<F::Output> {
        tokio::time::timeout(Duration::from_millis(self.stalled.load(Ordering::Relaxed)), next).await.ok()
    }

    /// For stories, which cannot wait for half a minute.
    pub fn lose_patience(&self, stalled: Duration) {
        self.stalled.store(millis(stalled), Ordering::Relaxed);
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;

    use super::*;

    #[tokio::test]
    async fn a_file_waits_for_its_whole_room_and_for_nobody_behind_it() {
        let arrivals = Arrivals::new(26);
        let first = arrivals.admit(20 * MEBIBYTE).await.expect("room");
        let mut second = Box::pin(arrivals.admit(10 * MEBIBYTE));
        assert!(second.as_mut().now_or_never().is_none(), "six are left");
        let mut third = Box::pin(arrivals.admit(1));
        assert!(third.as_mut().now_or_never().is_none(), "first come, first served");
        drop(first);
        assert!(second.await.is_ok());
        assert!(third.await.is_ok());
        assert!(arrivals.admit(900 * MEBIBYTE).now_or_never().is_some(), "nobody waits for room that there never is");
    }

    #[tokio::test]
    async fn one_person_sends_two_forms_at_once_and_keeps_nobody_else_waiting() {
        let arrivals = Arrivals::new(1);
        let (one, _two) = (arrivals.turn("sanne").await, arrivals.turn("sanne").await);
        let mut third = Box::pin(arrivals.turn("sanne"));
        assert!(third.as_mut().now_or_never().is_none());
        assert!(arrivals.turn("karim").now_or_never().is_some());
        drop(one);
        assert!(third.await.is_ok());
    }

    #[tokio::test]
    async fn who_sends_nothing_has_gone() {
        let arrivals = Arrivals::new(1);
        arrivals.lose_patience(Duration::from_millis(5));
        assert_eq!(arrivals.unless_stalled(std::future::pending::<()>()).await, None);
        assert_eq!(arrivals.unless_stalled(async { 7 }).await, Some(7));
    }
}
