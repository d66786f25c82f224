//! The address of a mail server, taken apart. A password travels only under TLS, or inside this computer.
use secrecy::SecretString;
use url::Url;

use super::{Smtp, Tls, Wrong};
use crate::base::settings::address::{domain_in_ascii, is_here};

pub fn smtp(url: &Url) -> Result<Smtp, Wrong> {
    if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
        return Err("has something after the host".into());
    }
    let host = domain_in_ascii(&decoded(url.host_str().unwrap_or_default())?).ok_or("names no host")?;
    let user = user(url)?;
    let tls = tls(url, &host, user.is_some())?;
    let usual = match tls {
        Tls::Always => 465,
        Tls::Required => 587,
        Tls::Offered | Tls::Never => 25,
    };
    let port = url.port().unwrap_or(usual);
    if port == 0 { Err("has no port 0".into()) } else { Ok(Smtp { host, port, tls, user }) }
}

fn user(url: &Url) -> Result<Option<(String, SecretString)>, Wrong> {
    match (decoded(url.username())?, url.password()) {
        (name, None) if name.is_empty() => Ok(None),
        (name, Some(password)) if !name.is_empty() && !password.is_empty() => {
            Ok(Some((name, decoded(password)?.into())))
        }
        _ => Err("has a name without a password, or a password without a name".into()),
    }
}

/// What is asked for, and what is allowed.
fn tls(url: &Url, host: &str, secret: bool) -> Result<Tls, Wrong> {
    let asked: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    let asked = match asked.as_slice() {
        [] => None,
        [(key, how)] if key == "tls" => Some(how.as_str()),
        _ => return Err("has something after the «?» that is not tls=required, tls=opportunistic or tls=none".into()),
    };
    match (url.scheme(), asked) {
        ("smtps", None) => Ok(Tls::Always),
        ("smtps", Some(_)) => Err("asks for TLS twice (leave out what stands after the «?»)".into()),
        (_, Some("none")) if is_here(host) => Ok(Tls::Never),
        (_, Some("none")) => Err("asks for no TLS, which is possible to localhost only".into()),
        (_, None) if is_here(host) && !secret => Ok(Tls::Never),
        (_, Some("required")) => Ok(Tls::Required),
        (_, None) if secret => Ok(Tls::Required),
        (_, Some("opportunistic")) if secret => {
            Err("would send a password without TLS to whoever takes TLS away: leave out tls=opportunistic".into())
        }
        (_, None | Some("opportunistic")) => Ok(Tls::Offered),
        (_, Some(_)) => Err("has a tls that is none of required, opportunistic and none".into()),
    }
}

/// `%40` is `@`.
fn decoded(text: &str) -> Result<String, Wrong> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let pair = digit(rest.next()).zip(digit(rest.next()));
        let (high, low) = pair.ok_or("has a «%» that does not begin a letter")?;
        bytes.push(u8::try_from(high * 16 + low).unwrap_or_default());
    }
    String::from_utf8(bytes).map_err(|_| "has letters that are not UTF-8".into())
}
