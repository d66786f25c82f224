//! What people do with thoughts: share one, put one right.
use leptos::prelude::*;

use crate::base::failure::Failure;

/// Shares a thought with a group. The key makes a double tap one thought.
#[server(endpoint = "thoughts/share", prefix = "/api")]
pub async fn share(key: String, words: String, group: String) -> Result<(), Failure> {
    super::server::deeds::share(key, words, group).await
}

/// Puts its words right.
#[server(endpoint = "thoughts/change", prefix = "/api")]
pub async fn change(thought: String, words: String) -> Result<(), Failure> {
    super::server::deeds::change(thought, words).await
}
