//! Walks the markers of a JPEG before anything is decoded: is it whole, and what would decoding cost?
//! Decoders fill a cut-off photo with grey without a word, and allow a hundred passes over a huge picture; we do neither.

use super::profile;
use super::refused::Refused;
use super::scans::Scans;

/// Progressive photos have about ten passes; a thousand passes over nothing is an attack on our processor.
const MAX_PASSES: u32 = 32;

const START_OF_SCAN: u8 = 0xDA;
const END_OF_IMAGE: u8 = 0xD9;
const PROFILE_SEGMENT: u8 = 0xE2;

/// What the frame header promises.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Frame {
    pub width: u32,
    pub height: u32,
    /// Bytes the decoder holds beside the pixels: a progressive photo keeps all its coefficients until the end.
    pub coefficients: u64,
    /// The end marker is missing, and this is where one would have been. Some telephones never write it (and put notes of their
    /// own in its place); a photo that was cut off has none either.
    pub open_end: Option<usize>,
    components: Vec<u8>,
}

/// Fails unless the file runs from a frame header through all its scans. What comes after its end marker is never read.
pub(super) fn survey(bytes: &[u8]) -> Result<Frame, Refused> {
    let mut frame = None;
    let (mut passes, mut profile, mut at) = (0, 0, 2);
    let mut scans = Scans::default();
    loop {
        // A scan that runs to the end of the file stops one byte before it.
        let end = if at + 1 < bytes.len() { at } else { bytes.len() };
        let (marker, body) = match next_part(bytes, &mut at) {
            Err(_) if passes > 0 => return unended(frame, &scans, end),
            found => found?,
        };
        match marker {
            END_OF_IMAGE if passes > 0 => return frame.ok_or(Refused::Broken),
            END_OF_IMAGE => return Err(Refused::Broken),
            _ => {}
        }
        if is_frame(marker) && frame.replace(read_frame(marker, body)?).is_some() {
            return Err(Refused::Broken);
        }
        if marker == PROFILE_SEGMENT && body.starts_with(b"ICC_PROFILE\0") {
            profile += body.len();
            profile::fits(profile)?;
        }
        if marker == START_OF_SCAN {
            passes += 1;
            if passes > MAX_PASSES {
                return Err(Refused::Broken);
            }
            scans.add(body);
            skip_scan(bytes, &mut at);
        }
    }
}

/// Without an end marker every part of the picture must at least have had its scans.
fn unended(frame: Option<Frame>, scans: &Scans, end: usize) -> Result<Frame, Refused> {
    let frame = frame.ok_or(Refused::Broken)?;
    if scans.cover(&frame.components) { Ok(Frame { open_end: Some(end), ..frame }) } else { Err(Refused::Broken) }
}

/// The file with its end marker put back, behind bytes of noise. A decoder that has all it needs reads none of the noise: two
/// noises that give two pictures betray a photo that was cut off.
pub(super) fn ended(bytes: &[u8], noise: u8) -> Vec<u8> {
    let mut end = bytes.iter().rposition(|byte| !matches!(byte, 0 | 0xFF)).map_or(0, |at| at + 1);
    // A stuffed byte of the picture itself.
    if bytes[end..].starts_with(&[0xFF, 0x00]) {
        end += 2;
    }
    let mut ended = Vec::with_capacity(end + 66);
    ended.extend_from_slice(&bytes[..end]);
    ended.extend([noise; 64]);
    ended.extend([0xFF, END_OF_IMAGE]);
    ended
}

fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC)
}

/// The next marker, and what belongs to it. Markers that no standard knows are no markers.
fn next_part<'a>(bytes: &'a [u8], at: &mut usize) -> Result<(u8, &'a [u8]), Refused> {
    loop {
        match next_marker(bytes, at)? {
            END_OF_IMAGE => return Ok((END_OF_IMAGE, &[])),
            0x01 | 0xD0..=0xD8 => {}
            0x02..=0xBF => return Err(Refused::Broken),
            marker => return Ok((marker, segment(bytes, at)?)),
        }
    }
}

/// Some cameras pad with stray bytes between segments; those are skipped, as every decoder does.
fn next_marker(bytes: &[u8], at: &mut usize) -> Result<u8, Refused> {
    loop {
        match (bytes.get(*at), bytes.get(*at + 1)) {
            (Some(0xFF), Some(&marker)) if marker != 0 && marker != 0xFF => {
                *at += 2;
                return Ok(marker);
            }
            (Some(_), Some(_)) => *at += 1,
            _ => return Err(Refused::Broken),
        }
    }
}

fn segment<'a>(bytes: &'a [u8], at: &mut usize) -> Result<&'a [u8], Refused> {
    let rest = bytes.get(*at..).unwrap_or_default();
    let [high, low, ..] = *rest else { return Err(Refused::Broken) };
    let length = usize::from(u16::from_be_bytes([high, low]));
    let body = rest.get(2..length).ok_or(Refused::Broken)?;
    *at += length;
    Ok(body)
}

/// Compressed data runs until a marker that is neither stuffing nor a restart.
fn skip_scan(bytes: &[u8], at: &mut usize) {
    while let Some(pair) = bytes.get(*at..*at + 2) {
        match pair {
            [0xFF, 0x00 | 0xD0..=0xD7] => *at += 2,
            [0xFF, 0xFF] | [0..=0xFE, _] => *at += 1,
            _ => return,
        }
    }
}

fn read_frame(marker: u8, body: &[u8]) -> Result<Frame, Refused> {
    let [_, h1, h0, w1, w0, _, components @ ..] = body else { return Err(Refused::Broken) };
    let (width, height) = (u32::from(u16::from_be_bytes([*w1, *w0])), u32::from(u16::from_be_bytes([*h1, *h0])));
    let samplings: Vec<(u64, u64)> =
        components.chunks_exact(3).map(|c| (u64::from(c[1] >> 4), u64::from(c[1] & 15))).collect();
    let widest = samplings.iter().map(|s| s.0).max().unwrap_or(0);
    let tallest = samplings.iter().map(|s| s.1).max().unwrap_or(0);
    if width == 0 || height == 0 || widest == 0 || tallest == 0 {
        return Err(Refused::Broken);
    }
    let units = u64::from(width).div_ceil(8 * widest) * u64::from(height).div_ceil(8 * tallest);
    let blocks: u64 = samplings.iter().map(|(h, v)| units * h * v).sum();
    let keeps_all = !matches!(marker, 0xC0 | 0xC1);
    let components = components.chunks_exact(3).map(|c| c[0]).collect();
    Ok(Frame { width, height, coefficients: if keeps_all { blocks * 64 * 2 } else { 0 }, open_end: None, components })
}
