//! The one door of all server functions: status codes for the browser side, and kept forms for everybody without it.
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};

use super::answers::{self, Asked};
use super::failures::status;
use super::kept::Plain;
use super::ways::Sender;
use crate::access::{App, Claim};
use crate::base::failure::Failure;

/// Larger forms (photos) are kept by their own action.
const LARGEST_KEPT: usize = 64 * 1024;

/// Runs a server function.
pub async fn act(State(app): State<App>, request: Request) -> Response {
    let plain = wants_page(request.headers());
    let (parts, body) = request.into_parts();
    let form = is_form(&parts.headers);
    let (body, copy) = match form {
        true => match to_bytes(body, LARGEST_KEPT).await {
            Ok(bytes) => (Body::from(bytes.clone()), bytes),
            Err(_) => return StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        },
        false => (body, bytes::Bytes::new()),
    };
    let typed = form_fields(&copy);
    let asked = Asked { sender: Sender::of(&parts.headers, &typed), typed, plain: Plain::default() };
    let context = app.clone();
    let provide = move || leptos::prelude::provide_context(context.clone());
    let request = Request::from_parts(as_data(&parts, &asked, plain), body);
    let response = leptos_axum::handle_server_fns_with_context(provide, request).await.into_response();
    if plain { answers::page(&app, parts, asked, response).await } else { with_status(response).await }
}

/// Every action answers with data; who wants a page gets one made of it here, and not by the library, which would put the
/// failure into the address.
fn as_data(parts: &http::request::Parts, asked: &Asked, plain: bool) -> http::request::Parts {
    let mut parts = parts.clone();
    parts.extensions.insert(Claim(asked.sender.who.clone()));
    if plain {
        parts.headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        parts.extensions.insert(asked.plain.clone());
    }
    parts
}

pub fn wants_page(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains("text/html"))
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    kind.starts_with("application/x-www-form-urlencoded")
}

/// A failure carries its own status; the body stays the code.
async fn with_status(response: Response) -> Response {
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, LARGEST_KEPT).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    if let Ok(failure) = serde_json::from_slice::<Failure>(&bytes) {
        parts.status = status(&failure);
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// The fields of an urlencoded form, in order.
pub fn form_fields(body: &[u8]) -> Vec<(String, String)> {
    serde_html_form::from_bytes(body).unwrap_or_default()
}
