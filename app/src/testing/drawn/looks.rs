//! What somebody looks like. A picture of a class takes its people from `a_class`, so that nobody has a double.

use super::dice::Dice;
use super::palette::{CLOTHES, GREYS, HAIRS, Ink, MUSTARD, PLUM, ROSE, SAGE, SKINS, TEAL, TERRACOTTA, TROUSERS, ink};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hair {
    Crop,
    Tousled,
    Bob,
    Long,
    Pigtails,
    Braids,
    Ponytail,
    Bun,
    Afro,
    Curls,
    Hijab,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pattern {
    Plain,
    Stripes,
    Dots,
    Dungarees,
    Dress,
    Heart,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mood {
    Smile,
    Laugh,
    Beam,
    Wonder,
}

#[derive(Clone, Copy)]
pub(super) struct Looks {
    pub skin: Ink,
    pub hair: Ink,
    pub style: Hair,
    pub top: Ink,
    pub extra: Ink,
    pub pattern: Pattern,
    pub trousers: Ink,
    pub shoes: Ink,
    pub mood: Mood,
    pub glasses: bool,
    pub freckles: bool,
    pub beard: bool,
    pub grown: bool,
}

const STYLES: [Hair; 11] = [
    Hair::Crop,
    Hair::Pigtails,
    Hair::Afro,
    Hair::Bob,
    Hair::Tousled,
    Hair::Hijab,
    Hair::Curls,
    Hair::Braids,
    Hair::Long,
    Hair::Bun,
    Hair::Ponytail,
];
const PATTERNS: [Pattern; 6] =
    [Pattern::Plain, Pattern::Stripes, Pattern::Dots, Pattern::Dungarees, Pattern::Dress, Pattern::Heart];
const EXTRAS: [u32; 6] = [MUSTARD, TERRACOTTA, TEAL, ROSE, SAGE, 0xFCF5E8];
const SCARVES: [u32; 5] = [TEAL, PLUM, ROSE, 0xC9A15B, 0x5D7FA3];
const MOODS: [Mood; 4] = [Mood::Smile, Mood::Laugh, Mood::Beam, Mood::Smile];

/// `count` children, as different from each other as a class is.
pub(super) fn a_class(dice: &mut Dice, count: usize) -> Vec<Looks> {
    let styles = dice.shuffled(&STYLES);
    let skins = dice.shuffled(&SKINS);
    let tops = dice.shuffled(&CLOTHES);
    (0..count)
        .map(|index| {
            let mut looks = somebody(dice, styles[index % styles.len()], skins[index % skins.len()]);
            looks.top = ink(tops[index % tops.len()]);
            looks
        })
        .collect()
}

/// The teacher: some have a beard, some are grey.
pub(super) fn a_grown_up(dice: &mut Dice) -> Looks {
    let style = dice.pick(&[
        Hair::Crop,
        Hair::Long,
        Hair::Bun,
        Hair::Curls,
        Hair::Bob,
        Hair::Hijab,
        Hair::Afro,
        Hair::Ponytail,
    ]);
    let skin = dice.pick(&SKINS);
    let mut looks = somebody(dice, style, skin);
    looks.grown = true;
    looks.freckles = false;
    looks.beard = style == Hair::Crop && dice.chance(0.6);
    looks.glasses = dice.chance(0.4);
    looks.pattern = dice.pick(&[Pattern::Plain, Pattern::Plain, Pattern::Stripes, Pattern::Dress]);
    if style != Hair::Hijab && dice.chance(0.25) {
        looks.hair = ink(dice.pick(&GREYS));
    }
    looks
}

fn somebody(dice: &mut Dice, style: Hair, skin: u32) -> Looks {
    let light = SKINS.iter().position(|other| *other == skin).unwrap_or(0);
    let hair = match (style, light) {
        (Hair::Hijab, _) => dice.pick(&SCARVES),
        (_, 5..) => dice.pick(&HAIRS[..2]),
        (Hair::Afro, _) | (_, 4) => dice.pick(&HAIRS[..3]),
        (_, 0..=1) => dice.pick(&HAIRS[2..]),
        _ => dice.pick(&HAIRS[..5]),
    };
    let pattern = match style {
        Hair::Crop | Hair::Tousled => dice.pick(&PATTERNS[..4]),
        Hair::Hijab => dice.pick(&[Pattern::Plain, Pattern::Dress, Pattern::Stripes]),
        _ => dice.pick(&PATTERNS),
    };
    Looks {
        skin: ink(skin),
        hair: ink(hair),
        style,
        top: ink(dice.pick(&CLOTHES)),
        extra: ink(dice.pick(&EXTRAS)),
        pattern,
        trousers: ink(dice.pick(&TROUSERS)),
        shoes: ink(dice.pick(&[TERRACOTTA, 0x3B4560, 0xF3E3C3, TEAL, MUSTARD])),
        mood: dice.pick(&MOODS),
        glasses: dice.chance(0.2),
        freckles: light <= 2 && dice.chance(0.3),
        beard: false,
        grown: false,
    }
}
