//! A walk in the autumn wood: coats, boots and far too many leaves.

use super::super::brush::{Paper, WIDE};
use super::super::dice::Dice;
use super::super::figure::{Figure, Pose};
use super::super::looks::{a_class, a_grown_up};
use super::super::palette::*;
use super::super::things::{leaf, tree};
use super::crowd;

pub(super) fn draw(paper: &mut Paper, dice: &mut Dice) {
    wood(paper, dice);
    let ground = ink(0xC99A55);
    paper.blob(
        &[(-80.0, 690.0), (400.0, 640.0), (900.0, 670.0), (1700.0, 630.0), (1700.0, 1300.0), (-80.0, 1300.0)],
        ground,
    );
    paper.blob(
        &[(700.0, 655.0), (860.0, 655.0), (930.0, 800.0), (1330.0, 1230.0), (240.0, 1230.0), (600.0, 820.0)],
        ink(0xE6C795),
    );
    for _ in 0..130 {
        let y = dice.between(690.0, 1190.0);
        let size = 6.0 + (y - 650.0) * 0.022;
        leaf(paper, (dice.between(-10.0, WIDE), y), size, dice.between(0.0, 360.0), dice.pick(&LEAVES));
    }
    let looks = a_class(dice, 6);
    let walkers = [
        ((330.0, 1010.0), 410.0, [(-40.0, -78.0), (31.0, -34.0)]),
        ((585.0, 900.0), 340.0, [(-26.0, -34.0), (27.0, -34.0)]),
        ((1000.0, 890.0), 335.0, [(-27.0, -34.0), (36.0, -80.0)]),
        ((1245.0, 1020.0), 420.0, [(-36.0, -92.0), (36.0, -92.0)]),
        ((790.0, 1080.0), 450.0, [(-9.0, -40.0), (9.0, -40.0)]),
    ];
    let mut people: Vec<_> = walkers
        .into_iter()
        .zip(&looks)
        .map(|((at, height, hands), looks)| {
            let mut looks = *looks;
            looks.shoes = ink(dice.pick(&[MUSTARD, TERRACOTTA, TEAL, 0x55704A]));
            let figure = Figure::new(looks, Pose::Standing).coat().hands(hands[0], hands[1]);
            (at, height, figure.turned((800.0 - at.0) / 1400.0))
        })
        .collect();
    people[1].2.hat = Some(ink(BRICK));
    people.push(((1430.0, 880.0), 330.0, Figure::new(a_grown_up(dice), Pose::Standing).coat().turned(-0.5)));
    crowd(paper, people);
    details(paper, dice);
}

fn wood(paper: &mut Paper, dice: &mut Dice) {
    paper.wash(-10.0, 720.0, ink(0xF9E3BC), ink(0xF6CF9A));
    paper.glow(800.0, 430.0, 420.0, ink(0xFFF4D4), 0.8);
    paper.blob(
        &[
            (-60.0, 560.0),
            (250.0, 470.0),
            (600.0, 540.0),
            (1000.0, 460.0),
            (1660.0, 540.0),
            (1660.0, 760.0),
            (-60.0, 760.0),
        ],
        ink(0xE0B878),
    );
    for (index, x) in [60.0, 250.0, 430.0, 1130.0, 1310.0, 1530.0].into_iter().enumerate() {
        let crown = lighter(ink(LEAVES[index % LEAVES.len()]), 0.35).to_color_u8();
        let crown = u32::from(crown.red()) << 16 | u32::from(crown.green()) << 8 | u32::from(crown.blue());
        tree(paper, (x + dice.between(-20.0, 20.0), 640.0 + dice.between(-20.0, 15.0)), dice.between(0.95, 1.2), crown);
    }
    tree(paper, (150.0, 760.0), 1.75, dice.pick(&LEAVES));
    tree(paper, (1500.0, 740.0), 1.7, dice.pick(&LEAVES));
}

fn details(paper: &mut Paper, dice: &mut Dice) {
    for (x, y, colour) in [(202.0, 686.0, LEAVES[1]), (1121.0, 620.0, LEAVES[2])] {
        leaf(paper, (x - 36.0, y - 15.0), 22.0, -20.0, colour);
    }
    for _ in 0..16 {
        leaf(
            paper,
            (1245.0 + dice.between(-200.0, 200.0), dice.between(470.0, 640.0)),
            dice.between(9.0, 18.0),
            dice.between(0.0, 360.0),
            dice.pick(&LEAVES),
        );
    }
    for _ in 0..14 {
        leaf(
            paper,
            (dice.between(0.0, WIDE), dice.between(60.0, 560.0)),
            dice.between(8.0, 15.0),
            dice.between(0.0, 360.0),
            dice.pick(&LEAVES),
        );
    }
    // The basket with what was found.
    paper.within((790.0, 920.0), 1.0, 0.0, |paper| {
        paper.oval_ring(0.0, -8.0, 58.0, 66.0, 9.0, ink(0x8A5B36));
        for (x, y) in [(-34.0, -12.0), (0.0, -20.0), (32.0, -12.0), (14.0, -6.0)] {
            leaf(paper, (x, y), 24.0, x * 2.0, LEAVES[(x.abs() as usize) % 5]);
        }
        paper.slab(-66.0, -6.0, 132.0, 78.0, 26.0, ink(0xA8713F));
        for row in [10.0, 30.0, 50.0] {
            paper.line(&[(-56.0, row), (0.0, row + 6.0), (56.0, row)], 6.0, ink(0x8A5B36));
        }
    });
    for (x, y, size) in [(120.0, 1130.0, 1.3), (205.0, 1160.0, 0.85), (1480.0, 1140.0, 1.15)] {
        toadstool(paper, (x, y), size);
    }
}

fn toadstool(paper: &mut Paper, at: (f32, f32), size: f32) {
    paper.within(at, size, 0.0, |paper| {
        paper.shadow(0.0, 4.0, 50.0, 11.0, 0.3);
        paper.slab(-15.0, -62.0, 30.0, 66.0, 12.0, ink(CREAM));
        paper.blob(
            &[(-64.0, -52.0), (-44.0, -96.0), (0.0, -114.0), (44.0, -96.0), (64.0, -52.0), (0.0, -46.0)],
            ink(0xC8432F),
        );
        for (x, y, r) in [(-30.0, -74.0, 9.0), (4.0, -92.0, 10.0), (34.0, -70.0, 8.0), (2.0, -64.0, 6.0)] {
            paper.dot(x, y, r, ink(CREAM));
        }
    });
}
