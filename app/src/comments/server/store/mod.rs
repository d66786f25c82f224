//! Every statement of comments and hearts. The text of a removed comment never leaves the database.
mod edit;
mod hearts;
mod person;
mod read;
mod summary;
mod write;

pub use edit::{edit, versions};
pub use hearts::{heart, hearts};
pub use person::{erase, export};
pub use read::{ANSWERS, Found, PAGE, answers, count, lately, place, threads, whose};
pub use summary::{Summary, given, summaries};
pub use write::{New, remove, write};
