//! What a letter carries: a square, and whom to ask. Mails name that, too.
use qrcode::{Color, EcLevel, QrCode};

use crate::base::language::Language;
use crate::say;

/// Where the school says nothing of that, its office.
pub fn whom_to_ask(language: Language, contact: &str) -> String {
    if contact.is_empty() { say!(language, invitations.ask_school) } else { contact.to_owned() }
}

/// A picture that telephones read, as the path of an SVG, and how wide it is, in squares. Nothing where the words are too long for one.
pub fn squares(words: &str) -> Option<(String, usize)> {
    let code = QrCode::with_error_correction_level(words, EcLevel::M).ok()?;
    let width = code.width();
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, colour)| *colour == Color::Dark);
    let path = dark.map(|(at, _)| format!("M{} {}h1v1h-1z", at % width, at / width)).collect();
    Some((path, width))
}

#[cfg(test)]
mod tests {
    use super::squares;

    #[test]
    fn a_square_has_its_three_corners() {
        let (path, width) = squares("https://kring.example/join?code=7KMP3RXVQT4C").unwrap();
        assert!(width >= 29, "{width}");
        for corner in ["M0 0h1", &format!("M{} 0h1", width - 1), &format!("M0 {}h1", width - 1)] {
            assert!(path.contains(corner), "{corner}");
        }
        assert_eq!(squares(&"x".repeat(4000)), None);
    }
}
