//! What people do with lists: make one, put themselves down, take themselves off, change places.
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::failure::Failure;
use crate::feed::Whom;

/// What the form of a new list sends, as it was typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ListForm {
    pub title: String,
    pub about: String,
    pub day: String,
    pub closes: String,
    /// Row by row: a task, and how many places it has.
    pub task: Vec<String>,
    pub places: Vec<String>,
}

/// Makes a list.
#[server(endpoint = "signups/open", prefix = "/api")]
pub async fn open(key: String, form: ListForm, #[server(default)] whom: Whom) -> Result<(), Failure> {
    super::server::deeds::open(key, form, whom).await
}

/// Puts oneself down for a task: with a place, or among those who wait.
#[server(endpoint = "signups/join", prefix = "/api")]
pub async fn join(task: String) -> Result<(), Failure> {
    super::server::deeds::join(task).await
}

/// Takes oneself off.
#[server(endpoint = "signups/leave", prefix = "/api")]
pub async fn leave(task: String) -> Result<(), Failure> {
    super::server::deeds::leave(task).await
}

/// Says «not this time».
#[server(endpoint = "signups/pass", prefix = "/api")]
pub async fn pass(list: String) -> Result<(), Failure> {
    super::server::deeds::pass(list).await
}

/// Asks somebody to change places: `own` for `other`, both sign-ups.
#[server(endpoint = "signups/offer", prefix = "/api")]
pub async fn offer(own: String, #[server(default)] other: String) -> Result<(), Failure> {
    super::server::deeds::offer(own, other).await
}

/// Answers that: `yes` changes places, everything else does not.
#[server(endpoint = "signups/swap", prefix = "/api")]
pub async fn swap(offer: String, #[server(default)] answer: String) -> Result<(), Failure> {
    super::server::deeds::swap(offer, answer).await
}

/// Closes it now.
#[server(endpoint = "signups/close", prefix = "/api")]
pub async fn close(list: String) -> Result<(), Failure> {
    super::server::deeds::close(list).await
}

/// Takes it away.
#[server(endpoint = "signups/remove", prefix = "/api")]
pub async fn remove(list: String) -> Result<(), Failure> {
    super::server::deeds::remove(list).await
}
