//! What every answer goes through: same origin for writes, and the headers that keep a page where it belongs.
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};

use super::failures;
use crate::access::App;

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
mod tests {
    use super::*;

    fn from(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn writes_come_from_our_own_pages_only() {
        let school = "https://kring.school.example";
        assert!(ours(&from(&[("sec-fetch-site", "same-origin")]), school));
        assert!(!ours(&from(&[("sec-fetch-site", "cross-site")]), school));
        assert!(!ours(&from(&[("sec-fetch-site", "same-site"), ("origin", school)]), school));
        assert!(!ours(&from(&[("sec-fetch-site", "none")]), school));
        assert!(ours(&from(&[("origin", school)]), school));
        assert!(ours(&from(&[("origin", "https://inside:8080"), ("host", "inside:8080")]), school));
        assert!(!ours(&from(&[("origin", "http://inside:8080"), ("host", "inside:8080")]), school), "another scheme");
        assert!(!ours(&from(&[("origin", "http://kring.school.example"), ("host", "kring.school.example")]), school));
        assert!(ours(
            &from(&[("origin", "http://localhost:3000"), ("host", "localhost:3000")]),
            "http://localhost:3000"
        ));
        assert!(!ours(&from(&[("origin", "https://evil.example"), ("host", "kring.school.example")]), school));
        assert!(!ours(&from(&[("origin", "null")]), school));
        assert!(!ours(&from(&[]), school));
    }

    #[test]
    fn one_address_has_many_spellings() {
        let sent = from(&[("origin", "https://kring.example"), ("host", "127.0.0.1:3000")]);
        for spelling in
            ["https://kring.example/", "HTTPS://Kring.example", "https://kring.example:443", "https://kring.example"]
        {
            assert!(ours(&sent, spelling), "{spelling}");
        }
        for other in ["http://kring.example", "https://kring.example:8443", "https://example", "kring.example"] {
            assert!(!ours(&sent, other), "{other}");
        }
    }
}
