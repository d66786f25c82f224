//! The ring in which a class starts its day: children on a round rug, the teacher among them.

use super::super::brush::{Paper, Spot};
use super::super::dice::Dice;
use super::super::figure::{Figure, Pose};
use super::super::looks::{a_class, a_grown_up};
use super::super::palette::*;
use super::super::things;
use super::crowd;

pub(super) fn draw(paper: &mut Paper, dice: &mut Dice) {
    let wall = dice.pick(&[0xF3DDBE, 0xDDE6D3, 0xF2D5C4, 0xD5E3E4]);
    things::room(paper, wall, 0xDDB07C, 520.0);
    things::window(paper, (130.0, 110.0), 330.0, 250.0, false);
    for (index, x) in [640.0, 790.0, 940.0, 1090.0].into_iter().enumerate() {
        things::artwork(paper, (x, 200.0 + 14.0 * (index % 2) as f32), dice);
    }
    shelf(paper);
    things::bunting(paper, (-20.0, 30.0), (820.0, 24.0), 46.0, 11);
    things::bunting(paper, (780.0, 24.0), (1620.0, 30.0), 46.0, 11);
    rug(paper, dice);
    let teacher = Figure::new(a_grown_up(dice), Pose::Floor).hands((-30.0, -40.0), (32.0, -44.0));
    let mut people = vec![((800.0, 640.0), 335.0, teacher)];
    let looks = a_class(dice, 11);
    for (index, looks) in looks.into_iter().enumerate() {
        people.push(place(index, looks));
    }
    crowd(paper, people);
    paper.shadow(800.0, 1190.0, 1100.0, 90.0, 0.12);
}

fn place(index: usize, looks: super::super::looks::Looks) -> (Spot, f32, Figure) {
    const SEATS: [(f32, f32); 11] = [
        (560.0, 655.0),
        (1040.0, 655.0),
        (350.0, 715.0),
        (1250.0, 715.0),
        (205.0, 835.0),
        (1395.0, 835.0),
        (250.0, 1010.0),
        (1350.0, 1010.0),
        (520.0, 1120.0),
        (1080.0, 1120.0),
        (800.0, 1150.0),
    ];
    let (x, y) = SEATS[index];
    let height = 150.0 + y * 0.155;
    let turn = (800.0 - x) / 640.0;
    let pose = match index {
        5 => Pose::Wheelchair,
        0..=5 => Pose::Floor,
        _ => Pose::FloorAway,
    };
    let figure = Figure::new(looks, pose).turned(turn.clamp(-0.9, 0.9));
    let figure = match index {
        1 => figure.hands((-24.0, -22.0), (36.0, -72.0)),
        2 => figure.hands((-8.0, -16.0), (9.0, -16.0)),
        _ => figure,
    };
    let down = if index == 5 { 24.0 } else { 0.0 };
    ((x, y + down), height * if index == 5 { 0.94 } else { 1.0 }, figure)
}

fn rug(paper: &mut Paper, dice: &mut Dice) {
    let colours = dice.shuffled(&[TEAL, TERRACOTTA, MUSTARD, SAGE]);
    paper.shadow(800.0, 870.0, 720.0, 330.0, 0.2);
    for (ring, part) in [1.0, 0.93, 0.76, 0.7, 0.42, 0.36].into_iter().enumerate() {
        let colour =
            if ring % 2 == 0 { lighter(ink(colours[ring / 2]), 0.12) } else { lighter(ink(colours[ring / 2]), 0.62) };
        paper.oval(800.0, 860.0, 690.0 * part, 300.0 * part, colour);
    }
    paper.shadow(800.0, 868.0, 60.0, 16.0, 0.3);
    paper.slab(776.0, 818.0, 48.0, 48.0, 10.0, ink(CREAM));
    paper.blob(&[(800.0, 770.0), (813.0, 796.0), (800.0, 818.0), (787.0, 796.0)], ink(MUSTARD));
    paper.glow(800.0, 796.0, 110.0, ink(0xFFD98A), 0.5);
}

fn shelf(paper: &mut Paper) {
    paper.shadow(1390.0, 524.0, 190.0, 18.0, 0.3);
    paper.slab(1225.0, 270.0, 330.0, 250.0, 10.0, ink(WOOD_DARK));
    for row in 0..2u16 {
        let y = 286.0 + 118.0 * f32::from(row);
        paper.rect(1241.0, y, 298.0, 102.0, darker(ink(WOOD_DARK), 0.28));
        for book in 0..8u16 {
            let tall = 60.0 + f32::from((book * 37 + row * 23) % 34);
            let colour = CLOTHES[usize::from(book * 5 + row * 3) % CLOTHES.len()];
            paper.slab(1250.0 + 27.0 * f32::from(book), y + 102.0 - tall, 23.0, tall, 3.0, ink(colour));
        }
        paper.dot(1500.0, y + 74.0, 27.0, ink(if row == 0 { TERRACOTTA } else { SAGE }));
    }
    things::plant(paper, (1320.0, 270.0), 0.62);
    paper.dot(1470.0, 232.0, 40.0, ink(0x7FB0B8));
    paper.blob(&[(1446.0, 214.0), (1472.0, 205.0), (1484.0, 232.0), (1460.0, 246.0)], ink(LEAF));
    paper.rect(1466.0, 258.0, 8.0, 12.0, ink(INK));
}
