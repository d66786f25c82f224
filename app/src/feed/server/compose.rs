//! From a form to a post: checks what was typed, and brings everything back to the page when something is wrong.
use server_fn::codec::MultipartData;

use super::seen::Seen;
use super::store::{self, NewPost};
use super::{PostId, audience, check, rules, whom};
use crate::access::{Audience, Manage, Viewer};
use crate::base::failure::{Failure, Problem, Result};
use crate::base::ids;
use crate::base::text::{is_empty_to_the_eye, one_line};
use crate::files::rules::{LONGEST_DESCRIPTION, MOST_PHOTOS};
use crate::files::{self, Form, PhotoId};
use crate::shell::Kept;
use crate::shell::flash;
use crate::shell::kept::{LEFT_BEHIND, carry, plain};

/// So many people the dialog names; the page names all.
const NAMED: usize = 60;

pub async fn publish(data: MultipartData) -> Result<String> {
    let (viewer, mut form) = receive(data).await?;
    match try_publish(&viewer, &form).await {
        Ok(post) => {
            flash::say_next(viewer.app(), &super::POSTED);
            leptos_axum::redirect(&format!("/posts/{post}"));
            Ok(post.0)
        }
        Err(failure) => {
            if failure == Failure::invalid("key", Problem::SentBefore) {
                form.fields.push(("again".to_owned(), "yes".to_owned()));
            }
            back(&viewer, &form, "feed/publish", failure).await.map(|()| String::new())
        }
    }
}

async fn try_publish(viewer: &Viewer, form: &Form) -> Result<PostId> {
    sound(viewer, form)?;
    let (id, body, photos) = (key(form)?, rules::tidy(form.value("body")), photos_of(form));
    let (chosen, side) = whom::chosen(whom::PLAIN, |name| form.values(name));
    complete(&body, !chosen.is_empty(), photos.len())?;
    whom::meant(whom::PLAIN, |name| form.values(name))?;
    let audience = Audience::chosen(viewer, &chosen, side).await?;
    let again = form.value("again") == "yes";
    store::publish(viewer, NewPost { id, body, audience, photos, again }).await
}

/// The viewer with the form; when they were signed out meanwhile, their words go along to where they sign in again.
async fn viewer_or_words(data: MultipartData) -> Result<(Viewer, MultipartData)> {
    match Viewer::here().await {
        Ok(viewer) => Ok((viewer, data)),
        Err(failure) => {
            carry(data).await;
            Err(failure)
        }
    }
}

pub async fn preview(data: MultipartData) -> Result<Seen> {
    let (viewer, form) = receive(data).await?;
    match try_preview(&viewer, &form).await {
        Ok(post) if plain() => {
            let kept = Kept::keep(&viewer, &form.fields).await?;
            leptos_axum::redirect(&format!("/new/audience/{post}?draft={kept}"));
            Ok(Seen::default())
        }
        Ok(post) => {
            let may = viewer.may(Manage, post).await?;
            Ok(audience::seen(&viewer, &may, NAMED).await?)
        }
        Err(failure) => back(&viewer, &form, "feed/preview", failure).await.map(|()| Seen::default()),
    }
}

async fn try_preview(viewer: &Viewer, form: &Form) -> Result<PostId> {
    sound(viewer, form)?;
    let id = key(form)?;
    let (chosen, side) = whom::chosen(whom::PLAIN, |name| form.values(name));
    let audience = Audience::chosen(viewer, &chosen, side).await?;
    store::draft(viewer, &id, &audience).await?;
    Ok(id)
}

/// Whoever may share something, and the form with its photos.
pub async fn receive(data: MultipartData) -> Result<(Viewer, Form)> {
    let (viewer, data) = viewer_or_words(data).await?;
    files::may_upload(&viewer).await?;
    let form = Form::receive(&viewer, data).await;
    Ok((viewer, form))
}

/// Whether the form arrived whole, and was drawn for this person.
pub fn sound(viewer: &Viewer, form: &Form) -> Result<()> {
    viewer.drew(form.value("drew"))?;
    match &form.problem {
        Some(problem) => Err(problem.clone()),
        None if form.value(LEFT_BEHIND).is_empty() => Ok(()),
        None => Err(Failure::invalid("photo", Problem::PhotosLeft)),
    }
}

/// Whether there is enough for a post.
pub fn complete(body: &str, audience: bool, photos: usize) -> Result<()> {
    let mistakes = check::mistakes(body, audience, photos, MOST_PHOTOS);
    mistakes.first().map_or(Ok(()), |(field, problem)| Err(Failure::invalid(field, *problem)))
}

/// The key of the form becomes the id of the post.
pub fn key(form: &Form) -> Result<PostId> {
    let key = form.value("key");
    if ids::is_id(key) { Ok(PostId::from(key)) } else { Err(Failure::invalid("form", Problem::Required)) }
}

/// The photos of the form, each once, with what can be seen on it: its own words, or those for all of them.
pub fn photos_of(form: &Form) -> Vec<(PhotoId, String)> {
    let mut photos: Vec<(PhotoId, String)> = Vec::new();
    for id in form.values("uploaded") {
        let own = form.value(&format!("description-{id}"));
        let words = if is_empty_to_the_eye(own) { form.value("description") } else { own };
        let words: String = one_line(words).chars().take(LONGEST_DESCRIPTION).collect();
        if !photos.iter().any(|(photo, _)| photo.as_str() == id) {
            photos.push((PhotoId::from(id), words));
        }
    }
    photos
}

/// The failure itself for the browser side; without it, the page again with everything that was typed.
pub async fn back(viewer: &Viewer, form: &Form, action: &str, failure: Failure) -> Result<()> {
    if !plain() {
        return Err(failure);
    }
    let address = Kept::back(viewer, &page_of(form), action, &failure, &form.fields).await?;
    leptos_axum::redirect(&address);
    Ok(())
}

/// The page that draws this form.
pub fn page_of(form: &Form) -> String {
    let post = form.value("post");
    if ids::is_id(post) { format!("/posts/{post}/edit") } else { "/new".to_owned() }
}
