//! The work groups of a school, and one of them.
pub mod all;
pub mod one;
