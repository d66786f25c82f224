//! Bytes from anywhere. Whatever is handed over, nothing panics, and what comes out is a photo within its limits or a reason.

use damage::{cases, damaged};
use proptest::prelude::*;

use super::*;

/// The longest side that is kept: of a picture twelve times longer than wide.
const LONGEST: u32 = SHORTEST_SIDES[2] * MAX_RATIO;
/// What the noisiest picture of so many pixels weighs as a WebP.
const BYTES_PER_PIXEL: usize = 2;

fn uploads() -> Vec<Vec<u8>> {
    let picture = pattern(1, 64, 48);
    let mut see_through = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(pattern(2, 24, 32)).to_rgba8().write_to(&mut see_through, ImageFormat::Png).unwrap();
    vec![
        file(&picture, ImageFormat::Jpeg),
        file(&corners(700, 300), ImageFormat::Jpeg),
        testing::jpeg_with(&picture, 6),
        include_bytes!("files/ink-inverted.jpg").to_vec(),
        file(&picture, ImageFormat::Png),
        file(&corners(60, 600), ImageFormat::Png),
        see_through.into_inner(),
        file(&picture, ImageFormat::WebP),
        webp(&picture),
        animated_webp(1),
    ]
}

/// With losses, as most of them are.
fn webp(picture: &RgbImage) -> Vec<u8> {
    render::webp(picture, 80.0).unwrap()
}

fn within_limits(prepared: &Prepared) {
    nothing_but_pixels(prepared);
    assert!((1..=LONGEST_SIDES.len()).contains(&prepared.renditions.len()));
    assert!(prepared.thumbhash.len() <= 30, "{} bytes of hash", prepared.thumbhash.len());
    let sides: Vec<_> = prepared.renditions.iter().map(|rendition| (rendition.width, rendition.height)).collect();
    assert_eq!(sides.last(), Some(&(prepared.width, prepared.height)));
    assert!(sides.is_sorted(), "smallest first: {sides:?}");
    for rendition in &prepared.renditions {
        let (width, height) = (rendition.width, rendition.height);
        assert!(width.min(height) >= 1 && width.max(height) <= LONGEST, "{width} x {height}");
        assert!(rendition.bytes.len() <= 1_000 + BYTES_PER_PIXEL * (width * height) as usize);
        assert_eq!(shown(rendition).dimensions(), (width, height));
    }
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn an_upload_is_a_photo_or_refused(bytes in damaged(uploads())) {
        if let Ok(prepared) = unguarded(&bytes) {
            within_limits(&prepared);
        }
    }

    #[test]
    fn a_hash_always_becomes_a_small_picture(hash in prop::collection::vec(any::<u8>(), 0..60)) {
        let webp = placeholder_webp(&hash);
        let small = image::load_from_memory_with_format(&webp, ImageFormat::WebP).unwrap();
        prop_assert!(webp.len() <= 400 && small.width().max(small.height()) <= 12, "{} bytes", webp.len());
    }
}
