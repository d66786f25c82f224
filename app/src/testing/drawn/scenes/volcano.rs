//! The experiment: a volcano of clay, vinegar and baking soda, and a class that knows what is coming.

use super::super::brush::{Paper, Spot};
use super::super::dice::Dice;
use super::super::figure::Figure;
use super::super::looks::{Looks, Mood, a_class};
use super::super::palette::*;
use super::super::things;
use super::craft::at_a_table;

const FAR_EDGE: f32 = 760.0;

pub(super) fn draw(paper: &mut Paper, dice: &mut Dice) {
    things::room(paper, dice.pick(&[0xD3E2DF, 0xF0DFC0]), 0xD6A877, 650.0);
    board(paper);
    for x in [150.0, 1450.0] {
        things::artwork(paper, (x, 170.0), dice);
        things::artwork(paper, (x + 10.0, 320.0), dice);
    }
    let moods = [Mood::Laugh, Mood::Wonder, Mood::Wonder, Mood::Laugh, Mood::Laugh];
    let watchers: Vec<Looks> =
        a_class(dice, 5).into_iter().zip(moods).map(|(looks, mood)| Looks { mood, glasses: true, ..looks }).collect();
    let seats: Vec<(Spot, f32, Figure)> = at_a_table(&watchers, FAR_EDGE)
        .into_iter()
        .enumerate()
        .map(|(index, (at, height, figure))| {
            let x = [170.0, 445.0, 800.0, 1155.0, 1430.0][index];
            let up = [(-30.0, -80.0), (30.0, -78.0)];
            let figure = figure.turned((800.0 - x) / 620.0);
            ((x, at.1), height, if index == 0 || index == 4 { figure.hands(up[0], up[1]) } else { figure })
        })
        .collect();
    for (at, height, figure) in seats.iter().filter(|seat| seat.0.0 != 800.0) {
        figure.draw(paper, *at, *height);
    }
    things::table(paper, FAR_EDGE, 0xC9A078);
    for (at, height, figure) in seats[1..4].iter().filter(|seat| seat.0.0 != 800.0) {
        figure.hands_on_table(paper, *at, *height);
    }
    volcano(paper, dice);
    for (x, colour, high) in [(250.0, ROSE, 0.5), (380.0, MUSTARD, 0.7), (1230.0, TEAL, 0.6), (1360.0, PLUM, 0.4)] {
        flask(paper, (x, 1080.0), colour, high);
    }
    notebook(paper, (120.0, 960.0), -8.0);
    notebook(paper, (1490.0, 950.0), 7.0);
}

fn board(paper: &mut Paper) {
    paper.slab(330.0, 60.0, 940.0, 400.0, 16.0, ink(WOOD_DARK));
    paper.slab(350.0, 80.0, 900.0, 360.0, 6.0, ink(0x40594F));
    let chalk = thin(ink(0xF3EFE2), 0.8);
    paper.line(
        &[(420.0, 380.0), (500.0, 250.0), (540.0, 200.0), (590.0, 200.0), (630.0, 250.0), (710.0, 380.0)],
        7.0,
        chalk,
    );
    paper.line(&[(565.0, 185.0), (565.0, 125.0)], 7.0, chalk);
    paper.line(&[(530.0, 160.0), (505.0, 120.0)], 7.0, chalk);
    paper.line(&[(600.0, 160.0), (628.0, 120.0)], 7.0, chalk);
    for (row, long) in [(0.0, 260.0), (1.0, 200.0), (2.0, 300.0)] {
        let y = 150.0 + 76.0 * row;
        paper.ring(800.0, y, 17.0, 6.0, thin(ink(MUSTARD), 0.9));
        paper.line(&[(850.0, y), (850.0 + long / 2.0, y - 5.0), (850.0 + long, y + 2.0)], 7.0, chalk);
    }
}

fn volcano(paper: &mut Paper, dice: &mut Dice) {
    paper.shadow(800.0, 1110.0, 520.0, 70.0, 0.3);
    paper.slab(400.0, 1060.0, 800.0, 60.0, 26.0, ink(SAGE));
    paper.glow(800.0, 500.0, 330.0, ink(0xFFD48A), 0.7);
    paper.blob(
        &[
            (450.0, 1085.0),
            (560.0, 930.0),
            (680.0, 700.0),
            (730.0, 640.0),
            (870.0, 640.0),
            (920.0, 700.0),
            (1040.0, 930.0),
            (1150.0, 1085.0),
            (800.0, 1110.0),
        ],
        ink(0x8A6350),
    );
    paper.blob(
        &[(450.0, 1085.0), (560.0, 930.0), (680.0, 700.0), (730.0, 640.0), (700.0, 860.0), (620.0, 1090.0)],
        ink(0x9E7660),
    );
    fountain(paper, dice);
    paper.oval(800.0, 648.0, 76.0, 24.0, ink(0xF4A15A));
    for (from, path, wide) in [
        (760.0, [(735.0, 780.0), (690.0, 900.0), (640.0, 1010.0)], 44.0),
        (830.0, [(860.0, 800.0), (850.0, 930.0), (905.0, 1060.0)], 52.0),
        (795.0, [(790.0, 760.0), (770.0, 860.0), (780.0, 980.0)], 40.0),
    ] {
        let stream = [(from, 650.0), path[0], path[1], path[2]];
        paper.line(&stream, wide, ink(0xE2683A));
        paper.line(&stream, wide * 0.45, ink(0xF6A95C));
        paper.oval(path[2].0, path[2].1 + 8.0, wide * 0.8, wide * 0.5, ink(0xE2683A));
    }
    trees(paper);
}

fn trees(paper: &mut Paper) {
    for (x, y) in [(480.0, 1072.0), (1120.0, 1074.0), (560.0, 1090.0), (1040.0, 1092.0)] {
        paper.within((x, y), 0.55, 0.0, |paper| {
            paper.rect(-8.0, -40.0, 16.0, 40.0, ink(0x80573F));
            paper.shape(&[(-52.0, -30.0), (0.0, -150.0), (52.0, -30.0)], ink(FOREST));
        });
    }
}

fn fountain(paper: &mut Paper, dice: &mut Dice) {
    for _ in 0..70 {
        let up = dice.between(0.0, 1.0);
        let spread = 26.0 + 150.0 * up * up;
        let at = (800.0 + dice.between(-spread, spread), 640.0 - 270.0 * up);
        let colour = ink(dice.pick(&[0xE2683A, 0xF4A15A, 0xF9C77E, 0xFFEBC4]));
        paper.dot(at.0, at.1, dice.between(10.0, 34.0) * (1.0 - 0.45 * up), colour);
    }
}

fn flask(paper: &mut Paper, (x, y): Spot, colour: u32, level: f32) {
    let glass = thin(ink(0xF6FBFA), 0.6);
    paper.shadow(x, y + 4.0, 80.0, 16.0, 0.25);
    paper.blob(
        &[
            (x - 17.0, y - 170.0),
            (x + 17.0, y - 170.0),
            (x + 20.0, y - 100.0),
            (x + 62.0, y - 18.0),
            (x + 46.0, y + 4.0),
            (x - 46.0, y + 4.0),
            (x - 62.0, y - 18.0),
            (x - 20.0, y - 100.0),
        ],
        glass,
    );
    let wide = 62.0 - 34.0 * level;
    let top = y - 18.0 - 80.0 * level;
    paper.blob(
        &[
            (x - wide, top),
            (x + wide, top),
            (x + 56.0, y - 18.0),
            (x + 42.0, y - 2.0),
            (x - 42.0, y - 2.0),
            (x - 56.0, y - 18.0),
        ],
        ink(colour),
    );
    paper.slab(x - 24.0, y - 180.0, 48.0, 13.0, 6.0, ink(0xF6FBFA));
    for (dx, dy, r) in [(-14.0, -24.0, 6.0), (12.0, -34.0, 5.0), (4.0, -14.0, 4.0)] {
        paper.dot(x + dx, y + dy, r, thin(ink(CREAM), 0.7));
    }
}

fn notebook(paper: &mut Paper, at: Spot, degrees: f32) {
    paper.within(at, 1.0, degrees, |paper| {
        paper.rect(-84.0, -50.0, 176.0, 118.0, thin(ink(INK), 0.16));
        paper.rect(-90.0, -58.0, 180.0, 116.0, ink(0xFFFBF0));
        for row in [-34.0, -12.0, 10.0, 32.0] {
            paper.line(&[(-70.0, row), (60.0, row)], 4.0, thin(ink(NAVY), 0.35));
        }
        paper.line(&[(40.0, 40.0), (110.0, -30.0)], 12.0, ink(MUSTARD));
    });
}
