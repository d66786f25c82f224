//! Every statement of the feed.
mod drafts;
mod edits;
mod sent;

use std::collections::HashMap;

use super::PostId;
use super::rules::Cursor;
use crate::access::audience::{self, Owner};
use crate::access::{Audience, GroupId, May, Part, Read, Remove, Robot, Viewer};
use crate::base::clock::Moment;
use crate::base::db::{PAGE, Tx};
use crate::base::failure::{Failure, Result};
use crate::photos::{self, Photo};
use crate::sql;

pub use drafts::{Unfinished, discard, draft as unfinished, save, sweep};
pub use edits::{Change, Standing, Version, edit, standing, versions};
pub use sent::{NewPost, publish};

/// A post and who wrote it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Post {
    pub id: PostId,
    pub call_name: String,
    pub infix: String,
    pub last_name: String,
    /// What the author is at school today: `head`, `office`, `teacher` …; empty for who has left.
    pub role: String,
    pub body: String,
    pub published_at: Moment,
    /// How often it was changed since.
    pub edited: i64,
}

/// A post that the viewer may see, as a list brings it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub id: PostId,
    pub published_at: Moment,
    /// Another number: the card shows something else.
    pub changed: i64,
    /// The viewer gave a heart.
    pub mine: bool,
}

impl Listed {
    /// «id published changed mine,…», the newest first. A page comes as one row: carrying a row costs more than finding it.
    fn of(list: &str) -> Vec<Self> {
        let mut posts: Vec<Self> = list.split(',').filter_map(Self::one).collect();
        posts.sort_unstable_by(|a, b| (b.published_at.0, &b.id).cmp(&(a.published_at.0, &a.id)));
        posts
    }

    fn one(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let id = PostId::from(words.next()?);
        let published_at = Moment(words.next()?.parse().ok()?);
        Some(Listed { id, published_at, changed: words.next()?.parse().ok()?, mine: words.next()? == "1" })
    }
}

/// One page of the viewer's posts, newest first, and where the next page begins.
pub async fn page(viewer: &Viewer, after: &Cursor) -> Result<(Vec<Listed>, Option<Cursor>)> {
    let mut posts = visible(viewer, after).await?;
    let more = posts.len() > PAGE;
    posts.truncate(PAGE);
    let last = posts.last().filter(|_| more).map(|post| Cursor { at: post.published_at.0, id: post.id.0.clone() });
    Ok((posts, last))
}

async fn visible(viewer: &Viewer, after: &Cursor) -> Result<Vec<Listed>> {
    let (list,): (Option<String>,) = viewer
        .db()
        .query(sql!(
            "WITH mine AS MATERIALIZED (
               SELECT kind, target_id, since, ends_on FROM scopes WHERE person_id = $2 AND $3 BETWEEN starts_on AND keeps_until
             )
             SELECT string_agg(id || ' ' || published_at || ' ' || changed || ' ' || mine, ',') FROM (
               SELECT p.id, p.published_at, p.changed,
                      CASE WHEN EXISTS (SELECT 1 FROM hearts h WHERE h.post_id = p.id AND h.person_id = $2) THEN 1 ELSE 0 END AS mine
               FROM posts p JOIN audiences a ON a.id = p.id
               WHERE p.school_id = $1 AND (p.published_at, p.id) < ($4, $5)
                 AND EXISTS (SELECT 1 FROM audience_parts x JOIN mine s ON s.kind = x.kind AND s.target_id = x.target_id
                             WHERE x.audience_id = a.id AND a.shared_on BETWEEN s.since AND s.ends_on)
               ORDER BY p.published_at DESC, p.id DESC LIMIT 21) AS page"
        ))
        .bind(viewer.school.clone())
        .bind(viewer.person.clone())
        .bind(viewer.today.clone())
        .bind(after.at)
        .bind(after.id.clone())
        .one()
        .await?;
    Ok(Listed::of(&list.unwrap_or_default()))
}

/// One post, as a list would bring it.
pub async fn listed(viewer: &Viewer, may: &May<Read, PostId>) -> Result<Listed> {
    let found: Option<(Moment, i64, bool)> = viewer
        .db()
        .query(sql!(
            "SELECT p.published_at, p.changed, EXISTS (SELECT 1 FROM hearts h WHERE h.post_id = p.id AND h.person_id = $2)
             FROM posts p WHERE p.id = $1"
        ))
        .bind(may.thing().clone())
        .bind(viewer.person.clone())
        .maybe()
        .await?;
    let (published_at, changed, mine) = found.ok_or(Failure::Gone)?;
    Ok(Listed { id: may.thing().clone(), published_at, changed, mine })
}

/// What the posts of one page say, and who says it.
pub async fn posts(viewer: &Viewer, posts: &[PostId]) -> Result<Vec<Post>> {
    let found = viewer
        .db()
        .query(sql!(
            "SELECT p.id, n.call_name, n.infix, n.last_name, p.body, p.published_at, p.edited,
                    COALESCE((SELECT MIN(r.role) FROM staff_roles r WHERE r.person_id = p.author_id AND r.status = 'confirmed'
                              AND $2 BETWEEN r.starts_on AND r.ends_on), '') AS role
             FROM posts p JOIN persons n ON n.id = p.author_id
             WHERE p.school_id = $1
               AND p.id IN ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)"
        ))
        .bind(viewer.school.clone())
        .bind(viewer.today.clone())
        .bind_page(posts);
    Ok(found.all().await?)
}

/// Says that the card of a post shows something else from now on.
pub async fn changed(tx: &mut Tx, post: &PostId) -> Result<()> {
    tx.query(sql!("UPDATE posts SET changed = changed + 1 WHERE id = $1")).bind(post.clone()).run().await?;
    Ok(())
}

/// To whom the posts of one page went: kinds and names, in the order in which names sort.
pub async fn audiences(viewer: &Viewer, posts: &[PostId]) -> Result<HashMap<PostId, Vec<(String, String)>>> {
    let rows: Vec<(PostId, String, String)> = viewer
        .db()
        .query(sql!(
            "SELECT x.audience_id, x.kind, COALESCE(g.name, u.call_name, '')
             FROM audiences a JOIN audience_parts x ON x.audience_id = a.id
             LEFT JOIN school_groups g ON x.kind = 'group' AND g.id = x.target_id
             LEFT JOIN pupils u ON x.kind = 'pupil' AND u.id = x.target_id
             WHERE a.school_id = $1 AND a.id IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)"
        ))
        .bind(viewer.school.clone())
        .bind_page(posts)
        .all()
        .await?;
    let mut audiences: HashMap<PostId, Vec<(String, String)>> = HashMap::new();
    for (post, kind, name) in rows {
        audiences.entry(post).or_default().push((kind, name));
    }
    audiences.values_mut().for_each(|names| names.sort());
    Ok(audiences)
}

/// How many guardians each group has today, and the school as a whole.
pub async fn guardians(viewer: &Viewer) -> Result<HashMap<String, i64>> {
    let counts: Vec<(String, i64)> = viewer
        .db()
        .query(sql!(
            "SELECT target_id, CAST(COUNT(DISTINCT person_id) AS BIGINT) FROM scopes
             WHERE school_id = $1 AND kind IN ('group', 'school') AND reason = 'guardian' AND $2 BETWEEN starts_on AND ends_on
             GROUP BY target_id"
        ))
        .bind(viewer.school.clone())
        .bind(viewer.today.clone())
        .all()
        .await?;
    Ok(counts.into_iter().collect())
}

/// The groups of the school today.
pub async fn groups(viewer: &Viewer) -> Result<Vec<(GroupId, String, String)>> {
    let mut groups: Vec<(GroupId, String, String)> = viewer
        .db()
        .query(sql!(
            "SELECT id, year_group, name FROM school_groups WHERE school_id = $1 AND $2 BETWEEN starts_on AND ends_on"
        ))
        .bind(viewer.school.clone())
        .bind(viewer.today.clone())
        .all()
        .await?;
    groups.sort_by(|a, b| (&a.1, &a.2).cmp(&(&b.1, &b.2)));
    Ok(groups)
}

/// Notes to whom a post would go, for its author's eyes only.
pub async fn draft(viewer: &Viewer, post: &PostId, audience: &Audience) -> Result<()> {
    let args = (viewer.clone(), post.clone(), audience.clone());
    viewer
        .db()
        .write(args, |tx, (viewer, post, audience)| Box::pin(audience::save(tx, viewer, post, audience, true)))
        .await
}

/// Takes a post away, with everything that hangs under it.
pub async fn remove(viewer: &Viewer, may: May<Remove, PostId>) -> Result<()> {
    viewer.db().write((viewer.clone(), may), |tx, (viewer, may)| Box::pin(remove_in(tx, viewer, may))).await
}

async fn remove_in(tx: &mut Tx, viewer: &Viewer, may: &May<Remove, PostId>) -> Result<()> {
    photos::detach(tx, &viewer.school, may, viewer.now).await?;
    let statements = [
        sql!("DELETE FROM hearts WHERE post_id = $1"),
        sql!("DELETE FROM post_versions WHERE post_id = $1"),
        sql!("DELETE FROM comment_versions WHERE comment_id IN (SELECT id FROM comments WHERE post_id = $1)"),
        // Answers first: they hang under comments.
        sql!("DELETE FROM comments WHERE post_id = $1 AND parent_id IS NOT NULL"),
        sql!("DELETE FROM comments WHERE post_id = $1"),
        sql!("DELETE FROM posts WHERE id = $1"),
        sql!("DELETE FROM audience_parts WHERE audience_id = $1"),
        sql!("DELETE FROM audiences WHERE id = $1"),
    ];
    for statement in statements {
        tx.query(statement).bind(may.thing().clone()).run().await?;
    }
    Ok(())
}

/// A post that a robot brings along.
#[derive(Debug)]
pub struct Planted {
    pub robot: Robot,
    pub owner: Owner,
    pub post: PostId,
    pub parts: Vec<Part>,
    pub body: String,
    pub at: Moment,
    /// The same at the school.
    pub day: String,
    pub photos: Vec<Photo>,
}

pub async fn plant(robot: &Robot, planted: Planted) -> Result<()> {
    robot.db().write(planted, |tx, planted| Box::pin(plant_in(tx, planted))).await
}

async fn plant_in(tx: &mut Tx, planted: &Planted) -> Result<()> {
    let Planted { robot, owner, post, parts, body, at, day, photos } = planted;
    audience::plant(tx, robot, owner, post, parts, day).await?;
    insert(tx, owner, post, body, *at).await?;
    let mut attached = Vec::with_capacity(photos.len());
    for photo in photos {
        photos::insert(tx, &owner.school, &owner.person, photo, *at).await?;
        attached.push((photo.id.clone(), photo.description.clone()));
    }
    photos::attach(tx, &owner.person, post, &attached).await
}

async fn insert(tx: &mut Tx, owner: &Owner, post: &PostId, body: &str, at: Moment) -> Result<()> {
    tx.query(sql!("INSERT INTO posts (id, school_id, author_id, body, published_at) VALUES ($1, $2, $3, $4, $5)"))
        .bind(post.clone())
        .bind(owner.school.clone())
        .bind(owner.person.clone())
        .bind(body.to_owned())
        .bind(at)
        .run()
        .await?;
    Ok(())
}
