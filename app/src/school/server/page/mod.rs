//! Pages of the school itself.
pub mod log;
pub mod modules;
