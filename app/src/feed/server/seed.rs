//! Posts that a robot brings along: the demo school's year, an import. Never reached from a page.
use super::PostId;
use super::store;
use crate::access::audience::Owner;
use crate::access::{Part, PersonId, Robot, SchoolId};
use crate::base::clock::Moment;
use crate::base::failure::Result;
use crate::photos;

/// A post with everything that belongs to it.
#[derive(Debug, Clone)]
pub struct SeededPost {
    pub school: SchoolId,
    pub author: PersonId,
    pub parts: Vec<Part>,
    pub body: String,
    pub published_at: Moment,
    /// Any JPEG, PNG or WebP, and what can be seen on it.
    pub photos: Vec<(Vec<u8>, String)>,
}

/// Publishes a post in the name of its author, at its own moment.
pub async fn seed(robot: &Robot, post: SeededPost) -> Result<PostId> {
    let id = PostId::new(post.published_at);
    let mut kept = Vec::with_capacity(post.photos.len());
    for (bytes, description) in post.photos {
        kept.push(photos::plant(robot, bytes, &description, post.published_at).await?);
    }
    let day = post.published_at.local(&robot.zone(&post.school).await?).date().to_string();
    let planted = store::Planted {
        robot: robot.clone(),
        owner: Owner { school: post.school, person: post.author },
        post: id.clone(),
        parts: post.parts,
        body: post.body,
        at: post.published_at,
        day,
        photos: kept,
    };
    store::plant(robot, planted).await?;
    Ok(id)
}
