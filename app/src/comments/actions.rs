//! Saying something under a post, taking it away, and hearts. What nobody may read, nobody can answer.
use leptos::prelude::*;

use super::rules::{Given, Written};
use crate::base::failure::Failure;

/// Writes a comment, or an answer when `parent` names one. The key makes a double tap one comment.
#[server(endpoint = "comments/write", prefix = "/api")]
pub async fn write(subject: String, parent: String, body: String, key: String) -> Result<Written, Failure> {
    super::server::deeds::write(subject, parent, body, key).await
}

/// Gives a heart or takes it back.
#[server(endpoint = "comments/heart", prefix = "/api")]
pub async fn heart(subject: String, on: bool) -> Result<Given, Failure> {
    super::server::deeds::heart(subject, on).await
}

/// Takes somebody's words away: their own, or under a post that is yours to keep friendly.
#[server(endpoint = "comments/remove", prefix = "/api")]
pub async fn remove(comment: String) -> Result<(), Failure> {
    super::server::deeds::remove(comment).await
}

/// Puts one's own words right. What they said before stays readable for who keeps the post.
#[server(endpoint = "comments/edit", prefix = "/api")]
pub async fn edit(comment: String, body: String) -> Result<(), Failure> {
    super::server::deeds::edit(comment, body).await
}
