//! Addresses that settings name: of the school on the web, of the socket. Normalised once, here.
use std::net::{IpAddr, SocketAddr};

use url::{Host, Url};

use super::places::Wrong;

/// A domain as mail servers and certificates write it: `müller.example` is `xn--mller-kva.example`. An address stays one.
pub fn domain_in_ascii(domain: &str) -> Option<String> {
    match Host::parse(domain).ok()? {
        Host::Domain(domain) => Some(domain).filter(|domain| !domain.is_empty()),
        Host::Ipv4(address) => Some(address.to_string()),
        Host::Ipv6(address) => Some(address.to_string()),
    }
}

/// Whether a host is this computer.
pub fn is_here(host: &str) -> bool {
    let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.to_canonical().is_loopback())
}

/// `HTTPS://Kring.example:443/` is `https://kring.example`.
pub fn public(text: &str) -> Result<String, Wrong> {
    const HOW: &str = "write https://kring.yourschool.example";
    let small = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    if !small.starts_with("https://") && !small.starts_with("http://") {
        return Err(format!("does not begin with https://: {HOW}"));
    }
    if text.chars().any(|letter| letter.is_whitespace() || letter.is_control()) {
        return Err(format!("has a space: {HOW}"));
    }
    let url = Url::parse(&without_last_dot(text)).map_err(|_| format!("is not an address: {HOW}"))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(format!("holds a name or a password: {HOW}"));
    }
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        return Err(format!("has something after the host, and Kring lives at the root of its host: {HOW}"));
    }
    if url.scheme() == "http" && !is_here(url.host_str().unwrap_or_default()) {
        return Err(format!("must be https (http is for localhost): {HOW}"));
    }
    Ok(url.origin().ascii_serialization())
}

/// `https://kring.example.` names the same host, and browsers take it for another one.
fn without_last_dot(text: &str) -> String {
    let bare = text.trim_end_matches('/');
    bare.strip_suffix('.').unwrap_or(bare).to_owned()
}

/// The host of an address that `public` made.
pub fn host_of(public_url: &str) -> String {
    Url::parse(public_url).ok().and_then(|url| Some(url.host_str()?.to_owned())).unwrap_or_default()
}

/// `127.0.0.1:3000`; localhost is the same.
pub fn listen(text: &str) -> Result<SocketAddr, Wrong> {
    let text = text.strip_prefix("localhost:").map_or_else(|| text.to_owned(), |port| format!("127.0.0.1:{port}"));
    text.parse()
        .map_err(|_| "is not an address with a port: write 127.0.0.1:3000 (or 0.0.0.0:3000 for every network)".into())
}

/// Whether a host written in settings is an address.
pub fn is_ip(host: &str) -> bool {
    host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok()
}
