//! Pictures for the demo school, drawn by code from a seed: nobody's real child, nobody's copyright.
//! The same seed gives the same picture on every machine; never used outside demo and tests.

mod brush;
mod dice;
mod figure;
mod hair;
mod head;
mod looks;
mod palette;
mod portrait;
mod scenes;
#[cfg(test)]
mod tests;
mod things;

use image::RgbImage;

/// What happens in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scene {
    Circle,
    AutumnWalk,
    CraftTable,
    GymHall,
    Garden,
    Baking,
    Library,
    SinterklaasShoes,
    Volcano,
    SnowyYard,
    RainyYard,
    CardboardCastle,
}

impl Scene {
    pub const ALL: [Scene; 12] = [
        Scene::Circle,
        Scene::AutumnWalk,
        Scene::CraftTable,
        Scene::GymHall,
        Scene::Garden,
        Scene::Baking,
        Scene::Library,
        Scene::SinterklaasShoes,
        Scene::Volcano,
        Scene::SnowyYard,
        Scene::RainyYard,
        Scene::CardboardCastle,
    ];
}

/// A day at school. Composed for 4:3; other shapes are filled and cut off evenly.
pub fn scene(kind: Scene, seed: u64, width: u32, height: u32) -> RgbImage {
    scenes::draw(kind, seed, width, height)
}

/// A picture as the file that a telephone would send.
pub fn jpeg(kind: Scene, seed: u64, width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let written = scene(kind, seed, width, height).write_to(&mut bytes, image::ImageFormat::Jpeg);
    debug_assert!(written.is_ok(), "memory takes every picture");
    bytes.into_inner()
}

/// A grown-up (guardian, teacher) on a soft ground, made to be shown round.
pub fn portrait(seed: u64, size: u32) -> RgbImage {
    portrait::grown_up(seed, size)
}

/// The same for a pupil.
pub fn child_portrait(seed: u64, size: u32) -> RgbImage {
    portrait::child(seed, size)
}
