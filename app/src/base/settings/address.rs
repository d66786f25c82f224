//! Addresses that settings name: of the school on the web, of the socket, of the sender. Normalised once, here.
use std::net::{IpAddr, SocketAddr};

use lettre::Address;
use lettre::message::Mailbox;
use url::{Host, Url};

use super::places::{Wrong, is_ip};

/// Who sends every mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender(pub Mailbox);

impl Sender {
    /// Who sends when nobody was named.
    #[expect(clippy::expect_used, reason = "a fixed address")]
    pub fn local() -> Self {
        Sender(Mailbox::new(Some("Kring".into()), Address::new("kring", "localhost").expect("an address")))
    }

    /// `Name <address>` or an address alone. The name may hold whatever a name holds: commas, quotes, accents.
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        const HOW: &str = "write Kring <kring@yourschool.example>";
        if text.chars().any(char::is_control) {
            return Err(format!("is more than one line: {HOW}"));
        }
        let (name, address) = match text.strip_suffix('>').and_then(|text| text.rsplit_once('<')) {
            Some((name, address)) => (unquoted(name.trim()), address),
            None => (None, text),
        };
        let (user, domain) = address.trim().rsplit_once('@').ok_or(format!("has no address: {HOW}"))?;
        if !user.is_ascii() {
            return Err(format!("has letters before the @ that many mail servers refuse: {HOW}"));
        }
        let domain = domain_in_ascii(domain).filter(|domain| !is_ip(domain));
        let address = domain.and_then(|domain| Address::new(user, domain).ok());
        let address = address.ok_or(format!("has an address that is none: {HOW}"))?;
        Ok(Sender(Mailbox::new(name, address)))
    }
}

/// `"Obs \"De Kring\""` is `Obs "De Kring"`.
fn unquoted(name: &str) -> Option<String> {
    let inner = name.strip_prefix('"').and_then(|name| name.strip_suffix('"'));
    let name = inner.map_or_else(|| name.to_owned(), |inner| inner.replace("\\\"", "\"").replace("\\\\", "\\"));
    Some(name).filter(|name| !name.trim().is_empty())
}

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
    let url = Url::parse(text).map_err(|_| format!("is not an address: {HOW}"))?;
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
