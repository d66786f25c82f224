//! Reads pixels out of a JPEG, PNG or WebP. Never allocates for a picture whose header already promises too much.

use std::io::Cursor;

use image::codecs::{jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{ColorType, DynamicImage, ImageDecoder, ImageError, Limits};

use super::refused::Refused;
use super::sniff::Container;
use super::{MAX_MEMORY, MAX_PIXELS, MAX_RATIO, MAX_SIDE, jpeg};

/// Pixels as stored, and what must still happen to them.
pub(super) struct Decoded {
    pub pixels: DynamicImage,
    pub orientation: Orientation,
    /// Display P3, the colours of every recent iPhone.
    pub wide_colours: bool,
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
    let decoder = JpegDecoder::new(Cursor::new(bytes)).map_err(refusal)?;
    // The decoder keeps its own copy of the file.
    read(decoder, frame.coefficients + bytes.len() as u64)
}

fn decode_png(bytes: &[u8]) -> Result<Decoded, Refused> {
    let decoder = PngDecoder::with_limits(Cursor::new(bytes), limits()).map_err(refusal)?;
    if decoder.is_apng().map_err(refusal)? {
        return Err(Refused::Animated);
    }
    let (width, height) = decoder.dimensions();
    let deep = !matches!(decoder.color_type(), ColorType::L8 | ColorType::La8 | ColorType::Rgb8 | ColorType::Rgba8);
    let eight_bit_copy = if deep { decoder.total_bytes() / 2 } else { 0 };
    fits(width, height)?;
    read(decoder, eight_bit_copy)
}

fn decode_webp(bytes: &[u8]) -> Result<Decoded, Refused> {
    let decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(refusal)?;
    if decoder.has_animation() {
        return Err(Refused::Animated);
    }
    let (width, height) = decoder.dimensions();
    fits(width, height)?;
    // Lossless files are decoded to four channels first, beside the result.
    read(decoder, u64::from(width) * u64::from(height) * 4)
}

fn fits(width: u32, height: u32) -> Result<(), Refused> {
    let (short, long) = (width.min(height), width.max(height));
    if short == 0 {
        return Err(Refused::Broken);
    }
    if long > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Refused::TooManyPixels);
    }
    if long > short.saturating_mul(MAX_RATIO) {
        return Err(Refused::OddShape);
    }
    Ok(())
}

fn read(mut decoder: impl ImageDecoder, beside_the_pixels: u64) -> Result<Decoded, Refused> {
    let (width, height) = decoder.dimensions();
    fits(width, height)?;
    if decoder.total_bytes() + beside_the_pixels > MAX_MEMORY {
        return Err(Refused::TooManyPixels);
    }
    decoder.set_limits(limits()).map_err(refusal)?;
    // Damaged metadata is no reason to refuse a photo: it is thrown away anyhow.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let wide_colours = decoder.icc_profile().ok().flatten().is_some_and(|profile| is_display_p3(&profile));
    let pixels = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    Ok(Decoded { pixels, orientation, wide_colours })
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

/// Looks for the name in the profile's description, which is written in ASCII or in UTF-16.
fn is_display_p3(profile: &[u8]) -> bool {
    let letters: Vec<u8> = profile.iter().copied().filter(|byte| *byte != 0).collect();
    letters.windows(10).any(|name| name == b"Display P3")
}
