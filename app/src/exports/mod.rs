//! Lists that leave the school as a file or on paper. A stolen device must not get them: the password is asked again, and why; there are
//! only so many a day; who else leads the school is told.
mod actions;
#[cfg(feature = "ssr")]
mod server;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use server::FEATURE;
