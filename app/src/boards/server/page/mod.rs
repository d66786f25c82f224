//! The schools of a board, and who of the board came into this school.
pub mod board;
pub mod visits;
