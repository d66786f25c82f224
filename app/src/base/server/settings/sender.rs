//! The sender of every mail: a name as schools write it, an address as mail servers read it.
use lettre::Address;
use lettre::message::Mailbox;

use super::address::{domain_in_ascii, is_ip};
use super::places::Wrong;

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
