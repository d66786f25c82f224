//! The cards of a list: made once for everybody who may see the post, and kept on the shelf until it changes.
use std::collections::HashMap;
use std::sync::Arc;

use super::PostId;
use super::card::Card;
use super::store::{self, Listed, Post};
use crate::access::Viewer;
use crate::base::failure::Result;
use crate::base::shelf::Shelf;
use crate::comments;
use crate::photos;
use crate::shell::language;

/// A card, and whether the viewer gave one of its hearts.
pub type Mine = (Arc<Card>, bool);

/// The cards of posts that a list of the viewer's brought, in its order; a post that is gone by now is left out.
/// The same number of statements however many are new, and none when none is.
pub async fn cards(viewer: &Viewer, listed: &[Listed]) -> Result<Vec<Mine>> {
    let shelf = &viewer.app().shelf;
    let mut cards: Vec<Option<Arc<Card>>> = listed.iter().map(|post| shelf.get(&key(viewer, post))).collect();
    let new: Vec<PostId> =
        listed.iter().zip(&cards).filter(|(_, card)| card.is_none()).map(|(post, _)| post.id.clone()).collect();
    if !new.is_empty() {
        let mut made = make(viewer, &new).await?;
        for (post, card) in listed.iter().zip(&mut cards).filter(|(_, card)| card.is_none()) {
            *card = made.remove(&post.id);
            if let Some(card) = card {
                shelf.put(key(viewer, post), Arc::clone(card));
            }
        }
    }
    Ok(listed.iter().zip(cards).filter_map(|(post, card)| Some((card?, post.mine))).collect())
}

/// «Today», roles and memberships are those of a day.
fn key(viewer: &Viewer, post: &Listed) -> String {
    let parts = [post.id.as_str(), &post.changed.to_string(), &viewer.today, language::code(viewer.language)];
    Shelf::key(&parts, viewer.now)
}

async fn make(viewer: &Viewer, ids: &[PostId]) -> Result<HashMap<PostId, Arc<Card>>> {
    let posts = store::posts(viewer, ids).await?;
    let audiences = store::audiences(viewer, ids).await?;
    let mut photos = photos::of_posts(viewer, ids).await?;
    let mut summaries = comments::summaries(viewer, ids).await?;
    let card = |post: Post| {
        let id = post.id.clone();
        let audience = audiences.get(&id).map(Vec::as_slice).unwrap_or_default();
        let (photos, summary) = (photos.remove(&id).unwrap_or_default(), summaries.remove(&id).unwrap_or_default());
        (id, Arc::new(Card::new(viewer, post, audience, photos, summary)))
    };
    Ok(posts.into_iter().map(card).collect())
}
