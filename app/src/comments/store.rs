//! Every statement of comments and hearts. The text of a removed comment never leaves the database.
use std::collections::HashMap;

use super::CommentId;
use crate::access::{May, PersonId, React, Read, Remove, Robot, SchoolId, Viewer};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::{Failure, Result};
use crate::feed::{self, PostId};
use crate::sql;

/// Comments of the first level on one page, each with all its answers.
pub const PAGE: usize = 50;
const A_WHILE: i64 = 10 * Moment::MINUTE;

/// What a feed shows of the talk under a post.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    pub comments: i64,
    pub hearts: i64,
    /// Author and words of the two newest comments, the older one first.
    pub latest: Vec<(String, String)>,
}

/// Summaries of the posts of one page, which a list of the viewer's brought; two statements, whatever the number.
/// A post about which nobody said anything has none.
pub async fn summaries(viewer: &Viewer, posts: &[PostId]) -> Result<HashMap<PostId, Summary>> {
    let mut all: HashMap<PostId, Summary> = HashMap::new();
    for said in newest(viewer, posts).await? {
        let summary = all.entry(said.post_id).or_default();
        summary.comments = said.comments;
        let author = crate::access::viewer::full_name(&said.call_name, &said.infix, &said.last_name);
        summary.latest.push((author, said.body));
    }
    for (post, hearts) in given(viewer, posts).await? {
        all.entry(post).or_default().hearts = hearts;
    }
    Ok(all)
}

/// One of the two newest comments under a post, and how many there are.
#[derive(sqlx::FromRow)]
struct Newest {
    post_id: PostId,
    comments: i64,
    call_name: String,
    infix: String,
    last_name: String,
    body: String,
}

async fn newest(viewer: &Viewer, posts: &[PostId]) -> Result<Vec<Newest>> {
    let found = viewer
        .db()
        .query(sql!(
            "SELECT s.post_id, s.comments, n.call_name, n.infix, n.last_name, s.body FROM (
               SELECT c.post_id, c.author_id, c.body, c.written_at, c.id,
                      COUNT(*) OVER (PARTITION BY c.post_id) AS comments,
                      ROW_NUMBER() OVER (PARTITION BY c.post_id ORDER BY c.written_at DESC, c.id DESC) AS place
               FROM comments c
               WHERE c.school_id = $1 AND c.removed_at IS NULL
                 AND c.post_id IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
             ) AS s JOIN persons n ON n.id = s.author_id WHERE s.place <= 2 ORDER BY s.post_id, s.written_at, s.id"
        ))
        .bind(viewer.school.clone())
        .bind_page(posts);
    Ok(found.all().await?)
}

/// How many hearts each post has.
async fn given(viewer: &Viewer, posts: &[PostId]) -> Result<Vec<(PostId, i64)>> {
    let found = viewer
        .db()
        .query(sql!(
            "SELECT post_id, CAST(COUNT(*) AS BIGINT) FROM hearts
             WHERE post_id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
             GROUP BY post_id"
        ))
        .bind_page(posts);
    Ok(found.all().await?)
}

/// A comment of a thread. `body` is empty when it was removed.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Found {
    pub id: CommentId,
    pub parent_id: Option<CommentId>,
    pub own: bool,
    pub removed: bool,
    pub body: String,
    pub written_at: Moment,
    pub call_name: String,
    pub infix: String,
    pub last_name: String,
    /// What the author is at school today: see `page::badge`.
    pub standing: i64,
}

/// The newest comments of the first level (one more than a page shows), with all answers, in the order of speaking.
/// `before`: only what was said before that comment.
pub async fn threads(
    viewer: &Viewer,
    may: &May<Read, PostId>,
    before: Option<&(Moment, CommentId)>,
) -> Result<Vec<Found>> {
    let (at, id) = before.cloned().unwrap_or((Moment(i64::MAX), CommentId::from("")));
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT c.id, c.parent_id, c.author_id = $1 AS own, c.removed_at IS NOT NULL AS removed,
                    CASE WHEN c.removed_at IS NULL THEN c.body ELSE '' END AS body, c.written_at,
                    n.call_name, n.infix, n.last_name,
                    CAST(COALESCE((SELECT MAX(CASE s.reason WHEN 'head' THEN 4 WHEN 'office' THEN 3 WHEN 'teacher' THEN 2
                                                            WHEN 'staff' THEN 1 ELSE 0 END)
                                   FROM scopes s WHERE s.person_id = c.author_id AND s.kind <> 'pupil'
                                     AND $2 BETWEEN s.starts_on AND s.ends_on), 0) AS BIGINT) AS standing
             FROM comments c JOIN persons n ON n.id = c.author_id
             WHERE c.school_id = $3 AND c.post_id = $4 AND COALESCE(c.parent_id, c.id) IN (
               SELECT t.id FROM comments t
               WHERE t.school_id = $3 AND t.post_id = $4 AND t.parent_id IS NULL AND (t.written_at, t.id) < ($5, $6)
               ORDER BY t.written_at DESC, t.id DESC LIMIT 51)
             ORDER BY c.written_at, c.id"
        ))
        .bind(viewer.person.clone())
        .bind(viewer.today.clone())
        .bind(viewer.school.clone())
        .bind(may.thing().clone())
        .bind(at)
        .bind(id)
        .all()
        .await?)
}

/// When a comment of this post was written: where the page of what came earlier ends.
pub async fn place(
    viewer: &Viewer,
    may: &May<Read, PostId>,
    comment: &CommentId,
) -> Result<Option<(Moment, CommentId)>> {
    let statement = sql!("SELECT written_at, id FROM comments WHERE id = $1 AND post_id = $2 AND school_id = $3");
    let query = viewer.db().query(statement).bind(comment.clone()).bind(may.thing().clone());
    Ok(query.bind(viewer.school.clone()).maybe().await?)
}

/// How many comments there are to read.
pub async fn count(viewer: &Viewer, may: &May<Read, PostId>) -> Result<i64> {
    let (count,): (i64,) = viewer
        .db()
        .query(sql!(
            "SELECT CAST(COUNT(*) AS BIGINT) FROM comments WHERE school_id = $1 AND post_id = $2 AND removed_at IS NULL"
        ))
        .bind(viewer.school.clone())
        .bind(may.thing().clone())
        .one()
        .await?;
    Ok(count)
}

/// Under which post a comment stands, and whether the viewer wrote it.
pub async fn whose(viewer: &Viewer, comment: &CommentId) -> Result<Option<(PostId, bool)>> {
    Ok(viewer
        .db()
        .query(sql!("SELECT post_id, author_id = $1 FROM comments WHERE id = $2 AND school_id = $3"))
        .bind(viewer.person.clone())
        .bind(comment.clone())
        .bind(viewer.school.clone())
        .maybe()
        .await?)
}

/// How often the viewer spoke under this post lately.
pub async fn lately(viewer: &Viewer, may: &May<React, PostId>) -> Result<i64> {
    let (count,): (i64,) = viewer
        .db()
        .query(sql!(
            "SELECT CAST(COUNT(*) AS BIGINT) FROM comments
             WHERE school_id = $1 AND post_id = $2 AND written_at > $3 AND author_id = $4"
        ))
        .bind(viewer.school.clone())
        .bind(may.thing().clone())
        .bind(viewer.now.plus(-A_WHILE))
        .bind(viewer.person.clone())
        .one()
        .await?;
    Ok(count)
}

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

async fn insert(tx: &mut Tx, post: &PostId, row: &Sown) -> Result<u64> {
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

/// Takes the words away; the place and the answers stay.
pub async fn remove(viewer: &Viewer, may: May<Remove, CommentId>) -> Result<()> {
    viewer
        .db()
        .write((may, viewer.now), |tx, (may, now)| {
            Box::pin(async move {
                let removed: Option<(PostId,)> = tx
                    .query(sql!("UPDATE comments SET removed_at = $1 WHERE id = $2 AND removed_at IS NULL RETURNING post_id"))
                    .bind(*now)
                    .bind(may.thing().clone())
                    .maybe()
                    .await?;
                match removed {
                    Some((post,)) => feed::changed(tx, &post).await,
                    None => Ok(()),
                }
            })
        })
        .await
}

/// Gives a heart or takes it back. Twice is once.
pub async fn heart(viewer: &Viewer, may: &May<React, PostId>, on: bool) -> Result<()> {
    viewer
        .db()
        .write((may.clone(), viewer.person.clone(), viewer.now, on), |tx, (may, person, now, on)| {
            Box::pin(async move {
                if *on {
                    give(tx, may.thing(), person, *now).await?;
                } else {
                    tx.query(sql!("DELETE FROM hearts WHERE post_id = $1 AND person_id = $2"))
                        .bind(may.thing().clone())
                        .bind(person.clone())
                        .run()
                        .await?;
                }
                feed::changed(tx, may.thing()).await
            })
        })
        .await
}

async fn give(tx: &mut Tx, post: &PostId, person: &PersonId, at: Moment) -> Result<()> {
    tx.query(sql!(
        "INSERT INTO hearts (post_id, person_id, given_at)
         SELECT p.id, $1, CAST($2 AS BIGINT) FROM posts p WHERE p.id = $3
         ON CONFLICT (post_id, person_id) DO NOTHING"
    ))
    .bind(person.clone())
    .bind(at)
    .bind(post.clone())
    .run()
    .await?;
    Ok(())
}

/// How many hearts a post has, and whether one is the viewer's.
pub async fn hearts(viewer: &Viewer, may: &May<React, PostId>) -> Result<(i64, bool)> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT CAST(COUNT(*) AS BIGINT), COALESCE(MAX(CASE WHEN person_id = $1 THEN 1 ELSE 0 END), 0) = 1
             FROM hearts WHERE post_id = $2"
        ))
        .bind(viewer.person.clone())
        .bind(may.thing().clone())
        .one()
        .await?)
}

/// Everything that a demo's people said under one post.
pub async fn sow(
    robot: &Robot,
    school: &SchoolId,
    post: &PostId,
    rows: Vec<Sown>,
    hearts: Vec<PersonId>,
) -> Result<()> {
    robot
        .db()
        .write((school.clone(), post.clone(), rows, hearts), |tx, (school, post, rows, hearts)| {
            Box::pin(async move {
                let statement = sql!("SELECT published_at FROM posts WHERE id = $1 AND school_id = $2");
                let found = tx.query(statement).bind(post.clone()).bind(school.clone()).maybe::<(Moment,)>().await?;
                let (published,) = found.ok_or(Failure::Gone)?;
                for row in rows {
                    insert(tx, post, row).await?;
                }
                for person in hearts {
                    give(tx, post, person, published).await?;
                }
                feed::changed(tx, post).await
            })
        })
        .await
}
