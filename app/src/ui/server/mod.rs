//! What only the server has.
pub mod chip;
pub mod dialog;
pub mod drawing;
pub mod field;
pub mod links;
pub mod markup;
pub mod notice;
pub mod one_button;
pub mod person;
pub mod ring;
pub mod when;

use super::{drawn, icon, sent};
