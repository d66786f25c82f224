//! What a form of the feed does. The work is in `compose.rs`; here stand the doors.
use leptos::prelude::*;
use server_fn::codec::{MultipartData, MultipartFormData};

use super::seen::Seen;
use crate::base::failure::Failure;

/// Publishes a post. The same form sent twice is one post.
#[server(endpoint = "feed/publish", prefix = "/api", input = MultipartFormData)]
pub async fn publish(form: MultipartData) -> Result<(), Failure> {
    super::compose::publish(form).await
}

/// «Who sees this?»: keeps the draft, and says to whom it would go. Nothing is sent.
#[server(endpoint = "feed/preview", prefix = "/api", input = MultipartFormData)]
pub async fn preview(form: MultipartData) -> Result<Seen, Failure> {
    super::compose::preview(form).await
}

/// Takes a post away, for good.
#[server(endpoint = "feed/remove", prefix = "/api")]
pub async fn remove(post: String) -> Result<(), Failure> {
    let viewer = crate::access::Viewer::here().await?;
    let may = viewer.may(crate::access::Remove, super::PostId::from(post)).await?;
    super::store::remove(&viewer, may).await?;
    leptos_axum::redirect("/");
    Ok(())
}
