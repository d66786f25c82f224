//! Why an upload is not a photo we can show. Codes only: the sentences live in `app/messages`.

use thiserror::Error;

/// An expected refusal; `to_string()` and [`Refused::code`] give the key of its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{}", self.code())]
pub enum Refused {
    /// Nothing arrived, or next to nothing: phones send this when the photo is still in the cloud.
    Empty,
    NotAPhoto,
    /// SVG: a drawing that can run scripts.
    Vector,
    Html,
    /// A picture or film, but in a container we do not read.
    UnsupportedKind(OtherKind),
    Animated,
    TooManyBytes,
    TooManyPixels,
    /// Much longer than wide, beyond any panorama.
    OddShape,
    /// A colour profile that no camera writes: made to cost memory.
    OddColours,
    /// Cut off or damaged.
    Broken,
}

/// What it was instead, so that the sentence can say how to get a JPEG.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherKind {
    Heic,
    Avif,
    Gif,
    Tiff,
    Bmp,
    JpegXl,
    Film,
    Pdf,
}

impl Refused {
    /// Stable key for `messages/*.json` and for logs.
    pub fn code(self) -> &'static str {
        match self {
            Refused::Empty => "empty",
            Refused::NotAPhoto => "not_a_photo",
            Refused::Vector => "vector",
            Refused::Html => "html",
            Refused::UnsupportedKind(OtherKind::Heic) => "heic",
            Refused::UnsupportedKind(OtherKind::Avif) => "avif",
            Refused::UnsupportedKind(OtherKind::Gif) => "gif",
            Refused::UnsupportedKind(OtherKind::Film) => "film",
            Refused::UnsupportedKind(OtherKind::Pdf) => "pdf",
            Refused::UnsupportedKind(_) => "unsupported_kind",
            Refused::Animated => "animated",
            Refused::TooManyBytes => "too_many_bytes",
            Refused::TooManyPixels => "too_many_pixels",
            Refused::OddShape => "odd_shape",
            Refused::OddColours => "odd_colours",
            Refused::Broken => "broken",
        }
    }
}
