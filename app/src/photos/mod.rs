//! Photos: upload, renditions, the grid. A photo belongs to a post, and is as private as that.

#[cfg(feature = "ssr")]
pub fn routes(_demo: bool) -> Vec<crate::shell::Route> {
    Vec::new()
}

#[cfg(feature = "ssr")]
pub async fn job(_robot: &crate::access::Robot, _job: &crate::base::jobs::Job) -> Option<crate::base::jobs::Ended> {
    None
}
