//! Tells by its first bytes what an upload is. Never looks at a file name or a claimed type: both are chosen by the sender.

use super::refused::{OtherKind, Refused};

/// The three containers we read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    Jpeg,
    Png,
    WebP,
}

pub(super) fn sniff(bytes: &[u8]) -> Result<Container, Refused> {
    match bytes {
        [] | [_] | [_, _] => Err(Refused::Empty),
        [0xFF, 0xD8, 0xFF, ..] => Ok(Container::Jpeg),
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Ok(Container::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(Container::WebP),
        _ => Err(other(bytes)),
    }
}

fn other(bytes: &[u8]) -> Refused {
    if bytes.starts_with(b"GIF8") && moves(bytes) {
        return Refused::Animated;
    }
    // A photo that went through something that takes it for text.
    if bytes.trim_ascii_start().starts_with(&[0xFF, 0xD8, 0xFF]) {
        return Refused::Broken;
    }
    if let Some(kind) = other_kind(bytes) {
        return Refused::UnsupportedKind(kind);
    }
    let text = opening_text(bytes);
    if text.contains("<svg") {
        return Refused::Vector;
    }
    let page = ["<!doctype html", "<html", "<head", "<body", "<script", "<?php", "<iframe"];
    if page.iter().any(|tag| text.contains(tag)) {
        return Refused::Html;
    }
    Refused::NotAPhoto
}

fn other_kind(bytes: &[u8]) -> Option<OtherKind> {
    match bytes {
        [b'G', b'I', b'F', b'8', ..] => Some(OtherKind::Gif),
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Some(OtherKind::Bmp),
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Some(OtherKind::Tiff),
        [0xFF, 0x0A, ..] | [0, 0, 0, 0x0C, b'J', b'X', b'L', b' ', ..] => Some(OtherKind::JpegXl),
        [b'%', b'P', b'D', b'F', ..] => Some(OtherKind::Pdf),
        [0x1A, 0x45, 0xDF, 0xA3, ..] => Some(OtherKind::Film),
        [_, _, _, size, b'f', b't', b'y', b'p', brands @ ..] => Some(container_of(brands, usize::from(*size))),
        _ => None,
    }
}

/// Each picture of a GIF that moves says how long it stays.
fn moves(gif: &[u8]) -> bool {
    gif.windows(3).filter(|bytes| *bytes == [0x21, 0xF9, 0x04]).nth(1).is_some()
}

/// An ISO container by the brands it names, the main one first: Apple's photos, AVIF, otherwise a film.
fn container_of(brands: &[u8], size: usize) -> OtherKind {
    let named: Vec<&[u8]> = brands.chunks_exact(4).take((size / 4).saturating_sub(2)).collect();
    let any = |wanted: &[&[u8; 4]]| wanted.iter().any(|wanted| named.contains(&wanted.as_slice()));
    if any(&[b"avif", b"avis"]) {
        OtherKind::Avif
    } else if any(&[b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"]) {
        OtherKind::Heic
    } else {
        OtherKind::Film
    }
}

/// The first kilobyte as lower-case text, zero bytes dropped so that UTF-16 reads too.
fn opening_text(bytes: &[u8]) -> String {
    let start = bytes.iter().take(1024).filter(|byte| **byte != 0).copied().collect::<Vec<u8>>();
    String::from_utf8_lossy(&start).to_lowercase()
}
