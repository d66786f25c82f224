//! News of the class: posts with photos, to an audience. Others may ask for `PostId` and what it protects.
#[cfg(feature = "ssr")]
mod post;
#[cfg(feature = "ssr")]
pub mod seed;
#[cfg(feature = "ssr")]
mod store;

#[cfg(feature = "ssr")]
pub use post::PostId;

#[cfg(feature = "ssr")]
pub fn routes(_demo: bool) -> Vec<crate::shell::Route> {
    Vec::new()
}

#[cfg(feature = "ssr")]
pub async fn job(_robot: &crate::access::Robot, _job: &crate::base::jobs::Job) -> Option<crate::base::jobs::Ended> {
    None
}
