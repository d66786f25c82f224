//! Ids and secrets: the only place with randomness. Ids are UUIDv7, so that they sort by the time they were made.
use std::sync::atomic::{AtomicU32, Ordering};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::{RngCore, TryRngCore, rngs::OsRng};
use sha2::{Digest, Sha256};

use super::clock::Moment;

/// How many ids this process made. Two of one moment sort in the order in which they were made.
static MADE: AtomicU32 = AtomicU32::new(0);

/// A new UUIDv7 of this moment: milliseconds, the microseconds of it, a counter of 22 bits, 40 bits by chance (RFC 9562, 6.2).
pub fn fresh(now: Moment) -> String {
    let millis = u64::try_from(now.0 / 1_000).unwrap_or_default();
    let micros = u16::try_from(now.0.rem_euclid(1_000)).unwrap_or_default();
    let [_, counter @ ..] = (MADE.fetch_add(1, Ordering::Relaxed) & 0x003F_FFFF).to_be_bytes();
    let mut rest = [0; 10];
    rest[..2].copy_from_slice(&micros.to_be_bytes());
    rest[2..5].copy_from_slice(&counter);
    fill(&mut rest[5..]);
    uuid::Builder::from_unix_timestamp_millis(millis, &rest).into_uuid().to_string()
}

/// When an id was made; nothing for what `fresh` did not make.
pub fn made(id: &str) -> Option<Moment> {
    let (seconds, nanos) = uuid::Uuid::try_parse(id).ok()?.get_timestamp()?.to_unix();
    let micros = i64::try_from(seconds).ok()?.checked_mul(Moment::SECOND)?;
    Some(Moment(micros).plus(i64::from(nanos / 1_000)))
}

/// Whether a text has the form of an id that `fresh` made (a key that came from a form, for example).
pub fn is_id(text: &str) -> bool {
    text.len() == 36 && uuid::Uuid::try_parse(text).is_ok()
}

/// The id that follows from another one and from words: the same words lead to the same id, other words to another.
pub fn derived(id: &str, words: &str) -> String {
    let hash = Sha256::digest([id, "\n", words].concat());
    let mut bytes = uuid::Uuid::try_parse(id).unwrap_or_default().into_bytes();
    // The moment stays, so that ids still sort by it.
    bytes[6..].copy_from_slice(&hash[..10]);
    let made =
        uuid::Builder::from_bytes(bytes).with_version(uuid::Version::SortRand).with_variant(uuid::Variant::RFC4122);
    made.into_uuid().to_string()
}

/// 256 random bits for a cookie.
pub fn token() -> String {
    let mut bytes = [0; 32];
    fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Bytes by chance.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    fill(&mut bytes);
    bytes
}

/// Eleven bytes that follow from a secret and an id: without the secret nobody finds them.
pub fn mixed(secret: &str, id: &str) -> [u8; 11] {
    let hash = Sha256::digest([secret, "\n", id].concat());
    let mut bytes = [0; 11];
    bytes.copy_from_slice(&hash[..11]);
    bytes
}

/// What of a secret may be stored.
pub fn hash(secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(secret.as_bytes()))
}

/// A short reference that somebody can read out on the telephone: no 0, O, 1 or I.
pub fn reference() -> String {
    const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let mut bytes = [0; 4];
    fill(&mut bytes);
    bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect()
}

/// A number from 0 up to this one, by chance. Not for secrets.
pub fn chance(most: i64) -> i64 {
    let mut bytes = [0; 8];
    fill(&mut bytes);
    i64::from_le_bytes(bytes).rem_euclid(most.max(0).saturating_add(1).max(1))
}

#[expect(clippy::disallowed_methods, reason = "the one place that draws randomness")]
fn fill(bytes: &mut [u8]) {
    OsRng.unwrap_err().fill_bytes(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_moment_and_then_in_the_order_in_which_they_were_made() {
        let now = Moment(1_764_123_456_789_012);
        let of_one_moment: Vec<String> = (0..300).map(|_| fresh(now)).collect();
        assert!(of_one_moment.is_sorted_by(|one, next| one < next));
        assert!(fresh(now.plus(-1)) < of_one_moment[0] && of_one_moment[299] < fresh(now.plus(1)));
        assert_eq!(made(&of_one_moment[0]), Some(Moment(1_764_123_456_789_000)));
    }
}
