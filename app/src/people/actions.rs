//! What head and office do about people.
use leptos::prelude::*;

use crate::base::failure::Failure;

/// Finds somebody. What is looked for is a name: it stands in no address, and no log of a proxy holds it.
#[server(endpoint = "people/find", prefix = "/api")]
pub async fn find(#[server(default)] q: String) -> Result<(), Failure> {
    super::server::deeds::find(q).await
}

/// Confirms a guardian of a pupil, keeps one out, or lets them in again. `from`: what they were when the page was drawn.
#[server(endpoint = "people/decide", prefix = "/api")]
pub async fn decide(link: String, from: String, to: String, #[server(default)] reason: String) -> Result<(), Failure> {
    super::server::deeds::decide(link, from, to, reason).await
}

/// Confirms a role that a file proposed.
#[server(endpoint = "people/confirm-role", prefix = "/api")]
pub async fn confirm_role(role: String) -> Result<(), Failure> {
    super::server::deeds::confirm_role(role).await
}
