//! The vegetable patch behind the school: a carrot is held up as if nobody ever saw one.

use super::super::brush::{Paper, Spot};
use super::super::dice::Dice;
use super::super::figure::{Figure, Pose};
use super::super::looks::{Mood, a_class};
use super::super::palette::*;
use super::super::things;

pub(super) fn draw(paper: &mut Paper, dice: &mut Dice) {
    backdrop(paper, dice);
    paper.blob(
        &[(-80.0, 640.0), (500.0, 610.0), (1100.0, 625.0), (1700.0, 610.0), (1700.0, 1300.0), (-80.0, 1300.0)],
        ink(0xA9BE79),
    );
    bed(paper, 700.0, lettuce);
    let looks = a_class(dice, 6);
    let stand = |index: usize, turn: f32| Figure::new(looks[index], Pose::Standing).turned(turn);
    stand(0, 0.4).hands((-26.0, -36.0), (34.0, -48.0)).draw(paper, (250.0, 850.0), 330.0);
    let wonder = super::super::looks::Looks { mood: Mood::Laugh, ..looks[1] };
    Figure::new(wonder, Pose::Standing).hands((-24.0, -34.0), (35.0, -88.0)).draw(paper, (800.0, 850.0), 345.0);
    carrot(paper, (921.0, 528.0), 1.15, 16.0);
    stand(2, -0.4).hands((-30.0, -56.0), (25.0, -34.0)).draw(paper, (1345.0, 845.0), 325.0);
    can(paper, (395.0, 700.0), 1.0);
    bed(paper, 905.0, carrots);
    Figure::new(looks[3], Pose::Floor).turned(0.5).hands((-18.0, -14.0), (34.0, -10.0)).draw(
        paper,
        (510.0, 1010.0),
        375.0,
    );
    Figure::new(looks[4], Pose::Floor).turned(-0.5).hands((-34.0, -10.0), (18.0, -14.0)).draw(
        paper,
        (1090.0, 1015.0),
        375.0,
    );
    bed(paper, 1120.0, pumpkins);
    barrow(paper);
    butterflies(paper, dice);
}

fn backdrop(paper: &mut Paper, dice: &mut Dice) {
    paper.wash(-10.0, 700.0, ink(0xBFDDE3), ink(0xF8ECD2));
    paper.glow(1330.0, 170.0, 260.0, ink(0xFFF1B8), 0.9);
    paper.dot(1330.0, 170.0, 74.0, ink(0xFBD26A));
    things::cloud(paper, (330.0, 150.0), 1.1);
    things::cloud(paper, (900.0, 110.0 + dice.between(-30.0, 40.0)), 0.8);
    for (x, size, crown) in [(70.0, 1.2, SAGE), (1560.0, 1.25, LEAF), (680.0, 0.8, SAGE)] {
        things::tree(paper, (x, 625.0), size, crown);
    }
    greenhouse(paper);
    for post in 0..21u8 {
        let x = -10.0 + 82.0 * f32::from(post);
        paper.shape(&[(x, 490.0), (x + 21.0, 468.0), (x + 42.0, 490.0), (x + 42.0, 640.0), (x, 640.0)], ink(CREAM));
    }
    for y in [522.0, 590.0] {
        paper.rect(-20.0, y, 1640.0, 18.0, darker(ink(CREAM), 0.08));
    }
    for (x, size) in [(75.0, 1.15), (1490.0, 1.25), (1570.0, 0.95), (150.0, 0.85)] {
        sunflower(paper, (x, 720.0), size);
    }
}

fn greenhouse(paper: &mut Paper) {
    let (glass, frame) = (thin(ink(0xE4F3EE), 0.85), ink(0x6E8F86));
    paper.shape(&[(960.0, 620.0), (960.0, 380.0), (1110.0, 260.0), (1260.0, 380.0), (1260.0, 620.0)], glass);
    for x in [960.0, 1035.0, 1110.0, 1185.0, 1260.0] {
        paper.line(&[(x, 620.0), (x, 380.0 - (150.0 - (x - 1110.0f32).abs()) * 0.8)], 7.0, frame);
    }
    paper.line(&[(950.0, 384.0), (1110.0, 258.0)], 10.0, frame);
    paper.line(&[(1110.0, 258.0), (1270.0, 384.0)], 10.0, frame);
    paper.line(&[(960.0, 382.0), (1260.0, 382.0)], 7.0, frame);
}

fn bed(paper: &mut Paper, y: f32, mut plant: impl FnMut(&mut Paper, Spot, f32)) {
    let size = 0.55 + (y - 600.0) / 900.0;
    let high = 95.0 * size;
    paper.slab(-40.0, y, 1680.0, high, 26.0, ink(SOIL));
    paper.slab(-40.0, y, 1680.0, high * 0.45, 20.0, lighter(ink(SOIL), 0.12));
    for clod in 0..40u8 {
        let x = 41.0 * f32::from(clod);
        paper.oval(
            x,
            y + high * (0.35 + 0.5 * f32::from(clod % 10 * 7 % 10) / 10.0),
            9.0 * size,
            5.0 * size,
            darker(ink(SOIL), 0.25),
        );
    }
    let step = 150.0 * size;
    for place in 0..(1700.0 / step) as usize {
        plant(paper, (step * (place as f32 + 0.4), y + high * 0.36), size);
    }
}

fn lettuce(paper: &mut Paper, at: Spot, size: f32) {
    paper.within(at, size, 0.0, |paper| {
        for (x, y, r, colour) in [
            (-34.0, -8.0, 30.0, LEAF),
            (34.0, -8.0, 30.0, LEAF),
            (-15.0, -28.0, 32.0, 0x8DB05A),
            (17.0, -28.0, 32.0, 0x8DB05A),
            (0.0, -16.0, 28.0, 0xB4CE79),
        ] {
            paper.dot(x, y, r, ink(colour));
        }
        paper.line(&[(-10.0, -22.0), (0.0, -10.0), (10.0, -22.0)], 4.0, ink(0xDCE6A6));
    });
}

fn carrots(paper: &mut Paper, at: Spot, size: f32) {
    paper.within(at, size, 0.0, |paper| {
        for (x, y) in [(-30.0, -70.0), (-12.0, -92.0), (10.0, -90.0), (30.0, -68.0)] {
            paper.line(&[(0.0, 0.0), (x * 0.5, y * 0.6), (x, y)], 8.0, ink(LEAF));
            paper.dot(x, y, 12.0, ink(0x7FA357));
        }
        paper.oval(0.0, 2.0, 20.0, 13.0, ink(0xE5823B));
    });
}

fn pumpkins(paper: &mut Paper, at: Spot, size: f32) {
    let lift = if (at.0 as i32 / 10) % 3 == 0 { 0.8 } else { 1.0 };
    paper.within(at, size * lift, 0.0, |paper| {
        paper.shadow(0.0, 24.0, 78.0, 16.0, 0.35);
        for (x, rx, shade) in
            [(-38.0, 34.0, 0.12), (38.0, 34.0, 0.12), (-18.0, 34.0, 0.05), (18.0, 34.0, 0.05), (0.0, 28.0, 0.0)]
        {
            paper.oval(x, -18.0, rx, 46.0, darker(ink(0xE58F3C), shade));
        }
        paper.line(&[(0.0, -60.0), (3.0, -78.0), (16.0, -86.0)], 11.0, ink(FOREST));
        paper.blob(&[(16.0, -66.0), (58.0, -92.0), (78.0, -62.0), (46.0, -48.0)], ink(LEAF));
    });
}

fn carrot(paper: &mut Paper, at: Spot, size: f32, degrees: f32) {
    paper.within(at, size, degrees, |paper| {
        for (x, y) in [(-22.0, -74.0), (0.0, -88.0), (22.0, -74.0)] {
            paper.line(&[(0.0, -20.0), (x, y)], 9.0, ink(LEAF));
            paper.dot(x, y, 11.0, ink(0x7FA357));
        }
        paper.blob(
            &[(-23.0, -18.0), (0.0, -27.0), (23.0, -18.0), (12.0, 40.0), (0.0, 92.0), (-12.0, 40.0)],
            ink(0xE98338),
        );
        for y in [0.0, 24.0, 46.0] {
            paper.line(&[(-14.0 + y * 0.1, y), (2.0, y + 3.0)], 3.5, ink(0xC8662A));
        }
    });
}

fn can(paper: &mut Paper, at: Spot, size: f32) {
    paper.within(at, size, 10.0, |paper| {
        paper.ring(-46.0, 10.0, 34.0, 9.0, darker(ink(TEAL), 0.15));
        paper.slab(-44.0, -30.0, 88.0, 84.0, 12.0, ink(TEAL));
        paper.shape(&[(40.0, 34.0), (40.0, 8.0), (108.0, -42.0), (116.0, -30.0)], ink(TEAL));
        paper.oval(114.0, -38.0, 12.0, 20.0, darker(ink(TEAL), 0.2));
        paper.rect(-44.0, -8.0, 88.0, 12.0, lighter(ink(TEAL), 0.35));
        for (x, y) in [(136.0, -10.0), (150.0, 24.0), (128.0, 30.0), (158.0, 64.0), (138.0, 74.0)] {
            paper.oval(x, y, 5.0, 9.0, ink(0x8FC3D1));
        }
    });
}

fn barrow(paper: &mut Paper) {
    paper.within((1480.0, 1010.0), 1.0, 0.0, |paper| {
        paper.shadow(0.0, 62.0, 150.0, 20.0, 0.3);
        paper.dot(-84.0, 34.0, 34.0, ink(0x4A4654));
        paper.dot(-84.0, 34.0, 14.0, ink(0xC8C2B8));
        paper.line(&[(60.0, 10.0), (66.0, 66.0)], 12.0, ink(0x6B5A4A));
        for (x, y) in [(-64.0, -66.0), (-16.0, -84.0), (34.0, -72.0), (74.0, -62.0)] {
            paper.dot(x, y, 34.0, ink(0x7FA357));
        }
        paper.shape(&[(-118.0, -64.0), (112.0, -64.0), (72.0, 22.0), (-74.0, 22.0)], ink(BRICK));
        paper.line(&[(64.0, -10.0), (170.0, -42.0)], 12.0, ink(WOOD_DARK));
    });
}

fn sunflower(paper: &mut Paper, at: Spot, size: f32) {
    paper.within(at, size, 0.0, |paper| {
        paper.line(&[(0.0, 0.0), (6.0, -130.0), (0.0, -262.0)], 11.0, ink(LEAF));
        paper.blob(&[(4.0, -100.0), (52.0, -140.0), (70.0, -112.0), (34.0, -88.0)], ink(LEAF));
        paper.blob(&[(4.0, -150.0), (-48.0, -184.0), (-66.0, -156.0), (-30.0, -136.0)], ink(LEAF));
        for petal in 0..14u8 {
            paper.within((0.0, -268.0), 1.0, f32::from(petal) * 360.0 / 14.0, |paper| {
                paper.oval(0.0, -44.0, 13.0, 27.0, ink(MUSTARD))
            });
        }
        paper.dot(0.0, -268.0, 32.0, ink(0x6E4A33));
        paper.dot(0.0, -268.0, 20.0, ink(0x8A5E3F));
    });
}

fn butterflies(paper: &mut Paper, dice: &mut Dice) {
    for colour in [ROSE, MUSTARD, PLUM] {
        let at = (dice.between(300.0, 1250.0), dice.between(300.0, 430.0));
        paper.within(at, 0.8, dice.between(-30.0, 30.0), |paper| {
            for side in [-1.0, 1.0] {
                paper.oval(side * 16.0, -9.0, 15.0, 17.0, ink(colour));
                paper.oval(side * 12.0, 13.0, 10.0, 12.0, lighter(ink(colour), 0.3));
            }
            paper.line(&[(0.0, -17.0), (0.0, 18.0)], 5.0, ink(INK));
        });
    }
}
