//! What every answer goes through: same origin for writes, and the headers that keep a page where it belongs.
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};

use super::failures;
use crate::access::{self, App};

/// Draws pages a few at a time for everybody: who asks on a hundred connections waits behind their own. What tells that the server lives
/// does not wait, and forms have turns of their own.
pub async fn in_turn(State(app): State<App>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if !reads || matches!(request.uri().path(), "/livez" | "/readyz") {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let asker = access::asker(&parts, &app);
    match app.turns.pages.place(&asker).await {
        Ok(_place) => next.run(Request::from_parts(parts, body)).await,
        Err(failure) => failure.into_response(),
    }
}

/// Refuses every write that did not start on one of our own pages. Leptos checks nothing by design.
pub async fn same_origin(State(app): State<App>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || ours(request.headers(), &app.settings.public_url) {
        return next.run(request).await;
    }
    failures::stranger(app, request.headers())
}

/// Browsers say where a request comes from in `Sec-Fetch-Site`, older ones in `Origin`. Neither: refused.
fn ours(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(&HeaderName::from_static("sec-fetch-site")) {
        return site == "same-origin";
    }
    let Some(origin) = text(&header::ORIGIN).and_then(origin_of) else { return false };
    let Some(school) = origin_of(public_url) else { return false };
    // A proxy may call the school by another name than people do; what the browser asked for is then in `Host`.
    let asked = text(&header::HOST).and_then(|host| origin_of(&format!("{}://{host}", school.scheme)));
    origin == school || Some(origin) == asked
}

/// Scheme, host and port, as browsers compare them: without case, without the usual port, without what follows.
#[derive(Debug, PartialEq, Eq)]
struct Origin {
    scheme: String,
    host: String,
}

fn origin_of(address: &str) -> Option<Origin> {
    let (scheme, rest) = address.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let usual = if scheme == "https" { ":443" } else { ":80" };
    let host = host.strip_suffix(usual).unwrap_or(&host).to_owned();
    (!host.is_empty()).then_some(Origin { scheme, host })
}

/// Headers of every answer. Personal pages are stored nowhere.
pub async fn headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let fixed = [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()"),
    ];
    for (name, value) in fixed {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if app.settings.public_url.starts_with("https://") {
        // A year: whoever came once over a secure connection never comes over another.
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        let nothing = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox");
        headers.insert(header::CONTENT_SECURITY_POLICY, nothing);
    }
    response
}

#[cfg(test)]
mod tests;
