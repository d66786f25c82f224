//! Files that nobody knows of: what a process that was killed between two steps left behind. Removes nothing that a row names,
//! and nothing that is younger than a day.
use std::collections::BTreeMap;

use super::photo::PhotoId;
use super::store;
use crate::access::Robot;
use crate::base::clock::Moment;
use crate::base::db::PAGE;
use crate::base::failure::Result;
use crate::base::ids;

/// Says how many files went.
pub async fn sweep(robot: &Robot) -> Result<usize> {
    let blobs = &robot.app().blobs;
    let before = robot.app().clock.now().plus(-Moment::DAY);
    let mut swept = blobs.sweep_half_written(before).await;
    let mut photos: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for key in blobs.keys("photos").await? {
        let old = |id: &&str| ids::made(id).is_some_and(|at| at < before);
        let Some(id) = key.split('/').nth(1).filter(old) else { continue };
        photos.entry(id.to_owned()).or_default().push(key.clone());
    }
    let ids: Vec<PhotoId> = photos.keys().map(|id| PhotoId::from(id.as_str())).collect();
    for page in ids.chunks(PAGE) {
        let known = store::known(robot, page).await?;
        for id in page.iter().filter(|id| !known.contains(id)) {
            for key in photos.get(id.as_str()).into_iter().flatten() {
                blobs.remove(key).await?;
                swept += 1;
            }
        }
    }
    if swept > 0 {
        tracing::info!(swept, "files without a photo went");
    }
    Ok(swept)
}
