//! The evening before: shoes at the stove, a carrot for the horse, and singing as loud as can be.

use super::super::brush::{Paper, Spot};
use super::super::dice::Dice;
use super::super::figure::{Figure, Pose};
use super::super::looks::{Looks, Mood, a_class};
use super::super::palette::*;
use super::super::things;
use super::crowd;

pub(super) fn draw(paper: &mut Paper, dice: &mut Dice) {
    things::room(paper, 0xC98F6B, 0x9B6845, 640.0);
    things::window(paper, (140.0, 120.0), 330.0, 320.0, true);
    things::window(paper, (1130.0, 120.0), 330.0, 320.0, true);
    curtains(paper);
    fireplace(paper);
    let singers = a_class(dice, 6);
    let places = [(150.0, 860.0), (360.0, 820.0), (1240.0, 820.0), (1450.0, 860.0), (520.0, 905.0), (1090.0, 905.0)];
    let people = places.into_iter().zip(singers).enumerate().map(|(index, (at, looks))| {
        let looks = Looks { mood: if index % 3 == 2 { Mood::Beam } else { Mood::Laugh }, ..looks };
        let pose = if index >= 4 { Pose::Floor } else { Pose::Standing };
        let figure = Figure::new(looks, pose).turned((800.0 - at.0) / 900.0);
        let sings = index < 4 && index % 2 == 1;
        (at, 395.0, if sings { figure.hands((-36.0, -66.0), (36.0, -66.0)) } else { figure })
    });
    crowd(paper, people.collect());
    paper.glow(800.0, 640.0, 620.0, ink(0xFFB45A), 0.2);
    row_of_shoes(paper, dice);
}

fn curtains(paper: &mut Paper) {
    for x in [105.0, 505.0, 1095.0, 1495.0] {
        paper.blob(
            &[
                (x - 34.0, 84.0),
                (x + 34.0, 84.0),
                (x + 46.0, 300.0),
                (x + 30.0, 520.0),
                (x - 40.0, 520.0),
                (x - 30.0, 300.0),
            ],
            ink(BRICK),
        );
    }
}

fn row_of_shoes(paper: &mut Paper, dice: &mut Dice) {
    paper.blob(&[(40.0, 1010.0), (800.0, 960.0), (1560.0, 1010.0), (1610.0, 1230.0), (-10.0, 1230.0)], ink(0xB4523B));
    paper.blob(&[(90.0, 1030.0), (800.0, 982.0), (1510.0, 1030.0), (1560.0, 1240.0), (40.0, 1240.0)], ink(0xD8B06A));
    paper.blob(&[(110.0, 1044.0), (800.0, 998.0), (1490.0, 1044.0), (1540.0, 1250.0), (60.0, 1250.0)], ink(0xA64A38));
    let colours = dice.shuffled(&[TEAL, MUSTARD, ROSE, NAVY, SAGE, 0xE58F3C]);
    for (index, x) in [190.0f32, 440.0, 690.0, 940.0, 1190.0, 1420.0].into_iter().enumerate() {
        let y = 1115.0 - 22.0 * (1.0 - ((x - 800.0) / 700.0).powi(2)).max(0.0);
        shoe(paper, (x, y), colours[index], index);
    }
    for _ in 0..46 {
        let at = (dice.between(90.0, 1510.0), dice.between(1125.0, 1190.0));
        paper.dot(at.0 + 1.0, at.1 + 3.0, 9.0, thin(ink(INK), 0.25));
        paper.dot(at.0, at.1, dice.between(7.0, 10.0), ink(dice.pick(&[0xB8743A, 0xA8642E, 0xC98447])));
    }
}

fn fireplace(paper: &mut Paper) {
    paper.slab(560.0, 330.0, 480.0, 330.0, 10.0, ink(0xA5533C));
    for row in 0..7u8 {
        for column in 0..5u8 {
            let shift = if row % 2 == 0 { 0.0 } else { 46.0 };
            paper.slab(
                566.0 + 92.0 * f32::from(column) + shift - 2.0,
                376.0 + 40.0 * f32::from(row),
                84.0,
                33.0,
                4.0,
                thin(ink(0xC26A4C), 0.75),
            );
        }
    }
    paper.slab(530.0, 316.0, 540.0, 44.0, 10.0, ink(0x7A4B2F));
    fire(paper);
    mantelpiece(paper);
}

fn fire(paper: &mut Paper) {
    paper.blob(
        &[
            (640.0, 664.0),
            (640.0, 480.0),
            (700.0, 420.0),
            (800.0, 404.0),
            (900.0, 420.0),
            (960.0, 480.0),
            (960.0, 664.0),
        ],
        ink(0x3A2624),
    );
    paper.glow(800.0, 590.0, 190.0, ink(0xFFAE4A), 0.9);
    for (x, high, wide, colour) in [
        (800.0, 170.0, 74.0, 0xE8752F),
        (750.0, 116.0, 46.0, 0xE8752F),
        (852.0, 122.0, 46.0, 0xE8752F),
        (800.0, 116.0, 48.0, 0xF6A93B),
        (800.0, 66.0, 28.0, 0xFDE08A),
    ] {
        paper.blob(
            &[
                (x - wide, 622.0),
                (x - wide * 0.6, 622.0 - high * 0.5),
                (x + wide * 0.1, 622.0 - high),
                (x + wide * 0.7, 622.0 - high * 0.45),
                (x + wide, 622.0),
                (x, 640.0),
            ],
            ink(colour),
        );
    }
    for (from, to) in [((706.0, 650.0), (890.0, 624.0)), ((710.0, 624.0), (894.0, 650.0))] {
        paper.line(&[from, to], 26.0, ink(0x6B432C));
    }
}

fn mantelpiece(paper: &mut Paper) {
    paper.glow(800.0, 200.0, 240.0, ink(0xFFD58A), 0.35);
    for (x, tall) in [(610.0, 84.0), (660.0, 62.0), (990.0, 84.0)] {
        paper.slab(x - 13.0, 316.0 - tall, 26.0, tall, 6.0, ink(CREAM));
        paper.glow(x, 300.0 - tall, 60.0, ink(0xFFE7A0), 0.8);
        paper.blob(&[(x - 9.0, 308.0 - tall), (x, 280.0 - tall), (x + 9.0, 308.0 - tall)], ink(0xF6A93B));
    }
    paper.slab(740.0, 196.0, 120.0, 120.0, 12.0, ink(TEAL));
    paper.rect(790.0, 196.0, 20.0, 120.0, ink(MUSTARD));
    paper.rect(740.0, 246.0, 120.0, 20.0, ink(MUSTARD));
    paper.oval_ring(778.0, 182.0, 24.0, 15.0, 9.0, ink(MUSTARD));
    paper.oval_ring(822.0, 182.0, 24.0, 15.0, 9.0, ink(MUSTARD));
}

fn shoe(paper: &mut Paper, at: Spot, colour: u32, index: usize) {
    let colour = ink(colour);
    paper.within(at, 1.12, 0.0, |paper| {
        paper.shadow(0.0, 6.0, 120.0, 18.0, 0.4);
        match index % 3 {
            0 => carrot(paper),
            1 => paper.within((-44.0, -96.0), 1.0, -8.0, |paper| {
                paper.slab(-34.0, -34.0, 68.0, 86.0, 8.0, ink(0x6B3F2A));
                paper.slab(-26.0, -26.0, 52.0, 50.0, 5.0, ink(0x83502F));
                paper.ring(0.0, -1.0, 15.0, 8.0, ink(0x54301F));
            }),
            _ => {
                paper.slab(-78.0, -104.0, 62.0, 56.0, 10.0, ink(CREAM));
                paper.line(&[(-66.0, -88.0), (-46.0, -78.0), (-28.0, -90.0)], 6.0, ink(TERRACOTTA));
                carrot(paper);
            }
        }
        paper.blob(
            &[
                (-96.0, -64.0),
                (-50.0, -70.0),
                (-8.0, -60.0),
                (34.0, -36.0),
                (88.0, -26.0),
                (104.0, -2.0),
                (0.0, 2.0),
                (-96.0, 0.0),
            ],
            colour,
        );
        paper.oval(-50.0, -64.0, 46.0, 11.0, darker(colour, 0.4));
        paper.slab(-100.0, -8.0, 204.0, 18.0, 8.0, ink(CREAM));
        for x in [0.0, 19.0, 38.0] {
            paper.line(&[(x - 9.0, -44.0 + x * 0.28), (x + 9.0, -58.0 + x * 0.45)], 5.0, ink(CREAM));
        }
    });
}

fn carrot(paper: &mut Paper) {
    for (x, y) in [(-84.0, -158.0), (-62.0, -172.0), (-42.0, -156.0)] {
        paper.line(&[(-56.0, -104.0), (x, y)], 8.0, ink(LEAF));
    }
    paper.blob(&[(-74.0, -112.0), (-56.0, -120.0), (-38.0, -112.0), (-46.0, -60.0), (-66.0, -60.0)], ink(0xE98338));
    paper.line(&[(-64.0, -96.0), (-52.0, -94.0)], 3.0, ink(0xC8662A));
}
