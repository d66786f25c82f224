//! The paper and the brushes: shapes in a space of 1600 by 1200, whatever the size of the picture.
//! Shapes that cannot be drawn (no area) are simply left out; a brush never panics.

use image::RgbImage;
use tiny_skia::{
    FillRule, GradientStop, LinearGradient, Paint, Path, PathBuilder, Pixmap, Point, RadialGradient, Rect, Shader,
    SpreadMode, Stroke, Transform,
};

use super::dice::Dice;
use super::palette::{Ink, ink, thin};

pub(super) type Spot = (f32, f32);

pub(super) const WIDE: f32 = 1600.0;
pub(super) const HIGH: f32 = 1200.0;

pub(super) struct Paper {
    sheet: Option<Pixmap>,
    size: (u32, u32),
    place: Transform,
}

impl Paper {
    /// The drawing covers the picture: what does not fit is cut off evenly on both sides.
    pub fn new(width: u32, height: u32, space: (f32, f32), mirrored: bool) -> Self {
        let (w, h) = (width as f32, height as f32);
        let scale = (w / space.0).max(h / space.1);
        let side = if mirrored { -scale } else { scale };
        let place = Transform::from_translate(-space.0 / 2.0, -space.1 / 2.0)
            .post_scale(side, scale)
            .post_translate(w / 2.0, h / 2.0);
        Paper { sheet: Pixmap::new(width, height), size: (width, height), place }
    }

    /// Draws in a space of its own: origin at `x`, `y`, `scale` times as large, turned by `degrees`.
    pub fn within(&mut self, (x, y): Spot, scale: f32, degrees: f32, draw: impl FnOnce(&mut Paper)) {
        let before = self.place;
        self.place = before.pre_translate(x, y).pre_concat(Transform::from_rotate(degrees)).pre_scale(scale, scale);
        draw(self);
        self.place = before;
    }

    pub fn rect(&mut self, x: f32, y: f32, w: f32, h: f32, ink: Ink) {
        self.fill(Rect::from_xywh(x, y, w, h).map(PathBuilder::from_rect), ink);
    }

    pub fn slab(&mut self, x: f32, y: f32, w: f32, h: f32, round: f32, ink: Ink) {
        let r = round.min(w / 2.0).min(h / 2.0);
        let (x1, y1, k) = (x + w, y + h, r * 0.448);
        let mut path = PathBuilder::new();
        path.move_to(x + r, y);
        path.line_to(x1 - r, y);
        path.cubic_to(x1 - k, y, x1, y + k, x1, y + r);
        path.line_to(x1, y1 - r);
        path.cubic_to(x1, y1 - k, x1 - k, y1, x1 - r, y1);
        path.line_to(x + r, y1);
        path.cubic_to(x + k, y1, x, y1 - k, x, y1 - r);
        path.line_to(x, y + r);
        path.cubic_to(x, y + k, x + k, y, x + r, y);
        path.close();
        self.fill(path.finish(), ink);
    }

    pub fn oval(&mut self, x: f32, y: f32, rx: f32, ry: f32, ink: Ink) {
        self.fill(oval(x, y, rx, ry), ink);
    }

    pub fn dot(&mut self, x: f32, y: f32, r: f32, ink: Ink) {
        self.oval(x, y, r, r, ink);
    }

    pub fn ring(&mut self, x: f32, y: f32, r: f32, width: f32, ink: Ink) {
        self.trace(oval(x, y, r, r), width, ink);
    }

    pub fn oval_ring(&mut self, x: f32, y: f32, rx: f32, ry: f32, width: f32, ink: Ink) {
        self.trace(oval(x, y, rx, ry), width, ink);
    }

    /// Straight sides.
    pub fn shape(&mut self, corners: &[Spot], ink: Ink) {
        let mut path = PathBuilder::new();
        for (index, (x, y)) in corners.iter().enumerate() {
            if index == 0 { path.move_to(*x, *y) } else { path.line_to(*x, *y) }
        }
        path.close();
        self.fill(path.finish(), ink);
    }

    /// A soft outline through all the spots.
    pub fn blob(&mut self, spots: &[Spot], ink: Ink) {
        self.fill(through(spots, true), ink);
    }

    /// A soft line through all the spots.
    pub fn line(&mut self, spots: &[Spot], width: f32, ink: Ink) {
        self.trace(through(spots, false), width, ink);
    }

    /// A soft shadow on the ground.
    pub fn shadow(&mut self, x: f32, y: f32, rx: f32, ry: f32, strength: f32) {
        self.haze((x, y), (rx, ry), ink(0x4A2E2A), strength);
    }

    pub fn glow(&mut self, x: f32, y: f32, r: f32, colour: Ink, strength: f32) {
        self.haze((x, y), (r, r), colour, strength);
    }

    /// A band over the whole width, from one colour to another.
    pub fn wash(&mut self, top: f32, bottom: f32, from: Ink, to: Ink) {
        let stops = vec![GradientStop::new(0.0, from), GradientStop::new(1.0, to)];
        let (start, end) = (Point::from_xy(0.0, top), Point::from_xy(0.0, bottom));
        let shader = LinearGradient::new(start, end, stops, SpreadMode::Pad, Transform::identity());
        let area = Rect::from_ltrb(-20.0, top, WIDE + 20.0, bottom).map(PathBuilder::from_rect);
        self.put(area, shader.unwrap_or(Shader::SolidColor(from)));
    }

    fn haze(&mut self, (x, y): Spot, (rx, ry): Spot, colour: Ink, strength: f32) {
        let stops = vec![
            GradientStop::new(0.0, thin(colour, strength)),
            GradientStop::new(0.55, thin(colour, strength * 0.62)),
            GradientStop::new(1.0, thin(colour, 0.0)),
        ];
        let before = self.place;
        self.place = before.pre_translate(x, y).pre_scale(1.0, ry / rx);
        let middle = Point::from_xy(0.0, 0.0);
        if let Some(shader) = RadialGradient::new(middle, middle, rx, stops, SpreadMode::Pad, Transform::identity()) {
            self.put(oval(0.0, 0.0, rx, rx), shader);
        }
        self.place = before;
    }

    fn fill(&mut self, path: Option<Path>, ink: Ink) {
        self.put(path, Shader::SolidColor(ink));
    }

    fn put(&mut self, path: Option<Path>, shader: Shader) {
        let (Some(sheet), Some(path)) = (self.sheet.as_mut(), path) else { return };
        let paint = Paint { shader, anti_alias: true, ..Paint::default() };
        sheet.fill_path(&path, &paint, FillRule::Winding, self.place, None);
    }

    fn trace(&mut self, path: Option<Path>, width: f32, ink: Ink) {
        let (Some(sheet), Some(path)) = (self.sheet.as_mut(), path) else { return };
        let paint = Paint { shader: Shader::SolidColor(ink), anti_alias: true, ..Paint::default() };
        let (line_cap, line_join) = (tiny_skia::LineCap::Round, tiny_skia::LineJoin::Round);
        let stroke = Stroke { width, line_cap, line_join, ..Stroke::default() };
        sheet.stroke_path(&path, &paint, &stroke, self.place, None);
    }

    /// The finished picture, with the faintest grain of paper: flat colour looks dead on a large screen.
    pub fn finish(self, seed: u64) -> RgbImage {
        const TILE: usize = 251;
        let mut dice = Dice::new(seed ^ 0x6EA1);
        let grain: Vec<i16> =
            (0..TILE * TILE).map(|_| (dice.between(-1.0, 1.0) * dice.between(0.0, 5.5)) as i16).collect();
        let mut picture = RgbImage::new(self.size.0, self.size.1);
        let Some(sheet) = self.sheet else { return picture };
        let row = self.size.0 as usize;
        for (index, (to, from)) in picture.chunks_exact_mut(3).zip(sheet.data().chunks_exact(4)).enumerate() {
            let speck = grain[(index / row % TILE) * TILE + index % row % TILE];
            for channel in 0..3 {
                to[channel] = (i16::from(from[channel]) + speck).clamp(0, 255) as u8;
            }
        }
        picture
    }
}

fn oval(x: f32, y: f32, rx: f32, ry: f32) -> Option<Path> {
    Rect::from_ltrb(x - rx, y - ry, x + rx, y + ry).and_then(PathBuilder::from_oval)
}

/// Catmull-Rom through the spots, written as cubic curves.
fn through(spots: &[Spot], closed: bool) -> Option<Path> {
    let count = spots.len();
    if count < 2 {
        return None;
    }
    let at = |index: isize| {
        let wrapped = if closed { index.rem_euclid(count as isize) } else { index.clamp(0, count as isize - 1) };
        spots[wrapped as usize]
    };
    let mut path = PathBuilder::new();
    path.move_to(spots[0].0, spots[0].1);
    for index in 0..(if closed { count } else { count - 1 }) as isize {
        let (a, b, c, d) = (at(index - 1), at(index), at(index + 1), at(index + 2));
        let (x1, y1) = (b.0 + (c.0 - a.0) / 6.0, b.1 + (c.1 - a.1) / 6.0);
        let (x2, y2) = (c.0 - (d.0 - b.0) / 6.0, c.1 - (d.1 - b.1) / 6.0);
        path.cubic_to(x1, y1, x2, y2, c.0, c.1);
    }
    if closed {
        path.close();
    }
    path.finish()
}
