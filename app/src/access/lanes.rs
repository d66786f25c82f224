//! Turns at hashing passwords, which takes 19 MiB and a processor for a moment. Whoever comes from the same network queues up behind
//! each other, so that a thousand guesses are in nobody's way but their own; a browser that is known here has a lane to itself, and so have
//! networks that guessed wrong lately: a few hundred of them do not stand before somebody new.
use tokio::sync::{Semaphore, SemaphorePermit};

use super::queues::{Place, Queues};
use crate::base::failure::{Failure, Result};

/// So many from one network wait at most: a whole school on the evening of its launch, all behind one address.
const LONGEST_QUEUE: usize = 400;

/// Who is asking.
#[derive(Debug, Clone, Copy)]
pub enum Asking<'a> {
    /// Somebody in a browser where this account has signed in before.
    Known,
    /// Anybody else, by network.
    From(&'a str),
    /// Somebody in a network from which there were wrong tries a moment ago.
    Doubtful(&'a str),
    /// A command, the demo.
    Ourselves,
}

#[derive(Debug)]
pub struct Lanes {
    strangers: Semaphore,
    doubtful: Semaphore,
    known: Semaphore,
    networks: Queues,
}

/// Held while a password is hashed.
#[derive(Debug)]
pub struct Turn<'a> {
    _place: Option<Place<'a>>,
    _permit: SemaphorePermit<'a>,
}

impl Lanes {
    pub fn new() -> Self {
        let (strangers, doubtful, known) = (Semaphore::new(2), Semaphore::new(1), Semaphore::new(1));
        Lanes { strangers, doubtful, known, networks: Queues::new(1, LONGEST_QUEUE) }
    }

    pub async fn turn(&self, asking: Asking<'_>) -> Result<Turn<'_>> {
        let (place, lane) = match asking {
            Asking::Known => (None, &self.known),
            Asking::From(network) => (Some(self.networks.place(network).await?), &self.strangers),
            Asking::Doubtful(network) => (Some(self.networks.place(network).await?), &self.doubtful),
            Asking::Ourselves => (None, &self.strangers),
        };
        let permit = lane.acquire().await.map_err(|_| Failure::Busy)?;
        Ok(Turn { _place: place, _permit: permit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::FutureExt;

    #[tokio::test]
    async fn one_network_takes_one_turn_and_leaves_the_rest_to_others() {
        let lanes = Lanes::new();
        let first = lanes.turn(Asking::From("a")).await.unwrap();
        assert!(lanes.turn(Asking::From("a")).now_or_never().is_none(), "the same network waits");
        let other = lanes.turn(Asking::From("b")).now_or_never().expect("another does not").unwrap();
        assert!(lanes.turn(Asking::From("c")).now_or_never().is_none(), "two at once are the most");
        assert!(lanes.turn(Asking::Known).now_or_never().is_some(), "a known browser has its own lane");
        drop((first, other));
        assert!(lanes.turn(Asking::From("a")).now_or_never().is_some());
        assert!(lanes.networks.is_empty(), "nobody is remembered who does not wait");
    }

    #[tokio::test]
    async fn who_guessed_wrong_does_not_stand_before_somebody_new() {
        let lanes = Lanes::new();
        let guesser = lanes.turn(Asking::Doubtful("a")).await.unwrap();
        assert!(lanes.turn(Asking::Doubtful("b")).now_or_never().is_none(), "one of them at a time");
        assert!(lanes.turn(Asking::From("c")).now_or_never().is_some());
        drop(guesser);
        assert!(lanes.turn(Asking::Doubtful("b")).now_or_never().is_some());
    }

    #[tokio::test]
    async fn a_queue_does_not_grow_for_ever() {
        let lanes = Lanes::new();
        let _first = lanes.turn(Asking::From("a")).await.unwrap();
        let mut waiting: Vec<_> = (0..LONGEST_QUEUE - 1).map(|_| Box::pin(lanes.turn(Asking::From("a")))).collect();
        for turn in &mut waiting {
            assert!(turn.as_mut().now_or_never().is_none());
        }
        let refused = lanes.turn(Asking::From("a")).now_or_never().expect("an answer at once");
        assert!(matches!(refused, Err(Failure::Wait { .. })));
    }
}
