//! Walks the chunks of a PNG or WebP before anything is decoded: does it move, which colours does it mean, and which chunks would
//! only cost memory?

use std::borrow::Cow;

use super::profile;
use super::refused::Refused;

/// Chunks beside the picture that are larger than this are left out before decoding.
const LARGEST_ASIDE: usize = 64 * 1024;
/// A compressed profile above this may unfold to more than we read.
const SUSPICIOUS: usize = 8 * 1024;

/// What the chunks say.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(super) struct Survey {
    /// Width and height, as the head of a PNG promises them.
    pub size: Option<(u32, u32)>,
    /// How many frames an animation has; none: a still picture.
    pub frames: u32,
    /// The gamma that the file asks for, when it names no other colours.
    pub gamma: Option<f32>,
    /// A packed profile that is larger than an ordinary one.
    pub heavy_profile: bool,
}

impl Survey {
    pub(super) fn moves(&self) -> bool {
        self.frames > 1
    }
}

/// Reads the chunks of a PNG up to its end; a chunk that is cut off is the decoder's to refuse.
pub(super) fn png(bytes: &[u8]) -> Result<Survey, Refused> {
    let mut survey = Survey::default();
    let mut named = false;
    for (name, body, _) in PngChunks::of(bytes) {
        match (name, body) {
            (b"IHDR", [w0, w1, w2, w3, h0, h1, h2, h3, ..]) => {
                survey.size =
                    Some((u32::from_be_bytes([*w0, *w1, *w2, *w3]), u32::from_be_bytes([*h0, *h1, *h2, *h3])));
            }
            (b"acTL", [a, b, c, d, ..]) => survey.frames = u32::from_be_bytes([*a, *b, *c, *d]),
            (b"gAMA", [a, b, c, d]) => survey.gamma = Some(u32::from_be_bytes([*a, *b, *c, *d]) as f32 / 100_000.0),
            (b"sRGB" | b"cICP", _) => named = true,
            (b"iCCP", _) => {
                profile::fits(body.len())?;
                survey.heavy_profile = body.len() > SUSPICIOUS;
                named = true;
            }
            _ => {}
        }
    }
    survey.gamma = survey.gamma.filter(|_| !named);
    Ok(survey)
}

/// The PNG without what is beside the picture: large chunks of text, and the frames of an animation that does not move.
pub(super) fn lean(bytes: &[u8]) -> Cow<'_, [u8]> {
    let aside = |(name, body, _): &(&[u8], &[u8], &[u8])| {
        let animation = matches!(*name, b"acTL" | b"fcTL" | b"fdAT");
        animation || (name[0].is_ascii_lowercase() && *name != b"iCCP" && body.len() > LARGEST_ASIDE)
    };
    if !PngChunks::of(bytes).any(|chunk| aside(&chunk)) {
        return Cow::Borrowed(bytes);
    }
    let mut lean = bytes[..SIGNATURE].to_vec();
    PngChunks::of(bytes).filter(|chunk| !aside(chunk)).for_each(|(_, _, whole)| lean.extend_from_slice(whole));
    Cow::Owned(lean)
}

const SIGNATURE: usize = 8;

/// Name, body, and the whole chunk with its length and checksum.
struct PngChunks<'b>(&'b [u8]);

impl<'b> PngChunks<'b> {
    fn of(bytes: &'b [u8]) -> Self {
        PngChunks(bytes.get(SIGNATURE..).unwrap_or_default())
    }
}

impl<'b> Iterator for PngChunks<'b> {
    type Item = (&'b [u8], &'b [u8], &'b [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let length = u32::from_be_bytes(self.0.first_chunk().copied()?);
        let whole = self.0.get(..usize::try_from(length).ok()?.checked_add(12)?)?;
        self.0 = &self.0[whole.len()..];
        Some((&whole[4..8], &whole[8..whole.len() - 4], whole))
    }
}

/// Reads the chunks of a WebP.
pub(super) fn webp(bytes: &[u8]) -> Result<Survey, Refused> {
    let mut survey = Survey::default();
    let mut rest = bytes.get(12..).unwrap_or_default();
    while let [a, b, c, d, s0, s1, s2, s3, body @ ..] = rest {
        let length = u32::from_le_bytes([*s0, *s1, *s2, *s3]) as usize;
        match &[*a, *b, *c, *d] {
            b"ANMF" => survey.frames += 1,
            b"ICCP" => profile::fits(length)?,
            _ => {}
        }
        rest = body.get(length.saturating_add(length % 2)..).unwrap_or_default();
    }
    Ok(survey)
}
