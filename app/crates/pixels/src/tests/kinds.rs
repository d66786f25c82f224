//! What telephones, scanners and programs of other people write: kept whole, in its own colours, or told why not.
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, GrayImage, ImageEncoder, ImageFormat, Luma, Rgb, RgbImage};
use moxcms::ColorProfile;

use super::*;

/// A photo as it should be.
fn jpeg() -> Vec<u8> {
    file(&pattern(3, 400, 300), ImageFormat::Jpeg)
}

/// A PNG of one colour with a chunk in front of its pixels.
fn png_with(colour: [u8; 3], name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut png = file(&RgbImage::from_pixel(64, 64, Rgb(colour)), ImageFormat::Png);
    png.splice(33..33, chunk(name, body));
    png
}

fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let named = [&name[..], body].concat();
    [&(body.len() as u32).to_be_bytes()[..], &named, &crc(&named).to_be_bytes()].concat()
}

/// A PNG of this colour that says which colours it means.
fn png_in(colour: [u8; 3], profile: &[u8]) -> Vec<u8> {
    let picture = RgbImage::from_pixel(64, 64, Rgb(colour));
    let mut png = Vec::new();
    let mut encoder = PngEncoder::new(&mut png);
    encoder.set_icc_profile(profile.to_vec()).unwrap();
    encoder.write_image(picture.as_raw(), 64, 64, ExtendedColorType::Rgb8).unwrap();
    png
}

fn middle(upload: &[u8]) -> [u8; 3] {
    let prepared = prepare(upload).unwrap();
    nothing_but_pixels(&prepared);
    let seen = shown(&prepared.renditions[0]);
    seen.get_pixel(seen.width() / 2, seen.height() / 2).0
}

fn near(seen: [u8; 3], wanted: [u8; 3]) -> bool {
    seen.iter().zip(wanted).all(|(seen, wanted)| seen.abs_diff(wanted) <= 6)
}

#[test]
fn a_photo_without_its_end_marker_is_whole() {
    let whole = jpeg();
    let (body, expected) = (&whole[..whole.len() - 2], prepare(&whole).unwrap());
    let notes = [&b"\0\0\x01\x0a\x0e\0\0\0Image_UTC_Data\xff\x50"[..], &[0x9B; 40], b"\xff\x4bSEFT"].concat();
    for tail in [&b""[..], b"\xff", &[0; 4000], b"\xff\0\0\0", &notes] {
        let prepared = prepare(&[body, tail].concat());
        assert_eq!(prepared.as_ref(), Ok(&expected), "with {} bytes behind it", tail.len());
    }
}

#[test]
fn a_photo_that_was_cut_off_is_not_taken_for_one_without_its_end_marker() {
    let whole = jpeg();
    for missing in [3, 4, 10, 100, 1000, whole.len() / 2] {
        let cut = &whole[..whole.len() - missing];
        assert_eq!(prepare(cut), Err(Refused::Broken), "{missing} bytes are missing");
        assert_eq!(prepare(&[cut, &[0; 5000]].concat()), Err(Refused::Broken), "{missing} bytes are zero");
    }
}

#[test]
fn a_sketch_is_no_photo() {
    let mut scans = scans::Scans::default();
    let (colour, coarse, fine) = ([3, 1, 0, 2, 0, 3, 0, 0, 0, 0], [1, 1, 0, 1, 63, 2], [1, 1, 0, 1, 63, 0x20]);
    scans.add(&colour);
    scans.add(&coarse);
    assert!(!scans.cover(&[1]), "two bits are still to come");
    scans.add(&fine);
    assert!(scans.cover(&[1]));
    assert!(!scans.cover(&[1, 2]), "one component has only its average");
}

#[test]
fn colours_of_an_iphone_and_of_a_camera_stay_lively() {
    let dull = [200, 90, 90];
    let plain = middle(&png_in(dull, &ColorProfile::new_srgb().encode().unwrap()));
    assert!(near(plain, dull), "{plain:?}");
    let p3 = middle(&png_in(dull, &ColorProfile::new_display_p3().encode().unwrap()));
    assert!(near(p3, [215, 84, 87]), "Display P3: {p3:?}");
    let adobe = middle(&png_in(dull, &ColorProfile::new_adobe_rgb().encode().unwrap()));
    assert!(near(adobe, [229, 89, 90]), "Adobe RGB: {adobe:?}");
    let unreadable = middle(&png_in(dull, b"no profile at all"));
    assert!(near(unreadable, dull), "{unreadable:?}");
}

#[test]
fn a_profile_that_is_made_to_cost_memory_is_refused() {
    let bomb = png_in([9, 9, 9], &vec![0; 90_000_000]);
    assert!(bomb.len() < 100_000, "ninety megabytes in {}", bomb.len());
    assert_eq!(prepare(&bomb), Err(Refused::OddColours));
    let plain = jpeg();
    let segment = [&[0xFF, 0xE2, 0xFF, 0xFF][..], b"ICC_PROFILE\0\x01\x14", &[7; 65_519]].concat();
    let heavy = [&plain[..2], &segment.repeat(17), &plain[2..]].concat();
    assert_eq!(prepare(&heavy), Err(Refused::OddColours));
    let bearable = [&plain[..2], &segment.repeat(2), &plain[2..]].concat();
    assert_eq!(prepare(&bearable), prepare(&plain), "not read, and no harm");
}

#[test]
fn an_exponent_instead_of_a_profile_counts() {
    let gamma = |scaled: u32| middle(&png_with([128, 128, 128], b"gAMA", &scaled.to_be_bytes()));
    assert!(near(gamma(45_455), [128; 3]));
    assert!(near(gamma(100_000), [188; 3]), "{:?}", gamma(100_000));
}

#[test]
fn one_frame_does_not_move() {
    assert!(prepare(&animated_webp(1)).is_ok());
    let control = |frames: u32| [&frames.to_be_bytes()[..], &[0; 4]].concat();
    assert!(prepare(&png_with([1, 2, 3], b"acTL", &control(1))).is_ok());
    assert_eq!(prepare(&png_with([1, 2, 3], b"acTL", &control(2))), Err(Refused::Animated));
}

#[test]
fn a_mistake_in_a_remark_is_no_reason_to_refuse_a_photo() {
    let mut remark = png_with([50, 60, 70], b"tEXt", b"Comment\0van mij");
    let sum = 33 + 8 + 15;
    remark[sum] ^= 0xFF;
    assert!(near(middle(&remark), [50, 60, 70]));
    let long = png_with([50, 60, 70], b"tEXt", &[&b"Comment\0"[..], &vec![b'x'; 3_000_000]].concat());
    assert!(near(middle(&long), [50, 60, 70]), "and neither is a very long one");
    let mut pixels = file(&RgbImage::from_pixel(64, 64, Rgb([50, 60, 70])), ImageFormat::Png);
    let last = pixels.len() - 14;
    pixels[last] ^= 0xFF;
    assert_eq!(prepare(&pixels), Err(Refused::Broken), "in the pixels it is");
}

#[test]
fn a_scrolled_screen_stays_wide_enough_to_be_read() {
    let sizes = |width, height| {
        let prepared = prepare(&file(&RgbImage::new(width, height), ImageFormat::Png))?;
        Ok::<_, Refused>(prepared.renditions.iter().map(|r| (r.width, r.height)).collect::<Vec<_>>())
    };
    assert_eq!(sizes(540, 5400), Ok(vec![(96, 960), (192, 1920), (320, 3200)]));
    assert_eq!(sizes(16_400, 1400), Ok(vec![(1124, 96), (2249, 192), (3748, 320)]));
    assert_eq!(sizes(100, 1300), Err(Refused::OddShape));
}

/// Four channels, as a program for printers writes them: the fourth is black ink.
#[test]
fn four_colours_of_ink_are_no_negative() {
    let inverted = &include_bytes!("files/ink-inverted.jpg")[..];
    let profile = [&[0; 16][..], b"CMYKLab ", &[0; 12], b"acsp", &[0; 88]].concat();
    let length = u16::try_from(2 + 14 + profile.len()).unwrap().to_be_bytes();
    let segment = [&[0xFF, 0xE2][..], &length, b"ICC_PROFILE\0\x01\x01", &profile].concat();
    let uploads = [
        ("no marker says how", include_bytes!("files/ink.jpg").to_vec()),
        ("inverted", inverted.to_vec()),
        ("inverted, with a profile", [&inverted[..2], &segment, &inverted[2..]].concat()),
        ("blended", include_bytes!("files/ink-blended-plain.jpg").to_vec()),
        ("blended, in passes", include_bytes!("files/ink-blended.jpg").to_vec()),
    ];
    for (kind, upload) in uploads {
        let prepared = prepare(&upload).unwrap();
        let seen = shown(&prepared.renditions[0]);
        let at = |stripe: u32| seen.get_pixel(seen.width() * (2 * stripe + 1) / 8, seen.height() / 2).0;
        let (red, green, blue, light) = (at(0), at(1), at(2), at(3));
        assert!(red[0] > 150 && red[1] < 100 && red[2] < 100, "{kind}: {red:?}");
        assert!(green[1] > 120 && green[0] < 100, "{kind}: {green:?}");
        assert!(blue[2] > 150 && blue[0] < 100, "{kind}: {blue:?}");
        assert!(light.iter().all(|channel| *channel > 180), "{kind}: {light:?}");
    }
}

/// Kinds of PNG that scanners, drawing programs and screens write, and a WebP that one can see through.
#[test]
fn few_bits_tables_of_colours_and_holes_come_out_right_on_white() {
    let wanted = [("black", [0, 0, 0]), ("white", [255, 255, 255]), ("own", [200, 40, 60])];
    let is = |upload: &[u8], colour: &str| {
        let (name, wanted) = wanted[wanted.iter().position(|(name, _)| *name == colour).unwrap()];
        let seen = middle(upload);
        assert!(near(seen, wanted), "{name}: {seen:?}");
    };
    let (grey, table) = (0, 3);
    // One bit a point.
    is(&few(grey, 1, 0x00, &[]), "black");
    is(&few(grey, 1, 0xFF, &[]), "white");
    // A table of two colours, the second with a hole where it says so.
    let (colours, hole) = (chunk(b"PLTE", &[0, 0, 0, 200, 40, 60]), chunk(b"tRNS", &[255, 0]));
    is(&few(table, 1, 0xFF, &colours), "own");
    is(&few(table, 1, 0xFF, &[&colours[..], &hole].concat()), "white");
    is(&few(table, 1, 0x00, &[colours, hole].concat()), "black");
    // A grey that counts as a hole, and another one.
    is(&few(grey, 8, 0, &chunk(b"tRNS", &[0, 0])), "white");
    is(&few(grey, 8, 0, &chunk(b"tRNS", &[0, 9])), "black");
    let webp = |alpha: u8| {
        let mut bytes = Cursor::new(Vec::new());
        RgbaImage::from_pixel(64, 64, Rgba([200, 40, 60, alpha])).write_to(&mut bytes, ImageFormat::WebP).unwrap();
        bytes.into_inner()
    };
    is(&webp(255), "own");
    is(&webp(0), "white");
}

/// A PNG of 64 × 64 points that are all alike, of this kind (0 is grey, 3 a table) and depth, with chunks before its pixels.
/// Eight points of one bit take the room of one point of eight.
fn few(kind: u8, depth: u8, byte: u8, chunks: &[u8]) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    GrayImage::from_pixel(64 * u32::from(depth) / 8, 64, Luma([byte])).write_to(&mut bytes, ImageFormat::Png).unwrap();
    let mut png = bytes.into_inner();
    png[16..20].copy_from_slice(&64u32.to_be_bytes());
    png[24..26].copy_from_slice(&[depth, kind]);
    let sum = crc(&png[12..29]);
    png[29..33].copy_from_slice(&sum.to_be_bytes());
    png.splice(33..33, chunks.iter().copied());
    png
}

/// Where a file says twice or late which way is up.
#[test]
fn the_way_up_is_found_behind_other_notes() {
    let upright = corners(320, 200);
    let turned = testing::jpeg_with(&upright, 6);
    let remarks = [&[0xFF, 0xE1, 0, 37][..], b"http://ns.adobe.com/xap/1.0/\0<x/>  "].concat();
    let jfif = [&[0xFF, 0xE0, 0, 16][..], b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"].concat();
    let exif_end = 2 + 2 + usize::from(u16::from_be_bytes([turned[4], turned[5]]));
    let cases = [
        [&turned[..2], &remarks, &turned[2..]].concat(),
        [&turned[..exif_end], &jfif, &turned[exif_end..]].concat(),
        [&turned[..2], &jfif, &remarks, &turned[2..]].concat(),
    ];
    for upload in cases {
        let prepared = prepare(&upload).unwrap();
        assert_eq!((prepared.width, prepared.height), (320, 200));
        let small = image::load_from_memory(&placeholder_webp(&prepared.thumbhash)).unwrap().into_rgb8();
        let corner = small.get_pixel(0, 0).0;
        assert!(corner[0] > 150 && corner[1] < 120, "the blur is turned too: {corner:?}");
    }
}
