//! Every statement of talks: planning, reading, booking, the list of a day.
pub mod plan;
