//! What `layers` promises, tried.
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
    assert!(ours(&from(&[("origin", "http://localhost:3000"), ("host", "localhost:3000")]), "http://localhost:3000"));
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
