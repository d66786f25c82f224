//! What people say under a post, two levels deep, and hearts.

#[cfg(feature = "ssr")]
pub fn routes(_demo: bool) -> Vec<crate::shell::Route> {
    Vec::new()
}

#[cfg(feature = "ssr")]
pub async fn job(_robot: &crate::access::Robot, _job: &crate::base::jobs::Job) -> Option<crate::base::jobs::Ended> {
    None
}
