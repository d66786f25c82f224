//! Every statement of talks: planning, reading, booking, the list of a day.
pub mod book;
pub mod changes;
pub mod follow;
pub mod manage;
pub mod person;
pub mod plan;
pub mod read;
mod things;
pub mod withdraw;
