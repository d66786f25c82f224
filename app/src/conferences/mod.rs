//! Talks between households and teachers: rounds, slots, bookings, the list of the day (R71, R78).
//!
//! Promises: a slot is given once, by a UNIQUE constraint and nothing else; two households of one child never see each
//! other's talk or note; a family never has two talks at the same time.
mod actions;
#[cfg(feature = "ssr")]
mod booking;
#[cfg(feature = "ssr")]
mod follow;
#[cfg(feature = "ssr")]
mod form;
mod islands;
#[cfg(feature = "ssr")]
mod jobs;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod plan;
#[cfg(feature = "ssr")]
mod race;
#[cfg(feature = "ssr")]
mod round;
#[cfg(feature = "ssr")]
mod routes;
#[cfg(feature = "ssr")]
mod rules;
#[cfg(feature = "ssr")]
mod seed;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
mod tests;
#[cfg(feature = "ssr")]
mod upcoming;
#[cfg(feature = "ssr")]
mod words;

#[cfg(feature = "ssr")]
pub use follow::follow;
#[cfg(feature = "ssr")]
pub use jobs::job;
#[cfg(feature = "ssr")]
pub use race::{RaceReport, race};
#[cfg(feature = "ssr")]
pub use round::{BookingId, RoundId, SlotId};
#[cfg(feature = "ssr")]
pub use routes::routes;
#[cfg(feature = "ssr")]
pub use seed::{SeededBooking, SeededHours, SeededRound, seed};
#[cfg(feature = "ssr")]
pub use upcoming::{Upcoming, upcoming};
