//! News of the class: posts with photos, to an audience. A post is seen by its audience and by nobody else, and it is published
//! once, however often its form is sent. Others may ask for `PostId` and what it protects.
#[cfg(any(feature = "ssr", feature = "staff"))]
mod actions;
mod addressed;
#[cfg(any(feature = "ssr", feature = "staff"))]
mod islands;
mod rules;
mod seen;
#[cfg(feature = "ssr")]
mod server;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod walks;

#[cfg(feature = "ssr")]
pub use server::{FEATURE, Loaded, PostId};

pub use addressed::Whom;
