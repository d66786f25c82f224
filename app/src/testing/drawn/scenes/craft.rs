//! The craft table: paint, scissors, and paper lanterns that hang to dry.

use super::super::brush::{Paper, Spot, WIDE};
use super::super::dice::Dice;
use super::super::figure::{Figure, Pose};
use super::super::looks::{Looks, Mood, a_class};
use super::super::palette::*;
use super::super::things;

const FAR_EDGE: f32 = 790.0;

pub(super) fn draw(paper: &mut Paper, dice: &mut Dice) {
    things::room(paper, dice.pick(&[0xDCE6DA, 0xF4DEC6, 0xE3DCEA]), 0xD6A877, 640.0);
    things::window(paper, (610.0, 150.0), 380.0, 270.0, false);
    for (x, y) in [(285.0, 395.0), (1312.0, 395.0)] {
        things::artwork(paper, (x, y), dice);
    }
    lanterns(paper, dice);
    let mut makers = a_class(dice, 5);
    makers[2].mood = Mood::Wonder;
    let seats = at_a_table(&makers, FAR_EDGE);
    for (at, height, figure) in &seats {
        figure.draw(paper, *at, *height);
    }
    things::table(paper, FAR_EDGE, 0xE2B57F);
    for (index, (at, _, _)) in seats.iter().enumerate() {
        sheet(paper, (at.0, 950.0), index, dice);
    }
    for (at, height, figure) in &seats {
        figure.hands_on_table(paper, *at, *height);
    }
    tools(paper, dice);
}

/// Children behind a table, evenly spread, each looking a little towards the middle.
pub(super) fn at_a_table(looks: &[Looks], edge: f32) -> Vec<(Spot, f32, Figure)> {
    let step = WIDE / looks.len() as f32;
    let placed = looks.iter().enumerate().map(|(index, looks)| {
        let x = step * (index as f32 + 0.5);
        let high = [500.0, 525.0, 490.0, 520.0, 505.0][index % 5];
        let figure = Figure::new(*looks, Pose::AtTable).turned((800.0 - x) / 1300.0);
        let low = 15.0 + 3.0 * (index % 2) as f32;
        ((x, edge + 36.0 * high / 100.0), high, figure.hands((-13.0, -low), (13.0, -low)))
    });
    placed.collect()
}

fn lanterns(paper: &mut Paper, dice: &mut Dice) {
    paper.line(&[(-20.0, 40.0), (390.0, 77.5), (800.0, 90.0), (1210.0, 77.5), (1620.0, 40.0)], 4.0, ink(0x8C6E58));
    let colours = dice.shuffled(&[TERRACOTTA, MUSTARD, TEAL, ROSE, SAGE, PLUM]);
    for (index, x) in [150.0, 410.0, 660.0, 930.0, 1190.0, 1450.0].into_iter().enumerate() {
        let (colour, drop) = (ink(colours[index]), dice.between(90.0, 150.0));
        let y = 70.0 + drop;
        let knot = 40.0 + 50.0 * (1.0 - ((x - 800.0) / 820.0f32).powi(2));
        paper.line(&[(x, knot), (x, y)], 3.0, ink(0x8C6E58));
        paper.glow(x, y + 62.0, 130.0, ink(0xFFE2A0), 0.55);
        paper.slab(x - 30.0, y - 6.0, 60.0, 14.0, 5.0, darker(colour, 0.25));
        paper.blob(
            &[
                (x - 34.0, y + 6.0),
                (x + 34.0, y + 6.0),
                (x + 62.0, y + 62.0),
                (x + 34.0, y + 118.0),
                (x - 34.0, y + 118.0),
                (x - 62.0, y + 62.0),
            ],
            colour,
        );
        for part in [-0.6, 0.0, 0.6] {
            let bend = x + part * 62.0;
            paper.line(
                &[(x + part * 34.0, y + 8.0), (bend, y + 62.0), (x + part * 34.0, y + 116.0)],
                5.0,
                lighter(colour, 0.4),
            );
        }
        paper.slab(x - 30.0, y + 114.0, 60.0, 14.0, 5.0, darker(colour, 0.25));
    }
}

fn sheet(paper: &mut Paper, at: Spot, index: usize, dice: &mut Dice) {
    let colours = dice.shuffled(&[TERRACOTTA, MUSTARD, TEAL, ROSE, LEAF, NAVY]);
    paper.within(at, 1.0, dice.between(-5.0, 5.0), |paper| {
        paper.shape(&[(-106.0, 74.0), (-80.0, -48.0), (86.0, -48.0), (118.0, 74.0)], thin(ink(INK), 0.12));
        paper.shape(&[(-112.0, 66.0), (-84.0, -56.0), (84.0, -56.0), (112.0, 66.0)], ink(0xFFFCF3));
        match index % 3 {
            0 => {
                paper.oval(0.0, 4.0, 52.0, 34.0, ink(colours[0]));
                for spot in [-26.0, 0.0, 26.0] {
                    paper.oval(spot, 4.0, 8.0, 12.0, ink(colours[1]));
                }
            }
            1 => {
                for (row, colour) in colours[..4].iter().enumerate() {
                    let y = -34.0 + 22.0 * row as f32;
                    paper.line(
                        &[(-58.0, y + 12.0), (-20.0, y - 4.0), (20.0, y + 10.0), (60.0, y - 2.0)],
                        12.0,
                        ink(*colour),
                    );
                }
            }
            _ => {
                paper.oval(0.0, 0.0, 26.0, 19.0, ink(MUSTARD));
                for (x, y) in [
                    (0.0, -36.0),
                    (0.0, 36.0),
                    (-52.0, 0.0),
                    (52.0, 0.0),
                    (-38.0, -26.0),
                    (38.0, -26.0),
                    (-38.0, 28.0),
                    (38.0, 28.0),
                ] {
                    paper.oval(x, y, 17.0, 12.0, ink(colours[2]));
                }
            }
        }
    });
}

fn tools(paper: &mut Paper, dice: &mut Dice) {
    for (index, x) in [95.0, 320.0, 640.0, 960.0, 1280.0, 1500.0].into_iter().enumerate() {
        let y = [1165.0, 1130.0, 1160.0, 1135.0, 1165.0, 1125.0][index];
        let colour = ink([TERRACOTTA, MUSTARD, TEAL, ROSE, LEAF, PLUM][index]);
        paper.shadow(x + 8.0, y + 4.0, 80.0, 20.0, 0.28);
        paper.slab(x - 50.0, y - 92.0, 100.0, 98.0, 22.0, ink(0xFBF3E4));
        paper.oval(x, y - 88.0, 50.0, 17.0, ink(0xE9DCC6));
        paper.oval(x, y - 87.0, 42.0, 13.0, colour);
        paper.slab(x - 50.0, y - 52.0, 100.0, 26.0, 3.0, colour);
        let lean = dice.between(-40.0, 40.0);
        paper.line(&[(x, y - 88.0), (x + lean, y - 200.0)], 9.0, ink(0xB98452));
        paper.line(&[(x + lean * 0.98, y - 196.0), (x + lean * 1.2, y - 224.0)], 15.0, darker(colour, 0.2));
    }
    for _ in 0..26 {
        let colour = ink(dice.pick(&[TERRACOTTA, MUSTARD, TEAL, ROSE, LEAF]));
        let at = (dice.between(20.0, 1580.0), dice.between(1040.0, 1190.0));
        paper.within(at, 1.0, dice.between(0.0, 90.0), |paper| paper.rect(-11.0, -7.0, 22.0, 14.0, colour));
    }
}
