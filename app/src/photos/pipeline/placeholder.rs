//! The blurred picture a page shows until the photo arrives, as a PNG small enough for a data URL.
//! Never fails: a stored hash that cannot be read gives one paper-coloured pixel.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder, Rgb, RgbImage, imageops};

/// A thumbhash holds at most seven waves a side, so twelve pixels show nearly all of it.
const LONGEST: u32 = 12;
const PAPER: Rgb<u8> = Rgb([240, 231, 217]);

/// A PNG of at most 12 by 12 pixels, about 350 bytes; let CSS stretch it over the place of the photo.
pub fn placeholder_png(thumbhash: &[u8]) -> Vec<u8> {
    let picture = unfold(thumbhash).unwrap_or_else(|| RgbImage::from_pixel(1, 1, PAPER));
    let mut png = Vec::with_capacity(400);
    let encoder = PngEncoder::new_with_quality(&mut png, CompressionType::Best, FilterType::Adaptive);
    // Writing to memory cannot fail; an empty answer would only mean no placeholder.
    let written = encoder.write_image(picture.as_raw(), picture.width(), picture.height(), ExtendedColorType::Rgb8);
    if written.is_err() { Vec::new() } else { png }
}

fn unfold(thumbhash: &[u8]) -> Option<RgbImage> {
    // The lowest three bits of the fourth byte say how long the short side is; zero there is damage.
    if thumbhash.get(3)? & 7 == 0 {
        return None;
    }
    let (width, height, rgba) = thumbhash::thumb_hash_to_rgba(thumbhash).ok()?;
    let (width, height) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    if width == 0 || height == 0 {
        return None;
    }
    let rgb = rgba.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let full = RgbImage::from_raw(width, height, rgb)?;
    let scaled = |side: u32| (side * LONGEST).div_ceil(32).max(1);
    Some(imageops::thumbnail(&full, scaled(width), scaled(height)))
}
