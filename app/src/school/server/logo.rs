//! The picture beside the school's name: choosing it, and giving it to whoever sees the name, signed in or not.
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use http::header;
use leptos::prelude::*;
use server_fn::codec::MultipartData;

use super::store;
use crate::access::{Manage, Viewer, Visitor};
use crate::base::failure::{Failure, Problem, Result};
use crate::base::ids;
use crate::base::language::Language;
use crate::files::{Document, small_picture};
use crate::say;
use crate::shell::flash::say_next;
use crate::shell::kept::{carry, plain};
use crate::shell::{Kept, logo_address};
use crate::ui::sent::SentFrom;

/// A picture for a letterhead is a tenth of it.
const LARGEST: usize = 8 * 1024 * 1024;
const PAGE: &str = "/school/about";

fn blob(id: &str) -> String {
    format!("logos/{id}.webp")
}

/// Another picture has another address: every browser may keep it.
pub async fn show(visitor: Visitor, Path(id): Path<String>) -> Result<Response> {
    if !store::is_logo(&visitor, &id).await? {
        return Err(Failure::Gone);
    }
    let bytes = visitor.app().blobs.get(&blob(&id)).await?;
    let about = [
        (header::CONTENT_TYPE, "image/webp"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    Ok((about, bytes).into_response())
}

pub async fn choose(data: MultipartData) -> Result<()> {
    let viewer = match Viewer::here().await {
        Ok(viewer) => viewer,
        Err(failure) => {
            carry(data).await;
            return Err(failure);
        }
    };
    let may = viewer.may(Manage, viewer.school.clone()).await?;
    let mut document = Document::receive(&viewer, data, LARGEST).await;
    let bytes = std::mem::take(&mut document.bytes);
    let prepared = match small(&viewer, &document, bytes).await {
        Ok(prepared) => prepared,
        Err(failure) if plain() => {
            let way = Kept::back(&viewer, PAGE, "school/logo", &failure, &document.fields).await?;
            leptos_axum::redirect(&way);
            return Ok(());
        }
        Err(failure) => return Err(failure),
    };
    // The file first: a row never names what is not there.
    let id = ids::fresh(viewer.now);
    viewer.app().blobs.put(&blob(&id), prepared).await?;
    let before = store::set_logo(&viewer, &may, &id).await?;
    forget(&viewer, &before).await?;
    say_next(viewer.app(), &super::DESCRIBED);
    leptos_axum::redirect(PAGE);
    Ok(())
}

async fn small(viewer: &Viewer, document: &Document, bytes: Vec<u8>) -> Result<Vec<u8>> {
    viewer.drew(document.value("drew"))?;
    if let Some(problem) = &document.problem {
        return Err(problem.clone());
    }
    if bytes.is_empty() {
        return Err(Failure::invalid("file", Problem::Required));
    }
    small_picture(viewer.app(), bytes).await.map_err(|failure| match failure {
        Failure::Invalid { problem, .. } => Failure::invalid("file", problem),
        other => other,
    })
}

pub async fn drop() -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Manage, viewer.school.clone()).await?;
    let before = store::set_logo(&viewer, &may, "").await?;
    forget(&viewer, &before).await?;
    say_next(viewer.app(), &super::DESCRIBED);
    Ok(())
}

async fn forget(viewer: &Viewer, id: &str) -> Result<()> {
    if id.is_empty() { Ok(()) } else { viewer.app().blobs.remove(&blob(id)).await }
}

/// The part of the page.
pub fn form(viewer: &Viewer, kept: &Kept) -> impl IntoView + use<> {
    let language = viewer.language;
    let problem = kept.problem(language, "file").and_then(|_| kept.refused_of(language, "school/logo"));
    let picture = (!viewer.school_logo.is_empty()).then(|| now(language, &viewer.school_logo));
    view! {
        <section class="section">
            <h2 class="big">{say!(language, school.logo)}</h2>
            {picture}
            <form class="card form" method="post" action="/api/school/logo" enctype="multipart/form-data">
                <input type="hidden" name="drew" value=viewer.person.0.clone() autocomplete="off"/>
                <div class="field">
                    <label class="field__label" for="f-file">{say!(language, school.logo_file)}</label>
                    <p class="field__hint" id="f-file-hint">{say!(language, school.logo_hint)}</p>
                    {problem.map(|said| view! { <p class="field__problem" role="alert">{said}</p> })}
                    <input class="field__input" id="f-file" name="file" type="file" accept="image/png,image/jpeg,image/webp"
                        required aria-describedby="f-file-hint"/>
                </div>
                <button class="button button--main" type="submit">{say!(language, school.logo_keep)}</button>
            </form>
        </section>
    }
}

fn now(language: Language, id: &str) -> impl IntoView + use<> {
    view! {
        <div class="card logo-now">
            <img class="logo-now__picture" src=logo_address(id) alt=say!(language, school.logo_alt)/>
            <form method="post" action="/api/school/drop-logo">
                <SentFrom/>
                <button class="button button--small" type="submit">{say!(language, school.logo_drop)}</button>
            </form>
        </div>
    }
}
