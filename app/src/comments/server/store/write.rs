//! Saying something once, however often it is sent, and taking it away.
use super::super::CommentId;
use crate::access::{May, PersonId, React, Remove, Viewer};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::{Failure, Result};
use crate::feed::{self, PostId};
use crate::sql;

/// What somebody wants to say. `key` becomes its id, so that the same form has one effect.
#[derive(Debug, Clone)]
pub struct New {
    pub key: CommentId,
    pub parent: Option<CommentId>,
    pub body: String,
}

/// Writes a comment and returns its id: the key, or a new one when the key was used for other words.
pub async fn write(viewer: &Viewer, may: &May<React, PostId>, new: New) -> Result<CommentId> {
    let args = (may.clone(), viewer.person.clone(), viewer.now, new);
    viewer
        .db()
        .write(args, |tx, (may, author, now, new)| {
            Box::pin(async move {
                let post = may.thing();
                let parent = match &new.parent {
                    Some(parent) => Some(top(tx, post, parent).await?),
                    None => None,
                };
                let mut row =
                    Sown { id: new.key.clone(), parent, author: author.clone(), body: new.body.clone(), at: *now };
                if insert(tx, post, &row).await? == 0 && !same(tx, post, &row).await? {
                    row.id = CommentId::new(*now);
                    if insert(tx, post, &row).await? == 0 {
                        return Err(Failure::Gone);
                    }
                }
                feed::changed(tx, post).await?;
                Ok(row.id)
            })
        })
        .await
}

/// The comment of the first level that an answer hangs under; `Gone` when it stands under another post.
async fn top(tx: &mut Tx, post: &PostId, parent: &CommentId) -> Result<CommentId> {
    let row: Option<(CommentId,)> = tx
        .query(sql!("SELECT COALESCE(parent_id, id) FROM comments WHERE id = $1 AND post_id = $2"))
        .bind(parent.clone())
        .bind(post.clone())
        .maybe()
        .await?;
    Ok(row.ok_or(Failure::Gone)?.0)
}

/// A comment as it is stored.
#[derive(Debug, Clone)]
pub struct Sown {
    pub id: CommentId,
    pub parent: Option<CommentId>,
    pub author: PersonId,
    pub body: String,
    pub at: Moment,
}

pub(super) async fn insert(tx: &mut Tx, post: &PostId, row: &Sown) -> Result<u64> {
    Ok(tx
        .query(sql!(
            "INSERT INTO comments (id, school_id, post_id, parent_id, author_id, body, written_at)
             SELECT $1, p.school_id, p.id, $2, $3, $4, CAST($5 AS BIGINT) FROM posts p WHERE p.id = $6
             ON CONFLICT (id) DO NOTHING"
        ))
        .bind(row.id.clone())
        .bind(row.parent.clone())
        .bind(row.author.clone())
        .bind(row.body.clone())
        .bind(row.at)
        .bind(post.clone())
        .run()
        .await?)
}

/// Whether this very comment is there already: a double tap, or a retry after a lost answer.
async fn same(tx: &mut Tx, post: &PostId, row: &Sown) -> Result<bool> {
    let found: Option<(String,)> = tx
        .query(sql!(
            "SELECT id FROM comments
             WHERE id = $1 AND post_id = $2 AND author_id = $3 AND body = $4 AND COALESCE(parent_id, '') = $5"
        ))
        .bind(row.id.clone())
        .bind(post.clone())
        .bind(row.author.clone())
        .bind(row.body.clone())
        .bind(row.parent.clone().map(|parent| parent.0).unwrap_or_default())
        .maybe()
        .await?;
    Ok(found.is_some())
}

/// Takes the words away. Says whether their place stays, because somebody answered.
pub async fn remove(viewer: &Viewer, may: May<Remove, CommentId>) -> Result<bool> {
    viewer
        .db()
        .write((may, viewer.now), |tx, (may, now)| {
            Box::pin(async move {
                let removed: Option<(PostId,)> = tx
                    .query(sql!(
                        "UPDATE comments SET removed_at = $1 WHERE id = $2 AND removed_at IS NULL RETURNING post_id"
                    ))
                    .bind(*now)
                    .bind(may.thing().clone())
                    .maybe()
                    .await?;
                if let Some((post,)) = removed {
                    feed::changed(tx, &post).await?;
                }
                let answer: Option<(CommentId,)> = tx
                    .query(sql!("SELECT id FROM comments WHERE parent_id = $1 AND removed_at IS NULL LIMIT 1"))
                    .bind(may.thing().clone())
                    .maybe()
                    .await?;
                Ok(answer.is_some())
            })
        })
        .await
}
