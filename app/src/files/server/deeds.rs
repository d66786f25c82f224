//! What the door of photos does.
use server_fn::codec::MultipartData;

use super::actions::Uploaded;
use super::{Form, may_upload};
use crate::access::Viewer;
use crate::base::failure::{Failure, Problem, Result};

pub async fn upload(form: MultipartData) -> Result<Uploaded> {
    let viewer = Viewer::here().await?;
    may_upload(&viewer).await?;
    let mut form = Form::receive(&viewer, form).await;
    match (form.photos.pop(), form.problem) {
        (Some(photo), None) => {
            Ok(Uploaded { id: photo.id.0, width: photo.width, height: photo.height, placeholder: photo.placeholder })
        }
        (_, Some(Failure::Invalid { problem, .. })) => Err(Failure::invalid("photo", problem)),
        (_, problem) => Err(problem.unwrap_or(Failure::invalid("photo", Problem::Required))),
    }
}
