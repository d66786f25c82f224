//! The blurred picture a page shows until the photo arrives, as a WebP small enough for a data URL.
//! Never fails: a stored hash that cannot be read gives one paper-coloured pixel.

use image::{Rgb, RgbImage, imageops};

use super::render::webp;

/// A thumbhash holds at most seven waves a side, so twelve pixels show nearly all of it.
const LONGEST: u32 = 12;
const PAPER: Rgb<u8> = Rgb([240, 231, 217]);

/// Stretched over the place of a photo nobody sees the difference to a better one.
const QUALITY: f32 = 50.0;

/// A WebP of at most 12 by 12 pixels, about 70 bytes; let CSS stretch it over the place of the photo.
/// As a PNG it would be four times as long, and a page of news holds thirty.
pub fn placeholder_webp(thumbhash: &[u8]) -> Vec<u8> {
    let picture = unfold(thumbhash).unwrap_or_else(|| RgbImage::from_pixel(1, 1, PAPER));
    // A picture of this size can be encoded; an empty answer would only mean no placeholder.
    webp(&picture, QUALITY).unwrap_or_default()
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
