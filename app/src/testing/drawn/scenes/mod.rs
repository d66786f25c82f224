//! The days of a school year, each drawn by its own file. A scene only places things; how they look is decided elsewhere.

mod autumn;
mod baking;
mod castle;
mod circle;
mod craft;
mod garden;
mod gym;
mod library;
mod shoes;
mod volcano;
mod yard;

use image::RgbImage;

use super::Scene;
use super::brush::{HIGH, Paper, Spot, WIDE};
use super::dice::Dice;
use super::figure::Figure;

pub(super) fn draw(kind: Scene, seed: u64, width: u32, height: u32) -> RgbImage {
    let mut dice = Dice::new(seed.wrapping_mul(31).wrapping_add(kind as u64 * 7919));
    let mirrored = dice.chance(0.5);
    let mut paper = Paper::new(width, height, (WIDE, HIGH), mirrored);
    let sketch = match kind {
        Scene::Circle => circle::draw,
        Scene::AutumnWalk => autumn::draw,
        Scene::CraftTable => craft::draw,
        Scene::GymHall => gym::draw,
        Scene::Garden => garden::draw,
        Scene::Baking => baking::draw,
        Scene::Library => library::draw,
        Scene::SinterklaasShoes => shoes::draw,
        Scene::Volcano => volcano::draw,
        Scene::SnowyYard => yard::snow,
        Scene::RainyYard => yard::rain,
        Scene::CardboardCastle => castle::draw,
    };
    sketch(&mut paper, &mut dice);
    paper.finish(seed)
}

/// Draws people from far to near.
fn crowd(paper: &mut Paper, mut people: Vec<(Spot, f32, Figure)>) {
    people.sort_by(|a, b| a.0.1.total_cmp(&b.0.1));
    for (at, height, figure) in &people {
        figure.draw(paper, *at, *height);
    }
}
