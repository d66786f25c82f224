//! For the benches of `server`: large schools, and what is in the tables past every page. Their SQL stands here, as all SQL of tests does.
pub mod crash;
mod many;
pub mod race;
pub mod schools;

pub use many::many_posts;
