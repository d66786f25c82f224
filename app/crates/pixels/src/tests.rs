//! What an upload can be, from a phone or from somebody with bad plans, and what the school keeps of it.

mod fuzz;
mod kinds;

use std::io::Cursor;

use image::codecs::png::PngEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use super::testing::pattern;
use super::*;

fn corners(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| match (x < width / 2, y < height / 2) {
        (true, true) => Rgb([220, 40, 40]),
        (false, true) => Rgb([40, 200, 60]),
        (true, false) => Rgb([50, 60, 220]),
        (false, false) => Rgb([240, 220, 60]),
    })
}

fn file(image: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn shown(rendition: &Rendition) -> RgbImage {
    image::load_from_memory_with_format(&rendition.bytes, ImageFormat::WebP).unwrap().into_rgb8()
}

fn chunks(webp: &[u8]) -> Vec<[u8; 4]> {
    assert_eq!((&webp[..4], &webp[8..12]), (&b"RIFF"[..], &b"WEBP"[..]));
    let (mut at, mut found) = (12, Vec::new());
    while at + 8 <= webp.len() {
        found.push(webp[at..at + 4].try_into().unwrap());
        let size = u32::from_le_bytes(webp[at + 4..at + 8].try_into().unwrap()) as usize;
        at += 8 + size + size % 2;
    }
    assert_eq!(at, webp.len(), "nothing after the last chunk");
    found
}

fn holds(hay: &[u8], needle: &[u8]) -> bool {
    hay.windows(needle.len()).any(|window| window == needle)
}

fn nothing_but_pixels(prepared: &Prepared) {
    assert!(!prepared.renditions.is_empty());
    for rendition in &prepared.renditions {
        assert_eq!(chunks(&rendition.bytes), [*b"VP8 "]);
        for secret in testing::SECRETS {
            assert!(!holds(&rendition.bytes, secret.as_bytes()), "{secret} was kept");
        }
    }
}

#[test]
fn a_phone_photo_becomes_three_sizes() {
    let prepared = prepare(&testing::phone_jpeg(2, 2000, 1500, 6)).unwrap();
    let sizes: Vec<_> = prepared.renditions.iter().map(|r| (r.width, r.height)).collect();
    assert_eq!(sizes, [(480, 360), (960, 720), (1600, 1200)]);
    assert_eq!((prepared.width, prepared.height), (1600, 1200));
    assert!((15..=30).contains(&prepared.thumbhash.len()));
    for rendition in &prepared.renditions {
        assert_eq!(shown(rendition).dimensions(), (rendition.width, rendition.height));
    }
}

#[test]
fn small_photos_are_never_enlarged() {
    let longest = |width, height| {
        let prepared = prepare(&file(&corners(width, height), ImageFormat::Png)).unwrap();
        prepared.renditions.iter().map(|r| r.width.max(r.height)).collect::<Vec<_>>()
    };
    assert_eq!(longest(300, 200), [300]);
    assert_eq!(longest(1, 1), [1]);
    assert_eq!(longest(500, 400), [500]);
    assert_eq!(longest(700, 1000), [480, 1000]);
    assert_eq!(longest(1300, 700), [480, 960, 1300]);
}

#[test]
fn every_orientation_ends_upright_pixel_by_pixel() {
    let upright = corners(320, 200);
    for orientation in 1..=8 {
        let prepared = prepare(&testing::jpeg_with(&upright, orientation)).unwrap();
        let seen = shown(&prepared.renditions[0]);
        assert_eq!(seen.dimensions(), (320, 200), "orientation {orientation}");
        for (x, y, pixel) in seen.enumerate_pixels().filter(|(x, y, _)| x.abs_diff(160) > 12 && y.abs_diff(100) > 12) {
            for channel in 0..3 {
                let off = pixel.0[channel].abs_diff(upright.get_pixel(x, y).0[channel]);
                assert!(off < 40, "orientation {orientation} at {x},{y}: off by {off}");
            }
        }
    }
}

#[test]
fn place_name_and_device_stay_behind_in_every_container() {
    let upright = pattern(7, 640, 480);
    let block = testing::tiff(6, &[]);
    let mut png = Vec::new();
    let mut encoder = PngEncoder::new(&mut png);
    encoder.set_exif_metadata(block.clone()).unwrap();
    encoder.write_image(upright.as_raw(), 640, 480, ExtendedColorType::Rgb8).unwrap();
    let mut webp = Vec::new();
    let mut encoder = image::codecs::webp::WebPEncoder::new_lossless(&mut webp);
    encoder.set_exif_metadata(block).unwrap();
    encoder.write_image(upright.as_raw(), 640, 480, ExtendedColorType::Rgb8).unwrap();
    for (upload, turned) in [(testing::jpeg_with(&upright, 6), false), (png, true), (webp, true)] {
        assert!(testing::SECRETS.iter().all(|secret| holds(&upload, secret.as_bytes())), "the upload holds them");
        let prepared = prepare(&upload).unwrap();
        nothing_but_pixels(&prepared);
        assert_eq!(prepared.height > prepared.width, turned);
    }
}

#[test]
fn a_photo_that_was_cut_off_is_broken() {
    let picture = pattern(1, 400, 300);
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let whole = file(&picture, format);
        assert!(prepare(&whole).is_ok());
        for part in 1..20 {
            let cut = &whole[..whole.len() * part / 20];
            assert_eq!(prepare(cut), Err(Refused::Broken), "{format:?} after {part}/20");
        }
    }
}

#[test]
fn what_is_not_a_photo_says_what_it_is() {
    let svg = b"<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    let utf16: Vec<u8> = "\u{feff}<svg onload='x'>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cases: [(&[u8], Refused); 18] = [
        (b"", Refused::Empty),
        (b"x", Refused::Empty),
        (b"geen foto", Refused::NotAPhoto),
        (b"\r\n\xff\xd8\xff\xe0", Refused::Broken),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf", Refused::UnsupportedKind(OtherKind::Avif)),
        (svg, Refused::Vector),
        (&utf16, Refused::Vector),
        (b"\xef\xbb\xbf  <!DOCTYPE html><body>", Refused::Html),
        (b"<?php system($_GET['x']); ?>", Refused::Html),
        (b"GIF89a\x01\0\x01\0", Refused::UnsupportedKind(OtherKind::Gif)),
        (b"GIF87a/*<script>*/", Refused::UnsupportedKind(OtherKind::Gif)),
        (b"\0\0\0\x18ftypheic\0\0\0\0", Refused::UnsupportedKind(OtherKind::Heic)),
        (b"\0\0\0\x18ftypavif\0\0\0\0", Refused::UnsupportedKind(OtherKind::Avif)),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", Refused::UnsupportedKind(OtherKind::Film)),
        (b"%PDF-1.7", Refused::UnsupportedKind(OtherKind::Pdf)),
        (b"II*\0\x08\0\0\0", Refused::UnsupportedKind(OtherKind::Tiff)),
        (b"PK\x03\x04word/document.xml", Refused::NotAPhoto),
        (b"\xff\xd8\xff", Refused::Broken),
    ];
    for (bytes, expected) in cases {
        assert_eq!(prepare(bytes), Err(expected), "{}", String::from_utf8_lossy(bytes));
    }
    assert_eq!(Refused::UnsupportedKind(OtherKind::Heic).to_string(), "heic");
}

#[test]
fn too_many_bytes_are_not_even_looked_at() {
    let mut upload = file(&corners(10, 10), ImageFormat::Jpeg);
    upload.resize(MAX_BYTES + 1, 0);
    assert_eq!(prepare(&upload), Err(Refused::TooManyBytes));
}

/// A PNG with this header and a little of the compressed zeros that would follow.
fn png_of(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = file(&corners(8, 8), ImageFormat::Png);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = crc(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 })
    })
}

#[test]
fn bombs_are_refused_by_their_header() {
    for (width, height, expected) in [
        (30_000, 30_000, Refused::TooManyPixels),
        (65_535, 1, Refused::OddShape),
        (1, 65_535, Refused::OddShape),
        (u32::MAX >> 1, u32::MAX >> 1, Refused::TooManyPixels),
        (16_000, 1, Refused::OddShape),
        (0, 10, Refused::Broken),
        (7000, 6000, Refused::Broken),
    ] {
        assert_eq!(prepare(&png_of(width, height)), Err(expected), "{width} x {height}");
    }
    let mut jpeg = file(&corners(16, 16), ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0xFF]);
    assert_eq!(prepare(&jpeg), Err(Refused::TooManyPixels));
}

#[test]
fn a_real_deflate_bomb_stays_small() {
    let bomb = file(&RgbImage::new(5000, 4000), ImageFormat::Png);
    assert!(bomb.len() < 400_000, "sixty megabytes of black in {} bytes", bomb.len());
    let prepared = prepare(&bomb).unwrap();
    assert!(prepared.renditions.iter().map(|r| r.bytes.len()).sum::<usize>() < 20_000);
}

/// Chunks of an extended WebP, with as many frames as wished.
fn animated_webp(frames: usize) -> Vec<u8> {
    let still = file(&corners(16, 16), ImageFormat::WebP);
    let mut body = b"WEBPVP8X\x0a\0\0\0\x02\0\0\0\x0f\0\0\x0f\0\0ANIM\x06\0\0\0\0\0\0\0\0\0".to_vec();
    for _ in 0..frames {
        let frame = [&[0, 0, 0, 0, 0, 0, 15, 0, 0, 15, 0, 0, 40, 0, 0, 0], &still[12..]].concat();
        body.extend([b"ANMF", &(frame.len() as u32).to_le_bytes()[..], &frame].concat());
    }
    [b"RIFF", &(body.len() as u32).to_le_bytes()[..], &body].concat()
}

#[test]
fn moving_pictures_are_refused() {
    assert_eq!(prepare(&animated_webp(2)), Err(Refused::Animated));
    assert_eq!(prepare(&animated_webp(10_000)), Err(Refused::Animated));
    let mut png = file(&corners(8, 8), ImageFormat::Png);
    let control = [b"acTL", &2u32.to_be_bytes()[..], &0u32.to_be_bytes()].concat();
    let chunk = [&8u32.to_be_bytes()[..], &control, &crc(&control).to_be_bytes()].concat();
    png.splice(33..33, chunk);
    assert_eq!(prepare(&png), Err(Refused::Animated));
}

#[test]
fn a_payload_behind_or_inside_a_photo_is_not_kept() {
    let payload = b"<html><script>alert('kring')</script><?php eval($_POST[1]); ?>";
    let jpeg = file(&corners(200, 150), ImageFormat::Jpeg);
    let comment = [&[0xFF, 0xFE, 0, payload.len() as u8 + 2][..], payload].concat();
    let inside = [&jpeg[..2], &comment, &jpeg[2..]].concat();
    let mut png = file(&corners(200, 150), ImageFormat::Png);
    png.extend(payload);
    for upload in [[&jpeg[..], payload].concat(), inside, png] {
        let prepared = prepare(&upload).unwrap();
        nothing_but_pixels(&prepared);
        assert!(prepared.renditions.iter().all(|r| !holds(&r.bytes, b"script") && !holds(&r.bytes, b"php")));
    }
}

#[test]
fn a_thousand_passes_are_too_many() {
    let jpeg = file(&corners(64, 64), ImageFormat::Jpeg);
    let scan = jpeg.windows(2).position(|pair| pair == [0xFF, 0xDA]).unwrap();
    let mut many = jpeg[..scan].to_vec();
    (0..1000).for_each(|_| many.extend(&jpeg[scan..jpeg.len() - 2]));
    many.extend([0xFF, 0xD9]);
    assert_eq!(prepare(&many), Err(Refused::Broken));
}

#[test]
fn transparent_parts_become_white() {
    let mut see_through = RgbaImage::from_pixel(100, 100, Rgba([200, 0, 0, 0]));
    see_through.put_pixel(0, 0, Rgba([0, 0, 0, 255]));
    let mut bytes = Cursor::new(Vec::new());
    see_through.write_to(&mut bytes, ImageFormat::Png).unwrap();
    let prepared = prepare(&bytes.into_inner()).unwrap();
    assert!(shown(&prepared.renditions[0]).get_pixel(60, 60).0.iter().all(|channel| *channel > 250));
}

#[test]
fn sixteen_bits_and_grey_work_too() {
    let upright = DynamicImage::ImageRgb8(corners(120, 80));
    for picture in [
        DynamicImage::ImageRgba16(upright.to_rgba16()),
        DynamicImage::ImageLuma16(upright.to_luma16()),
        DynamicImage::ImageLumaA8(upright.to_luma_alpha8()),
    ] {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
        nothing_but_pixels(&prepare(&bytes.into_inner()).unwrap());
    }
}

fn mean(picture: &RgbImage) -> [f64; 3] {
    let sum = |channel: usize| picture.pixels().map(|pixel| f64::from(pixel.0[channel])).sum::<f64>();
    [0, 1, 2].map(|channel| sum(channel) / f64::from(picture.width() * picture.height()))
}

#[test]
fn the_placeholder_fits_in_a_data_url() {
    for seed in 0..12 {
        let upload = file(&pattern(seed, 400, 300), ImageFormat::Jpeg);
        let prepared = prepare(&upload).unwrap();
        let webp = placeholder_webp(&prepared.thumbhash);
        let small = image::load_from_memory_with_format(&webp, ImageFormat::WebP).unwrap();
        assert!(webp.len() <= 120, "{seed}: {} bytes", webp.len());
        assert_eq!((small.width(), small.height()), (12, 9));
        let photo = image::load_from_memory(&prepared.renditions[0].bytes).unwrap();
        let (near, far) = (mean(&small.into_rgb8()), mean(&photo.into_rgb8()));
        assert!(near.iter().zip(far).all(|(near, far)| (near - far).abs() < 12.0), "{seed}: {near:?} for {far:?}");
    }
    for damaged in [&[][..], &[1, 2], &[0; 5], &[255; 40]] {
        assert!(image::load_from_memory(&placeholder_webp(damaged)).is_ok());
    }
}

#[test]
fn orientation_of_damaged_metadata_is_upright() {
    let mut upload = testing::jpeg_with(&corners(120, 80), 6);
    let start = upload.windows(6).position(|bytes| bytes == b"Exif\0\0").unwrap() + 6;
    upload[start..start + 400].fill(0xEE);
    let prepared = prepare(&upload).unwrap();
    assert_eq!((prepared.width, prepared.height), (80, 120), "as stored");
    assert_eq!(Orientation::from_exif(9), None);
}
