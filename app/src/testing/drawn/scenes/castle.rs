//! The castle of cardboard boxes: crowns, flags, and a drawbridge that almost works.

use super::super::brush::{Paper, Spot};
use super::super::dice::Dice;
use super::super::figure::{Figure, Pose};
use super::super::looks::{Looks, a_class};
use super::super::palette::*;
use super::super::things;

const CARD: u32 = 0xCB9C67;

pub(super) fn draw(paper: &mut Paper, dice: &mut Dice) {
    things::room(paper, dice.pick(&[0xDDE6E0, 0xF2DCC8, 0xE4DDEA]), 0xDDB07C, 640.0);
    things::window(paper, (640.0, 60.0), 320.0, 200.0, false);
    things::bunting(paper, (-20.0, 30.0), (1620.0, 30.0), 60.0, 21);
    for x in [120.0, 1480.0] {
        things::artwork(paper, (x, 250.0), dice);
        things::artwork(paper, (x - 14.0, 410.0), dice);
    }
    let looks = a_class(dice, 6);
    let knights = [(600.0, 640.0, [(-30.0, -84.0), (24.0, -36.0)]), (1000.0, 640.0, [(-24.0, -36.0), (32.0, -86.0)])];
    for ((x, y, hands), looks) in knights.into_iter().zip(&looks) {
        let knight = Figure::new(*looks, Pose::AtTable).hands(hands[0], hands[1]).turned((800.0 - x) / 700.0);
        royal(paper, knight, (x, y + 105.0), 370.0, dice);
    }
    paper.shadow(800.0, 1010.0, 700.0, 60.0, 0.3);
    for x in [230.0, 1130.0] {
        tower(paper, x, dice);
    }
    wall(paper);
    gate(paper, &looks[2], dice);
    let front = [
        ((240.0, 1130.0), Pose::Standing, [(-28.0, -38.0), (36.0, -76.0)]),
        ((1330.0, 1130.0), Pose::Standing, [(-34.0, -64.0), (28.0, -40.0)]),
        ((1090.0, 1150.0), Pose::Floor, [(-26.0, -22.0), (24.0, -16.0)]),
    ];
    for ((at, pose, hands), looks) in front.into_iter().zip(&looks[3..]) {
        let figure = Figure::new(*looks, pose).hands(hands[0], hands[1]).turned((800.0 - at.0) / 1300.0);
        royal(paper, figure, at, 415.0, dice);
    }
    sword(paper, (390.0, 812.0));
    shield(paper, (1180.0, 862.0), dice);
    things::plant(paper, (70.0, 1100.0), 0.9);
    tools(paper, dice);
}

/// Draws somebody with a paper crown.
fn royal(paper: &mut Paper, figure: Figure, at: Spot, height: f32, dice: &mut Dice) {
    figure.draw(paper, at, height);
    let drop = if matches!(figure.pose, Pose::Floor) { 26.0 } else { 0.0 };
    let gold = ink(dice.pick(&[MUSTARD, 0xF0C85A, ROSE, 0x9CC3BE]));
    paper.within(at, height / 100.0, 0.0, |paper| {
        paper.within((figure.turn * 1.5, -82.0 + drop), 19.5, figure.turn * 3.0, |paper| {
            paper.shape(
                &[
                    (-0.8, -0.72),
                    (-0.92, -1.5),
                    (-0.45, -1.12),
                    (0.0, -1.68),
                    (0.45, -1.12),
                    (0.92, -1.5),
                    (0.8, -0.72),
                    (0.0, -0.62),
                ],
                gold,
            );
            paper.line(&[(-0.78, -0.8), (0.0, -0.7), (0.78, -0.8)], 0.1, darker(gold, 0.2));
            for (x, y) in [(-0.42, -0.97), (0.0, -0.98), (0.42, -0.97)] {
                paper.dot(x, y, 0.1, ink(TERRACOTTA));
            }
        });
    });
}

fn battlements(paper: &mut Paper, x: f32, y: f32, wide: f32, teeth: u8, card: Ink) {
    let step = wide / f32::from(teeth * 2 - 1);
    for tooth in 0..teeth {
        paper.slab(x + 2.0 * step * f32::from(tooth), y - 52.0, step, 62.0, 4.0, card);
    }
}

fn wall(paper: &mut Paper) {
    let card = ink(CARD);
    battlements(paper, 440.0, 640.0, 720.0, 7, lighter(card, 0.06));
    paper.rect(430.0, 636.0, 740.0, 374.0, card);
    paper.rect(430.0, 636.0, 740.0, 12.0, lighter(card, 0.28));
    for (row, y) in [700.0, 780.0, 860.0, 940.0].into_iter().enumerate() {
        for column in 0..6u8 {
            let x = 450.0 + 122.0 * f32::from(column) + if row % 2 == 0 { 0.0 } else { 50.0 };
            paper.slab(x, y, 84.0, 34.0, 6.0, thin(ink(0xA9794A), 0.35));
        }
    }
    paper.slab(640.0, 668.0, 320.0, 24.0, 4.0, thin(ink(0xEBD9B4), 0.8));
}

fn tower(paper: &mut Paper, x: f32, dice: &mut Dice) {
    let card = darker(ink(CARD), 0.04);
    let flag = ink(dice.pick(&[TERRACOTTA, TEAL, PLUM]));
    let middle = x + 120.0;
    paper.line(&[(middle, 480.0), (middle, 210.0)], 10.0, ink(0x8A5B36));
    paper.blob(
        &[
            (middle, 214.0),
            (middle + 60.0, 226.0),
            (middle + 130.0, 214.0),
            (middle + 118.0, 256.0),
            (middle + 130.0, 298.0),
            (middle + 60.0, 306.0),
            (middle, 296.0),
        ],
        flag,
    );
    paper.dot(middle + 56.0, 258.0, 22.0, ink(CREAM));
    battlements(paper, x - 14.0, 480.0, 268.0, 4, lighter(card, 0.06));
    paper.slab(x - 14.0, 476.0, 268.0, 56.0, 4.0, lighter(card, 0.06));
    paper.rect(x, 530.0, 240.0, 490.0, card);
    paper.rect(x + 190.0, 530.0, 50.0, 490.0, thin(ink(0x8A5B36), 0.14));
    for y in [600.0, 800.0] {
        paper.slab(middle - 34.0, y, 68.0, 106.0, 34.0, ink(0x6B4630));
        paper.line(&[(middle, y + 4.0), (middle, y + 102.0)], 7.0, card);
    }
    for (dx, y, tint) in [(40.0, 752.0, ROSE), (190.0, 560.0, SAGE), (56.0, 960.0, TEAL), (176.0, 940.0, MUSTARD)] {
        for petal in [(0.0, -14.0), (13.0, -4.0), (8.0, 11.0), (-8.0, 11.0), (-13.0, -4.0)] {
            paper.dot(x + dx + petal.0, y + petal.1, 10.0, ink(tint));
        }
        paper.dot(x + dx, y, 8.0, ink(CREAM));
    }
}

fn gate(paper: &mut Paper, keeper: &Looks, dice: &mut Dice) {
    paper.blob(
        &[
            (670.0, 1012.0),
            (670.0, 800.0),
            (720.0, 730.0),
            (800.0, 708.0),
            (880.0, 730.0),
            (930.0, 800.0),
            (930.0, 1012.0),
        ],
        ink(0x6B4630),
    );
    paper.blob(
        &[
            (688.0, 1012.0),
            (688.0, 806.0),
            (730.0, 746.0),
            (800.0, 726.0),
            (870.0, 746.0),
            (912.0, 806.0),
            (912.0, 1012.0),
        ],
        ink(0x54352A),
    );
    paper.shape(&[(676.0, 1004.0), (924.0, 1004.0), (980.0, 1130.0), (620.0, 1130.0)], darker(ink(CARD), 0.12));
    for y in [1034.0, 1066.0, 1100.0] {
        paper.line(&[(650.0, y), (950.0, y)], 4.0, thin(ink(0x7A5230), 0.5));
    }
    paper.line(&[(684.0, 820.0), (630.0, 1116.0)], 6.0, ink(0x8A6E58));
    paper.line(&[(916.0, 820.0), (970.0, 1116.0)], 6.0, ink(0x8A6E58));
    royal(
        paper,
        Figure::new(*keeper, Pose::Standing).hands((-34.0, -78.0), (26.0, -36.0)),
        (800.0, 1062.0),
        325.0,
        dice,
    );
}

fn sword(paper: &mut Paper, at: Spot) {
    paper.within(at, 1.0, 18.0, |paper| {
        paper.shape(&[(-13.0, -16.0), (-13.0, -180.0), (0.0, -212.0), (13.0, -180.0), (13.0, -16.0)], ink(0xC9CFD2));
        paper.rect(-2.0, -190.0, 4.0, 170.0, ink(0xAAB2B8));
        paper.slab(-44.0, -22.0, 88.0, 18.0, 8.0, ink(MUSTARD));
        paper.slab(-9.0, -6.0, 18.0, 46.0, 6.0, ink(BRICK));
    });
}

fn shield(paper: &mut Paper, at: Spot, dice: &mut Dice) {
    let (left, right) = (ink(dice.pick(&[TEAL, NAVY])), ink(dice.pick(&[MUSTARD, TERRACOTTA])));
    paper.within(at, 1.0, -6.0, |paper| {
        let edge =
            [(-78.0, -86.0), (78.0, -86.0), (76.0, 10.0), (46.0, 74.0), (0.0, 106.0), (-46.0, 74.0), (-76.0, 10.0)];
        paper.shape(&edge.map(|(x, y)| (x * 1.1, y * 1.1)), ink(0xA9794A));
        paper.shape(&edge, left);
        paper.shape(&[(0.0, -86.0), (78.0, -86.0), (76.0, 10.0), (46.0, 74.0), (0.0, 106.0)], right);
        paper.ring(0.0, -4.0, 32.0, 13.0, ink(CREAM));
    });
}

fn tools(paper: &mut Paper, dice: &mut Dice) {
    paper.shadow(560.0, 1142.0, 70.0, 16.0, 0.3);
    paper.ring(560.0, 1110.0, 30.0, 17.0, ink(0xEBD9B4));
    for _ in 0..18 {
        let at = (dice.between(380.0, 1250.0), dice.between(1070.0, 1185.0));
        let colour = ink(dice.pick(&[CARD, ROSE, TEAL, MUSTARD]));
        paper.within(at, 1.0, dice.between(0.0, 90.0), |paper| {
            paper.shape(&[(-14.0, 8.0), (12.0, 10.0), (6.0, -12.0)], colour)
        });
    }
}
