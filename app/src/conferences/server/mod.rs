//! The side of the server: pages, statements, jobs.
mod booking;
pub mod deeds;
mod follow;
mod form;
mod jobs;
mod page;
mod plan;
mod race;
mod round;
mod routes;
mod seed;
pub mod store;
mod upcoming;
mod words;

use super::{actions, islands, rules};

pub use follow::follow;
pub use jobs::job;
pub use race::{RaceReport, race};
pub use round::{BookingId, RoundId, SlotId};
pub use routes::routes;
pub use seed::{SeededBooking, SeededHours, SeededRound, seed};
pub use upcoming::{Upcoming, upcoming};
