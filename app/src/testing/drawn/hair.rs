//! Hair and scarves, around a head of radius 1. Drawn in two rounds: what falls behind the body, and what lies on the forehead.

use std::f32::consts::TAU;

use super::brush::{Paper, Spot};
use super::looks::{Hair, Looks};
use super::palette::{Ink, darker, lighter, thin};

/// A hairline with a parting.
const PARTED: [Spot; 7] =
    [(0.95, 0.0), (0.84, -0.32), (0.5, -0.62), (-0.25, -0.78), (-0.6, -0.6), (-0.88, -0.25), (-0.95, 0.05)];

/// Everything that is behind face and shoulders; draw it before the body.
pub(super) fn behind(paper: &mut Paper, looks: &Looks) {
    let back = darker(looks.hair, 0.14);
    match looks.style {
        Hair::Bob => paper.slab(-1.17, -1.1, 2.34, 2.2, 0.95, back),
        Hair::Long => paper
            .blob(&mirrored(&[(0.0, -1.15), (0.95, -0.8), (1.22, 0.2), (1.3, 1.3), (0.95, 1.95), (0.0, 2.0)]), back),
        Hair::Pigtails => bunches(paper, looks),
        Hair::Ponytail => paper.blob(
            &[(0.5, -1.0), (1.15, -1.15), (1.75, -0.5), (1.65, 0.5), (1.3, 0.95), (1.25, 0.1), (0.9, -0.3)],
            back,
        ),
        Hair::Bun => {
            paper.dot(0.0, -1.28, 0.52, looks.hair);
            paper.line(&[(-0.25, -1.4), (0.0, -1.18), (0.3, -1.38)], 0.06, back);
        }
        Hair::Afro => cloud(paper, 1.06, 0.52, (0.0, TAU), back),
        Hair::Curls => cloud(paper, 1.0, 0.36, (0.40 * TAU, 1.10 * TAU), back),
        _ => {}
    }
}

/// What lies over the forehead.
pub(super) fn fringe(paper: &mut Paper, looks: &Looks) {
    let shade = thin(darker(looks.skin, 0.3), 0.35);
    match looks.style {
        Hair::Crop | Hair::Tousled => {
            paper.blob(&[(-0.86, -0.25), (-0.3, -0.5), (0.3, -0.5), (0.86, -0.25), (0.6, -0.8), (-0.6, -0.8)], shade);
            cap(paper, looks, &[(0.88, -0.3), (0.62, -0.56), (0.1, -0.6), (-0.4, -0.5), (-0.78, -0.4), (-0.93, -0.15)]);
        }
        Hair::Bob | Hair::Pigtails => {
            paper.blob(&[(-0.9, -0.2), (-0.4, -0.34), (0.4, -0.34), (0.9, -0.2), (0.6, -0.8), (-0.6, -0.8)], shade);
            cap(
                paper,
                looks,
                &[(0.92, -0.08), (0.72, -0.38), (0.25, -0.43), (-0.25, -0.43), (-0.72, -0.38), (-0.92, -0.08)],
            );
        }
        Hair::Afro => cloud(paper, 0.86, 0.33, (0.53 * TAU, 0.97 * TAU), looks.hair),
        Hair::Curls => cloud(paper, 0.88, 0.29, (0.5 * TAU, 1.0 * TAU), looks.hair),
        _ => {
            // Parted: to both sides, the forehead free.
            cap(paper, looks, &PARTED);
        }
    }
    match looks.style {
        Hair::Tousled => tufts(paper, looks.hair),
        Hair::Braids => braids(paper, looks),
        Hair::Bun | Hair::Ponytail => paper.line(&[(-0.5, -0.95), (0.1, -1.06), (0.55, -0.9)], 0.09, looks.extra),
        _ => {}
    }
}

/// The back of a head.
pub(super) fn crown(paper: &mut Paper, looks: &Looks) {
    let shine = thin(lighter(looks.hair, 0.35), 0.5);
    match looks.style {
        Hair::Afro => {
            cloud(paper, 0.8, 0.6, (0.0, TAU), looks.hair);
            paper.dot(0.0, 0.0, 0.95, looks.hair);
        }
        Hair::Curls => {
            cloud(paper, 0.8, 0.34, (0.0, TAU), looks.hair);
            paper.dot(0.0, 0.0, 0.9, looks.hair);
        }
        Hair::Long => paper.blob(
            &mirrored(&[(0.0, -1.16), (0.95, -0.75), (1.2, 0.3), (1.2, 1.4), (0.8, 1.85), (0.0, 1.9)]),
            looks.hair,
        ),
        Hair::Bob => paper.slab(-1.15, -1.14, 2.3, 2.25, 0.95, looks.hair),
        _ => paper.blob(
            &mirrored(&[(0.0, -1.15), (0.75, -0.9), (1.07, -0.2), (0.95, 0.4), (0.55, 0.86), (0.0, 0.95)]),
            looks.hair,
        ),
    }
    match looks.style {
        Hair::Ponytail => {
            paper.blob(&[(-0.25, -0.3), (0.3, -0.3), (0.42, 0.8), (0.1, 1.7), (-0.3, 0.8)], darker(looks.hair, 0.14));
            paper.dot(0.0, -0.3, 0.2, looks.extra);
        }
        Hair::Bun => paper.dot(0.0, -0.75, 0.5, darker(looks.hair, 0.12)),
        Hair::Braids => braids(paper, looks),
        Hair::Pigtails => bunches(paper, looks),
        _ => {}
    }
    paper.line(&[(-0.6, -0.62), (-0.1, -0.85), (0.4, -0.75)], 0.09, shine);
}

/// A headscarf; the face is drawn on top.
pub(super) fn scarf(paper: &mut Paper, looks: &Looks) {
    let fold = darker(looks.hair, 0.16);
    paper.blob(
        &mirrored(&[(0.0, -1.2), (0.8, -0.95), (1.14, -0.1), (1.1, 0.7), (1.42, 1.45), (0.7, 1.8), (0.0, 1.86)]),
        looks.hair,
    );
    paper.line(&[(0.95, 0.6), (0.45, 1.2), (-0.5, 1.62)], 0.07, fold);
    paper.line(&[(-0.95, 0.65), (-0.5, 1.15), (0.15, 1.32)], 0.07, fold);
    paper.oval(0.0, 0.08, 0.9, 1.0, fold);
}

/// A knitted hat with a bobble, over any hair.
pub(super) fn hat(paper: &mut Paper, colour: Ink) {
    paper.dot(0.0, -1.5, 0.33, lighter(colour, 0.6));
    paper.blob(&mirrored(&[(0.0, -1.42), (0.75, -1.2), (1.15, -0.5), (1.1, -0.3), (0.0, -0.42)]), colour);
    paper.line(&[(-1.05, -0.42), (-0.5, -0.56), (0.5, -0.56), (1.05, -0.42)], 0.3, darker(colour, 0.16));
}

fn cap(paper: &mut Paper, looks: &Looks, hairline: &[Spot]) {
    let mut outline: Vec<Spot> =
        vec![(-1.03, 0.08), (-1.06, -0.5), (-0.66, -1.05), (0.0, -1.2), (0.66, -1.05), (1.06, -0.5), (1.03, 0.08)];
    outline.extend(hairline);
    paper.blob(&outline, looks.hair);
    paper.line(&[(-0.62, -0.78), (-0.2, -0.97), (0.25, -0.99)], 0.085, thin(lighter(looks.hair, 0.4), 0.45));
}

fn cloud(paper: &mut Paper, radius: f32, puff: f32, (from, to): Spot, ink: Ink) {
    let count = ((to - from) * radius / (puff * 0.72)).ceil().max(2.0);
    for step in 0..=count as usize {
        let angle = from + (to - from) * step as f32 / count;
        let wobble = if step % 2 == 0 { 1.0 } else { 0.9 };
        paper.dot(radius * angle.cos(), radius * angle.sin() - 0.06, puff * wobble, ink);
    }
}

fn tufts(paper: &mut Paper, ink: Ink) {
    for (x, y, lean) in [(-0.62, -1.0, -0.2), (-0.2, -1.14, -0.05), (0.25, -1.13, 0.18), (0.65, -0.95, 0.3)] {
        paper.blob(&[(x - 0.24, y + 0.2), (x + lean, y - 0.27), (x + 0.26, y + 0.2)], ink);
    }
}

fn bunches(paper: &mut Paper, looks: &Looks) {
    for side in [-1.0, 1.0] {
        let tail = [(0.92, -0.35), (1.45, -0.5), (1.78, 0.1), (1.6, 0.85), (1.3, 0.95), (1.2, 0.3)];
        paper.blob(&tail.map(|(x, y)| (side * x, y)), darker(looks.hair, 0.08));
        paper.dot(side * 1.05, -0.28, 0.18, looks.extra);
    }
}

fn braids(paper: &mut Paper, looks: &Looks) {
    for side in [-1.0, 1.0] {
        for knot in 0..6u8 {
            let down = f32::from(knot);
            let sway = if knot % 2 == 0 { 0.05 } else { -0.05 };
            paper.oval(
                side * (1.04 + sway),
                0.45 + down * 0.27,
                0.2,
                0.2,
                darker(looks.hair, 0.06 + 0.08 * (down % 2.0)),
            );
        }
        paper.dot(side * 1.04, 2.05, 0.15, looks.extra);
    }
}

fn mirrored(half: &[Spot]) -> Vec<Spot> {
    let inner = &half[1..half.len() - 1];
    half.iter().copied().chain(inner.iter().rev().map(|(x, y)| (-x, *y))).collect()
}
