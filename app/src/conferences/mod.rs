//! Talks between households and teachers: rounds, slots, bookings, the list of the day.
#[cfg(feature = "ssr")]
mod round;
#[cfg(feature = "ssr")]
pub use round::RoundId;

#[cfg(feature = "ssr")]
pub fn routes(_demo: bool) -> Vec<crate::shell::Route> {
    Vec::new()
}

#[cfg(feature = "ssr")]
pub async fn job(_robot: &crate::access::Robot, _job: &crate::base::jobs::Job) -> Option<crate::base::jobs::Ended> {
    None
}
