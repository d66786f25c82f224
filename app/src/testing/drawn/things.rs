//! Things that several scenes share: windows, flags, trees, tables, clouds.

use super::brush::{HIGH, Paper, Spot, WIDE};
use super::dice::Dice;
use super::palette::*;

const FESTIVE: [u32; 6] = [TERRACOTTA, MUSTARD, TEAL, ROSE, SAGE, NAVY];

/// A room: wall, skirting board and a floor of planks from `floor` down.
pub(super) fn room(paper: &mut Paper, wall: u32, ground: u32, floor: f32) {
    let wall = ink(wall);
    paper.wash(-10.0, floor + 2.0, lighter(wall, 0.25), wall);
    paper.wash(floor, HIGH + 10.0, ink(ground), darker(ink(ground), 0.1));
    for row in 0..6u8 {
        let y = floor + (HIGH - floor) * (f32::from(row) / 6.0).powf(1.5);
        paper.line(&[(-10.0, y), (WIDE + 10.0, y)], 2.0, thin(darker(ink(ground), 0.3), 0.25));
    }
    paper.rect(-10.0, floor - 22.0, WIDE + 20.0, 22.0, lighter(wall, 0.55));
    paper.rect(-10.0, floor, WIDE + 20.0, 10.0, thin(ink(INK), 0.08));
}

pub(super) fn window(paper: &mut Paper, (x, y): Spot, w: f32, h: f32, night: bool) {
    let pane = ink(if night { 0x2C3E63 } else { SKY });
    paper.slab(x - 16.0, y - 16.0, w + 32.0, h + 32.0, 14.0, ink(CREAM));
    paper.slab(x, y, w, h, 6.0, pane);
    if night {
        paper.glow(x + w * 0.68, y + h * 0.3, 90.0, ink(0xFFF3CF), 0.5);
        paper.dot(x + w * 0.68, y + h * 0.3, 36.0, ink(0xFFF0C4));
        for (dx, dy) in [(0.15, 0.2), (0.32, 0.12), (0.22, 0.45), (0.44, 0.34), (0.85, 0.62), (0.88, 0.12)] {
            paper.dot(x + w * dx, y + h * dy, 3.4, ink(0xFFF3CF));
        }
    } else {
        cloud(paper, (x + w * 0.3, y + h * 0.3), 0.45);
        paper.oval(x + w * 0.66, y + h * 0.74, w * 0.2, h * 0.25, lighter(ink(LEAF), 0.2));
        paper.oval(x + w * 0.34, y + h * 0.82, w * 0.18, h * 0.17, ink(SAGE));
        paper.shape(
            &[(x + w * 0.1, y), (x + w * 0.3, y), (x + w * 0.12, y + h), (x, y + h), (x, y + h * 0.5)],
            thin(ink(CREAM), 0.22),
        );
    }
    paper.rect(x + w / 2.0 - 7.0, y, 14.0, h, ink(CREAM));
    paper.rect(x, y + h * 0.46, w, 12.0, ink(CREAM));
    paper.slab(x - 34.0, y + h + 14.0, w + 68.0, 24.0, 8.0, darker(ink(CREAM), 0.08));
}

pub(super) fn bunting(paper: &mut Paper, from: Spot, to: Spot, sag: f32, count: u8) {
    let at = |part: f32| {
        let droop = sag * 4.0 * part * (1.0 - part);
        (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part + droop)
    };
    let string: Vec<Spot> = (0..=12u8).map(|step| at(f32::from(step) / 12.0)).collect();
    paper.line(&string, 4.0, ink(0x8C6E58));
    for flag in 0..count {
        let (x, y) = at((f32::from(flag) + 0.5) / f32::from(count));
        let colour = ink(FESTIVE[usize::from(flag) % FESTIVE.len()]);
        paper.shape(&[(x - 26.0, y), (x + 26.0, y), (x, y + 58.0)], colour);
    }
}

/// A child's drawing, pinned to the wall.
pub(super) fn artwork(paper: &mut Paper, at: Spot, dice: &mut Dice) {
    let tilt = dice.between(-5.0, 5.0);
    let (first, second) = (ink(dice.pick(&FESTIVE)), ink(dice.pick(&FESTIVE)));
    let kind = dice.roll() % 4;
    paper.within(at, 1.0, tilt, |paper| {
        paper.rect(-54.0, -40.0, 116.0, 92.0, thin(ink(INK), 0.1));
        paper.rect(-58.0, -46.0, 116.0, 92.0, ink(0xFFFCF4));
        match kind {
            0 => {
                paper.dot(30.0, -20.0, 15.0, ink(MUSTARD));
                paper.shape(&[(-40.0, 34.0), (-40.0, 0.0), (-14.0, -24.0), (12.0, 0.0), (12.0, 34.0)], first);
                paper.rect(-22.0, 10.0, 16.0, 24.0, second);
            }
            1 => (0..4u8).for_each(|ring| {
                let r = 46.0 - 11.0 * f32::from(ring);
                let arc =
                    [(-r, 30.0), (-r * 0.71, 30.0 - r * 0.71), (0.0, 30.0 - r), (r * 0.71, 30.0 - r * 0.71), (r, 30.0)];
                paper.line(&arc, 9.0, ink(FESTIVE[usize::from(ring)]));
            }),
            2 => {
                paper.line(&[(0.0, 0.0), (2.0, 36.0)], 6.0, ink(LEAF));
                for (x, y) in [(-17.0, -8.0), (17.0, -8.0), (0.0, -25.0), (-10.0, 8.0), (10.0, 8.0)] {
                    paper.dot(x, y, 14.0, first);
                }
                paper.dot(0.0, -8.0, 11.0, ink(MUSTARD));
            }
            _ => {
                paper.dot(0.0, 0.0, 30.0, lighter(first, 0.3));
                paper.line(&[(-12.0, 8.0), (0.0, 15.0), (12.0, 8.0)], 5.0, ink(INK));
                paper.dot(-10.0, -6.0, 4.0, ink(INK));
                paper.dot(10.0, -6.0, 4.0, ink(INK));
            }
        }
        paper.dot(0.0, -42.0, 6.0, second);
    });
}

pub(super) fn cloud(paper: &mut Paper, at: Spot, size: f32) {
    let white = thin(ink(0xFFFDF6), 0.85);
    paper.within(at, size, 0.0, |paper| {
        paper.blob(
            &[
                (-130.0, 28.0),
                (-128.0, -12.0),
                (-80.0, -22.0),
                (-50.0, -66.0),
                (10.0, -68.0),
                (42.0, -36.0),
                (92.0, -40.0),
                (128.0, -4.0),
                (126.0, 28.0),
                (0.0, 36.0),
            ],
            white,
        );
    });
}

/// A round tree; the origin is the foot of the trunk.
pub(super) fn tree(paper: &mut Paper, at: Spot, size: f32, crown: u32) {
    let (crown, bark) = (ink(crown), ink(0x80573F));
    paper.within(at, size, 0.0, |paper| {
        paper.shadow(0.0, 4.0, 120.0, 20.0, 0.22);
        paper.shape(&[(-17.0, 4.0), (-10.0, -200.0), (10.0, -200.0), (19.0, 4.0)], bark);
        paper.line(&[(0.0, -130.0), (44.0, -196.0)], 11.0, bark);
        paper.blob(
            &[
                (-118.0, -230.0),
                (-100.0, -320.0),
                (-30.0, -390.0),
                (60.0, -375.0),
                (118.0, -300.0),
                (112.0, -210.0),
                (40.0, -160.0),
                (-60.0, -165.0),
            ],
            crown,
        );
        paper.blob(
            &[(-88.0, -260.0), (-70.0, -330.0), (-10.0, -368.0), (30.0, -340.0), (-20.0, -280.0)],
            lighter(crown, 0.18),
        );
        for (x, y) in [(40.0, -240.0), (72.0, -290.0), (-30.0, -215.0), (10.0, -300.0)] {
            paper.line(&[(x - 12.0, y), (x, y + 7.0), (x + 12.0, y)], 5.0, darker(crown, 0.14));
        }
    });
}

/// The table in front of us, with its far edge at `top`; everything before it is hidden.
pub(super) fn table(paper: &mut Paper, top: f32, colour: u32) {
    let wood = ink(colour);
    paper.wash(top, HIGH + 10.0, lighter(wood, 0.22), wood);
    paper.rect(-20.0, top, WIDE + 40.0, 7.0, lighter(wood, 0.5));
    for (y, x, long) in [(0.2, 120.0, 420.0), (0.38, 880.0, 520.0), (0.6, 300.0, 380.0), (0.8, 1010.0, 400.0)] {
        let y = top + (HIGH - top) * y;
        paper.line(&[(x, y), (x + long / 2.0, y + 5.0), (x + long, y)], 3.0, thin(darker(wood, 0.25), 0.25));
    }
}

/// A maple-like leaf of radius 10.
pub(super) fn leaf(paper: &mut Paper, at: Spot, size: f32, degrees: f32, colour: u32) {
    let colour = ink(colour);
    paper.within(at, size / 10.0, degrees, |paper| {
        paper.line(&[(0.0, 4.0), (1.0, 14.0)], 1.6, darker(colour, 0.3));
        paper.shape(
            &[
                (0.0, -11.0),
                (3.0, -5.0),
                (9.0, -7.0),
                (6.5, -1.0),
                (10.0, 3.0),
                (4.0, 4.0),
                (0.0, 8.0),
                (-4.0, 4.0),
                (-10.0, 3.0),
                (-6.5, -1.0),
                (-9.0, -7.0),
                (-3.0, -5.0),
            ],
            colour,
        );
        paper.line(&[(0.0, 5.0), (0.0, -6.0)], 1.0, lighter(colour, 0.35));
    });
}

/// A pot plant of about 200 high.
pub(super) fn plant(paper: &mut Paper, at: Spot, size: f32) {
    paper.within(at, size, 0.0, |paper| {
        paper.shadow(0.0, 2.0, 66.0, 13.0, 0.28);
        for (x, y, wide) in [
            (-62.0, -150.0, 20.0),
            (58.0, -160.0, 20.0),
            (-26.0, -205.0, 24.0),
            (26.0, -200.0, 22.0),
            (0.0, -165.0, 26.0),
        ] {
            paper.blob(
                &[(0.0, -64.0), (x - wide, y + 46.0), (x, y - 20.0), (x + wide, y + 40.0)],
                if x < 0.0 { ink(LEAF) } else { ink(FOREST) },
            );
        }
        paper.shape(&[(-46.0, -76.0), (46.0, -76.0), (34.0, 2.0), (-34.0, 2.0)], ink(TERRACOTTA));
        paper.slab(-51.0, -86.0, 102.0, 22.0, 6.0, lighter(ink(TERRACOTTA), 0.14));
    });
}
