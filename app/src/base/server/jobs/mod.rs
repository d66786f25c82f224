//! What happens later: rows written in the transaction of their cause, done by workers in lanes, retried with back-off.
//!
//! A job may run twice (a worker can die between the deed and the note of it), so every job must be idempotent.
mod enqueue;
mod lane;
mod list;
mod pace;
mod queue;

pub use enqueue::{enqueue, pending};
pub use lane::Lane;
pub use list::{Listed, Trouble, dead, list, revive, troubles, waiting};
pub use queue::{note, take};

use super::clock::Moment;

/// So long a change stays quiet before it is told: what is taken back within it is told to nobody.
pub const QUIET: i64 = Moment::MINUTE;

#[derive(Debug, Clone, Default, sqlx::FromRow)]
pub struct Job {
    pub id: String,
    pub school_id: String,
    pub kind: String,
    pub payload: String,
    pub tries: i64,
    /// Since when what it needs is away; 0 when it is not.
    pub waiting_since: i64,
}

/// How a job ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    Done,
    /// Try again, later and later.
    Later(&'static str),
    /// What it needs is away, through no fault of the job: try again at a steady pace, for three days.
    Waiting(&'static str),
    /// It will never work: put aside, so that it does not block the rest.
    Never(&'static str),
}
