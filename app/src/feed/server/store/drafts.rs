//! Statements of drafts: what somebody is still writing, with the photos that wait for it. Nobody but the writer ever reads one.
use crate::access::{PersonId, Robot, SchoolId, Viewer, later};
use crate::base::clock::Moment;
use crate::base::db::{Tx, broken};
use crate::base::failure::Result;
use crate::feed::server::PostId;
use crate::feed::server::jobs::Sweep;
use crate::files::rules::MOST_PHOTOS;
use crate::files::{self, Photo};
use crate::sql;

/// So long a draft is kept after its writer last touched it.
pub const KEPT: i64 = 30 * Moment::DAY;

/// A form that was not sent yet.
#[derive(Debug, Clone)]
pub struct Unfinished {
    pub post: PostId,
    pub fields: Vec<(String, String)>,
}

/// What the viewer was writing, and when they last touched it.
pub async fn draft(viewer: &Viewer) -> Result<Option<(Vec<(String, String)>, Moment)>> {
    let found: Option<(String, Moment)> = viewer
        .db()
        .query(sql!("SELECT fields, saved_at FROM drafts WHERE person_id = $1 AND school_id = $2 AND saved_at > $3"))
        .bind(&viewer.person)
        .bind(&viewer.school)
        .bind(viewer.now.plus(-KEPT))
        .maybe()
        .await?;
    let Some((fields, saved_at)) = found else { return Ok(None) };
    Ok(Some((serde_json::from_str(&fields).map_err(|error| broken(&error))?, saved_at)))
}

/// Keeps a form. What was published meanwhile is no draft any more: a late copy of its form changes nothing.
pub async fn save(viewer: &Viewer, form: Unfinished) -> Result<()> {
    viewer.db().write((viewer.clone(), form), |tx, (viewer, form)| Box::pin(save_in(tx, viewer, form))).await
}

async fn save_in(tx: &mut Tx, viewer: &Viewer, form: &Unfinished) -> Result<()> {
    let published: Option<(i32,)> =
        tx.query(sql!("SELECT 1 FROM posts WHERE id = $1")).bind(&form.post).maybe().await?;
    if published.is_some() {
        return Ok(());
    }
    let before = of(tx, &viewer.person).await?;
    if before.is_none() {
        let sweep = Sweep { person: viewer.person.clone() };
        later(tx, &viewer.school, &sweep, viewer.now.plus(KEPT)).await?;
    }
    let waited = waiting(tx, &viewer.person).await?;
    write(tx, viewer, form).await?;
    let kept = waiting(tx, &viewer.person).await?;
    let dropped: Vec<Photo> =
        waited.into_iter().filter(|photo| !kept.iter().any(|other| other.id == photo.id)).collect();
    files::let_go(tx, &viewer.school, &dropped, viewer.now.plus(files::WAITS)).await
}

async fn write(tx: &mut Tx, viewer: &Viewer, form: &Unfinished) -> Result<()> {
    tx.query(sql!(
        "INSERT INTO drafts (person_id, school_id, post_id, fields, saved_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (person_id) DO UPDATE SET post_id = excluded.post_id, fields = excluded.fields, saved_at = excluded.saved_at"
    ))
    .bind(&viewer.person)
    .bind(&viewer.school)
    .bind(&form.post)
    .bind(serde_json::to_string(&form.fields).map_err(|error| broken(&error))?)
    .bind(viewer.now)
    .run()
    .await?;
    tx.query(sql!("DELETE FROM draft_files WHERE person_id = $1")).bind(&viewer.person).run().await?;
    for (_, photo) in form.fields.iter().filter(|(name, _)| name == "uploaded").take(MOST_PHOTOS) {
        tx.query(sql!(
            "INSERT INTO draft_files (file_id, person_id)
             SELECT f.id, f.uploader_id FROM files f WHERE f.id = $1 AND f.uploader_id = $2 AND f.subject_id IS NULL
             ON CONFLICT (file_id) DO NOTHING"
        ))
        .bind(photo)
        .bind(&viewer.person)
        .run()
        .await?;
    }
    Ok(())
}

/// Throws the draft with this key away.
pub async fn discard(viewer: &Viewer, post: PostId) -> Result<()> {
    let args = (viewer.school.clone(), viewer.person.clone(), post, viewer.now);
    viewer.db().write(args, |tx, (school, person, post, now)| Box::pin(forget(tx, (school, person), post, *now))).await
}

/// Forgets the draft with this key, because it was published or is not wanted. Another one of the same person stays.
pub async fn forget(tx: &mut Tx, (school, person): (&SchoolId, &PersonId), post: &PostId, now: Moment) -> Result<()> {
    if of(tx, person).await?.is_none_or(|(theirs, _)| theirs != *post) {
        return Ok(());
    }
    let waited = waiting(tx, person).await?;
    tx.query(sql!("DELETE FROM draft_files WHERE person_id = $1")).bind(person).run().await?;
    tx.query(sql!("DELETE FROM drafts WHERE person_id = $1")).bind(person).run().await?;
    // Not at once: another tab may still be about to post them.
    files::let_go(tx, school, &waited, now.plus(files::WAITS)).await
}

/// Clears away the draft of somebody who has not touched it for long; otherwise looks again when it may be time.
pub async fn sweep(robot: &Robot, school: SchoolId, person: PersonId) -> Result<()> {
    let args = (school, person, robot.app().clock.now());
    robot.db().write(args, |tx, (school, person, now)| Box::pin(sweep_in(tx, (school, person), *now))).await
}

async fn sweep_in(tx: &mut Tx, (school, person): (&SchoolId, &PersonId), now: Moment) -> Result<()> {
    let Some((post, saved_at)) = of(tx, person).await? else { return Ok(()) };
    let ends = saved_at.plus(KEPT);
    if ends <= now {
        return forget(tx, (school, person), &post, now).await;
    }
    later(tx, school, &Sweep { person: person.clone() }, ends).await
}

async fn of(tx: &mut Tx, person: &PersonId) -> Result<Option<(PostId, Moment)>> {
    let statement = sql!("SELECT post_id, saved_at FROM drafts WHERE person_id = $1");
    Ok(tx.query(statement).bind(person).maybe().await?)
}

/// The photos of a draft that no post has.
async fn waiting(tx: &mut Tx, person: &PersonId) -> Result<Vec<Photo>> {
    Ok(tx
        .query(sql!(
            "SELECT f.id, f.width, f.height, f.widths, f.placeholder, f.description
             FROM draft_files d JOIN files f ON f.id = d.file_id WHERE d.person_id = $1 AND f.subject_id IS NULL"
        ))
        .bind(person)
        .all()
        .await?)
}
