//! Publishing: audience, post and photos, all or nothing, and once. What was sent before is recognised by its words, not only by
//! its key, because a browser that goes back fills an old text into a new form.
use super::drafts;
use crate::access::{Audience, Touched, Viewer, audience};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::{Failure, Problem, Result};
use crate::base::ids;
use crate::feed::server::PostId;
use crate::files::{self, PhotoId};
use crate::{change, sql};

/// The same words to the same people within this time are asked about.
const LATELY: i64 = Moment::HOUR;

/// A post that is about to be published.
#[derive(Debug, Clone)]
pub struct NewPost {
    /// The key of the form: the same form twice is one post.
    pub id: PostId,
    pub body: String,
    pub audience: Audience,
    pub photos: Vec<(PhotoId, String)>,
    /// The writer knows that it was sent before, and means it.
    pub again: bool,
}

/// Publishes, and says under which id. A post of the viewer's that is there already is the answer too.
pub async fn publish(viewer: &Viewer, post: NewPost) -> Result<PostId> {
    viewer.db().write((viewer.clone(), post), |tx, (viewer, post)| Box::pin(publish_in(tx, viewer, post))).await
}

async fn publish_in(tx: &mut Tx, viewer: &Viewer, post: &NewPost) -> Result<PostId> {
    if !post.again && post.photos.is_empty() && said_lately(tx, viewer, post).await? {
        return Err(Failure::invalid("key", Problem::SentBefore));
    }
    let id = match write(tx, viewer, post, &post.id).await {
        Err(Failure::Gone) if stands(tx, viewer, post, &post.id).await? => post.id.clone(),
        Err(Failure::Gone) if post.again => once_more(tx, viewer, post).await?,
        Err(Failure::Gone) if is_mine(tx, viewer, &post.id).await? => {
            return Err(Failure::invalid("key", Problem::SentBefore));
        }
        outcome => outcome.map(|()| post.id.clone())?,
    };
    drafts::forget(tx, (&viewer.school, &viewer.person), &post.id, viewer.now).await?;
    Ok(id)
}

/// Other words under a key that was used: another post, whose id follows from both, so that it too is published once.
async fn once_more(tx: &mut Tx, viewer: &Viewer, post: &NewPost) -> Result<PostId> {
    if !is_mine(tx, viewer, &post.id).await? {
        return Err(Failure::Gone);
    }
    let id = PostId(ids::derived(post.id.as_str(), &format!("{}\n{:?}", post.body, post.photos)));
    match write(tx, viewer, post, &id).await {
        Err(Failure::Gone) if stands(tx, viewer, post, &id).await? => Ok(id),
        outcome => outcome.map(|()| id),
    }
}

async fn write(tx: &mut Tx, viewer: &Viewer, post: &NewPost, id: &PostId) -> Result<()> {
    let touched = audience::save(tx, viewer, id, &post.audience, false).await?;
    insert(tx, viewer, &touched, &post.body).await?;
    files::attach(tx, &viewer.person, &touched, &post.photos).await
}

async fn insert(tx: &mut Tx, viewer: &Viewer, touched: &Touched, body: &str) -> Result<()> {
    touched
        .change(tx, change!("INSERT INTO posts (id, school_id, body) VALUES ($1, $2, $3)"))
        .bind(touched.subject())
        .bind(&viewer.school)
        .bind(body)
        .run()
        .await?;
    Ok(())
}

async fn is_mine(tx: &mut Tx, viewer: &Viewer, post: &PostId) -> Result<bool> {
    let mine: Option<(i32,)> = tx
        .query(sql!("SELECT 1 FROM subjects a JOIN posts p ON p.id = a.id WHERE a.id = $1 AND a.owner_id = $2"))
        .bind(post)
        .bind(&viewer.person)
        .maybe()
        .await?;
    Ok(mine.is_some())
}

/// Whether exactly this post of the viewer's is there.
async fn stands(tx: &mut Tx, viewer: &Viewer, post: &NewPost, id: &PostId) -> Result<bool> {
    let body: Option<(String,)> = tx
        .query(sql!("SELECT p.body FROM posts p JOIN subjects a ON a.id = p.id WHERE p.id = $1 AND a.owner_id = $2"))
        .bind(id)
        .bind(&viewer.person)
        .maybe()
        .await?;
    let photos: Vec<(PhotoId, String)> = tx
        .query(sql!("SELECT id, description FROM files WHERE subject_id = $1 ORDER BY place, id"))
        .bind(id)
        .all()
        .await?;
    Ok(body.is_some_and(|(body,)| body == post.body)
        && photos == post.photos
        && goes_to(tx, id, &post.audience).await?)
}

/// Whether the viewer told the same people the same a short while ago, in another post.
async fn said_lately(tx: &mut Tx, viewer: &Viewer, post: &NewPost) -> Result<bool> {
    let lately: Vec<(PostId,)> = tx
        .query(sql!(
            "SELECT p.id FROM subjects a JOIN posts p ON p.id = a.id
             WHERE a.school_id = $1 AND a.kind = 'post' AND a.shared_at > $2 AND a.owner_id = $3 AND p.body = $4 AND p.id <> $5"
        ))
        .bind(&viewer.school)
        .bind(viewer.now.plus(-LATELY))
        .bind(&viewer.person)
        .bind(&post.body)
        .bind(&post.id)
        .all()
        .await?;
    for (id,) in lately {
        if goes_to(tx, &id, &post.audience).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn goes_to(tx: &mut Tx, post: &PostId, audience: &Audience) -> Result<bool> {
    let parts: Vec<(String, String)> =
        tx.query(sql!("SELECT circle_id, side FROM subject_parts WHERE subject_id = $1")).bind(post).all().await?;
    let named = |part: &crate::access::Part| {
        parts.iter().any(|(circle, side)| *circle == part.circle && side == part.side.code())
    };
    Ok(parts.len() == audience.parts().len() && audience.parts().iter().all(named))
}
