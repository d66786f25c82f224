//! Baking together: aprons, flour everywhere, biscuits in the shape of whatever was in the drawer.

use super::super::brush::{Paper, Spot};
use super::super::dice::Dice;
use super::super::looks::{Looks, Mood, Pattern, a_class};
use super::super::palette::*;
use super::super::things;
use super::craft::at_a_table;

const FAR_EDGE: f32 = 775.0;

pub(super) fn draw(paper: &mut Paper, dice: &mut Dice) {
    kitchen(paper, dice);
    let bakers: Vec<Looks> = a_class(dice, 5)
        .into_iter()
        .map(|looks| Looks {
            pattern: Pattern::Dungarees,
            trousers: ink(dice.pick(&[CREAM, 0xF0D9D2, 0xDCE7D9])),
            ..looks
        })
        .map(|looks| if looks.mood == Mood::Wonder { Looks { mood: Mood::Smile, ..looks } } else { looks })
        .collect();
    let seats = at_a_table(&bakers, FAR_EDGE);
    for (at, height, figure) in &seats {
        figure.draw(paper, *at, *height);
    }
    things::table(paper, FAR_EDGE, 0xD9AB78);
    for x in [160.0, 1440.0] {
        tray(paper, (x, 1060.0));
    }
    for (x, y) in [(480.0, 945.0), (1120.0, 945.0)] {
        paper.shadow(x, y + 12.0, 150.0, 34.0, 0.2);
        paper.oval(x, y, 138.0, 42.0, ink(0xF1D7A6));
        paper.oval(x - 6.0, y - 8.0, 116.0, 30.0, ink(0xF8E5BE));
    }
    for (at, height, figure) in &seats {
        figure.hands_on_table(paper, *at, *height);
    }
    bowl(paper);
    pin(paper, (490.0, 1110.0), -8.0);
    flour(paper, dice);
}

fn kitchen(paper: &mut Paper, dice: &mut Dice) {
    things::room(paper, dice.pick(&[0xF3E2CB, 0xE3EBDD]), 0xD6A877, 700.0);
    for row in 0..6u8 {
        for column in 0..17u8 {
            let (x, y) = (f32::from(column) * 98.0 - 20.0, 330.0 + f32::from(row) * 62.0);
            let shade = if (row * 5 + column * 3) % 7 == 0 { ink(0xC3DAD6) } else { ink(0xFBF4E6) };
            paper.slab(x, y, 92.0, 56.0, 6.0, thin(shade, 0.9));
        }
    }
    things::window(paper, (640.0, 60.0), 320.0, 210.0, false);
    for (x, count) in [(60.0, 5u8), (1060.0, 5)] {
        paper.slab(x, 246.0, 480.0, 20.0, 6.0, ink(WOOD_DARK));
        for jar in 0..count {
            let left = x + 30.0 + 88.0 * f32::from(jar);
            let colour = ink(CLOTHES[usize::from(jar * 3 + if x > 500.0 { 2 } else { 0 }) % CLOTHES.len()]);
            let tall = 80.0 + 18.0 * f32::from(jar % 3);
            paper.slab(left, 246.0 - tall, 68.0, tall, 14.0, thin(ink(0xFFFFFF), 0.75));
            paper.slab(left + 5.0, 252.0 - tall * 0.7, 58.0, tall * 0.7 - 10.0, 10.0, colour);
            paper.slab(left + 4.0, 238.0 - tall, 60.0, 16.0, 6.0, ink(0x9A6A43));
        }
    }
    for (x, colour) in [(580.0, TERRACOTTA), (1010.0, TEAL)] {
        paper.line(&[(x, 60.0), (x, 190.0)], 9.0, ink(WOOD_DARK));
        paper.oval(x, 224.0, 26.0, 40.0, ink(colour));
    }
}

fn tray(paper: &mut Paper, (x, y): Spot) {
    paper.shadow(x, y + 66.0, 260.0, 50.0, 0.25);
    paper.shape(
        &[(x - 200.0, y - 74.0), (x + 200.0, y - 74.0), (x + 240.0, y + 74.0), (x - 240.0, y + 74.0)],
        ink(0x6E6A72),
    );
    paper.shape(
        &[(x - 186.0, y - 64.0), (x + 186.0, y - 64.0), (x + 220.0, y + 60.0), (x - 220.0, y + 60.0)],
        ink(0x8A868D),
    );
    for row in 0..2u8 {
        for column in 0..5u8 {
            let at = (x + (f32::from(column) - 2.0) * (80.0 + 10.0 * f32::from(row)), y - 28.0 + 60.0 * f32::from(row));
            biscuit(paper, at, row * 5 + column);
        }
    }
}

fn biscuit(paper: &mut Paper, (x, y): Spot, kind: u8) {
    let baked = ink(0xDFA45C);
    paper.oval(x + 2.0, y + 5.0, 34.0, 23.0, thin(ink(INK), 0.22));
    match kind % 3 {
        0 => (0..5u8).for_each(|point| {
            paper.within((x, y), 1.0, f32::from(point) * 72.0, |paper| {
                paper.shape(&[(-13.0, 2.0), (0.0, -34.0), (13.0, 2.0)], baked)
            })
        }),
        1 => {
            paper.dot(x - 13.0, y - 8.0, 16.0, baked);
            paper.dot(x + 13.0, y - 8.0, 16.0, baked);
            paper.shape(&[(x - 27.0, y - 1.0), (x + 27.0, y - 1.0), (x, y + 26.0)], baked);
        }
        _ => paper.oval(x, y, 31.0, 24.0, baked),
    }
    paper.oval(x, y, 14.0, 11.0, ink([ROSE, CREAM, 0x9CC3BE, MUSTARD][usize::from(kind) % 4]));
    for (dx, dy) in [(-5.0, -2.0), (4.0, -4.0), (1.0, 4.0)] {
        paper.dot(x + dx, y + dy, 2.4, ink(BRICK));
    }
}

fn bowl(paper: &mut Paper) {
    paper.within((800.0, 1060.0), 1.0, 0.0, |paper| {
        paper.shadow(6.0, 112.0, 230.0, 40.0, 0.3);
        paper.line(&[(40.0, -40.0), (130.0, -200.0)], 20.0, ink(WOOD_DARK));
        paper.blob(
            &[(-192.0, -34.0), (192.0, -34.0), (140.0, 84.0), (60.0, 116.0), (-60.0, 116.0), (-140.0, 84.0)],
            ink(TEAL),
        );
        paper.line(&[(-172.0, 26.0), (0.0, 52.0), (172.0, 26.0)], 16.0, lighter(ink(TEAL), 0.45));
        paper.oval(0.0, -40.0, 192.0, 50.0, lighter(ink(TEAL), 0.3));
        paper.oval(0.0, -38.0, 172.0, 40.0, ink(0xF4DFB2));
        paper.blob(&[(-120.0, -36.0), (-40.0, -62.0), (60.0, -54.0), (110.0, -34.0), (0.0, -18.0)], ink(0xFAEBC8));
        paper.line(&[(24.0, -34.0), (60.0, -84.0)], 20.0, ink(WOOD_DARK));
    });
    for (x, y) in [(1070.0, 1120.0), (1140.0, 1145.0)] {
        paper.shadow(x, y + 24.0, 46.0, 12.0, 0.3);
        paper.oval(x, y, 36.0, 28.0, ink(0xF2D3B0));
        paper.oval(x - 10.0, y - 9.0, 12.0, 8.0, ink(0xFBE9D3));
    }
}

fn pin(paper: &mut Paper, at: Spot, degrees: f32) {
    paper.within(at, 1.0, degrees, |paper| {
        paper.shadow(0.0, 34.0, 190.0, 20.0, 0.3);
        paper.slab(-196.0, -13.0, 392.0, 26.0, 13.0, ink(BRICK));
        paper.slab(-138.0, -34.0, 276.0, 68.0, 22.0, ink(0xE8BF8A));
        paper.slab(-126.0, -24.0, 252.0, 15.0, 7.0, thin(ink(CREAM), 0.5));
    });
}

fn flour(paper: &mut Paper, dice: &mut Dice) {
    for _ in 0..90 {
        let at = (dice.between(30.0, 1570.0), dice.between(850.0, 1190.0));
        paper.dot(at.0, at.1, dice.between(1.5, 5.0), thin(ink(0xFFFDF6), 0.75));
    }
    for x in [330.0, 640.0, 960.0, 1270.0] {
        paper.oval(x, 1170.0, dice.between(60.0, 110.0), 20.0, thin(ink(0xFFFDF6), 0.4));
    }
}
