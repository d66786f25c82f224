//! Asking for a list, and having it.
pub mod one;
pub mod overview;
