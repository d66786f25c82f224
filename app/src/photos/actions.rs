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
    use super::form::Form;
    use crate::base::failure::Problem;
    let viewer = crate::access::Viewer::here().await?;
    super::may_upload(&viewer).await?;
    let mut form = Form::receive(&viewer, form).await;
    match (form.photos.pop(), form.problem) {
        (Some(photo), None) => Ok(Uploaded {
            id: photo.id.0,
            width: photo.width,
            height: photo.height,
            placeholder: photo.placeholder,
        }),
        (_, Some(Failure::Invalid { problem, .. })) => Err(Failure::invalid("photo", problem)),
        (_, problem) => Err(problem.unwrap_or(Failure::invalid("photo", Problem::Required))),
    }
}
