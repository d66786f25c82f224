//! Talks between households and teachers: rounds, slots, bookings, the list of the day (R71, R78).
//!
//! Promises: a slot is given once, by a UNIQUE constraint and nothing else; two households of one child never see each
//! other's talk or note; a family never has two talks at the same time.
mod actions;
mod islands;
mod rules;
#[cfg(feature = "ssr")]
mod server;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use server::{BookingId, FEATURE, RoundId, SlotId};
