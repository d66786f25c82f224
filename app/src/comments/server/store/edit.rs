//! Putting words right, and what they said before.
use super::super::CommentId;
use crate::access::{Manage, May, SubjectId, Viewer, Write, touch};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::{Failure, Result};
use crate::{change, sql};

/// Puts words right, and keeps what they said before. The same words again change nothing.
pub async fn edit(viewer: &Viewer, may: May<Write, CommentId>, body: String) -> Result<()> {
    viewer
        .db()
        .write((may, body, viewer.now), |tx, (may, body, now)| Box::pin(edit_in(tx, may.thing(), body, *now)))
        .await
}

async fn edit_in(tx: &mut Tx, comment: &CommentId, body: &str, now: Moment) -> Result<()> {
    let statement = sql!("SELECT subject_id, body FROM comments WHERE id = $1 AND removed_at IS NULL");
    let found = tx.query(statement).bind(comment).maybe::<(SubjectId, String)>().await?;
    let (subject, said) = found.ok_or(Failure::Gone)?;
    if said == body {
        return Ok(());
    }
    tx.query(sql!(
        "INSERT INTO comment_versions (id, school_id, comment_id, body, until_at)
         SELECT $1, c.school_id, c.id, c.body, CAST($2 AS BIGINT) FROM comments c WHERE c.id = $3"
    ))
    .bind(CommentId::new(now))
    .bind(now)
    .bind(comment)
    .run()
    .await?;
    let touched = touch(tx, subject.as_str()).await?;
    touched
        .change(tx, change!("UPDATE comments SET body = $1, edited_at = $2 WHERE id = $3"))
        .bind(body)
        .bind(now)
        .bind(comment)
        .run()
        .await?;
    Ok(())
}

/// What a comment said before, and until when; the newest first.
pub async fn versions(viewer: &Viewer, may: &May<Manage, CommentId>) -> Result<Vec<(String, Moment)>> {
    let statement = sql!(
        "SELECT body, until_at FROM comment_versions WHERE school_id = $1 AND comment_id = $2
         ORDER BY until_at DESC, id DESC LIMIT 100"
    );
    Ok(viewer.db().query(statement).bind(&viewer.school).bind(may.thing()).all().await?)
}
