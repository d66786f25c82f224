//! What a card shows to everybody who may see it: read once for all of them, and kept on the shelf until it changes.
use std::collections::HashMap;
use std::sync::Arc;

use super::PostId;
use super::store::{self, Listed, Post};
use crate::access::Viewer;
use crate::base::failure::Result;
use crate::comments::{self, Summary};
use crate::photos::{self, Photo};

#[derive(Debug)]
pub struct Story {
    pub post: Post,
    /// Kinds and names of whom it went to.
    pub audience: Vec<(String, String)>,
    pub photos: Vec<Photo>,
    pub summary: Summary,
}

/// The stories of posts that a list of the viewer's brought, in its order; a post that is gone by now is left out.
/// The same number of statements however many are new, and none when none is.
pub async fn stories(viewer: &Viewer, listed: Vec<Listed>) -> Result<Vec<(Listed, Arc<Story>)>> {
    let shelf = &viewer.app().shelf;
    let mut stories: HashMap<PostId, Arc<Story>> = HashMap::new();
    for post in &listed {
        if let Some(story) = shelf.get::<Story>(&key(viewer, post)) {
            stories.insert(post.id.clone(), story);
        }
    }
    let new: Vec<PostId> = listed.iter().map(|post| post.id.clone()).filter(|id| !stories.contains_key(id)).collect();
    if !new.is_empty() {
        stories.extend(read(viewer, &new).await?);
    }
    let told = |post: Listed| {
        let story = stories.remove(&post.id)?;
        if new.contains(&post.id) {
            shelf.put(key(viewer, &post), Arc::clone(&story));
        }
        Some((post, story))
    };
    Ok(listed.into_iter().filter_map(told).collect())
}

/// Roles and memberships are those of a day.
fn key(viewer: &Viewer, post: &Listed) -> String {
    ["post", post.id.0.as_str(), &post.changed.to_string(), &viewer.today].join("/")
}

async fn read(viewer: &Viewer, ids: &[PostId]) -> Result<HashMap<PostId, Arc<Story>>> {
    let posts = store::posts(viewer, ids).await?;
    let mut audiences = store::audiences(viewer, ids).await?;
    let mut photos = photos::of_posts(viewer, ids).await?;
    let mut summaries = comments::summaries(viewer, ids).await?;
    let story = |post: Post| {
        let id = post.id.clone();
        let story = Story {
            audience: audiences.remove(&id).unwrap_or_default(),
            photos: photos.remove(&id).unwrap_or_default(),
            summary: summaries.remove(&id).unwrap_or_default(),
            post,
        };
        (id, Arc::new(story))
    };
    Ok(posts.into_iter().map(story).collect())
}
