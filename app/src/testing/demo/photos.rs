//! The photos of the demo: drawings in files, nobody's real child and nobody's copyright. Posts name them, and may share one.
use image::RgbImage;
use image::codecs::jpeg::JpegEncoder;

use super::Size;
use crate::base::db::broken;
use crate::base::failure::Result;

macro_rules! files {
    ($($file:literal)*) => {
        &[$(($file, include_bytes!(concat!("../../../demo/photos/", $file)))),*]
    };
}

static FILES: &[(&str, &[u8])] = files! {
    "bakken-1.jpg" "bakken-2.jpg" "gymzaal-1.jpg" "gymzaal-2.jpg" "herfstwandeling-1.jpg" "herfstwandeling-2.jpg"
    "herfstwandeling-3.jpg" "herfstwandeling-4.jpg" "kartonnen-kasteel-1.jpg" "kartonnen-kasteel-2.jpg"
    "kartonnen-kasteel-3.jpg" "knutseltafel-1.jpg" "knutseltafel-2.jpg" "knutseltafel-3.jpg" "knutseltafel-4.jpg"
    "knutseltafel-5.jpg" "kringgesprek-1.jpg" "kringgesprek-2.jpg" "kringgesprek-3.jpg" "kringgesprek-4.jpg"
    "leeshoek-1.jpg" "leeshoek-2.jpg" "leeshoek-3.jpg" "regen-op-het-plein-1.jpg" "regen-op-het-plein-2.jpg"
    "regen-op-het-plein-3.jpg" "schoen-zetten-1.jpg" "schoen-zetten-2.jpg" "schoen-zetten-3.jpg" "schooltuin-1.jpg"
    "schooltuin-2.jpg" "schooltuin-3.jpg" "vulkaan-1.jpg" "vulkaan-2.jpg" "vulkaan-3.jpg"
};

/// How long the longest side may be in a story: preparing a photo is work.
const SMALL: u32 = 320;

/// A file as it is uploaded.
pub async fn file(name: &str, size: Size) -> Result<Vec<u8>> {
    let found = FILES.iter().find(|(file, _)| *file == name).map(|(_, bytes)| *bytes);
    let bytes = found.ok_or_else(|| broken(&format_args!("the demo has no photo {name}")))?;
    match size {
        Size::Full => Ok(bytes.to_vec()),
        _ => tokio::task::spawn_blocking(|| smaller(bytes)).await.unwrap_or_else(|error| Err(broken(&error))),
    }
}

fn smaller(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut small = Vec::new();
    let picture = image::load_from_memory(bytes).map_err(|error| broken(&error))?.thumbnail(SMALL, SMALL);
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut small, 85)).map_err(|error| broken(&error))?;
    Ok(small)
}

/// One of the pictures in this shape, for whoever needs any: the same number is the same picture.
pub fn picture(number: u64, width: u32, height: u32) -> RgbImage {
    let place = usize::try_from(number).unwrap_or_default() % FILES.len();
    image::load_from_memory(FILES[place].1).unwrap_or_default().thumbnail_exact(width, height).into_rgb8()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_a_photo_that_a_post_shows_and_together_they_are_small() {
        let told = include_str!("../../../demo/stories.json");
        for (name, bytes) in FILES {
            let photo = image::load_from_memory(bytes).unwrap();
            assert_eq!(photo.width().max(photo.height()), 1280, "{name}");
            assert!(told.contains(&format!("\"{name}\"")), "no post shows {name}");
        }
        assert!(FILES.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() < 2_500_000);
    }
}
