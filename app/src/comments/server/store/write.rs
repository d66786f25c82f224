//! Saying something once, however often it is sent, and taking it away.
use super::super::CommentId;
use crate::access::{May, React, Remove, SubjectId, Touched, Viewer, touch};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::{Failure, Result};
use crate::{change, sql};

/// What somebody wants to say. `key` becomes its id, so that the same form has one effect.
#[derive(Debug, Clone)]
pub struct New {
    pub key: CommentId,
    pub parent: Option<CommentId>,
    pub body: String,
}

/// Writes a comment and returns its id: the key, or a new one when the key was used for other words.
pub async fn write(viewer: &Viewer, may: &May<React, SubjectId>, new: New) -> Result<CommentId> {
    let args = (viewer.clone(), may.clone(), new);
    viewer.db().write(args, |tx, (viewer, may, new)| Box::pin(write_in(tx, viewer, may.thing(), new))).await
}

async fn write_in(tx: &mut Tx, viewer: &Viewer, subject: &SubjectId, new: &New) -> Result<CommentId> {
    let touched = touch(tx, subject.as_str()).await?;
    let parent = match &new.parent {
        Some(parent) => Some(top(tx, subject, parent).await?),
        None => None,
    };
    let mut row = Row { id: new.key.clone(), parent, body: new.body.clone() };
    if insert(tx, viewer, &touched, &row).await? == 0 && !same(tx, viewer, subject, &row).await? {
        row.id = CommentId::new(viewer.now);
        if insert(tx, viewer, &touched, &row).await? == 0 {
            return Err(Failure::Gone);
        }
    }
    Ok(row.id)
}

/// The comment of the first level that an answer hangs under; `Gone` when it stands under another subject.
async fn top(tx: &mut Tx, subject: &SubjectId, parent: &CommentId) -> Result<CommentId> {
    let row: Option<(CommentId,)> = tx
        .query(sql!("SELECT COALESCE(parent_id, id) FROM comments WHERE id = $1 AND subject_id = $2"))
        .bind(parent)
        .bind(subject)
        .maybe()
        .await?;
    Ok(row.ok_or(Failure::Gone)?.0)
}

/// A comment as it is stored.
struct Row {
    id: CommentId,
    parent: Option<CommentId>,
    body: String,
}

async fn insert(tx: &mut Tx, viewer: &Viewer, touched: &Touched, row: &Row) -> Result<u64> {
    let write = change!(
        "INSERT INTO comments (id, school_id, subject_id, parent_id, author_id, body, written_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (id) DO NOTHING"
    );
    Ok(touched
        .change(tx, write)
        .bind(&row.id)
        .bind(&viewer.school)
        .bind(touched.subject())
        .bind(&row.parent)
        .bind(&viewer.person)
        .bind(&row.body)
        .bind(viewer.now)
        .run()
        .await?)
}

/// Whether this very comment is there already: a double tap, or a retry after a lost answer.
async fn same(tx: &mut Tx, viewer: &Viewer, subject: &SubjectId, row: &Row) -> Result<bool> {
    let found: Option<(String,)> = tx
        .query(sql!(
            "SELECT id FROM comments
             WHERE id = $1 AND subject_id = $2 AND author_id = $3 AND body = $4 AND COALESCE(parent_id, '') = $5"
        ))
        .bind(&row.id)
        .bind(subject)
        .bind(&viewer.person)
        .bind(&row.body)
        .bind(row.parent.clone().map(|parent| parent.0).unwrap_or_default())
        .maybe()
        .await?;
    Ok(found.is_some())
}

/// Takes the words away. Says whether their place stays, because somebody answered.
pub async fn remove(viewer: &Viewer, may: May<Remove, CommentId>) -> Result<bool> {
    viewer.db().write((may, viewer.now), |tx, (may, now)| Box::pin(remove_in(tx, may.thing(), *now))).await
}

async fn remove_in(tx: &mut Tx, comment: &CommentId, now: Moment) -> Result<bool> {
    let there = sql!("SELECT subject_id FROM comments WHERE id = $1 AND removed_at IS NULL");
    if let Some((subject,)) = tx.query(there).bind(comment).maybe::<(SubjectId,)>().await? {
        let touched = touch(tx, subject.as_str()).await?;
        let remove = change!("UPDATE comments SET removed_at = $1 WHERE id = $2");
        touched.change(tx, remove).bind(now).bind(comment).run().await?;
    }
    let answered = sql!("SELECT id FROM comments WHERE parent_id = $1 AND removed_at IS NULL LIMIT 1");
    let answer: Option<(CommentId,)> = tx.query(answered).bind(comment).maybe().await?;
    Ok(answer.is_some())
}
