//! The request that runs now: which page it asks for, what that page says once, and whether a form came back to it.
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::{Uri, header};

use super::flash::{self, Flash};
use super::ways::without_traces;

#[derive(Debug, Default)]
struct Here {
    path: String,
    flash: Flash,
    failed: AtomicBool,
    again: AtomicBool,
}

tokio::task_local! { static HERE: Arc<Here>; }

/// Runs a request, and takes away what its page says once.
pub async fn remember(request: Request, next: Next) -> Response {
    let flash = Flash::of(request.headers());
    let shown = flash.is_some();
    let here = Here { path: path_of(request.uri()), flash: flash.unwrap_or_default(), ..Here::default() };
    let mut response = HERE.scope(Arc::new(here), next.run(request)).await;
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if shown && kind.starts_with("text/html") {
        response.headers_mut().append(header::SET_COOKIE, flash::forget());
    }
    response
}

fn path_of(uri: &Uri) -> String {
    without_traces(uri.path_and_query().map_or("/", |path| path.as_str()))
}

/// Path and query of the page, without what a failure left in it.
pub fn path() -> String {
    HERE.try_with(|here| here.path.clone()).unwrap_or_else(|_| "/".to_owned())
}

pub fn flash() -> Flash {
    HERE.try_with(|here| here.flash.clone()).unwrap_or_default()
}

/// A form came back with a failure: the title of the page says so.
pub fn fail() {
    let _outside_a_request = HERE.try_with(|here| here.failed.store(true, Ordering::Relaxed));
}

pub fn failed() -> bool {
    HERE.try_with(|here| here.failed.load(Ordering::Relaxed)).unwrap_or(false)
}

/// Somebody signed in again and finds what they had typed: the page says that it was not sent.
pub fn come_again() {
    let _outside_a_request = HERE.try_with(|here| here.again.store(true, Ordering::Relaxed));
}

pub fn came_again() -> bool {
    HERE.try_with(|here| here.again.load(Ordering::Relaxed)).unwrap_or(false)
}
