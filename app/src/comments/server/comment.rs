//! The id of a comment, and what the rules need to know of it: whose words, under which post.
use futures::future::BoxFuture;

use super::store;
use crate::access::policy::Facts;
use crate::access::{Thing, Viewer};
use crate::base::failure::Result;

crate::id!(CommentId);

impl Thing for CommentId {
    fn facts<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Facts>>> {
        Box::pin(async move {
            let Some((post, author)) = store::whose(viewer, self).await? else { return Ok(None) };
            let post = post.facts(viewer).await?;
            Ok(post.map(|post| Facts::Said { author, post: Box::new(post) }))
        })
    }
}
