//! The one door of all server functions: status codes for the browser side, and kept forms for everybody without it.
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts, Request, State};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode, header};

use super::failures::status;
use crate::access::{App, Viewer, Visitor};
use crate::base::failure::Failure;
use crate::base::kept;

/// The whole of a form without files. What is larger is refused before it is read.
const LARGEST_FORM: usize = 64 * 1024;
/// From the first to the last byte of such a form.
const LONGEST_FORM: Duration = Duration::from_secs(60);
/// The server functions whose forms carry photos; they read them themselves, piece by piece, for people who are signed in.
const WITH_FILES: [&str; 3] = ["/api/photos/upload", "/api/feed/preview", "/api/feed/publish"];
/// Never written down, not even for an hour.
const SECRET: [&str; 1] = ["password"];

/// Runs a server function.
pub async fn act(State(app): State<App>, request: Request) -> Response {
    let plain = wants_page(request.headers());
    let (mut parts, body) = request.into_parts();
    let (body, copy) = match accept(&app, &mut parts, body).await {
        Ok(accepted) => accepted,
        Err(refused) => return refused,
    };
    let request = Request::from_parts(parts.clone(), body);
    let context = app.clone();
    let provide = move || leptos::prelude::provide_context(context.clone());
    let response = leptos_axum::handle_server_fns_with_context(provide, request).await.into_response();
    if plain { come_back(&app, parts, &copy, response).await } else { with_status(response).await }
}

/// The body to go on with, and a copy of it where it is small. What kind of form it is depends on the function, not on what a request says.
async fn accept(app: &App, parts: &mut Parts, body: Body) -> Result<(Body, Bytes), Response> {
    if WITH_FILES.contains(&parts.uri.path()) {
        if !is(&parts.headers, "multipart/form-data") {
            return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
        }
        // Before the first byte of somebody's photos is read, there is somebody.
        Viewer::from_request_parts(parts, app).await.map_err(|failure| refused(&parts.headers, &failure))?;
        return Ok((body, Bytes::new()));
    }
    let declared =
        parts.headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if declared.is_some_and(|length| length > LARGEST_FORM) {
        return Err(StatusCode::PAYLOAD_TOO_LARGE.into_response());
    }
    if !is(&parts.headers, "application/x-www-form-urlencoded") && declared != Some(0) {
        return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
    }
    match tokio::time::timeout(LONGEST_FORM, to_bytes(body, LARGEST_FORM)).await {
        Ok(Ok(bytes)) => Ok((Body::from(bytes.clone()), bytes)),
        Ok(Err(_)) => Err(StatusCode::PAYLOAD_TOO_LARGE.into_response()),
        Err(_) => Err(StatusCode::REQUEST_TIMEOUT.into_response()),
    }
}

/// A page for a plain form, the failure itself for the browser side.
fn refused(headers: &HeaderMap, failure: &Failure) -> Response {
    if wants_page(headers) {
        return failure.clone().into_response();
    }
    (status(failure), serde_json::to_string(failure).unwrap_or_default()).into_response()
}

pub fn wants_page(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains("text/html"))
}

fn is(headers: &HeaderMap, kind: &str) -> bool {
    headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).is_some_and(|value| value.starts_with(kind))
}

/// A failure carries its own status; the body stays the code.
async fn with_status(response: Response) -> Response {
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, LARGEST_FORM).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    if let Ok(failure) = serde_json::from_slice::<Failure>(&bytes) {
        parts.status = status(&failure);
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// Without JavaScript: back to the page that asked. After a failure with what was typed; and never to another site.
async fn come_back(app: &App, mut parts: Parts, typed: &[u8], mut response: Response) -> Response {
    let location = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok()).map(local_path);
    let Some(mut location) = location else { return with_status(response).await };
    if location.contains("__err=") && !typed.is_empty() && !location.contains("__kept=") {
        let fields: Vec<_> =
            form_fields(typed).into_iter().filter(|(name, _)| !SECRET.contains(&name.as_str())).collect();
        let person = Viewer::from_request_parts(&mut parts, app).await.ok().map(|viewer| viewer.person);
        if let Ok(visitor) = Visitor::from_request_parts(&mut parts, app).await
            && let Ok(id) = kept::keep(visitor.db(), person.as_ref(), &fields, app.clock.now()).await
        {
            location.push_str("&__kept=");
            location.push_str(&id);
        }
    }
    *response.status_mut() = StatusCode::SEE_OTHER;
    if let Ok(value) = HeaderValue::from_str(&location) {
        response.headers_mut().insert(header::LOCATION, value);
    }
    response
}

/// Path and query of an address, without what an earlier failure left in it twice.
fn local_path(address: &str) -> String {
    let after_scheme =
        address.split_once("://").map_or(address, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
    let (path, query) = after_scheme.split_once('?').unwrap_or((after_scheme, ""));
    let pairs: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty()).collect();
    let last = |name: &str| pairs.iter().rposition(|pair| pair.starts_with(name));
    let (path_at, error_at) = (last("__path="), last("__err="));
    // What was kept belongs to the newest failure only if it was added after it.
    let kept_at = last("__kept=").filter(|at| error_at.is_some_and(|error| *at > error));
    let kept: Vec<&str> = pairs
        .iter()
        .enumerate()
        .filter(|(at, pair)| !pair.starts_with("__") || [path_at, error_at, kept_at].contains(&Some(*at)))
        .map(|(_, pair)| *pair)
        .collect();
    let path = format!("/{}", path.trim_start_matches(['/', '\\']));
    if kept.is_empty() { path } else { format!("{path}?{}", kept.join("&")) }
}

/// The fields of an urlencoded form, in order.
pub fn form_fields(body: &[u8]) -> Vec<(String, String)> {
    serde_html_form::from_bytes(body).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn comes_back_to_this_school_only() {
        assert_eq!(local_path("http://localhost:3000/posts/1?before=2"), "/posts/1?before=2");
        assert_eq!(local_path("https://evil.example"), "/");
        assert_eq!(local_path("//evil.example/x"), "/evil.example/x");
        assert_eq!(local_path("/\\evil.example"), "/evil.example");
    }

    #[test]
    fn keeps_only_the_newest_failure_in_the_address() {
        let twice = "/sign-in?next=%2F&__path=a&__err=1&__kept=9&__path=b&__err=2";
        assert_eq!(local_path(twice), "/sign-in?next=%2F&__path=b&__err=2");
    }

    #[test]
    fn keeps_what_a_form_with_photos_kept_for_this_failure() {
        assert_eq!(local_path("/new?__path=a&__err=1&__kept=9"), "/new?__path=a&__err=1&__kept=9");
        assert_eq!(local_path("/new?__kept=9"), "/new");
    }
}
