//! The library corner: a lamp, cushions, and nobody who says a word.

use super::super::brush::{Paper, Spot};
use super::super::dice::Dice;
use super::super::figure::{Figure, Pose};
use super::super::looks::{Looks, Mood, a_class};
use super::super::palette::*;
use super::super::things;

pub(super) fn draw(paper: &mut Paper, dice: &mut Dice) {
    things::room(paper, dice.pick(&[0xE9D3B5, 0xD9DFCB]), 0xC9965F, 690.0);
    bookcase(paper, 60.0, dice);
    bookcase(paper, 1040.0, dice);
    things::window(paper, (640.0, 130.0), 320.0, 330.0, false);
    seat(paper);
    lamp(paper);
    paper.shadow(800.0, 1000.0, 780.0, 190.0, 0.2);
    paper.oval(800.0, 990.0, 740.0, 190.0, ink(PLUM));
    paper.oval(800.0, 988.0, 700.0, 172.0, lighter(ink(PLUM), 0.45));
    paper.oval(800.0, 986.0, 640.0, 150.0, lighter(ink(PLUM), 0.62));
    let looks = a_class(dice, 5);
    let quiet = |index: usize| Looks {
        mood: [Mood::Beam, Mood::Smile, Mood::Wonder, Mood::Smile, Mood::Laugh][index],
        ..looks[index]
    };
    reader(paper, quiet(0), (800.0, 680.0), 300.0, 0.0, TEAL);
    cushion(paper, (330.0, 960.0), MUSTARD);
    reader(paper, quiet(1), (330.0, 950.0), 400.0, 0.5, TERRACOTTA);
    cushion(paper, (1270.0, 960.0), SAGE);
    reader(paper, quiet(2), (1270.0, 950.0), 400.0, -0.5, NAVY);
    cushion(paper, (645.0, 1110.0), ROSE);
    cushion(paper, (965.0, 1110.0), 0x7FB0B8);
    Figure::new(quiet(3), Pose::Floor).turned(0.35).hands((-18.0, -20.0), (22.0, -24.0)).draw(
        paper,
        (650.0, 1095.0),
        440.0,
    );
    Figure::new(quiet(4), Pose::Floor).turned(-0.35).hands((-22.0, -24.0), (18.0, -20.0)).draw(
        paper,
        (950.0, 1095.0),
        440.0,
    );
    book(paper, (800.0, 1000.0), 1.25, MUSTARD);
    pile(paper, (100.0, 1130.0), dice);
    pile(paper, (1500.0, 1130.0), dice);
    paper.glow(1080.0, 300.0, 560.0, ink(0xFFDF9A), 0.22);
}

fn reader(paper: &mut Paper, looks: Looks, at: Spot, height: f32, turn: f32, cover: u32) {
    let figure = Figure::new(looks, Pose::Floor).turned(turn).hands((-17.0, -22.0), (17.0, -22.0));
    figure.draw(paper, at, height);
    book(paper, (at.0, at.1 - 0.22 * height), height / 400.0, cover);
}

fn book(paper: &mut Paper, at: Spot, size: f32, cover: u32) {
    paper.within(at, size, 0.0, |paper| {
        paper.shape(
            &[(-88.0, -52.0), (0.0, -34.0), (88.0, -52.0), (88.0, 30.0), (0.0, 46.0), (-88.0, 30.0)],
            ink(cover),
        );
        paper.shape(
            &[(-80.0, -56.0), (0.0, -38.0), (80.0, -56.0), (80.0, 20.0), (0.0, 37.0), (-80.0, 20.0)],
            ink(0xFFFBF0),
        );
        paper.shape(&[(0.0, -38.0), (80.0, -56.0), (80.0, 20.0), (0.0, 37.0)], ink(0xF1E6D2));
        for line in [-32.0, -18.0, -4.0, 10.0] {
            paper.line(&[(-66.0, line - 6.0), (-14.0, line + 6.0)], 4.0, thin(ink(INK), 0.2));
        }
        paper.dot(40.0, -16.0, 20.0, ink(SAGE));
        paper.shape(&[(18.0, 14.0), (38.0, -20.0), (66.0, 4.0)], ink(TERRACOTTA));
    });
}

fn bookcase(paper: &mut Paper, x: f32, dice: &mut Dice) {
    paper.shadow(x + 250.0, 694.0, 280.0, 18.0, 0.3);
    paper.slab(x, 70.0, 500.0, 624.0, 12.0, ink(0x9B6A42));
    for row in 0..4u8 {
        let y = 92.0 + 150.0 * f32::from(row);
        paper.rect(x + 18.0, y, 464.0, 132.0, ink(0x74492E));
        let mut left = x + 26.0;
        while left < x + 440.0 {
            let (wide, tall) = (dice.between(20.0, 42.0), dice.between(78.0, 118.0));
            let colour = ink(dice.pick(&CLOTHES));
            if dice.chance(0.09) {
                paper.dot(left + 26.0, y + 108.0, 24.0, colour);
                left += 56.0;
                continue;
            }
            paper.slab(left, y + 132.0 - tall, wide, tall, 3.0, colour);
            paper.rect(left, y + 146.0 - tall, wide, 7.0, lighter(colour, 0.45));
            left += wide + 2.0;
        }
        paper.rect(x + 18.0, y, 464.0, 12.0, thin(ink(INK), 0.25));
    }
}

fn seat(paper: &mut Paper) {
    paper.slab(596.0, 640.0, 408.0, 120.0, 14.0, ink(0xAD7A4C));
    paper.slab(584.0, 612.0, 432.0, 58.0, 26.0, ink(TERRACOTTA));
    paper.slab(600.0, 520.0, 110.0, 104.0, 30.0, ink(MUSTARD));
    paper.slab(890.0, 520.0, 110.0, 104.0, 30.0, ink(SAGE));
}

fn lamp(paper: &mut Paper) {
    paper.line(&[(1080.0, 690.0), (1080.0, 240.0)], 12.0, ink(0x5C4A42));
    paper.oval(1080.0, 694.0, 70.0, 15.0, ink(0x5C4A42));
    paper.glow(1080.0, 280.0, 300.0, ink(0xFFE7AE), 0.75);
    paper.shape(&[(1030.0, 150.0), (1130.0, 150.0), (1178.0, 270.0), (982.0, 270.0)], ink(0xF7D98C));
}

fn cushion(paper: &mut Paper, (x, y): Spot, colour: u32) {
    paper.shadow(x, y + 26.0, 200.0, 36.0, 0.28);
    paper.blob(
        &[
            (x - 170.0, y),
            (x - 110.0, y - 36.0),
            (x + 110.0, y - 36.0),
            (x + 170.0, y),
            (x + 110.0, y + 36.0),
            (x - 110.0, y + 36.0),
        ],
        ink(colour),
    );
    paper.line(&[(x - 140.0, y + 12.0), (x, y + 24.0), (x + 140.0, y + 12.0)], 4.0, darker(ink(colour), 0.18));
}

fn pile(paper: &mut Paper, (x, y): Spot, dice: &mut Dice) {
    paper.shadow(x, y + 6.0, 130.0, 22.0, 0.3);
    for (layer, colour) in dice.shuffled(&CLOTHES)[..4].iter().enumerate() {
        let up = y - 34.0 * (layer as f32 + 1.0);
        let (left, wide) = (x - 92.0 + dice.between(-14.0, 14.0), dice.between(150.0, 186.0));
        paper.slab(left, up, wide, 34.0, 6.0, ink(*colour));
        paper.rect(left + 12.0, up + 7.0, wide - 12.0, 20.0, ink(0xFBF3E2));
    }
}
