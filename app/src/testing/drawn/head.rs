//! A head in a space where its radius is 1: first what hangs behind the shoulders, later face and fringe.

use super::brush::Paper;
use super::looks::{Hair, Looks, Mood};
use super::palette::{Ink, darker, ink, lighter, mix, thin};
use super::{hair, palette};

/// The face seen from the front; `turn` from -1 to 1 is where it looks.
pub(super) fn front(paper: &mut Paper, looks: &Looks, turn: f32) {
    let skin = looks.skin;
    if looks.style == Hair::Hijab {
        hair::scarf(paper, looks);
        paper.oval(0.0, 0.08, 0.83, 0.93, skin);
    } else {
        for side in [-1.0, 1.0] {
            paper.dot(side * 0.98 - turn * 0.1, 0.14, 0.19, darker(skin, 0.07));
            paper.dot(side * 0.98 - turn * 0.1, 0.14, 0.09, darker(skin, 0.2));
        }
        let (cheek, chin) = if looks.grown { (0.9, 1.16) } else { (0.97, 1.04) };
        let half = [(0.0, -1.0), (0.7, -0.75), (0.98, -0.1), (cheek, 0.45), (0.5, chin - 0.13), (0.0, chin)];
        let outline: Vec<_> = half.iter().copied().chain(half[1..5].iter().rev().map(|(x, y)| (-x, *y))).collect();
        paper.blob(&outline, skin);
    }
    cheeks(paper, looks, turn);
    if looks.beard {
        beard(paper, looks);
    }
    eyes(paper, looks, turn);
    let nose = darker(skin, 0.26);
    paper.line(&[(turn * 0.3 - 0.09, 0.29), (turn * 0.34, 0.35), (turn * 0.3 + 0.09, 0.29)], 0.065, nose);
    mouth(paper, looks, turn * 0.24);
    if looks.style != Hair::Hijab {
        hair::fringe(paper, looks);
    }
    if looks.glasses {
        glasses(paper, turn);
    }
}

/// The head of somebody who looks away from us.
pub(super) fn from_behind(paper: &mut Paper, looks: &Looks) {
    if looks.style == Hair::Hijab {
        hair::scarf(paper, looks);
        paper.line(&[(-0.5, 0.9), (0.0, 0.55), (0.55, 0.95)], 0.07, darker(looks.hair, 0.18));
        return;
    }
    for side in [-1.0, 1.0] {
        paper.dot(side, 0.14, 0.17, darker(looks.skin, 0.1));
    }
    paper.oval(0.0, 0.0, 0.98, 1.02, looks.skin);
    hair::crown(paper, looks);
}

fn cheeks(paper: &mut Paper, looks: &Looks, turn: f32) {
    let blush = mix(looks.skin, ink(0xD9503F), if is_deep(looks.skin) { 0.24 } else { 0.34 });
    for side in [-1.0, 1.0] {
        paper.oval(side * 0.56 + turn * 0.2, 0.4, 0.2, 0.14, thin(blush, 0.75));
        if looks.freckles {
            for (x, y) in [(-0.09, -0.03), (0.0, 0.05), (0.1, -0.04)] {
                paper.dot(side * 0.5 + x + turn * 0.2, 0.34 + y, 0.032, darker(looks.skin, 0.35));
            }
        }
    }
}

fn eyes(paper: &mut Paper, looks: &Looks, turn: f32) {
    let dark = darker_eyes(looks.skin);
    let brow = if looks.style == Hair::Hijab { ink(0x33261F) } else { darker(looks.hair, 0.25) };
    for side in [-1.0, 1.0] {
        let x = side * 0.37 + turn * 0.27;
        if looks.mood == Mood::Beam {
            paper.line(&[(x - 0.15, 0.1), (x, -0.02), (x + 0.15, 0.1)], 0.08, dark);
        } else {
            paper.oval(x, 0.06, 0.1, 0.125, dark);
            paper.dot(x + 0.035, 0.015, 0.036, ink(0xFFFFFF));
        }
        let lift = if looks.mood == Mood::Wonder { -0.1 } else { 0.0 };
        let outer = (x + side * 0.18, -0.17 + lift);
        paper.line(&[(x - side * 0.12, -0.25 + lift), (x + side * 0.04, -0.28 + lift), outer], 0.07, thin(brow, 0.85));
    }
}

fn is_deep(skin: Ink) -> bool {
    skin.green() < 0.45
}

fn darker_eyes(skin: Ink) -> Ink {
    ink(if is_deep(skin) { 0x17131A } else { palette::INK })
}

fn mouth(paper: &mut Paper, looks: &Looks, x: f32) {
    let line = mix(darker(looks.skin, 0.55), ink(if is_deep(looks.skin) { 0x3A1518 } else { 0x9A3A3C }), 0.5);
    match looks.mood {
        Mood::Laugh => {
            paper.blob(
                &[(x - 0.3, 0.53), (x, 0.57), (x + 0.3, 0.53), (x + 0.19, 0.76), (x, 0.84), (x - 0.19, 0.76)],
                ink(0x7A2F36),
            );
            paper.slab(x - 0.2, 0.55, 0.4, 0.1, 0.05, ink(0xFFFAF0));
            paper.oval(x, 0.76, 0.12, 0.06, ink(0xDE7F78));
        }
        Mood::Wonder => paper.oval(x, 0.65, 0.1, 0.12, ink(0x7A2F36)),
        Mood::Smile | Mood::Beam => {
            paper.line(&[(x - 0.26, 0.55), (x - 0.13, 0.65), (x + 0.13, 0.65), (x + 0.26, 0.55)], 0.075, line);
        }
    }
}

fn beard(paper: &mut Paper, looks: &Looks) {
    let half = [(0.0, 0.44), (0.35, 0.44), (0.75, 0.3), (0.97, -0.05), (0.95, 0.5), (0.6, 1.08), (0.0, 1.27)];
    let outline: Vec<_> = half.iter().copied().chain(half[1..6].iter().rev().map(|(x, y)| (-x, *y))).collect();
    paper.blob(&outline, looks.hair);
    paper.oval(0.0, 0.62, 0.34, 0.16, mix(looks.skin, ink(0xD9503F), 0.12));
}

fn glasses(paper: &mut Paper, turn: f32) {
    let rim: Ink = ink(0x3B2F3A);
    for side in [-1.0, 1.0] {
        let x = side * 0.39 + turn * 0.27;
        paper.dot(x, 0.07, 0.28, thin(lighter(ink(palette::SKY), 0.6), 0.13));
        paper.ring(x, 0.07, 0.28, 0.065, rim);
        paper.line(&[(x + side * 0.28, 0.04), (side * 0.97, -0.03)], 0.06, rim);
    }
    paper.line(&[(turn * 0.27 - 0.11, 0.03), (turn * 0.27, -0.01), (turn * 0.27 + 0.11, 0.03)], 0.06, rim);
}
