//! The comments under one post, and what the rules need to know of one.
use super::super::CommentId;
use crate::access::SubjectId;
use crate::access::{Action, May, React, Read, Viewer};
use crate::base::clock::Moment;
use crate::base::failure::Result;
use crate::base::name::Name;
use crate::sql;

/// Comments of the first level on one page.
pub const PAGE: usize = 50;
/// Answers under one comment; what came before them has pages of its own.
pub const ANSWERS: usize = 50;
const A_WHILE: i64 = 10 * Moment::MINUTE;

/// A comment of a thread. `body` is empty when it was removed.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Found {
    pub id: CommentId,
    pub parent_id: Option<CommentId>,
    pub own: bool,
    pub removed: bool,
    pub body: String,
    pub edited: bool,
    pub written_at: Moment,
    #[sqlx(flatten)]
    pub name: Name,
    /// What the author is at school today: see `page::badge`.
    pub standing: i64,
}

/// The comments `there` as `Found`, for the person $1 on the day $2.
macro_rules! as_found {
    () => {
        "SELECT c.id, c.parent_id, c.author_id = $1 AS own, c.removed_at IS NOT NULL AS removed,
                CASE WHEN c.removed_at IS NULL THEN c.body ELSE '' END AS body,
                c.edited_at IS NOT NULL AS edited, c.written_at, n.call_name, n.infix, n.last_name,
                CAST(COALESCE((SELECT MAX(CASE s.reason WHEN 'head' THEN 4 WHEN 'office' THEN 3 WHEN 'teacher' THEN 2
                                                        WHEN 'staff' THEN 1 ELSE 0 END)
                               FROM belongs s WHERE s.person_id = c.author_id AND s.kind IN ('school', 'group')
                                 AND $2 BETWEEN s.starts_on AND s.ends_on), 0) AS BIGINT) AS standing
         FROM there c JOIN persons n ON n.id = c.author_id"
    };
}

/// The newest comments of the first level and under each its newest answers (one more of both than a page shows), in the
/// order of speaking. `before`: only what was said before that comment. Words that were taken away keep their place only
/// while somebody's answer hangs under it.
pub async fn threads(
    viewer: &Viewer,
    may: &May<Read, SubjectId>,
    before: Option<&(Moment, CommentId)>,
) -> Result<Vec<Found>> {
    let (at, id) = before.cloned().unwrap_or((Moment(i64::MAX), CommentId::from("")));
    Ok(viewer
        .db()
        .query(sql!(concat!(
            "WITH there AS (
               SELECT t.id, t.parent_id, t.author_id, t.removed_at, t.edited_at, t.body, t.written_at,
                      ROW_NUMBER() OVER (PARTITION BY t.parent_id ORDER BY t.written_at DESC, t.id DESC) AS place
               FROM comments t
               WHERE t.school_id = $3 AND t.subject_id = $4
                 AND (t.removed_at IS NULL
                      OR EXISTS (SELECT 1 FROM comments a WHERE a.parent_id = t.id AND a.removed_at IS NULL))
                 AND (t.parent_id IS NOT NULL OR (t.written_at, t.id) < ($5, $6)))
             ",
            as_found!(),
            "
             WHERE c.place <= 51
               AND (c.parent_id IS NULL OR c.parent_id IN (SELECT t.id FROM there t WHERE t.parent_id IS NULL AND t.place <= 51))
             ORDER BY c.written_at, c.id"
        )))
        .bind(&viewer.person)
        .bind(viewer.today)
        .bind(&viewer.school)
        .bind(may.thing())
        .bind(at)
        .bind(id)
        .all()
        .await?)
}

/// One comment with the answers that came before one of them (one more than a page shows), in the order of speaking.
pub async fn answers(
    viewer: &Viewer,
    may: &May<Read, SubjectId>,
    top: &CommentId,
    (at, id): &(Moment, CommentId),
) -> Result<Vec<Found>> {
    Ok(viewer
        .db()
        .query(sql!(concat!(
            "WITH there AS (
               SELECT t.id, t.parent_id, t.author_id, t.removed_at, t.edited_at, t.body, t.written_at
               FROM comments t
               WHERE t.school_id = $3 AND t.subject_id = $4
                 AND (t.id = $7 OR (t.parent_id = $7 AND t.removed_at IS NULL AND (t.written_at, t.id) < ($5, $6)))
               ORDER BY CASE WHEN t.id = $7 THEN 0 ELSE 1 END, t.written_at DESC, t.id DESC LIMIT 52)
             ",
            as_found!(),
            " ORDER BY c.written_at, c.id"
        )))
        .bind(&viewer.person)
        .bind(viewer.today)
        .bind(&viewer.school)
        .bind(may.thing())
        .bind(*at)
        .bind(id)
        .bind(top)
        .all()
        .await?)
}

/// When a comment of this post was written: where the page of what came earlier ends.
pub async fn place(
    viewer: &Viewer,
    may: &May<Read, SubjectId>,
    comment: &CommentId,
) -> Result<Option<(Moment, CommentId)>> {
    let statement = sql!("SELECT written_at, id FROM comments WHERE id = $1 AND subject_id = $2 AND school_id = $3");
    let query = viewer.db().query(statement).bind(comment).bind(may.thing());
    Ok(query.bind(&viewer.school).maybe().await?)
}

/// How many comments there are to read.
pub async fn count<A: Action>(viewer: &Viewer, may: &May<A, SubjectId>) -> Result<i64> {
    let (count,): (i64,) = viewer
        .db()
        .query(sql!(
            "SELECT CAST(COUNT(*) AS BIGINT) FROM comments WHERE school_id = $1 AND subject_id = $2 AND removed_at IS NULL"
        ))
        .bind(&viewer.school)
        .bind(may.thing())
        .one()
        .await?;
    Ok(count)
}

/// Under which post a comment stands, and whether the viewer wrote it.
pub async fn whose(viewer: &Viewer, comment: &CommentId) -> Result<Option<(SubjectId, bool)>> {
    Ok(viewer
        .db()
        .query(sql!("SELECT subject_id, author_id = $1 FROM comments WHERE id = $2 AND school_id = $3"))
        .bind(&viewer.person)
        .bind(comment)
        .bind(&viewer.school)
        .maybe()
        .await?)
}

/// How often the viewer spoke under this post lately.
pub async fn lately(viewer: &Viewer, may: &May<React, SubjectId>) -> Result<i64> {
    let (count,): (i64,) = viewer
        .db()
        .query(sql!(
            "SELECT CAST(COUNT(*) AS BIGINT) FROM comments
             WHERE school_id = $1 AND subject_id = $2 AND written_at > $3 AND author_id = $4"
        ))
        .bind(&viewer.school)
        .bind(may.thing())
        .bind(viewer.now.plus(-A_WHILE))
        .bind(&viewer.person)
        .one()
        .await?;
    Ok(count)
}
