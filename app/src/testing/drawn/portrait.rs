//! Portraits for demo people: head and shoulders on a soft ring, composed so that a round crop loses nothing.

use image::RgbImage;

use super::brush::Paper;
use super::dice::Dice;
use super::looks::{Looks, Mood, a_class, a_grown_up};
use super::palette::{CREAM, MUSTARD, ROSE, SAGE, SKY, darker, ink, lighter, thin};
use super::{hair, head};

const GROUNDS: [u32; 7] = [SAGE, MUSTARD, ROSE, SKY, 0xC9B6D3, 0xE8C79A, 0x9CC3BE];

pub(super) fn grown_up(seed: u64, size: u32) -> RgbImage {
    let mut dice = Dice::new(seed.wrapping_mul(0x9E37_79B9).wrapping_add(17));
    let looks = a_grown_up(&mut dice);
    portrait(looks, dice, seed, size)
}

pub(super) fn child(seed: u64, size: u32) -> RgbImage {
    let mut dice = Dice::new(seed.wrapping_mul(0x9E37_79B9).wrapping_add(71));
    let looks = a_class(&mut dice, 1)[0];
    portrait(looks, dice, seed, size)
}

fn portrait(mut looks: Looks, mut dice: Dice, seed: u64, size: u32) -> RgbImage {
    if looks.mood == Mood::Wonder {
        looks.mood = Mood::Smile;
    }
    let mut paper = Paper::new(size, size, (100.0, 100.0), false);
    let ground = lighter(ink(dice.pick(&GROUNDS)), dice.between(0.1, 0.35));
    paper.rect(-2.0, -2.0, 104.0, 104.0, ground);
    paper.dot(50.0, 50.0, 41.0, thin(ink(CREAM), 0.38));
    paper.ring(50.0, 50.0, 41.0, 1.0, thin(ink(CREAM), 0.8));
    bust(&mut paper, &looks, dice.between(-0.5, 0.5));
    paper.finish(seed)
}

fn bust(paper: &mut Paper, looks: &Looks, turn: f32) {
    let size = if looks.grown { 22.0 } else { 23.5 };
    let middle = (50.0 + turn, 46.0);
    paper.within(middle, size, turn * 6.0, |paper| hair::behind(paper, looks));
    let broad = if looks.grown { 36.0 } else { 30.0 };
    paper.blob(
        &[
            (50.0 - broad, 112.0),
            (50.0 - broad + 3.0, 88.0),
            (50.0 - 13.0, 76.0),
            (50.0, 75.0),
            (50.0 + 13.0, 76.0),
            (50.0 + broad - 3.0, 88.0),
            (50.0 + broad, 112.0),
        ],
        looks.top,
    );
    paper.line(&[(50.0 - broad + 11.0, 92.0), (50.0 - broad + 12.0, 104.0)], 1.2, darker(looks.top, 0.16));
    paper.line(&[(50.0 + broad - 11.0, 92.0), (50.0 + broad - 12.0, 104.0)], 1.2, darker(looks.top, 0.16));
    paper.slab(42.5, 60.0, 15.0, 20.0, 7.0, darker(looks.skin, 0.15));
    paper.blob(&[(40.5, 76.5), (50.0, 84.5), (59.5, 76.5), (50.0, 73.0)], darker(looks.skin, 0.08));
    paper.line(&[(39.5, 76.5), (50.0, 86.0), (60.5, 76.5)], 2.6, darker(looks.top, 0.14));
    paper.within(middle, size, turn * 6.0, |paper| head::front(paper, looks, turn));
}
