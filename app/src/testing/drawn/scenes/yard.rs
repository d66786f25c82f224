//! The school yard in bad weather, which is the best weather: a snowman, or puddles and boots.

use super::super::brush::{Paper, Spot, WIDE};
use super::super::dice::Dice;
use super::super::figure::{Figure, Pose};
use super::super::looks::{Hair, a_class};
use super::super::palette::*;
use super::super::things;
use super::crowd;

pub(super) fn snow(paper: &mut Paper, dice: &mut Dice) {
    paper.wash(-10.0, 700.0, ink(0xBCD0DC), ink(0xF3E7DA));
    for (x, size) in [(90.0, 1.25), (1520.0, 1.3), (1330.0, 0.9)] {
        things::tree(paper, (x, 650.0), size, 0xDFE9EC);
    }
    school(paper, true);
    snowfield(paper);
    let hats = dice.shuffled(&[TERRACOTTA, MUSTARD, TEAL, PLUM, BRICK, NAVY]);
    let places = [
        ((330.0, 1100.0), 450.0, [(-30.0, -44.0), (34.0, -72.0)]),
        ((560.0, 830.0), 300.0, [(-38.0, -84.0), (38.0, -84.0)]),
        ((1180.0, 1110.0), 455.0, [(-37.0, -66.0), (28.0, -36.0)]),
        ((1430.0, 930.0), 350.0, [(-30.0, -92.0), (30.0, -40.0)]),
        ((130.0, 800.0), 270.0, [(-26.0, -36.0), (26.0, -36.0)]),
    ];
    let people = places.into_iter().zip(a_class(dice, 6)).zip(hats).map(|(((at, height, hands), looks), hat)| {
        let figure = Figure::new(looks, Pose::Standing).coat().hands(hands[0], hands[1]).turned((760.0 - at.0) / 800.0);
        let wears_hat = !matches!(looks.style, Hair::Hijab | Hair::Afro | Hair::Bun);
        (at, height, if wears_hat { figure.hat(ink(hat)) } else { figure })
    });
    crowd(paper, people.collect());
    snowman(paper, (745.0, 1050.0));
    sledge(paper, (1440.0, 1150.0));
    for _ in 0..150 {
        let near = dice.between(3.0, 9.0);
        paper.dot(dice.between(0.0, WIDE), dice.between(0.0, 1200.0), near, thin(ink(0xFFFFFF), 0.85));
    }
}

fn snowfield(paper: &mut Paper) {
    paper.blob(
        &[(-80.0, 640.0), (400.0, 612.0), (1000.0, 640.0), (1700.0, 606.0), (1700.0, 1300.0), (-80.0, 1300.0)],
        ink(0xF7F5EF),
    );
    paper.blob(
        &[(-80.0, 860.0), (500.0, 800.0), (1100.0, 880.0), (1700.0, 820.0), (1700.0, 1300.0), (-80.0, 1300.0)],
        ink(0xFDFCF8),
    );
    for (x, y) in [(180.0, 930.0), (900.0, 1010.0), (520.0, 1150.0), (1250.0, 1180.0)] {
        paper.line(&[(x - 190.0, y + 16.0), (x, y), (x + 210.0, y + 20.0)], 9.0, thin(ink(0xB9CCD6), 0.4));
    }
    for step in 0..9u8 {
        let part = f32::from(step);
        paper.oval(
            1010.0 + 30.0 * part + 16.0 * (part % 2.0),
            1180.0 - 34.0 * part,
            17.0 - part,
            9.0 - part * 0.5,
            thin(ink(0xA9BFCB), 0.6),
        );
    }
}

pub(super) fn rain(paper: &mut Paper, dice: &mut Dice) {
    paper.wash(-10.0, 700.0, ink(0xAFC3CB), ink(0xE9DFCF));
    things::cloud(paper, (320.0, 120.0), 1.5);
    things::cloud(paper, (1180.0, 90.0), 1.7);
    for (x, size) in [(90.0, 1.25), (1520.0, 1.3)] {
        things::tree(paper, (x, 650.0), size, SAGE);
    }
    school(paper, false);
    paper.wash(630.0, 1210.0, ink(0xC9BFB2), ink(0xB3A699));
    for row in 0..6u8 {
        let y = 640.0 + 570.0 * (f32::from(row) / 6.0).powf(1.5);
        paper.line(&[(-10.0, y), (1610.0, y)], 3.0, thin(ink(INK), 0.09));
    }
    for (x, y, wide) in [(430.0, 1060.0, 260.0), (1130.0, 1110.0, 300.0), (800.0, 860.0, 190.0), (1420.0, 850.0, 150.0)]
    {
        paper.oval(x, y, wide, wide * 0.2, ink(0x93B3BE));
        paper.oval(x - wide * 0.1, y - wide * 0.03, wide * 0.8, wide * 0.13, ink(0xB5CED4));
        paper.oval_ring(x + wide * 0.2, y, wide * 0.3, wide * 0.06, 4.0, ink(0xDCE9EA));
    }
    splashers(paper, dice);
    for _ in 0..120 {
        let (x, y, long) = (dice.between(0.0, WIDE), dice.between(-20.0, 1180.0), dice.between(18.0, 44.0));
        paper.line(&[(x, y), (x - long * 0.25, y + long)], 3.2, thin(ink(0xF4FAFA), 0.55));
    }
}

fn splashers(paper: &mut Paper, dice: &mut Dice) {
    let coats = dice.shuffled(&[MUSTARD, TERRACOTTA, TEAL, ROSE, 0xE58F3C]);
    let umbrellas = dice.shuffled(&[BRICK, TEAL, MUSTARD, PLUM, SAGE]);
    let places = [
        (800.0, 860.0, 320.0),
        (210.0, 900.0, 345.0),
        (1400.0, 850.0, 330.0),
        (470.0, 1065.0, 420.0),
        (1130.0, 1105.0, 430.0),
    ];
    for (index, ((x, y, height), mut looks)) in places.into_iter().zip(a_class(dice, 5)).enumerate() {
        (looks.top, looks.shoes) = (ink(coats[index]), ink(coats[(index + 1) % 5]));
        looks.extra = lighter(looks.top, 0.3);
        let jumps = index >= 3;
        let hands = if jumps { [(-40.0, -84.0), (40.0, -84.0)] } else { [(-26.0, -36.0), (22.0, -62.0)] };
        let lift = if jumps { 46.0 } else { 0.0 };
        if !jumps {
            umbrella(paper, (x + 0.22 * height, y - 0.62 * height), height / 330.0, umbrellas[index]);
        }
        Figure::new(looks, Pose::Standing).coat().hands(hands[0], hands[1]).draw(paper, (x, y - lift), height);
        if jumps {
            splash(paper, (x, y), dice);
        }
    }
}

fn school(paper: &mut Paper, snowy: bool) {
    paper.slab(300.0, 330.0, 1000.0, 320.0, 6.0, ink(0xBE6B4E));
    paper.shape(&[(250.0, 340.0), (380.0, 200.0), (1220.0, 200.0), (1350.0, 340.0)], ink(0x7A4A42));
    paper.shape(&[(640.0, 340.0), (800.0, 150.0), (960.0, 340.0)], ink(0xBE6B4E));
    let ridge = if snowy { ink(0xFBFAF5) } else { ink(0x5F3A36) };
    paper.line(&[(632.0, 344.0), (800.0, 146.0)], 22.0, ridge);
    paper.line(&[(800.0, 146.0), (968.0, 344.0)], 22.0, ridge);
    if snowy {
        paper.shape(&[(336.0, 248.0), (380.0, 196.0), (762.0, 196.0), (716.0, 248.0)], ridge);
        paper.shape(&[(884.0, 248.0), (840.0, 196.0), (1220.0, 196.0), (1264.0, 248.0)], ridge);
    }
    paper.dot(800.0, 270.0, 38.0, ink(CREAM));
    paper.line(&[(800.0, 248.0), (800.0, 270.0)], 6.0, ink(INK));
    paper.line(&[(800.0, 270.0), (816.0, 278.0)], 6.0, ink(INK));
    for x in [350.0, 500.0, 980.0, 1130.0] {
        paper.slab(x, 400.0, 118.0, 140.0, 8.0, ink(CREAM));
        paper.slab(x + 9.0, 409.0, 100.0, 122.0, 4.0, ink(0xF7D98C));
        paper.rect(x + 55.0, 409.0, 8.0, 122.0, ink(CREAM));
        paper.rect(x + 9.0, 460.0, 100.0, 8.0, ink(CREAM));
    }
    paper.slab(724.0, 420.0, 152.0, 232.0, 12.0, ink(CREAM));
    paper.slab(738.0, 434.0, 124.0, 218.0, 6.0, ink(TEAL));
    paper.slab(754.0, 452.0, 92.0, 84.0, 6.0, ink(0xF7D98C));
    paper.dot(846.0, 560.0, 7.0, ink(MUSTARD));
}

fn snowman(paper: &mut Paper, at: Spot) {
    paper.within(at, 1.15, 0.0, |paper| {
        paper.shadow(10.0, 6.0, 190.0, 32.0, 0.25);
        for (y, r) in [(-110.0, 128.0), (-290.0, 96.0), (-424.0, 72.0)] {
            paper.dot(0.0, y, r, ink(0xE3E9EA));
            paper.dot(-8.0, y - 6.0, r * 0.92, ink(0xFFFEFA));
        }
        paper.line(&[(84.0, -310.0), (170.0, -380.0)], 11.0, ink(0x6B4A35));
        paper.line(&[(-84.0, -310.0), (-168.0, -350.0)], 11.0, ink(0x6B4A35));
        paper.line(&[(-60.0, -366.0), (0.0, -350.0), (60.0, -366.0)], 32.0, ink(TERRACOTTA));
        paper.slab(26.0, -362.0, 34.0, 104.0, 10.0, darker(ink(TERRACOTTA), 0.1));
        for x in [-25.0, 25.0] {
            paper.dot(x, -440.0, 8.0, ink(INK));
        }
        for (x, y) in [(-24.0, -398.0), (-9.0, -391.0), (9.0, -391.0), (24.0, -398.0)] {
            paper.dot(x, y, 4.5, ink(INK));
        }
        paper.shape(&[(-5.0, -430.0), (-2.0, -414.0), (62.0, -414.0)], ink(0xE98338));
        for y in [-310.0, -270.0, -230.0] {
            paper.dot(0.0, y, 9.0, ink(INK));
        }
        paper.slab(-58.0, -572.0, 116.0, 92.0, 10.0, ink(0x4A4654));
        paper.slab(-58.0, -514.0, 116.0, 22.0, 2.0, ink(MUSTARD));
        paper.slab(-88.0, -494.0, 176.0, 20.0, 9.0, ink(0x4A4654));
    });
}

fn sledge(paper: &mut Paper, at: Spot) {
    paper.within(at, 1.0, -4.0, |paper| {
        paper.shadow(0.0, 30.0, 190.0, 18.0, 0.25);
        paper.line(&[(-150.0, 26.0), (120.0, 26.0), (166.0, 0.0), (160.0, -34.0)], 11.0, ink(0x8A5B36));
        for x in [-110.0, 0.0, 96.0] {
            paper.line(&[(x, -10.0), (x, 24.0)], 10.0, ink(0x8A5B36));
        }
        for y in [-30.0, -14.0] {
            paper.slab(-154.0, y, 284.0, 14.0, 6.0, ink(TERRACOTTA));
        }
    });
}

fn umbrella(paper: &mut Paper, at: Spot, size: f32, colour: u32) {
    let colour = ink(colour);
    paper.within(at, size, 4.0, |paper| {
        paper.line(&[(0.0, 6.0), (0.0, -300.0)], 8.0, ink(0x5C4A42));
        paper.blob(
            &[
                (-172.0, -176.0),
                (-130.0, -268.0),
                (0.0, -322.0),
                (130.0, -268.0),
                (172.0, -176.0),
                (115.0, -192.0),
                (58.0, -176.0),
                (0.0, -192.0),
                (-58.0, -176.0),
                (-115.0, -192.0),
            ],
            colour,
        );
        paper.blob(
            &[(-58.0, -178.0), (-42.0, -260.0), (0.0, -320.0), (42.0, -260.0), (58.0, -178.0), (0.0, -192.0)],
            lighter(colour, 0.22),
        );
        paper.line(&[(0.0, -318.0), (0.0, -340.0)], 8.0, ink(0x5C4A42));
    });
}

fn splash(paper: &mut Paper, (x, y): Spot, dice: &mut Dice) {
    for _ in 0..26 {
        let out = dice.between(-170.0, 170.0);
        let up = dice.between(0.0, 90.0) * (1.0 - (out / 190.0f32).abs() * 0.5);
        paper.oval(
            x + out,
            y - up,
            dice.between(4.0, 11.0),
            dice.between(6.0, 14.0),
            ink(dice.pick(&[0xB5CED4, 0xDCE9EA, 0x93B3BE])),
        );
    }
}
