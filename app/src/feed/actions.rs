//! What a form of the feed does. The work is in `compose.rs`, `unfinished.rs` and `edit.rs`; here stand the doors.
use leptos::prelude::*;
use server_fn::codec::{MultipartData, MultipartFormData};

use super::seen::Seen;
use crate::base::failure::Failure;

/// Publishes a post, and says under which id. The same form sent twice is one post.
#[server(endpoint = "feed/publish", prefix = "/api", input = MultipartFormData)]
pub async fn publish(form: MultipartData) -> Result<String, Failure> {
    super::server::compose::publish(form).await
}

/// «Who sees this?»: keeps the draft, and says to whom it would go. Nothing is sent.
#[server(endpoint = "feed/preview", prefix = "/api", input = MultipartFormData)]
pub async fn preview(form: MultipartData) -> Result<Seen, Failure> {
    super::server::compose::preview(form).await
}

/// Keeps what somebody is still writing.
#[server(endpoint = "feed/draft", prefix = "/api", input = MultipartFormData)]
pub async fn draft(form: MultipartData) -> Result<(), Failure> {
    super::server::unfinished::save(form).await
}

/// Throws away what somebody was writing.
#[server(endpoint = "feed/discard", prefix = "/api", input = MultipartFormData)]
pub async fn discard(form: MultipartData) -> Result<(), Failure> {
    super::server::unfinished::discard(form).await
}

/// Takes a photo out of a form, or moves it forward, and brings the form back.
#[server(endpoint = "feed/arrange", prefix = "/api", input = MultipartFormData)]
pub async fn arrange(form: MultipartData) -> Result<(), Failure> {
    super::server::unfinished::arrange(form).await
}

/// Changes a post that is out. Says under which id, as publishing does.
#[server(endpoint = "feed/edit", prefix = "/api", input = MultipartFormData)]
pub async fn edit(form: MultipartData) -> Result<String, Failure> {
    super::server::edit::edit(form).await
}

/// Takes a post away, for good.
#[server(endpoint = "feed/remove", prefix = "/api")]
pub async fn remove(post: String) -> Result<(), Failure> {
    super::server::deeds::remove(post).await
}
