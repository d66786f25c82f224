//! From stored pixels to the files we keep: shrink first (turning and colours then cost little), turn upright, encode.
//! Never enlarges, and passes nothing but pixels to the encoder.

use image::imageops::FilterType;
use image::{DynamicImage, RgbImage};
use webp::{Encoder, WebPConfig};

use super::decode::Decoded;
use super::refused::Refused;
use super::{LONGEST_SIDES, Prepared, Rendition, SHORTEST_SIDES};

/// Between "no artefacts a parent would see" and "a photo page on a bad connection".
const QUALITY: f32 = 78.0;

pub(super) fn render(decoded: Decoded) -> Result<Prepared, Refused> {
    let sides = sides(&decoded.pixels);
    let largest = upright(decoded, sides[sides.len() - 1]);
    let (width, height) = (largest.width(), largest.height());
    let longest = width.max(height);
    let mut picture = largest;
    let mut renditions = vec![rendition(&picture.to_rgb8())?];
    // Each size is made from the one above it. A size just below the largest would only cost disk.
    for side in sides.into_iter().rev().filter(|side| side * 9 / 8 < longest) {
        picture = shrink(&picture, side);
        renditions.push(rendition(&picture.to_rgb8())?);
    }
    renditions.reverse();
    let thumbhash = thumbhash(&picture);
    Ok(Prepared { width, height, renditions, thumbhash })
}

/// The longest sides for a picture of this shape: a scrolled screen or a panorama stays wide enough to be read.
fn sides(pixels: &DynamicImage) -> [u32; 3] {
    let (short, long) = (pixels.width().min(pixels.height()).max(1), pixels.width().max(pixels.height()));
    let mut sides = LONGEST_SIDES;
    for (side, shortest) in sides.iter_mut().zip(SHORTEST_SIDES) {
        *side = (*side).max(shortest * long / short);
    }
    sides
}

/// At most the largest size, RGB, sRGB, the right way up.
fn upright(decoded: Decoded, largest: u32) -> DynamicImage {
    let Decoded { pixels, orientation, colours } = decoded;
    let opaque = averaged(on_white(pixels), largest);
    let small = if opaque.width().max(opaque.height()) > largest { shrink(&opaque, largest) } else { opaque };
    let mut small = DynamicImage::ImageRgb8(colours.to_srgb(small.into_rgb8()));
    small.apply_orientation(orientation);
    small
}

/// Transparent parts become white, in place; sixteen bits become eight.
fn on_white(pixels: DynamicImage) -> DynamicImage {
    match pixels {
        DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) => pixels,
        see_through if see_through.color().has_alpha() => {
            let mut rgba = see_through.into_rgba8();
            for pixel in rgba.pixels_mut().filter(|pixel| pixel.0[3] != 255) {
                let [r, g, b, a] = pixel.0.map(u32::from);
                let over = |channel: u32| ((channel * a + 255 * (255 - a) + 127) / 255) as u8;
                pixel.0 = [over(r), over(g), over(b), 255];
            }
            DynamicImage::ImageRgba8(rgba)
        }
        deep => DynamicImage::ImageRgb8(deep.into_rgb8()),
    }
}

/// Blocks of a very large picture become one pixel each, down to twice the wanted size. The careful filter works in floating
/// point: it never sees fifty million pixels, and their memory is free before it starts.
fn averaged(image: DynamicImage, longest: u32) -> DynamicImage {
    if image.width().max(image.height()) < longest * 3 {
        return image;
    }
    let (width, height) = within(image.width(), image.height(), longest * 2);
    image.thumbnail_exact(width, height)
}

fn shrink(image: &DynamicImage, longest: u32) -> DynamicImage {
    let (width, height) = within(image.width(), image.height(), longest);
    image.resize_exact(width, height, FilterType::CatmullRom)
}

/// The same proportions with the given longest side; no side becomes zero.
fn within(width: u32, height: u32, longest: u32) -> (u32, u32) {
    let long = width.max(height).max(1);
    let scaled = |side: u32| ((side * longest + long / 2) / long).max(1);
    (scaled(width), scaled(height))
}

fn rendition(image: &RgbImage) -> Result<Rendition, Refused> {
    let (width, height) = image.dimensions();
    Ok(Rendition { width, height, bytes: webp(image, QUALITY)? })
}

pub(super) fn webp(image: &RgbImage, quality: f32) -> Result<Vec<u8>, Refused> {
    let mut config = WebPConfig::new().map_err(|()| Refused::Broken)?;
    config.quality = quality;
    config.method = 4;
    let encoder = Encoder::from_rgb(image.as_raw(), image.width(), image.height());
    Ok(encoder.encode_advanced(&config).map_err(|_| Refused::Broken)?.to_vec())
}

fn thumbhash(image: &DynamicImage) -> Vec<u8> {
    let long = image.width().max(image.height());
    let small = shrink(image, long.min(96)).into_rgba8();
    thumbhash::rgba_to_thumb_hash(small.width() as usize, small.height() as usize, small.as_raw())
}
