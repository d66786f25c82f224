//! How many posts came since then: for whoever looks around at another school of theirs.
use futures::future::BoxFuture;

use super::post::PostId;
use super::rules::Cursor;
use crate::access::Viewer;
use crate::base::clock::Moment;
use crate::base::db::PAGE;
use crate::base::failure::Result;
use crate::say;

pub fn fresh(viewer: &Viewer, since: Moment) -> BoxFuture<'_, Result<Option<String>>> {
    Box::pin(async move {
        let newest = Cursor::newest();
        let posts = viewer.visible::<PostId>((newest.at, &newest.id), PAGE + 1).await?;
        let count = posts.listed().iter().filter(|post| post.shared_at > since).count();
        let language = viewer.language;
        Ok(match count {
            0 => None,
            count if count > PAGE => Some(say!(language, feed.more_than_new, number = PAGE)),
            count => Some(say!(language, feed.new_posts, count = count)),
        })
    })
}
