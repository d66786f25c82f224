//! Lanes of jobs: how many at once, and how long each may take.
use std::time::Duration;

use super::Ended;
use crate::base::clock::Moment;

/// Jobs of one lane never wait for those of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    Mail,
    Photos,
    Rest,
}

impl Lane {
    pub const ALL: [Lane; 3] = [Lane::Mail, Lane::Photos, Lane::Rest];

    pub fn name(self) -> &'static str {
        match self {
            Lane::Mail => "mail",
            Lane::Photos => "photos",
            Lane::Rest => "rest",
        }
    }

    /// How many are done at once.
    pub fn workers(self) -> usize {
        match self {
            Lane::Mail | Lane::Rest => 2,
            Lane::Photos => 1,
        }
    }

    /// How long one may take.
    pub fn patience(self) -> Duration {
        match self {
            Lane::Mail => Duration::from_secs(90),
            Lane::Photos | Lane::Rest => Duration::from_secs(600),
        }
    }

    /// What took too long.
    pub fn too_slow(self) -> Ended {
        match self {
            Lane::Mail => Ended::Waiting("mail_slow"),
            Lane::Photos | Lane::Rest => Ended::Later("slow"),
        }
    }

    /// A worker that dies loses its job after this; longer than its patience, so that no job is done twice at once.
    pub fn held_for(self) -> i64 {
        match self {
            Lane::Mail => 3 * Moment::MINUTE,
            Lane::Photos | Lane::Rest => 12 * Moment::MINUTE,
        }
    }
}
