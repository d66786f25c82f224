//! Every statement of the feed.
mod drafts;
mod edits;
mod person;
mod sent;

use super::PostId;
use crate::access::{Audience, Kind, May, Remove, Shared, Side, Viewer, Visible, audience, take_away, touch};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::base::name::Name;
use crate::files;
use crate::sql;

pub use drafts::{Unfinished, discard, draft as unfinished, save, sweep};
pub use edits::{Change, Standing, Version, edit, standing, versions};
pub use person::{erase, export};
pub use sent::{NewPost, publish};

/// A post and who wrote it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Post {
    pub id: PostId,
    #[sqlx(flatten)]
    pub name: Name,
    /// What the author is at school today: `head`, `office`, `teacher` …; empty for who has left.
    pub role: String,
    pub body: String,
    pub shared_at: Moment,
    /// How often it was changed since.
    pub edited: i64,
}

/// A post with one of the circles that it went to.
#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    post: Post,
    #[sqlx(try_from = "String")]
    kind: Kind,
    circle: String,
    side: String,
}

/// To whom a post went: kinds and names of circles, in the order in which they are offered, and whom of them.
#[derive(Debug, Clone, Default)]
pub struct To {
    pub circles: Vec<(Kind, String)>,
    pub side: Option<Side>,
}

/// What posts say, who says it, and to whom.
pub async fn posts(viewer: &Viewer, posts: &Visible<PostId>) -> Result<Vec<(Post, To)>> {
    let rows: Vec<Row> = viewer
        .db()
        .query(sql!(
            "SELECT p.id, n.call_name, n.infix, n.last_name, p.body, a.shared_at, p.edited, c.kind,
                    x.side, COALESCE(g.name, u.call_name, c.code) AS circle,
                    COALESCE((SELECT MIN(r.role) FROM staff r WHERE r.person_id = a.owner_id
                              AND $2 BETWEEN r.starts_on AND r.ends_on), '') AS role
             FROM posts p JOIN subjects a ON a.id = p.id JOIN persons n ON n.id = a.owner_id
             JOIN subject_parts x ON x.subject_id = a.id JOIN circles c ON c.id = x.circle_id
             LEFT JOIN school_groups g ON g.id = c.id
             LEFT JOIN pupils u ON u.id = c.id
             WHERE a.school_id = $1 AND p.id IN (SELECT value FROM json_each($3)) ORDER BY p.id"
        ))
        .bind(&viewer.school)
        .bind(viewer.today)
        .bind_list(&posts.ids())
        .all()
        .await?;
    let mut found: Vec<(Post, To)> = Vec::new();
    for Row { post, kind, circle, side } in rows {
        if found.last().is_none_or(|(last, _)| last.id != post.id) {
            found.push((post, To { side: Side::of(&side), ..To::default() }));
        }
        if let Some((_, to)) = found.last_mut() {
            to.circles.push((kind, circle));
        }
    }
    found.iter_mut().for_each(|(_, to)| to.circles.sort());
    Ok(found)
}

/// Notes to whom a post would go, for its author's eyes only.
pub async fn draft(viewer: &Viewer, post: &PostId, audience: &Audience) -> Result<()> {
    let args = (viewer.clone(), post.clone(), audience.clone());
    viewer
        .db()
        .write(args, |tx, (viewer, post, audience)| {
            Box::pin(async move { audience::save(tx, viewer, post, audience, true).await.map(drop) })
        })
        .await
}

/// Takes a post away, with everything that hangs under it.
pub async fn remove(viewer: &Viewer, may: May<Remove, PostId>) -> Result<()> {
    viewer.db().write((viewer.clone(), may), |tx, (viewer, may)| Box::pin(remove_in(tx, viewer, may))).await
}

async fn remove_in(tx: &mut Tx, viewer: &Viewer, may: &May<Remove, PostId>) -> Result<()> {
    let touched = touch(tx, may.thing().id()).await?;
    files::detach(tx, &viewer.school, &touched, viewer.now).await?;
    take_away(tx, &touched).await
}
