//! The colours that a file says it has, and the way from there to sRGB, which every screen shows.
//! A profile is somebody else's program for our processor: only small ones are read, and none is kept.

use image::RgbImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::refused::Refused;

/// Profiles of telephones and cameras (Display P3, Adobe RGB) have 500 to 3,000 bytes. Larger ones describe printers.
const READ: usize = 8 * 1024;
/// Larger than any true profile: what comes with it is made to cost memory.
const LARGEST: usize = 1024 * 1024;

/// What the numbers of a picture mean.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) enum Colours {
    #[default]
    Srgb,
    Profile(Vec<u8>),
    /// A PNG that only names an exponent.
    Gamma(f32),
}

/// Refuses a profile that is there to do harm.
pub(super) fn fits(length: usize) -> Result<(), Refused> {
    if length > LARGEST { Err(Refused::OddColours) } else { Ok(()) }
}

impl Colours {
    pub(super) fn of(profile: Option<Vec<u8>>, gamma: Option<f32>) -> Self {
        match (profile, gamma) {
            (Some(profile), _) if profile.len() <= READ => Colours::Profile(profile),
            (None, Some(gamma)) if (0.1..=4.0).contains(&gamma) && (gamma - 1.0 / 2.2).abs() > 0.02 => {
                Colours::Gamma(gamma)
            }
            _ => Colours::Srgb,
        }
    }

    /// The same picture in sRGB. A profile that cannot be read is taken for sRGB, as browsers do.
    pub(super) fn to_srgb(&self, picture: RgbImage) -> RgbImage {
        match self {
            Colours::Srgb => picture,
            Colours::Profile(profile) => with_profile(profile, &picture).unwrap_or(picture),
            Colours::Gamma(gamma) => with_gamma(*gamma, picture),
        }
    }
}

fn with_profile(profile: &[u8], picture: &RgbImage) -> Option<RgbImage> {
    let from =
        ColorProfile::new_from_slice(profile).ok().filter(|profile| profile.color_space == DataColorSpace::Rgb)?;
    let srgb = ColorProfile::new_srgb();
    let way = from.create_transform_8bit(Layout::Rgb, &srgb, Layout::Rgb, TransformOptions::default()).ok()?;
    let mut turned = RgbImage::new(picture.width(), picture.height());
    way.transform(picture.as_raw(), &mut turned).ok()?;
    Some(turned)
}

fn with_gamma(gamma: f32, mut picture: RgbImage) -> RgbImage {
    let level = |stored: u8| {
        let light = (f32::from(stored) / 255.0).powf(1.0 / gamma);
        let shown = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
        (shown * 255.0).round().clamp(0.0, 255.0) as u8
    };
    let levels: Vec<u8> = (0..=255).map(level).collect();
    picture.iter_mut().for_each(|channel| *channel = levels[usize::from(*channel)]);
    picture
}
