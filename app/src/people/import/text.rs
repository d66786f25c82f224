//! Bytes to text, and text to the few kinds of value a school file holds. Never repairs silently:
//! what cannot be read for certain is refused.

use super::{Reason, Refusal};
use std::borrow::Cow;

/// A board with a hundred schools stays far below this.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;
const MAX_CHARS: usize = 200;
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Windows-1252 for 0x80–0x9F; the rest of it is Latin-1. Browsers read "ISO-8859-1" this way too.
const C1: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// Text of an XML file, by the encoding its declaration names.
pub fn decode_xml(bytes: &[u8]) -> Result<Cow<'_, str>, Refusal> {
    check_size(bytes)?;
    if bytes.starts_with(BOM) {
        return decode_utf8(bytes).map(Cow::Borrowed);
    }
    match declared_encoding(bytes).as_deref() {
        None | Some("utf-8" | "utf8" | "us-ascii" | "ascii") => decode_utf8(bytes).map(Cow::Borrowed),
        Some("iso-8859-1" | "latin1" | "latin-1" | "windows-1252" | "cp1252") => Ok(Cow::Owned(bytes.iter().map(|byte| latin(*byte)).collect())),
        Some(_) => Err(Refusal::new(1, Reason::UnsupportedEncoding, "encoding")),
    }
}

/// UTF-8, with or without a byte order mark.
pub fn decode_utf8(bytes: &[u8]) -> Result<&str, Refusal> {
    check_size(bytes)?;
    let bytes = bytes.strip_prefix(BOM).unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let line = 1 + newlines(&bytes[..error.valid_up_to()]);
        Refusal::new(line, Reason::BadEncoding, "encoding")
    })
}

pub fn newlines(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

fn check_size(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.len() > MAX_BYTES {
        return Err(Refusal::new(1, Reason::TooLarge, "file"));
    }
    Ok(())
}

fn latin(byte: u8) -> char {
    match byte {
        0x80..=0x9F => C1[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// The declaration is ASCII in every encoding we accept; anything else has none and fails as UTF-8.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(256))?;
    let end = head.windows(2).position(|pair| pair == b"?>")?;
    let head = std::str::from_utf8(head.get(..end)?).ok()?.strip_prefix("<?xml")?;
    let value = head.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    Some(value.get(1..)?.split(quote).next()?.to_ascii_lowercase())
}

/// One line of text: white space folded, empty is nothing. Control and direction characters are refused,
/// because names end up in mail headers and calendars.
pub fn clean(raw: &str) -> Result<Option<String>, Reason> {
    let folded = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    if folded.chars().any(is_forbidden) {
        return Err(Reason::BadCharacter);
    }
    if folded.chars().count() > MAX_CHARS {
        return Err(Reason::TooLong);
    }
    Ok(Some(folded).filter(|text| !text.is_empty()))
}

fn is_forbidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || matches!(character, '\u{FEFF}' | '\u{FFFD}' | '\u{FFFE}' | '\u{FFFF}')
}

/// `2026-02-28`, also with the time or zone that `xs:date` and `xs:dateTime` allow behind it.
pub fn date(raw: &str) -> Result<String, Reason> {
    let day = raw.get(..10).ok_or(Reason::InvalidDate)?;
    let shape = day.bytes().enumerate().all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() });
    let rest = raw.get(10..).unwrap_or_default();
    if !shape || !(rest.is_empty() || rest.starts_with(['T', 'Z', '+', '-'])) {
        return Err(Reason::InvalidDate);
    }
    day.parse::<jiff::civil::Date>().map_err(|_| Reason::InvalidDate)?;
    Ok(day.to_owned())
}

/// Lower-cased, because the address is how we recognise a person. Only the shape is checked: a mail proves the rest.
pub fn email(raw: &str) -> Result<String, Reason> {
    let lower = raw.to_lowercase();
    let (local, domain) = lower.split_once('@').ok_or(Reason::InvalidEmail)?;
    let allowed = |text: &str| !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || "@,;:<>()[]\\\"'".contains(c));
    let dotted = domain.contains('.') && !domain.split('.').any(str::is_empty);
    // An apostrophe is legal before the @ (o'neill@…), nowhere else.
    if !allowed(&local.replace('\'', "")) || !allowed(domain) || !dotted || lower.len() > 254 {
        return Err(Reason::InvalidEmail);
    }
    Ok(lower)
}

/// Digits and what people write between them; at least six digits.
pub fn phone(raw: &str) -> Result<String, Reason> {
    let digits = raw.bytes().filter(u8::is_ascii_digit).count();
    let allowed = raw.chars().all(|c| c.is_ascii_digit() || "+-(). /".contains(c));
    if !allowed || !(6..=20).contains(&digits) {
        return Err(Reason::InvalidPhone);
    }
    Ok(raw.to_owned())
}
