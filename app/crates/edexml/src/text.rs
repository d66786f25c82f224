//! Bytes to text, and text to the few kinds of value a school file holds. What cannot be read for certain is refused;
//! what cannot be seen is cleaned away, because people copy it along without knowing.

use super::{Reason, Refusal};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A board with a hundred schools stays far below this.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;
const MAX_CHARS: usize = 200;
/// Bytes of an address as it travels, and of each part of its domain between the dots: what mail and its names allow.
const MAX_ADDRESS: usize = 254;
const MAX_DOMAIN_PART: usize = 63;

/// Whether a file is XML, whatever it is called.
pub fn is_xml(bytes: &[u8]) -> bool {
    let text = match Encoding::for_bom(bytes) {
        Some((_, length)) => bytes.get(length..).unwrap_or_default(),
        None => bytes,
    };
    text.iter().find(|byte| !byte.is_ascii_whitespace() && **byte != 0) == Some(&b'<')
}

/// How the letters of a file are written: `UTF-8`, `windows-1252`. None: in a way that is not read.
pub fn encoding(bytes: &[u8]) -> Option<&'static str> {
    let encoding = if is_xml(bytes) { xml_encoding(bytes).ok()? } else { csv_encoding(bytes) };
    Some(encoding.name())
}

/// Text of an XML file.
pub fn decode_xml(bytes: &[u8]) -> Result<String, Refusal> {
    decode(bytes, xml_encoding(bytes)?)
}

/// Text of a spreadsheet.
pub fn decode_csv(bytes: &[u8]) -> Result<String, Refusal> {
    decode(bytes, csv_encoding(bytes))
}

/// Its byte order mark, or the encoding that its declaration names.
fn xml_encoding(bytes: &[u8]) -> Result<&'static Encoding, Refusal> {
    Ok(match (Encoding::for_bom(bytes), bytes) {
        (Some((marked, _)), _) => marked,
        (None, [b'<', 0, ..]) => UTF_16LE,
        (None, [0, b'<', ..]) => UTF_16BE,
        (None, _) => declared_encoding(bytes)?,
    })
}

/// What its byte order mark says, else UTF-8, else what Excel writes in this part of the world.
fn csv_encoding(bytes: &[u8]) -> &'static Encoding {
    match Encoding::for_bom(bytes) {
        Some((marked, _)) => marked,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => WINDOWS_1252,
    }
}

/// Line ends of every machine become one kind, so that a line has one number.
fn decode(bytes: &[u8], encoding: &'static Encoding) -> Result<String, Refusal> {
    if bytes.len() > MAX_BYTES {
        return Err(Refusal::new(1, Reason::TooLarge, "file"));
    }
    let (text, _, broken) = encoding.decode(bytes);
    if broken {
        let read = text.split('\u{FFFD}').next().unwrap_or_default();
        return Err(Refusal::new(1 + newlines(read.as_bytes()), Reason::BadEncoding, "encoding"));
    }
    Ok(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.into_owned() })
}

pub fn newlines(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

/// The declaration is ASCII in every encoding that has none of the marks above.
fn declared_encoding(bytes: &[u8]) -> Result<&'static Encoding, Refusal> {
    match declared(bytes) {
        Some(label) if !label.starts_with("utf-16") && !matches!(label.as_str(), "us-ascii" | "ascii") => {
            Encoding::for_label_no_replacement(label.as_bytes()).ok_or(Refusal::new(
                1,
                Reason::UnsupportedEncoding,
                "encoding",
            ))
        }
        _ => Ok(UTF_8),
    }
}

fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(256))?;
    let end = head.windows(2).position(|pair| pair == b"?>")?;
    let head = std::str::from_utf8(head.get(..end)?).ok()?.trim_start().strip_prefix("<?xml")?;
    let value = head.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    Some(value.get(1..)?.split(quote).next()?.to_ascii_lowercase())
}

/// One line of text: white space folded, empty is nothing, what cannot be seen is gone. Control characters are refused,
/// because names end up in mail headers and calendars.
pub fn clean(raw: &str) -> Result<Option<String>, Reason> {
    let tidy = identity::tidy(raw);
    if tidy.chars().any(|letter| letter.is_control() || matches!(letter, '\u{FFFD}' | '\u{FFFE}' | '\u{FFFF}')) {
        return Err(Reason::BadCharacter);
    }
    if tidy.chars().count() > MAX_CHARS {
        return Err(Reason::TooLong);
    }
    Ok(Some(tidy).filter(|text| !text.is_empty()))
}

/// `2026-02-28`, also with the time or zone that `xs:date` and `xs:dateTime` allow behind it.
pub fn date(raw: &str) -> Result<String, Reason> {
    let day = raw.get(..10).ok_or(Reason::InvalidDate)?;
    let shape = day
        .bytes()
        .enumerate()
        .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() });
    let rest = raw.get(10..).unwrap_or_default();
    if !shape || !(rest.is_empty() || rest.starts_with(['T', 'Z', '+', '-'])) {
        return Err(Reason::InvalidDate);
    }
    day.parse::<jiff::civil::Date>().map_err(|_| Reason::InvalidDate)?;
    Ok(day.to_owned())
}

/// As it is compared, because the address is how we recognise a person. Only the shape is checked: a mail proves the rest.
/// `Sanne de Wit <sanne@school.example>`, as mail programs copy it, is the address in it.
pub fn email(raw: &str) -> Result<String, Reason> {
    let inner = raw.strip_suffix('>').and_then(|named| named.rsplit_once('<')).map_or(raw, |(_, inner)| inner);
    let address = identity::address(inner);
    let (local, domain) = address.split_once('@').ok_or(Reason::InvalidEmail)?;
    let allowed =
        |text: &str| !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || "@,;:<>()[]\\\"'".contains(c));
    let dotted = domain.contains('.') && domain.split('.').all(|part| (1..=MAX_DOMAIN_PART).contains(&part.len()));
    // An apostrophe is legal before the @ (o'neill@…), nowhere else.
    if !allowed(&local.replace('\'', "")) || !allowed(domain) || !dotted || address.len() > MAX_ADDRESS {
        return Err(Reason::InvalidEmail);
    }
    Ok(address)
}

/// Digits and what people write between them; at least six digits. The apostrophe that spreadsheets put before a number, the dash
/// of a word processor and «(werk)» are not part of it. What is left when that is no number is nothing: never a reason to refuse a file.
pub fn phone(raw: &str) -> Option<String> {
    let start = raw.trim_start_matches(['\'', '‘', '’', '`']);
    let number = start.split(char::is_alphabetic).next().unwrap_or_default();
    let number: String = number
        .chars()
        .map(|letter| if ('\u{2010}'..='\u{2015}').contains(&letter) || letter == '−' { '-' } else { letter })
        .collect();
    let number = number.trim_end_matches([' ', '(', '-', ',', ';', '.']);
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let allowed = number.chars().all(|c| c.is_ascii_digit() || "+-(). /".contains(c));
    // What a spreadsheet made of a number (6.12346E+08) has lost its last digits.
    let rounded = start.contains("E+") || start.contains("e+");
    (allowed && !rounded && (6..=20).contains(&digits)).then(|| number.trim().to_owned())
}
