//! The gym hall: wall bars, ropes, hoops, and somebody who dares.

use super::super::brush::Paper;
use super::super::dice::Dice;
use super::super::figure::{Figure, Pose};
use super::super::looks::{Mood, a_class};
use super::super::palette::*;
use super::super::things;
use super::crowd;

pub(super) fn draw(paper: &mut Paper, dice: &mut Dice) {
    things::room(paper, dice.pick(&[0xF1E0C2, 0xDCE8E6]), 0xE0A868, 620.0);
    for x in [180.0, 800.0, 1420.0] {
        paper.slab(x - 150.0, 40.0, 300.0, 110.0, 12.0, ink(CREAM));
        paper.slab(x - 138.0, 52.0, 276.0, 86.0, 6.0, ink(SKY));
        things::cloud(paper, (x - 30.0, 100.0), 0.4);
    }
    wall_bars(paper, 60.0);
    wall_bars(paper, 1210.0);
    lines(paper);
    for x in [560.0, 690.0, 920.0, 1050.0] {
        paper.line(&[(x, -10.0), (x + 4.0, 300.0), (x, 610.0)], 13.0, ink(0xC79A62));
        paper.dot(x, 612.0, 17.0, ink(0xA97A45));
    }
    equipment(paper);
    let mut people = Vec::new();
    let places = [
        ((250.0, 830.0), 320.0, Pose::Standing, [(-40.0, -86.0), (40.0, -86.0)]),
        ((500.0, 770.0), 285.0, Pose::Standing, [(-42.0, -62.0), (42.0, -62.0)]),
        ((985.0, 810.0), 300.0, Pose::Standing, [(-40.0, -58.0), (40.0, -58.0)]),
        ((1360.0, 850.0), 335.0, Pose::Standing, [(-28.0, -90.0), (30.0, -38.0)]),
        ((430.0, 1130.0), 440.0, Pose::Wheelchair, [(-14.0, -36.0), (14.0, -36.0)]),
        ((1235.0, 1130.0), 440.0, Pose::Standing, [(-37.0, -82.0), (37.0, -84.0)]),
        ((800.0, 600.0), 285.0, Pose::Standing, [(-42.0, -74.0), (42.0, -74.0)]),
    ];
    for ((at, height, pose, hands), mut looks) in places.into_iter().zip(a_class(dice, 7)) {
        if at.0 > 1100.0 || at.1 < 650.0 {
            looks.mood = Mood::Laugh;
        }
        people.push((at, height, Figure::new(looks, pose).hands(hands[0], hands[1]).turned((800.0 - at.0) / 1200.0)));
    }
    crowd(paper, people);
    ball(paper, 430.0, 985.0, 58.0);
    hoop(paper, 985.0, 700.0);
    paper.shadow(760.0, 1140.0, 90.0, 18.0, 0.3);
    ball(paper, 760.0, 1090.0, 56.0);
    for (x, colour) in [(910.0, TERRACOTTA), (1000.0, MUSTARD), (85.0, TEAL), (1500.0, ROSE)] {
        cone(paper, x, 1110.0, colour);
    }
}

fn wall_bars(paper: &mut Paper, x: f32) {
    paper.rect(x, 200.0, 330.0, 404.0, thin(ink(WOOD_DARK), 0.16));
    for bar in 0..9u8 {
        let y = 224.0 + 44.0 * f32::from(bar);
        paper.slab(x - 6.0, y + 7.0, 342.0, 13.0, 6.0, thin(ink(INK), 0.12));
        paper.slab(x - 6.0, y, 342.0, 14.0, 7.0, ink(WOOD));
    }
    for post in [0.0, 158.0, 316.0] {
        paper.slab(x + post - 8.0, 190.0, 30.0, 418.0, 6.0, ink(WOOD_DARK));
    }
}

fn lines(paper: &mut Paper) {
    let (red, blue) = (thin(ink(0xC7583F), 0.65), thin(ink(0x3F6E96), 0.6));
    paper.oval_ring(800.0, 940.0, 430.0, 170.0, 11.0, blue);
    paper.line(&[(-20.0, 940.0), (1620.0, 940.0)], 10.0, red);
    paper.line(&[(300.0, 640.0), (-60.0, 1220.0)], 10.0, thin(ink(CREAM), 0.7));
    paper.line(&[(1300.0, 640.0), (1660.0, 1220.0)], 10.0, thin(ink(CREAM), 0.7));
}

fn equipment(paper: &mut Paper) {
    paper.shadow(800.0, 790.0, 290.0, 36.0, 0.3);
    paper.shape(&[(590.0, 770.0), (1010.0, 770.0), (1060.0, 812.0), (540.0, 812.0)], ink(0x5C86A8));
    paper.rect(540.0, 812.0, 520.0, 26.0, ink(0x3F6384));
    // The vaulting box.
    for (step, (half, y)) in [(96.0, 612.0), (106.0, 662.0), (116.0, 712.0)].into_iter().enumerate() {
        paper.shape(
            &[(800.0 - half, y), (800.0 + half, y), (800.0 + half + 9.0, y + 49.0), (800.0 - half - 9.0, y + 49.0)],
            mix(ink(WOOD), ink(WOOD_DARK), 0.2 * step as f32),
        );
        paper.slab(780.0, y + 18.0, 40.0, 14.0, 7.0, ink(0x7A5230));
    }
    paper.slab(698.0, 586.0, 204.0, 32.0, 14.0, ink(0x9A5B3C));
}

fn ball(paper: &mut Paper, x: f32, y: f32, r: f32) {
    paper.dot(x, y, r, ink(TERRACOTTA));
    paper.oval(x - r * 0.3, y - r * 0.35, r * 0.4, r * 0.32, thin(ink(CREAM), 0.3));
    let seam = darker(ink(TERRACOTTA), 0.3);
    paper.line(&[(x - r * 0.97, y + r * 0.1), (x, y + r * 0.32), (x + r * 0.97, y + r * 0.1)], r * 0.06, seam);
    paper.line(&[(x, y - r), (x - r * 0.25, y), (x, y + r)], r * 0.06, seam);
}

fn hoop(paper: &mut Paper, x: f32, y: f32) {
    paper.oval_ring(x, y + 6.0, 170.0, 54.0, 15.0, ink(MUSTARD));
    paper.oval_ring(x, y + 3.0, 170.0, 54.0, 4.0, lighter(ink(MUSTARD), 0.5));
}

fn cone(paper: &mut Paper, x: f32, y: f32, colour: u32) {
    paper.shadow(x, y + 4.0, 54.0, 12.0, 0.3);
    paper.slab(x - 42.0, y - 10.0, 84.0, 16.0, 8.0, darker(ink(colour), 0.15));
    paper.shape(&[(x - 9.0, y - 104.0), (x + 9.0, y - 104.0), (x + 31.0, y - 8.0), (x - 31.0, y - 8.0)], ink(colour));
    paper.shape(&[(x - 16.5, y - 70.0), (x + 16.5, y - 70.0), (x + 23.0, y - 42.0), (x - 23.0, y - 42.0)], ink(CREAM));
}
