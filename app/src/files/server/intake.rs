//! From uploaded bytes to a photo that waits for its post. The original is never stored, not even for a moment.
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::photo::{Photo, PhotoId, blob};
use super::problem::problem;
use super::store;
use crate::access::{App, GroupId, Kind, Viewer, Write};
use crate::base::clock::Moment;
use crate::base::db::broken;
use crate::base::failure::{Failure, Result};
use pixels::Prepared;

/// Only who may share something with a group has a use for photos.
pub async fn may_upload(viewer: &Viewer) -> Result<()> {
    for seat in viewer.seats.0.iter().filter(|seat| seat.kind == Kind::Group) {
        if viewer.may(Write, GroupId::from(seat.circle.as_str())).await.is_ok() {
            return Ok(());
        }
    }
    Err(Failure::Denied)
}

/// Takes one photo in. It waits for its post for a day, then it goes.
pub async fn take_in(viewer: &Viewer, bytes: Vec<u8>) -> Result<Photo> {
    let prepared = prepare(viewer.app(), bytes).await?;
    let photo = photo_of(&prepared, viewer.now);
    // The row first: whatever happens next, somebody knows of the files and will clear them away.
    store::wait(viewer, &photo, weight(&prepared)).await?;
    put(viewer.app(), &photo, prepared).await?;
    Ok(photo)
}

/// Decoding is heavy and may take seconds: one at a time, outside the threads that answer.
async fn prepare(app: &App, bytes: Vec<u8>) -> Result<Prepared> {
    let _turn = app.turns.photo.acquire().await.map_err(|_| Failure::Busy)?;
    let prepared =
        tokio::task::spawn_blocking(move || pixels::prepare(&bytes)).await.map_err(|error| broken(&error))?;
    prepared.map_err(|refused| Failure::invalid("photo", problem(refused)))
}

/// In bytes, all renditions together.
fn weight(prepared: &Prepared) -> i64 {
    let bytes = prepared.renditions.iter().map(|rendition| rendition.bytes.len()).sum::<usize>();
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

/// One small picture without anything that a camera wrote beside it; where it was transparent it is white.
pub async fn small_picture(app: &App, bytes: Vec<u8>) -> Result<Vec<u8>> {
    let prepared = prepare(app, bytes).await?;
    prepared.renditions.into_iter().next().map(|smallest| smallest.bytes).ok_or(Failure::Gone)
}

fn photo_of(prepared: &Prepared, now: Moment) -> Photo {
    let widths: Vec<String> = prepared.renditions.iter().map(|rendition| rendition.width.to_string()).collect();
    let placeholder = pixels::placeholder_webp(&prepared.thumbhash);
    Photo {
        id: PhotoId::new(now),
        width: prepared.width.into(),
        height: prepared.height.into(),
        widths: widths.join(","),
        placeholder: format!("data:image/webp;base64,{}", STANDARD.encode(placeholder)),
        description: String::new(),
    }
}

async fn put(app: &App, photo: &Photo, prepared: Prepared) -> Result<()> {
    for rendition in prepared.renditions {
        app.blobs.put(&blob(&photo.id, &rendition.width.to_string()), rendition.bytes).await?;
    }
    Ok(())
}
