//! The table of contents of Kring: every feature, once.
#![recursion_limit = "256"]
#![cfg_attr(not(feature = "ssr"), expect(dead_code, reason = "the phone uses a part of the rules"))]

#[cfg(feature = "ssr")]
pub mod access;
pub mod base;
#[cfg(feature = "ssr")]
pub mod jobs;
#[cfg(feature = "ssr")]
mod sentences;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod testing;
pub mod ui;

/// Declares the features; their routes are all the routes there are.
macro_rules! features {
    ($($feature:ident),* $(,)?) => {
        $(pub mod $feature;)*

        /// Every address of every feature. The demo has a few more.
        #[cfg(feature = "ssr")]
        pub fn routes(demo: bool) -> Vec<shell::Route> {
            let mut routes = Vec::new();
            $(routes.extend($feature::routes(demo));)*
            routes
        }

        /// The feature that knows this kind of job does it.
        #[cfg(feature = "ssr")]
        pub async fn job(robot: &access::Robot, job: &base::jobs::Job) -> Option<base::jobs::Ended> {
            $(if let Some(ended) = $feature::job(robot, job).await {
                return Some(ended);
            })*
            None
        }
    };
}

features! {
    accounts, comments, conferences, feed, people, photos,
}
