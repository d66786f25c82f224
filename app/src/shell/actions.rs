//! The one door of all server functions: status codes for the browser side, and kept forms for everybody without it.
use std::error::Error;
use std::time::Duration;

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts, Request, State};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use tower_http::timeout::TimeoutError;

use super::answers::{self, Asked};
use super::failures::{refusal, status};
use super::kept::Plain;
use super::ways::Sender;
use crate::access::{App, Claim, Viewer};
use crate::base::failure::{Failure, Problem, Refusal};
use crate::base::language;

/// The whole of a form without files. What is larger is refused before it is read.
const LARGEST_FORM: usize = 64 * 1024;
/// From the first to the last byte of such a form.
const LONGEST_FORM: Duration = Duration::from_secs(60);
/// The server functions whose forms carry photos or a document; they read them themselves, piece by piece, for people who are signed in.
const WITH_FILES: [&str; 9] = [
    "/api/photos/upload",
    "/api/feed/preview",
    "/api/feed/publish",
    "/api/feed/draft",
    "/api/feed/discard",
    "/api/feed/arrange",
    "/api/feed/edit",
    "/api/people/bring",
    "/api/school/logo",
];

/// Runs a server function.
pub async fn act(State(app): State<App>, request: Request) -> Response {
    let plain = wants_page(request.headers());
    let (mut parts, body) = request.into_parts();
    let (body, copy) = match accept(&app, &mut parts, body).await {
        Ok(accepted) => accepted,
        Err(refused) => return refused,
    };
    let typed = form_fields(&copy);
    let asked = Asked { sender: Sender::of(&parts.headers, &typed), typed, plain: Plain::default() };
    let context = app.clone();
    let provide = move || leptos::prelude::provide_context(context.clone());
    let request = Request::from_parts(as_data(&parts, &asked, plain), body);
    let response = leptos_axum::handle_server_fns_with_context(provide, request).await.into_response();
    if plain { answers::page(&app, parts, asked, response).await } else { explained(&app, parts, response).await }
}

/// Every action answers with data; who wants a page gets one made of it here, and not by the library, which would put the
/// failure into the address.
fn as_data(parts: &Parts, asked: &Asked, plain: bool) -> Parts {
    let mut parts = parts.clone();
    parts.extensions.insert(Claim(asked.sender.who.clone()));
    if plain {
        parts.headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        parts.extensions.insert(asked.plain.clone());
    }
    parts
}

/// The body to go on with, and a copy of it where it is small. What kind of form it is depends on the function, not on what a request says.
async fn accept(app: &App, parts: &mut Parts, body: Body) -> Result<(Body, Bytes), Response> {
    if WITH_FILES.contains(&parts.uri.path()) {
        if !is(&parts.headers, "multipart/form-data") {
            return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
        }
        // Before the first byte of somebody's photos is read, there is somebody. A plain form is read on, piece by piece and past its files:
        // the words in it are carried over the sign-in.
        if !wants_page(&parts.headers) {
            Viewer::from_request_parts(parts, app).await.map_err(|failure| refused(parts, None, &failure))?;
        }
        return Ok((body, Bytes::new()));
    }
    let declared =
        parts.headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if declared.is_some_and(|length| length > LARGEST_FORM) {
        return Err(too_large(parts));
    }
    if !is(&parts.headers, "application/x-www-form-urlencoded") && declared != Some(0) {
        return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
    }
    match tokio::time::timeout(LONGEST_FORM, to_bytes(body, LARGEST_FORM)).await {
        Ok(Ok(bytes)) => Ok((Body::from(bytes.clone()), bytes)),
        Ok(Err(error)) if !stalled(&error) => Err(too_large(parts)),
        Ok(Err(_)) | Err(_) => Err((StatusCode::REQUEST_TIMEOUT, said(parts, None, &Failure::Busy)).into_response()),
    }
}

/// Whether nothing came for too long, and not too much.
fn stalled(error: &axum::Error) -> bool {
    std::iter::successors(Some(error as &(dyn Error + 'static)), |error| (*error).source())
        .any(|error| error.is::<TimeoutError>())
}

fn too_large(parts: &Parts) -> Response {
    let failure = Failure::invalid("form", Problem::TooLong);
    (StatusCode::PAYLOAD_TOO_LARGE, said(parts, None, &failure)).into_response()
}

fn refused(parts: &Parts, viewer: Option<&Viewer>, failure: &Failure) -> Response {
    (status(failure), said(parts, viewer, failure)).into_response()
}

/// What the browser side reads of a failure.
fn said(parts: &Parts, viewer: Option<&Viewer>, failure: &Failure) -> Json<Refusal> {
    let asked = || language::of_request(&CookieJar::from_headers(&parts.headers), &parts.headers);
    let language = viewer.map_or_else(asked, |viewer| viewer.language);
    Json(refusal(language, action(parts), failure))
}

/// «comments/write».
pub fn action(parts: &Parts) -> &str {
    parts.uri.path().trim_start_matches("/api/")
}

pub fn wants_page(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains("text/html"))
}

fn is(headers: &HeaderMap, kind: &str) -> bool {
    headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).is_some_and(|value| value.starts_with(kind))
}

/// What an open page reads: the answer of the action, or its failure with a sentence.
async fn explained(app: &App, mut parts: Parts, response: Response) -> Response {
    match answers::outcome(response).await {
        Ok(done) => done,
        Err(failure) => {
            let viewer = Viewer::from_request_parts(&mut parts, app).await.ok();
            refused(&parts, viewer.as_ref(), &failure)
        }
    }
}

/// The fields of an urlencoded form, in order.
pub fn form_fields(body: &[u8]) -> Vec<(String, String)> {
    serde_html_form::from_bytes(body).unwrap_or_default()
}
