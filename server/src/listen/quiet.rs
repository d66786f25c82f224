//! Who is connected, since when each has been quiet, and who goes when there is no room.
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use app::base::clock::ticking;
use tokio::sync::Notify;
use tokio::time::Instant;

/// What is known of one connection. Times are nanoseconds since it began.
#[derive(Debug)]
pub struct Track {
    began: Instant,
    /// The last byte, either way.
    active: AtomicU64,
    /// The first byte of a request whose headers are not complete; 0 is none.
    head: AtomicU64,
    serving: AtomicUsize,
    leave: AtomicBool,
    nudge: Notify,
}

/// Held while a request is being answered.
#[derive(Debug)]
pub struct Busy(Arc<Track>);

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.active.store(self.0.now(), Ordering::Relaxed);
        self.0.serving.fetch_sub(1, Ordering::AcqRel);
        self.0.nudge.notify_waiters();
    }
}

impl Track {
    fn new() -> Self {
        let zero = || AtomicU64::new(0);
        Track {
            began: ticking(),
            active: zero(),
            head: zero(),
            serving: AtomicUsize::new(0),
            leave: AtomicBool::new(false),
            nudge: Notify::new(),
        }
    }

    fn now(&self) -> u64 {
        // Never 0, which means «none». Coarser, and who came just now could be the quietest of all.
        u64::try_from(self.began.elapsed().as_nanos()).unwrap_or(u64::MAX).max(1)
    }

    pub fn wrote(&self) {
        self.active.store(self.now(), Ordering::Relaxed);
    }

    pub fn read(&self) {
        let now = self.now();
        self.active.store(now, Ordering::Relaxed);
        if self.serving.load(Ordering::Acquire) == 0
            && self.head.compare_exchange(0, now, Ordering::AcqRel, Ordering::Relaxed).is_ok()
        {
            self.nudge.notify_waiters();
        }
    }

    /// The headers are complete: from here on the request has time-outs of its own.
    pub fn begin(self: &Arc<Self>) -> Busy {
        self.head.store(0, Ordering::Release);
        self.serving.fetch_add(1, Ordering::AcqRel);
        Busy(self.clone())
    }

    fn quiet_since(&self) -> Option<Instant> {
        let quiet = self.serving.load(Ordering::Acquire) == 0;
        quiet.then(|| self.began + Duration::from_nanos(self.active.load(Ordering::Relaxed)))
    }

    /// When this connection has waited long enough; `None` while it is being served.
    fn deadline(&self, header: Duration, idle: Duration) -> Option<Instant> {
        let quiet = self.quiet_since()? + idle;
        match self.head.load(Ordering::Acquire) {
            0 => Some(quiet),
            first => Some(quiet.min(self.began + Duration::from_nanos(first) + header)),
        }
    }

    /// Ends when the connection has been idle or unfinished for too long, or has to make room.
    pub async fn overdue(&self, header: Duration, idle: Duration) {
        loop {
            let nudged = self.nudge.notified();
            if self.leave.load(Ordering::Acquire) {
                return;
            }
            match self.deadline(header, idle) {
                Some(at) if at <= ticking() => return,
                Some(at) => {
                    tokio::select! {
                        () = tokio::time::sleep_until(at) => {}
                        () = nudged => {}
                    }
                }
                None => nudged.await,
            }
        }
    }
}

#[derive(Debug)]
pub struct Connections {
    most: usize,
    list: Mutex<HashMap<u64, Arc<Track>>>,
    next: AtomicU64,
    left: Notify,
}

/// A connection's entry in the list, for as long as it lives.
#[derive(Debug)]
pub struct Place {
    id: u64,
    track: Arc<Track>,
    all: Arc<Connections>,
}

impl Place {
    pub fn track(&self) -> Arc<Track> {
        self.track.clone()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.all.list().remove(&self.id);
        self.all.left.notify_waiters();
    }
}

impl Connections {
    pub fn new(most: usize) -> Self {
        Connections { most, list: Mutex::default(), next: AtomicU64::new(1), left: Notify::new() }
    }

    fn list(&self) -> std::sync::MutexGuard<'_, HashMap<u64, Arc<Track>>> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes room if there is none, and enters. Waits only while every single connection is being served.
    pub async fn enter(self: &Arc<Self>) -> Place {
        loop {
            let left = self.left.notified();
            if let Some(place) = self.try_enter() {
                return place;
            }
            tokio::select! {
                () = left => {}
                () = tokio::time::sleep(Duration::from_millis(100)) => {}
            }
        }
    }

    fn try_enter(self: &Arc<Self>) -> Option<Place> {
        let mut list = self.list();
        if list.len() >= self.most {
            let quietest = list
                .values()
                .filter(|track| !track.leave.load(Ordering::Acquire))
                .filter_map(|track| Some((track.quiet_since()?, track)));
            let (_, track) = quietest.min_by_key(|(since, _)| *since)?;
            track.leave.store(true, Ordering::Release);
            track.nudge.notify_waiters();
            return None;
        }
        let (id, track) = (self.next.fetch_add(1, Ordering::Relaxed), Arc::new(Track::new()));
        list.insert(id, track.clone());
        Some(Place { id, track, all: self.clone() })
    }

    /// Ends when nobody is connected any more.
    pub async fn empty(&self) {
        loop {
            let left = self.left.notified();
            if self.list().is_empty() {
                return;
            }
            left.await;
        }
    }
}
