//! What only the server has.
pub mod arrivals;
pub mod blobs;
pub mod clock;
pub mod day;
pub mod db;
mod id;
pub mod ids;
pub mod jobs;
pub mod kept;
pub mod language;
pub mod mail;
pub mod name;
pub mod net;
pub mod settings;
pub mod shelf;
pub mod site;
pub mod trial;

use super::failure;
