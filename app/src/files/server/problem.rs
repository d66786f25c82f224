//! What somebody is told about a photo that was refused. Each kind has its own sentence, with what one can do about it.
use pixels::{OtherKind, Refused};

use crate::base::failure::Problem;

pub fn problem(refused: Refused) -> Problem {
    match refused {
        Refused::Empty => Problem::PhotoEmpty,
        Refused::NotAPhoto => Problem::NotAPhoto,
        Refused::Vector => Problem::PhotoVector,
        Refused::Html => Problem::PhotoPage,
        Refused::Animated => Problem::PhotoMoves,
        Refused::UnsupportedKind(OtherKind::Heic) => Problem::PhotoHeic,
        Refused::UnsupportedKind(OtherKind::Avif) => Problem::PhotoAvif,
        Refused::UnsupportedKind(OtherKind::Film) => Problem::PhotoFilm,
        Refused::UnsupportedKind(OtherKind::Pdf) => Problem::PhotoPdf,
        Refused::UnsupportedKind(OtherKind::Gif | OtherKind::Tiff | OtherKind::Bmp | OtherKind::JpegXl) => {
            Problem::PhotoOtherKind
        }
        Refused::TooManyBytes => Problem::PhotoTooLarge,
        Refused::TooManyPixels => Problem::PhotoTooFine,
        Refused::OddShape => Problem::PhotoTooLong,
        Refused::OddColours => Problem::PhotoColours,
        Refused::Broken => Problem::PhotoBroken,
    }
}
