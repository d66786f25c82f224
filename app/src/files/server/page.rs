//! The files of photos, and one photo large with its neighbours. Nobody gets a byte without having been asked who they are.
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use http::header;
use leptos::prelude::*;

use super::photo::{Photo, PhotoId, blob};
use super::store;
use crate::access::{Read, SubjectId, Viewer};
use crate::base::failure::{Failure, Result};
use crate::base::language::{self, Language};
use crate::say;
use crate::shell::{Page, Route, Tab};
use crate::ui::icon::Icon;

pub fn routes(_demo: bool) -> Vec<Route> {
    vec![Route::get("/photos/{id}/{width}", file), Route::get("/photos/under/{subject}/{number}", one)]
}

/// One rendition. It never changes, so the browser may keep it; nobody in between may.
async fn file(viewer: Viewer, Path((id, width)): Path<(String, String)>) -> Result<Response> {
    let may = viewer.may(Read, PhotoId::from(id)).await?;
    let widths = store::widths(&viewer, &may).await?;
    if !widths.split(',').any(|there| there == width) {
        return Err(Failure::Gone);
    }
    let bytes = viewer.app().blobs.get(&blob(may.thing(), &width)).await?;
    let about = [
        (header::CONTENT_TYPE, "image/webp"),
        (header::CONTENT_DISPOSITION, "inline"),
        (header::CACHE_CONTROL, "private, max-age=31536000, immutable"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    Ok((about, bytes).into_response())
}

/// One photo of a subject, large, with the one before and the one after.
async fn one(viewer: Viewer, Path((subject, number)): Path<(String, String)>) -> Result<Page> {
    let may = viewer.may(Read, SubjectId::from(subject)).await?;
    let photos = store::of_one(&viewer, &may).await?;
    let back = viewer.page_of(&may).await?;
    let at = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1)).ok_or(Failure::Gone)?;
    let photo = photos.get(at).cloned().ok_or(Failure::Gone)?;
    let (language, count) = (viewer.language, photos.len());
    let title = say!(language, photos.of, number = at + 1, count = count);
    let subject = may.thing().clone();
    Ok(Page::new(&viewer, Tab::Feed, title.clone(), move || {
        view! {
            <div class="page">
                <a class="back" href=back><Icon name="back" class="icon--turn"/>{say!(language, photos.back)}</a>
                <h1 class="hush">{title}</h1>
                {large(language, &photo, at, count)}
                {neighbours(language, &subject, at, count)}
            </div>
        }
    }))
}

fn large(language: Language, photo: &Photo, at: usize, count: usize) -> impl IntoView + use<> {
    view! {
        <figure class="photo-view">
            <img
                class="photo-view__img" src=photo.largest() srcset=photo.srcset(usize::MAX) sizes="100vw"
                width=photo.width height=photo.height alt=description(language, photo, at, count) lang=spoken(language, photo)
            />
            {(!photo.description.is_empty()).then(|| view! { <figcaption class="soft" dir="auto" lang=spoken(language, photo)>{photo.description.clone()}</figcaption> })}
        </figure>
    }
}

/// What the teacher wrote about it, or at least which one it is.
pub fn description(language: Language, photo: &Photo, at: usize, count: usize) -> String {
    match photo.description.as_str() {
        "" => say!(language, photos.of, number = at + 1, count = count),
        written => written.to_owned(),
    }
}

/// The language of that description, where it is told.
pub fn spoken(language: Language, photo: &Photo) -> Option<&'static str> {
    language::of_words(language, &photo.description)
}

fn neighbours(language: Language, subject: &SubjectId, at: usize, count: usize) -> impl IntoView + use<> {
    let before = (at > 0).then(|| format!("/photos/under/{subject}/{at}"));
    let after = (at + 1 < count).then(|| format!("/photos/under/{subject}/{}", at + 2));
    view! {
        <nav class="pager" aria-label=say!(language, photos.navigation)>
            {before.map(|href| view! { <a class="button" rel="prev" href=href data-replace="">{say!(language, photos.before)}</a> })}
            {after.map(|href| view! { <a class="button" rel="next" href=href data-replace="">{say!(language, photos.after)}</a> })}
        </nav>
    }
}
