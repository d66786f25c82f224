//! Uploading one photo while the post is still being written.
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::{MultipartData, MultipartFormData};

use crate::base::failure::Failure;

/// A photo that waits for its post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uploaded {
    pub id: String,
    pub width: i64,
    pub height: i64,
    pub placeholder: String,
}

/// Takes one photo in, for staff only. It waits a day for the post that carries it.
#[server(endpoint = "photos/upload", prefix = "/api", input = MultipartFormData)]
pub async fn upload(form: MultipartData) -> Result<Uploaded, Failure> {
    super::server::deeds::upload(form).await
}
