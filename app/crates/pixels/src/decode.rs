//! Reads pixels out of a JPEG, PNG or WebP. Never allocates for a picture whose header already promises too much.

use std::hash::{DefaultHasher, Hasher};
use std::io::Cursor;

use image::codecs::{jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{ColorType, DynamicImage, ImageDecoder, ImageError, Limits};

use super::profile::Colours;
use super::refused::Refused;
use super::sniff::Container;
use super::{MAX_MEMORY, MAX_PIXELS, MAX_RATIO, MAX_SIDE, chunks, jpeg};

/// What a PNG may unfold beside its pixels: a profile, a line of the picture.
const MAX_ASIDE: u64 = 1024 * 1024;

/// Pixels as stored, and what must still happen to them.
pub(super) struct Decoded {
    pub pixels: DynamicImage,
    pub orientation: Orientation,
    pub colours: Colours,
}

pub(super) fn decode(container: Container, bytes: &[u8]) -> Result<Decoded, Refused> {
    match container {
        Container::Jpeg => decode_jpeg(bytes),
        Container::Png => decode_png(bytes),
        Container::WebP => decode_webp(bytes),
    }
}

fn decode_jpeg(bytes: &[u8]) -> Result<Decoded, Refused> {
    let frame = jpeg::survey(bytes)?;
    fits(frame.width, frame.height)?;
    // The decoder keeps its own copy of the file.
    let beside = frame.coefficients + bytes.len() as u64;
    let open = |bytes: &[u8]| read(JpegDecoder::new(Cursor::new(bytes)).map_err(refusal)?, beside, None);
    let Some(end) = frame.open_end else { return open(bytes) };
    let first = fingerprint(&open(&jpeg::ended(&bytes[..end], 0x55))?);
    let again = open(&jpeg::ended(&bytes[..end], 0xAA))?;
    if fingerprint(&again) == first { Ok(again) } else { Err(Refused::Broken) }
}

fn fingerprint(decoded: &Decoded) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(decoded.pixels.as_bytes());
    hasher.finish()
}

fn decode_png(bytes: &[u8]) -> Result<Decoded, Refused> {
    let survey = chunks::png(bytes)?;
    survey.size.map_or(Ok(()), |(width, height)| fits(width, height))?;
    if survey.moves() {
        return Err(Refused::Animated);
    }
    let lean = chunks::lean(bytes);
    let mut aside = limits();
    aside.max_alloc = Some(MAX_ASIDE);
    let mut decoder = PngDecoder::with_limits(Cursor::new(lean.as_ref()), aside).map_err(refusal)?;
    if survey.heavy_profile && decoder.icc_profile().map_err(refusal)?.is_none() {
        return Err(Refused::OddColours);
    }
    let deep = !matches!(decoder.color_type(), ColorType::L8 | ColorType::La8 | ColorType::Rgb8 | ColorType::Rgba8);
    let eight_bit_copy = if deep { decoder.total_bytes() / 2 } else { 0 };
    read(decoder, eight_bit_copy, survey.gamma)
}

fn decode_webp(bytes: &[u8]) -> Result<Decoded, Refused> {
    if chunks::webp(bytes)?.moves() {
        return Err(Refused::Animated);
    }
    let decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    fits(width, height)?;
    // Lossless files are decoded to four channels first, beside the result.
    read(decoder, u64::from(width) * u64::from(height) * 4, None)
}

fn fits(width: u32, height: u32) -> Result<(), Refused> {
    let (short, long) = (width.min(height), width.max(height));
    if short == 0 {
        return Err(Refused::Broken);
    }
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Refused::TooManyPixels);
    }
    if long > MAX_SIDE || long > short.saturating_mul(MAX_RATIO) {
        return Err(Refused::OddShape);
    }
    Ok(())
}

fn read(mut decoder: impl ImageDecoder, beside_the_pixels: u64, gamma: Option<f32>) -> Result<Decoded, Refused> {
    let (width, height) = decoder.dimensions();
    fits(width, height)?;
    if decoder.total_bytes() + beside_the_pixels > MAX_MEMORY {
        return Err(Refused::TooManyPixels);
    }
    decoder.set_limits(limits()).map_err(refusal)?;
    // Damaged metadata is no reason to refuse a photo: it is thrown away anyhow.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let colours = Colours::of(decoder.icc_profile().ok().flatten(), gamma);
    let pixels = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    Ok(Decoded { pixels, orientation, colours })
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    limits
}

fn refusal(error: ImageError) -> Refused {
    match error {
        ImageError::Limits(_) => Refused::TooManyPixels,
        _ => Refused::Broken,
    }
}
