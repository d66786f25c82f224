//! A queue for everybody who asks for more than their share at once: the next ones wait behind their own, and nobody else does.
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::base::failure::{Failure, Result};

#[derive(Debug)]
pub struct Queues {
    width: usize,
    longest: usize,
    queues: Mutex<HashMap<String, Arc<Semaphore>>>,
}

/// Held while somebody's turn lasts.
#[derive(Debug)]
pub struct Place<'a> {
    all: &'a Queues,
    who: String,
    // Goes before the queue is looked at.
    permit: Option<OwnedSemaphorePermit>,
}

impl Queues {
    /// `width` turns at once for everybody; and so many in turn or waiting at most.
    pub fn new(width: usize, longest: usize) -> Self {
        Queues { width, longest, queues: Mutex::default() }
    }

    pub async fn place(&self, who: &str) -> Result<Place<'_>> {
        let queue = {
            let mut queues = self.queues.lock().unwrap_or_else(PoisonError::into_inner);
            let queue = queues.entry(who.to_owned()).or_insert_with(|| Arc::new(Semaphore::new(self.width)));
            if Arc::strong_count(queue) > self.longest {
                return Err(Failure::Wait { minutes: 1 });
            }
            queue.clone()
        };
        let mut place = Place { all: self, who: who.to_owned(), permit: None };
        place.permit = Some(queue.acquire_owned().await.map_err(|_| Failure::Busy)?);
        Ok(place)
    }

    #[cfg(test)]
    pub fn is_empty(&self) -> bool {
        self.queues.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.permit = None;
        let mut queues = self.all.queues.lock().unwrap_or_else(PoisonError::into_inner);
        // Only the list itself knows this queue any more: nobody waits in it.
        if queues.get(&self.who).is_some_and(|queue| Arc::strong_count(queue) == 1) {
            queues.remove(&self.who);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::FutureExt;

    #[tokio::test]
    async fn who_asks_for_much_waits_and_others_do_not() {
        let queues = Queues::new(2, usize::MAX);
        let both = (queues.place("a").await.unwrap(), queues.place("a").await.unwrap());
        assert!(queues.place("a").now_or_never().is_none(), "a third one waits");
        assert!(queues.place("b").now_or_never().is_some());
        drop(both.0);
        let third = queues.place("a").now_or_never().expect("a turn").unwrap();
        drop((both.1, third));
        assert!(queues.is_empty(), "nobody is remembered who does not wait");
    }
}
