//! Photos of the demo: drawn, then encoded as a telephone would, so that they go through the same pipeline as any upload.
use image::codecs::jpeg::JpegEncoder;
use serde::Deserialize;

use super::Size;
use crate::base::db::broken;
use crate::base::failure::Result;
use crate::testing::drawn::{self, Scene};

#[derive(Debug, Clone, Deserialize)]
pub struct Picture {
    pub scene: String,
    pub seed: u64,
    pub width: u32,
    pub height: u32,
    pub alt: String,
}

const SCENES: [(&str, Scene); 12] = [
    ("classroom_circle", Scene::Circle),
    ("autumn_walk", Scene::AutumnWalk),
    ("craft_table", Scene::CraftTable),
    ("gym_hall", Scene::GymHall),
    ("garden", Scene::Garden),
    ("baking", Scene::Baking),
    ("library_corner", Scene::Library),
    ("sinterklaas_shoes", Scene::SinterklaasShoes),
    ("science_volcano", Scene::Volcano),
    ("snowy_schoolyard", Scene::SnowyYard),
    ("rainy_schoolyard", Scene::RainyYard),
    ("cardboard_castle", Scene::CardboardCastle),
];

/// How long the longest side may be in a story: drawing is most of the work.
const SMALL: u32 = 320;

/// Draws and encodes, in a thread of its own.
pub async fn draw(picture: Picture, size: Size) -> Result<(Vec<u8>, String)> {
    let drawing = tokio::task::spawn_blocking(move || jpeg(&picture, size).map(|bytes| (bytes, picture.alt)));
    drawing.await.unwrap_or_else(|error| Err(broken(&error)))
}

fn jpeg(picture: &Picture, size: Size) -> Result<Vec<u8>> {
    let scene = SCENES.iter().find(|(name, _)| *name == picture.scene).map(|(_, scene)| *scene);
    let scene = scene.ok_or_else(|| broken(&format_args!("the demo knows no scene {}", picture.scene)))?;
    let (width, height) = measures(picture, size);
    let mut bytes = Vec::new();
    drawn::scene(scene, picture.seed, width, height)
        .write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 85))
        .map_err(|error| broken(&error))?;
    Ok(bytes)
}

fn measures(picture: &Picture, size: Size) -> (u32, u32) {
    let longest = picture.width.max(picture.height).max(1);
    if size == Size::Full || longest <= SMALL {
        return (picture.width, picture.height);
    }
    (picture.width * SMALL / longest, picture.height * SMALL / longest)
}
