//! The cards of a list: made once for everybody who may see the post, and kept on the shelf until it changes.
use std::collections::HashMap;
use std::sync::Arc;

use super::card::Card;
use super::{PostId, store};
use crate::access::{Listed, Viewer, Visible};
use crate::base::failure::Result;
use crate::base::language;
use crate::base::shelf::Shelf;
use crate::comments;
use crate::files;

/// How many hearts, and whether one is the viewer's.
pub type Hearts = (i64, bool);

/// The cards of posts that the viewer sees, in their order; a post that is gone by now is left out.
/// The same number of statements however many are new.
pub async fn cards(viewer: &Viewer, posts: &Visible<PostId>) -> Result<Vec<(Arc<Card>, Hearts)>> {
    let shelf = &viewer.app().shelf;
    let keys: Vec<String> = posts.listed().iter().map(|post| key(viewer, post)).collect();
    let mut cards: Vec<Option<Arc<Card>>> = keys.iter().map(|key| shelf.get(key)).collect();
    if cards.iter().any(Option::is_none) {
        let mut lies = cards.iter().map(Option::is_some);
        let new = posts.only(|_| !lies.next().unwrap_or_default());
        let mut made = make(viewer, &new).await?;
        let places = posts.listed().iter().zip(keys).zip(&mut cards);
        for ((post, key), card) in places.filter(|(_, card)| card.is_none()) {
            *card = made.remove(&post.id);
            if let Some(card) = card {
                shelf.put(key, Arc::clone(card));
            }
        }
    }
    let hearts = if posts.is_empty() { HashMap::new() } else { comments::given(viewer, posts).await? };
    let hearts_of = |post: &Listed<PostId>| hearts.get(post.id.as_str()).copied().unwrap_or_default();
    Ok(posts.listed().iter().zip(cards).filter_map(|(post, card)| Some((card?, hearts_of(post)))).collect())
}

/// «Today», roles and memberships are those of a day.
fn key(viewer: &Viewer, post: &Listed<PostId>) -> String {
    let parts =
        [post.id.as_str(), &post.version.to_string(), &viewer.today.to_string(), language::code(viewer.language)];
    Shelf::key(&parts, viewer.now)
}

async fn make(viewer: &Viewer, new: &Visible<PostId>) -> Result<HashMap<PostId, Arc<Card>>> {
    let posts = store::posts(viewer, new).await?;
    let mut photos = files::of(viewer, new).await?;
    let mut summaries = comments::summaries(viewer, new).await?;
    let card = |(post, to): (store::Post, store::To)| {
        let id = post.id.clone();
        let (photos, summary) =
            (photos.remove(id.as_str()).unwrap_or_default(), summaries.remove(id.as_str()).unwrap_or_default());
        (id, Arc::new(Card::new(viewer, post, &to, photos, summary)))
    };
    Ok(posts.into_iter().map(card).collect())
}
