//! Statements of changing a post: never over somebody else's change, and what it said before stays readable for the school.
use crate::access::{Edit, May, Shared, Viewer, touch};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::{Failure, Problem, Result};
use crate::base::name::Name;
use crate::feed::server::PostId;
use crate::files::{self, PhotoId};
use crate::{change, sql};

/// A post as it stands, to be changed.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Standing {
    pub body: String,
    /// How often it was changed.
    pub edited: i64,
}

pub async fn standing(viewer: &Viewer, may: &May<Edit, PostId>) -> Result<Standing> {
    let statement = sql!("SELECT body, edited FROM posts WHERE id = $1");
    let found = viewer.db().query(statement).bind(may.thing()).maybe().await?;
    found.ok_or(Failure::Gone)
}

/// New words and photos for a post.
#[derive(Debug, Clone)]
pub struct Change {
    /// How often the post had been changed when the form was drawn.
    pub from: i64,
    pub body: String,
    pub photos: Vec<(PhotoId, String)>,
}

/// Changes a post, unless somebody else did since the form was drawn. The same form sent twice is one change.
pub async fn edit(viewer: &Viewer, may: May<Edit, PostId>, change: Change) -> Result<()> {
    let args = (viewer.clone(), may, change);
    viewer.db().write(args, |tx, (viewer, may, change)| Box::pin(edit_in(tx, viewer, may, change))).await
}

async fn edit_in(tx: &mut Tx, viewer: &Viewer, may: &May<Edit, PostId>, change: &Change) -> Result<()> {
    note_version(tx, may).await?;
    let touched = touch(tx, may.thing().id()).await?;
    let mend = change!(
        "UPDATE posts SET body = $1, edited = edited + 1, editor_id = $2, edited_at = $3 WHERE id = $4 AND edited = $5"
    );
    let changed = touched
        .change(tx, mend)
        .bind(&change.body)
        .bind(&viewer.person)
        .bind(viewer.now)
        .bind(may.thing())
        .bind(change.from)
        .run()
        .await?;
    if changed == 0 {
        return sent_before(tx, viewer, may, change).await;
    }
    files::rehang(tx, (viewer, &touched), &change.photos).await
}

/// Keeps what the post says until now.
async fn note_version(tx: &mut Tx, may: &May<Edit, PostId>) -> Result<()> {
    tx.query(sql!(
        "INSERT INTO post_versions (post_id, version, author_id, body, photos, written_at)
         SELECT p.id, p.edited, COALESCE(p.editor_id, a.owner_id), p.body,
                (SELECT COUNT(*) FROM files f WHERE f.subject_id = p.id), COALESCE(p.edited_at, a.shared_at)
         FROM posts p JOIN subjects a ON a.id = p.id WHERE p.id = $1
         ON CONFLICT (post_id, version) DO NOTHING"
    ))
    .bind(may.thing())
    .run()
    .await?;
    Ok(())
}

/// A tap that counted twice is no quarrel between two people.
async fn sent_before(tx: &mut Tx, viewer: &Viewer, may: &May<Edit, PostId>, change: &Change) -> Result<()> {
    let mine: Option<(i32,)> = tx
        .query(sql!("SELECT 1 FROM posts WHERE id = $1 AND edited = $2 AND editor_id = $3 AND body = $4"))
        .bind(may.thing())
        .bind(change.from.saturating_add(1))
        .bind(&viewer.person)
        .bind(&change.body)
        .maybe()
        .await?;
    mine.map(|_| ()).ok_or(Failure::invalid("version", Problem::Changed))
}

/// What a post said, and who wrote that.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Version {
    #[sqlx(flatten)]
    pub name: Name,
    pub body: String,
    pub photos: i64,
    pub written_at: Moment,
}

/// What a post said before, the newest first.
pub async fn versions(viewer: &Viewer, may: &May<Edit, PostId>) -> Result<Vec<Version>> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT n.call_name, n.infix, n.last_name, v.body, v.photos, v.written_at
             FROM post_versions v JOIN persons n ON n.id = v.author_id JOIN posts p ON p.id = v.post_id
             WHERE v.post_id = $1 AND v.version < p.edited ORDER BY v.version DESC"
        ))
        .bind(may.thing())
        .all()
        .await?)
}
