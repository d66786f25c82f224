//! The only place that knows the time. Everything else is told.
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use super::day::Day;
use jiff::{Timestamp, civil, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// An instant: microseconds since 1970 in UTC, as stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, sqlx::Type)]
#[sqlx(transparent)]
pub struct Moment(pub i64);

impl Moment {
    pub const SECOND: i64 = 1_000_000;
    pub const MINUTE: i64 = 60 * Self::SECOND;
    pub const HOUR: i64 = 60 * Self::MINUTE;
    pub const DAY: i64 = 24 * Self::HOUR;

    /// Later (or, with a negative number, earlier) by this many microseconds.
    pub fn plus(self, micros: i64) -> Self {
        Moment(self.0.saturating_add(micros))
    }

    /// Local date and time in the school's zone.
    pub fn local(self, zone: &TimeZone) -> civil::DateTime {
        zone.to_datetime(Timestamp::from_microsecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH))
    }

    /// The instant of a local date and time; `None` in the hour that does not exist or exists twice.
    pub fn of_local(local: civil::DateTime, zone: &TimeZone) -> Option<Self> {
        let moment = zone.to_ambiguous_timestamp(local).unambiguous().ok()?;
        Some(Moment(moment.as_microsecond()))
    }
}

/// A clock that runs, or one that a test turns.
#[derive(Debug, Clone)]
pub enum Clock {
    System,
    Turned(Arc<AtomicI64>),
}

impl Clock {
    pub fn turned(at: Moment) -> Self {
        Clock::Turned(Arc::new(AtomicI64::new(at.0)))
    }

    #[expect(clippy::disallowed_methods, reason = "the one place that reads the time")]
    pub fn now(&self) -> Moment {
        match self {
            Clock::System => Moment(Timestamp::now().as_microsecond()),
            Clock::Turned(at) => Moment(at.load(Ordering::SeqCst)),
        }
    }

    /// Turns a test's clock; the system's clock goes its own way.
    pub fn advance(&self, micros: i64) {
        if let Clock::Turned(at) = self {
            at.fetch_add(micros, Ordering::SeqCst);
        }
    }

    /// Today at the school.
    pub fn today(&self, zone: &TimeZone) -> Day {
        self.now().local(zone).date().into()
    }
}

/// The school's time zone; an unknown name falls back to Amsterdam, which is where our schools are.
pub fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).or_else(|_| TimeZone::get("Europe/Amsterdam")).unwrap_or(TimeZone::UTC)
}

/// A clock for waiting, not for dates: it never goes back, and stands still where a test says so.
pub fn ticking() -> tokio::time::Instant {
    tokio::time::Instant::now()
}
