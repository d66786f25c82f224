//! A photo as a phone makes it, with everything a parent would not want to share: place, name, device, a hidden thumbnail.
//! The TIFF block is written here by hand, so that tests know exactly what must be gone. Used by tests and benches only.

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, Rgb, RgbImage, metadata::Orientation};

/// Every text that [`tiff`] hides in a file; none may be found in a rendition.
pub const SECRETS: [&str; 6] =
    ["Jan Jansen", "Kiekje Telefoons", "Kiekje 12 Pro", "SN-0042-WILGEN", "2026:10:05 08:31:07", "Achtertuin van Noor"];

const ASCII: u16 = 2;
const SHORT: u16 = 3;
const LONG: u16 = 4;
const RATIONAL: u16 = 5;
const UNDEFINED: u16 = 7;

/// [`pattern`] in a JPEG that is stored turned, as `orientation` (1 to 8) says; `width` and `height` are those of the upright photo.
pub fn phone_jpeg(seed: u64, width: u32, height: u32, orientation: u8) -> Vec<u8> {
    jpeg_with(&pattern(seed, width, height), orientation)
}

/// The same around a picture of your own.
pub fn jpeg_with(upright: &RgbImage, orientation: u8) -> Vec<u8> {
    let stored = as_stored(upright, orientation);
    let plain = jpeg(&stored, 88);
    let app1 = segment(&tiff(orientation, &thumbnail(&stored)));
    // Exif comes directly after the start marker.
    [&plain[..2], &app1, &plain[2..]].concat()
}

/// Soft fields of colour under a fine grain: as hard to store as a photo, another for every seed, the same one in every size.
pub fn pattern(seed: u64, width: u32, height: u32) -> RgbImage {
    let start = (seed % 97) as f32;
    RgbImage::from_fn(width, height, |x, y| {
        let (across, down) = (x as f32 / width as f32, y as f32 / height as f32);
        let field = |along: f32, aside: f32| (start * along + 9.0 * (along * across + aside * down)).sin();
        let grain = (x.wrapping_mul(0x9E37_79B1) ^ y.wrapping_mul(0x85EB_CA77)).wrapping_mul(0xC2B2_AE3D) >> 28;
        let level = |along, aside| 120.0 + 60.0 * field(along, aside) + 40.0 * field(aside, -along) + grain as f32;
        Rgb([level(0.9, 0.4), level(0.5, 1.1), level(-0.3, 0.7)].map(|level| level as u8))
    })
}

/// How the sensor saw it: the turn that undoes `orientation`.
fn as_stored(upright: &RgbImage, orientation: u8) -> RgbImage {
    let undo = match orientation {
        6 => 8,
        8 => 6,
        other => other,
    };
    let mut picture = DynamicImage::ImageRgb8(upright.clone());
    picture.apply_orientation(Orientation::from_exif(undo).unwrap_or(Orientation::NoTransforms));
    picture.into_rgb8()
}

fn jpeg(picture: &RgbImage, quality: u8) -> Vec<u8> {
    let mut file = Vec::new();
    // Writing to memory cannot fail; an empty file would show at once.
    let written = JpegEncoder::new_with_quality(&mut file, quality).encode_image(picture);
    if written.is_err() { Vec::new() } else { file }
}

fn thumbnail(picture: &RgbImage) -> Vec<u8> {
    jpeg(&image::imageops::thumbnail(picture, 96, 72), 70)
}

fn segment(tiff: &[u8]) -> Vec<u8> {
    let length = u16::try_from(tiff.len() + 8).unwrap_or(u16::MAX).to_be_bytes();
    [&[0xFF, 0xE1][..], &length, b"Exif\0\0", tiff].concat()
}

/// The block of metadata itself (big-endian TIFF); PNG `eXIf` and WebP `EXIF` chunks carry the same bytes.
pub fn tiff(orientation: u8, thumbnail: &[u8]) -> Vec<u8> {
    let mut main = vec![
        text(0x010F, SECRETS[1]),
        text(0x0110, SECRETS[2]),
        number(0x0112, SHORT, u32::from(orientation)),
        text(0x0132, SECRETS[4]),
        text(0x013B, SECRETS[0]),
    ];
    let details = vec![
        value(0x9000, UNDEFINED, b"0232"),
        text(0x9003, SECRETS[4]),
        value(0x927C, UNDEFINED, SECRETS[5].as_bytes()),
        value(0x9286, UNDEFINED, &[b"ASCII\0\0\0", SECRETS[5].as_bytes()].concat()),
        text(0xA430, SECRETS[0]),
        text(0xA431, SECRETS[3]),
    ];
    let place = place();
    let details_at = 8 + directory_size(&main) + 2 * 12;
    let place_at = details_at + directory_size(&details);
    let hidden_at = place_at + directory_size(&place);
    main.push(number(0x8769, LONG, details_at));
    main.push(number(0x8825, LONG, place_at));
    let mut hidden =
        vec![number(0x0103, SHORT, 6), number(0x0201, LONG, 0), number(0x0202, LONG, thumbnail.len() as u32)];
    hidden[1] = number(0x0201, LONG, hidden_at + directory_size(&hidden));
    let mut block = b"MM\0\x2A\0\0\0\x08".to_vec();
    write_directory(&mut block, &main, hidden_at);
    write_directory(&mut block, &details, 0);
    write_directory(&mut block, &place, 0);
    write_directory(&mut block, &hidden, 0);
    block.extend_from_slice(thumbnail);
    block
}

fn place() -> Vec<Entry> {
    // Oudewater, to the second.
    vec![
        value(0x0000, 1, &[2, 3, 0, 0]),
        text(0x0001, "N"),
        value(0x0002, RATIONAL, &rationals(&[(52, 1), (1, 1), (2964, 100)])),
        text(0x0003, "E"),
        value(0x0004, RATIONAL, &rationals(&[(4, 1), (52, 1), (516, 100)])),
        value(0x0006, RATIONAL, &rationals(&[(3, 1)])),
    ]
}

/// One line of a directory: what it is, its type, and its bytes.
struct Entry {
    tag: u16,
    kind: u16,
    bytes: Vec<u8>,
}

fn value(tag: u16, kind: u16, bytes: &[u8]) -> Entry {
    Entry { tag, kind, bytes: bytes.to_vec() }
}

fn text(tag: u16, text: &str) -> Entry {
    value(tag, ASCII, &[text.as_bytes(), b"\0"].concat())
}

fn number(tag: u16, kind: u16, number: u32) -> Entry {
    let wide = number.to_be_bytes();
    value(tag, kind, if kind == SHORT { &wide[2..] } else { &wide })
}

fn rationals(parts: &[(u32, u32)]) -> Vec<u8> {
    parts.iter().flat_map(|(above, below)| [above.to_be_bytes(), below.to_be_bytes()].concat()).collect()
}

/// Values of up to four bytes live in the line itself, longer ones behind the directory, at even places.
fn outside(entry: &Entry) -> u32 {
    if entry.bytes.len() > 4 { (entry.bytes.len() as u32).next_multiple_of(2) } else { 0 }
}

fn directory_size(entries: &[Entry]) -> u32 {
    2 + 12 * entries.len() as u32 + 4 + entries.iter().map(outside).sum::<u32>()
}

fn write_directory(block: &mut Vec<u8>, entries: &[Entry], next: u32) {
    let mut behind_at = block.len() as u32 + 2 + 12 * entries.len() as u32 + 4;
    let mut behind = Vec::new();
    block.extend((entries.len() as u16).to_be_bytes());
    for entry in entries {
        let size = match entry.kind {
            SHORT => 2,
            LONG => 4,
            RATIONAL => 8,
            _ => 1,
        };
        block.extend(entry.tag.to_be_bytes());
        block.extend(entry.kind.to_be_bytes());
        block.extend((entry.bytes.len() as u32 / size).to_be_bytes());
        let mut cell = entry.bytes.clone();
        if outside(entry) > 0 {
            cell.resize(outside(entry) as usize, 0);
            block.extend(behind_at.to_be_bytes());
            behind_at += outside(entry);
            behind.extend(cell);
        } else {
            cell.resize(4, 0);
            block.extend(cell);
        }
    }
    block.extend(next.to_be_bytes());
    block.extend(behind);
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::ImageDecoder;

    #[test]
    fn a_phone_stores_the_photo_turned_and_says_so() {
        for orientation in 1..=8 {
            let file = phone_jpeg(1, 64, 48, orientation);
            let mut decoder = image::codecs::jpeg::JpegDecoder::new(std::io::Cursor::new(&file)).unwrap();
            let lying = if orientation >= 5 { (48, 64) } else { (64, 48) };
            assert_eq!(decoder.dimensions(), lying);
            assert_eq!(decoder.orientation().unwrap().to_exif(), orientation);
            assert!(SECRETS.iter().all(|secret| file.windows(secret.len()).any(|part| part == secret.as_bytes())));
        }
    }
}
