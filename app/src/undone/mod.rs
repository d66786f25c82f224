//! What happened later and did not succeed, in words: for the head and the office, who try it again or mend what is wrong. It must never
//! show what a job would have said, only what kind it is and whom it concerns.
mod actions;
#[cfg(feature = "ssr")]
mod server;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use server::FEATURE;
