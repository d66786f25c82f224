//! The answer to a form without JavaScript: the next page, or the same one with what was wrong and everything that was typed.
use axum::body::{Body, to_bytes};
use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Redirect, Response};
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use super::actions::action;
use super::carried::Carried;
use super::feature::sign_in_again;
use super::flash::Flash;
use super::kept::Plain;
use super::unkept;
use super::ways::{FIELD, Sender};
use crate::access::{App, Viewer};
use crate::base::failure::{Failure, Result};
use crate::base::kept::{self, Form};

/// Failures are short.
const LARGEST_FAILURE: usize = 64 * 1024;
/// Never written down, not even for an hour: a password, a code that lets somebody in, an answer that may be without a name; and what belongs to one page only.
const NOT_KEPT: [&str; 5] = ["password", "choice[]", "carried", FIELD, "secret"];

/// A code comes back in the cookie of whoever is not signed in, and nowhere else.
const OF_VISITORS: &str = "form[code]";

/// What a live form says of itself (`frontend/forms.js`), and what it is told when another page answers it.
const LIVE: HeaderName = HeaderName::from_static("x-kring-live");
const WAY: HeaderName = HeaderName::from_static("x-kring-way");

/// What a form brought along.
pub struct Asked {
    pub sender: Sender,
    pub typed: Vec<(String, String)>,
    pub plain: Plain,
}

pub async fn page(app: &App, parts: Parts, asked: Asked, response: Response) -> Response {
    let (live, page) = (parts.headers.contains_key(LIVE), page_of_way(&asked.sender.back()).to_owned());
    let answer = match outcome(response).await {
        Ok(done) => go_on(done, &asked.sender),
        Err(failure) => come_back(app, parts, asked, failure).await,
    };
    if live { to_the_page(answer, &page) } else { answer }
}

/// A live form takes what its own page says now. What leads to another page it must not read: what is said there once would be gone.
fn to_the_page(mut answer: Response, page: &str) -> Response {
    let headers = answer.headers();
    match headers.get(header::LOCATION).filter(|way| way.to_str().is_ok_and(|way| page_of_way(way) != page)).cloned() {
        Some(way) => {
            *answer.status_mut() = StatusCode::OK;
            answer.headers_mut().remove(header::LOCATION);
            answer.headers_mut().insert(WAY, way);
            answer
        }
        None => answer,
    }
}

fn page_of_way(way: &str) -> &str {
    way.split(['?', '#']).next().unwrap_or_default()
}

/// What the action answered: done, or what went wrong.
pub async fn outcome(response: Response) -> Result<Response> {
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return Ok(response);
    }
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, LARGEST_FAILURE).await.unwrap_or_default();
    match serde_json::from_slice::<Failure>(&bytes) {
        Ok(failure) => Err(failure),
        Err(_) => Ok(Response::from_parts(parts, Body::from(bytes))),
    }
}

fn go_on(response: Response, sender: &Sender) -> Response {
    if !response.status().is_success() {
        return response;
    }
    let (mut parts, _data) = response.into_parts();
    let location = parts.headers.get(header::LOCATION).and_then(|value| value.to_str().ok());
    let way = sender.way(location);
    parts.headers.remove(HeaderName::from_static("serverfnredirect"));
    parts.headers.remove(header::CONTENT_TYPE);
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.status = StatusCode::SEE_OTHER;
    if let Ok(way) = HeaderValue::from_str(&way) {
        parts.headers.insert(header::LOCATION, way);
    }
    Response::from_parts(parts, Body::empty())
}

/// The page of a form that does not say where it is.
fn page_of(action: &str) -> &'static str {
    match action {
        "feed/publish" | "feed/preview" | "feed/draft" | "feed/discard" | "feed/arrange" => "/new",
        "people/bring" => "/school/lists",
        _ if action.starts_with("conferences/") => "/talks",
        "accounts/sign-in" | "accounts/demo" => "/sign-in",
        "invitations/join" | "invitations/prove" | "invitations/link" => "/join",
        _ if action.starts_with("accounts/") => "/me",
        _ => "/",
    }
}

async fn come_back(app: &App, mut parts: Parts, mut asked: Asked, failure: Failure) -> Response {
    let action = action(&parts).to_owned();
    if asked.sender.from.is_empty() {
        page_of(&action).clone_into(&mut asked.sender.from);
    }
    let carried = asked.typed.iter().find(|(name, _)| name == "carried").and_then(|(_, text)| Carried::of(text));
    if let Some(carried) = carried {
        return sign_in_again(app, parts, carried, Some(failure)).await;
    }
    let typed = asked.typed.into_iter().chain(asked.plain.carried());
    let fields: Vec<_> = typed.filter(|(name, _)| !NOT_KEPT.contains(&name.as_str())).collect();
    let mut form = Form { action, failure: Some(failure.clone()), fields };
    match failure {
        Failure::NotYou => failure.into_response(),
        Failure::SignedOut => {
            let carried = Carried::new(form, asked.sender.back());
            sign_in_again(app, parts, carried, None).await
        }
        _ => match Viewer::from_request_parts(&mut parts, app).await {
            Ok(viewer) => {
                form.fields.retain(|(name, _)| name != OF_VISITORS);
                match kept::keep(viewer.db(), viewer.person.as_str(), &form, viewer.now).await {
                    Ok(id) => Redirect::to(&asked.sender.back_with(&id)).into_response(),
                    Err(_) => unkept::page(&viewer, &failure, form, &asked.sender, is_multipart(&parts.headers)),
                }
            }
            Err(_) => back_at_the_door(app, &asked.sender, form),
        },
    }
}

fn is_multipart(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.starts_with("multipart/")
}

/// For who is not signed in nothing is stored: their form travels in a cookie.
fn back_at_the_door(app: &App, sender: &Sender, form: Form) -> Response {
    let mut response = Redirect::to(&sender.back()).into_response();
    if let Some(cookie) = (Flash { said: None, form: Some(form) }).header(app.settings.secure()) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
