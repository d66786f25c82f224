//! Work groups: people who do something together (the avondvierdaagse, a project), whatever they are at school. Head and office say who
//! is in one. Whoever is in it sees what is shared with it, from the day on which they came.
mod actions;
#[cfg(feature = "ssr")]
mod server;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use server::FEATURE;
