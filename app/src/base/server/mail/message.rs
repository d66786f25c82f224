//! The message that a mail becomes: headers that every mail server accepts, whatever stands in names and subjects.
use std::time::{Duration, UNIX_EPOCH};

use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::{Address, Message};

use super::{Mail, Undelivered};
use crate::base::clock::Moment;
use crate::base::settings::domain_in_ascii;

const NO_ADDRESS: Undelivered = Undelivered::Refused("mail_address");

/// `id` names the mail for ever: together with the sender's domain it is the Message-ID.
pub fn compose(from: &Mailbox, mail: &Mail, id: &str, now: Moment) -> Result<Message, Undelivered> {
    let since = Duration::from_micros(now.0.try_into().unwrap_or_default());
    let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, address(&mail.to).ok_or(NO_ADDRESS)?))
        .subject(one_line(&mail.subject))
        .date(UNIX_EPOCH + since)
        .message_id(Some(format!("<{id}@{}>", from.email.domain())))
        // No machine answers «I am on holiday» to a machine.
        .raw_header(HeaderValue::new(automatic, "auto-generated".into()))
        .header(ContentType::TEXT_PLAIN)
        .body(mail.text.clone())
        .map_err(|_| NO_ADDRESS)
}

/// An address with its domain in ASCII. What stands before the @ is the receiver's own, and stays as it is.
fn address(text: &str) -> Option<Address> {
    let (user, domain) = text.trim().rsplit_once('@')?;
    Address::new(user, domain_in_ascii(domain)?).ok()
}

/// Line breaks of every alphabet become spaces: a subject never starts a second header.
fn one_line(subject: &str) -> String {
    let breaks = |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
    subject
        .split(|letter| breaks(letter) || letter == ' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
