//! What people do with polls: ask, answer, close, take away.
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::failure::Failure;
use crate::feed::Whom;

/// What the form of a new poll sends, as it was typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PollForm {
    pub question: String,
    pub about: String,
    pub option: Vec<String>,
    /// Ticked or not.
    pub several: String,
    pub anonymous: String,
    pub closes: String,
}

/// Asks a question.
#[server(endpoint = "polls/open", prefix = "/api")]
pub async fn open(key: String, form: PollForm, #[server(default)] whom: Whom) -> Result<(), Failure> {
    super::server::deeds::open(key, form, whom).await
}

/// Answers it; where names are known, also in another way than before.
#[server(endpoint = "polls/answer", prefix = "/api")]
pub async fn answer(poll: String, #[server(default)] choice: Vec<String>) -> Result<(), Failure> {
    super::server::deeds::answer(poll, choice).await
}

/// Closes it now.
#[server(endpoint = "polls/close", prefix = "/api")]
pub async fn close(poll: String) -> Result<(), Failure> {
    super::server::deeds::close(poll).await
}

/// Takes it away, with all answers.
#[server(endpoint = "polls/remove", prefix = "/api")]
pub async fn remove(poll: String) -> Result<(), Failure> {
    super::server::deeds::remove(poll).await
}
