//! The colours of the drawings: warm paper, earth and leaf, and the skin and hair of a whole town.

use tiny_skia::Color;

pub(super) type Ink = Color;

pub(super) const CREAM: u32 = 0xFCF5E8;
pub(super) const INK: u32 = 0x2F2A38;
pub(super) const WOOD: u32 = 0xD9A873;
pub(super) const WOOD_DARK: u32 = 0xB07C4C;
pub(super) const TERRACOTTA: u32 = 0xD8714D;
pub(super) const BRICK: u32 = 0xB4523B;
pub(super) const MUSTARD: u32 = 0xE6B045;
pub(super) const SAGE: u32 = 0x94B08C;
pub(super) const LEAF: u32 = 0x6C9152;
pub(super) const FOREST: u32 = 0x44694B;
pub(super) const TEAL: u32 = 0x3E8785;
pub(super) const SKY: u32 = 0xC5DEDF;
pub(super) const NAVY: u32 = 0x39557A;
pub(super) const PLUM: u32 = 0x84557A;
pub(super) const ROSE: u32 = 0xE9A59B;
pub(super) const SOIL: u32 = 0x7A5540;

pub(super) const SKINS: [u32; 8] = [0xFFDFC8, 0xF8CDAC, 0xECB68F, 0xD69C72, 0xBD8459, 0x9E6A46, 0x835538, 0x6C4530];
pub(super) const HAIRS: [u32; 8] = [0x2A2223, 0x33261F, 0x4C3325, 0x704B2E, 0x9C6A3B, 0xD3A158, 0xE6C479, 0xB65A30];
pub(super) const GREYS: [u32; 3] = [0x8F8B88, 0xB9B4AE, 0xD9D4CC];
pub(super) const CLOTHES: [u32; 12] =
    [TERRACOTTA, MUSTARD, SAGE, TEAL, NAVY, PLUM, ROSE, 0xF3E3C3, BRICK, 0x7FB0B8, 0xC9D08A, 0xA9B6DA];
pub(super) const TROUSERS: [u32; 6] = [0x4A5F86, 0x3B4560, 0x8A6A4F, 0x5E6B4E, 0x6B4A5E, 0x9AA3B5];
pub(super) const LEAVES: [u32; 6] = [0xD98B3A, 0xC8602F, 0xE3B04B, 0xB5472F, 0xA9852F, 0xE9C46A];

pub(super) fn ink(rgb: u32) -> Ink {
    Color::from_rgba8((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8, 255)
}

/// See-through: 0 is nothing, 1 is all.
pub(super) fn thin(ink: Ink, strength: f32) -> Ink {
    let mut thinned = ink;
    thinned.apply_opacity(strength.clamp(0.0, 1.0));
    thinned
}

pub(super) fn mix(a: Ink, b: Ink, part: f32) -> Ink {
    let between = |from: f32, to: f32| (from + (to - from) * part).clamp(0.0, 1.0);
    Color::from_rgba(
        between(a.red(), b.red()),
        between(a.green(), b.green()),
        between(a.blue(), b.blue()),
        between(a.alpha(), b.alpha()),
    )
    .unwrap_or(a)
}

/// Towards a warm dark, not towards black.
pub(super) fn darker(colour: Ink, part: f32) -> Ink {
    mix(colour, ink(0x3A2233), part)
}

pub(super) fn lighter(colour: Ink, part: f32) -> Ink {
    mix(colour, ink(0xFFF8EA), part)
}
