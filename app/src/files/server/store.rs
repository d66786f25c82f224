//! Every statement of photos.
use std::collections::HashMap;

use super::jobs::{Clear, WAITS};
use super::photo::{Photo, PhotoId, blob};
use crate::access::{May, PersonId, Robot, SchoolId, Shared, SubjectId, Touched, Viewer, Visible, later};
use crate::base::clock::Moment;
use crate::base::db::{Db, Tx};
use crate::base::failure::{Failure, Problem, Result};
use crate::{change, sql};

/// So many photos of one person may wait for their post at once.
const MOST_WAITING: i64 = 60;

/// The subject of a photo, and whether the viewer uploaded it. `None`: no such photo at this school.
pub async fn whose(viewer: &Viewer, photo: &PhotoId) -> Result<Option<(Option<SubjectId>, bool)>> {
    Ok(viewer
        .db()
        .query(sql!("SELECT subject_id, uploader_id = $1 FROM files WHERE id = $2 AND school_id = $3"))
        .bind(&viewer.person)
        .bind(photo)
        .bind(&viewer.school)
        .maybe()
        .await?)
}

/// The widths that there are of a photo.
pub async fn widths(viewer: &Viewer, may: &May<crate::access::Read, PhotoId>) -> Result<String> {
    let row: Option<(String,)> =
        viewer.db().query(sql!("SELECT widths FROM files WHERE id = $1")).bind(may.thing()).maybe().await?;
    row.map(|(widths,)| widths).ok_or(Failure::Gone)
}

/// A file of a photo, and whether a post shows it. Of a photo that still waits, files may be on their way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    pub key: String,
    pub shown: bool,
}

/// The files that the photos of all schools have: what belongs to a copy of this database.
pub async fn stored(db: &Db) -> Result<Vec<Stored>> {
    let rows: Vec<(PhotoId, String, bool)> =
        db.query(sql!("SELECT id, widths, subject_id IS NOT NULL FROM files ORDER BY id")).all().await?;
    let of = |(id, widths, shown): (PhotoId, String, bool)| {
        widths.split(',').map(|width| Stored { key: blob(&id, width), shown }).collect::<Vec<_>>()
    };
    Ok(rows.into_iter().flat_map(of).collect())
}

#[derive(sqlx::FromRow)]
struct OfSubject {
    subject_id: String,
    #[sqlx(flatten)]
    photo: Photo,
}

/// The photos of subjects by id, in one statement whatever the number.
pub async fn of<T: Shared>(viewer: &Viewer, subjects: &Visible<T>) -> Result<HashMap<String, Vec<Photo>>> {
    let rows: Vec<OfSubject> = viewer
        .db()
        .query(sql!(
            "SELECT subject_id, id, width, height, widths, placeholder, description FROM files
             WHERE school_id = $1 AND kind = 'photo' AND subject_id IN (SELECT value FROM json_each($2))
             ORDER BY subject_id, place, id"
        ))
        .bind(&viewer.school)
        .bind_list(&subjects.ids())
        .all()
        .await?;
    let mut photos: HashMap<String, Vec<Photo>> = HashMap::new();
    for row in rows {
        photos.entry(row.subject_id).or_default().push(row.photo);
    }
    Ok(photos)
}

/// The photos of one subject.
pub async fn of_one(viewer: &Viewer, may: &May<crate::access::Read, SubjectId>) -> Result<Vec<Photo>> {
    let statement = sql!(
        "SELECT id, width, height, widths, placeholder, description FROM files WHERE subject_id = $1 AND kind = 'photo' ORDER BY place, id"
    );
    Ok(viewer.db().query(statement).bind(may.thing()).all().await?)
}

/// The viewer's own photos that wait for a post, out of these, in this order.
pub async fn waiting(viewer: &Viewer, ids: &[String]) -> Result<Vec<Photo>> {
    let rows: Vec<Photo> = viewer
        .db()
        .query(sql!(
            "SELECT id, width, height, widths, placeholder, description FROM files
             WHERE school_id = $1 AND uploader_id = $2 AND subject_id IS NULL"
        ))
        .bind(&viewer.school)
        .bind(&viewer.person)
        .all()
        .await?;
    let find = |id: &String| rows.iter().find(|photo| photo.id.as_str() == id).cloned();
    Ok(ids.iter().filter_map(find).collect())
}

/// Which of these there are.
pub async fn known(robot: &Robot, photos: &[PhotoId]) -> Result<Vec<PhotoId>> {
    let rows: Vec<(PhotoId,)> = robot
        .db()
        .query(sql!("SELECT id FROM files WHERE id IN (SELECT value FROM json_each($1))"))
        .bind_list(photos)
        .all()
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Writes the row of a photo that waits, and the job that clears it away when nobody wants it.
pub async fn wait(viewer: &Viewer, photo: &Photo, bytes: i64) -> Result<()> {
    let row = (viewer.school.clone(), viewer.person.clone(), photo.clone(), viewer.now);
    viewer.db().write((row, bytes), |tx, (row, bytes)| Box::pin(wait_in(tx, row, *bytes))).await
}

async fn wait_in(
    tx: &mut Tx,
    (school, person, photo, now): &(SchoolId, PersonId, Photo, Moment),
    bytes: i64,
) -> Result<()> {
    // The uploads of one person queue up here, so that together they cannot exceed the number.
    tx.query(sql!("UPDATE persons SET language = language WHERE id = $1")).bind(person).run().await?;
    let (waiting,): (i64,) = tx
        .query(sql!(
            "SELECT CAST(COUNT(*) AS BIGINT) FROM files WHERE school_id = $1 AND uploader_id = $2 AND subject_id IS NULL"
        ))
        .bind(school)
        .bind(person)
        .one()
        .await?;
    if waiting >= MOST_WAITING {
        make_room(tx, school, person, *now).await?;
    }
    insert(tx, (school, person), photo, (*now, bytes)).await?;
    later(tx, school, &Clear::of(photo), now.plus(WAITS)).await
}

/// What somebody chose long ago and never posted makes room for what they choose now; their draft last of all.
async fn make_room(tx: &mut Tx, school: &SchoolId, person: &PersonId, now: Moment) -> Result<()> {
    let oldest: Vec<Photo> = tx
        .query(sql!(
            "DELETE FROM files WHERE id IN (
               SELECT f.id FROM files f WHERE f.school_id = $1 AND f.uploader_id = $2 AND f.subject_id IS NULL
               ORDER BY CASE WHEN EXISTS (SELECT 1 FROM draft_files d WHERE d.file_id = f.id) THEN 1 ELSE 0 END, f.uploaded_at, f.id
               LIMIT 1)
             RETURNING id, width, height, widths, placeholder, description"
        ))
        .bind(school)
        .bind(person)
        .all()
        .await?;
    let_go(tx, school, &oldest, now).await
}

/// Has the files of photos cleared away at this moment, unless something carries them by then.
pub async fn let_go(tx: &mut Tx, school: &SchoolId, photos: &[Photo], at: Moment) -> Result<()> {
    for photo in photos {
        later(tx, school, &Clear::of(photo), at).await?;
    }
    Ok(())
}

/// Writes the row of a photo without a post.
pub async fn insert(
    tx: &mut Tx,
    (school, person): (&SchoolId, &PersonId),
    photo: &Photo,
    (at, bytes): (Moment, i64),
) -> Result<()> {
    tx.query(sql!(
        "INSERT INTO files (id, school_id, uploader_id, kind, width, height, widths, placeholder, description, uploaded_at, bytes)
         VALUES ($1, $2, $3, 'photo', $4, $5, $6, $7, $8, $9, $10)"
    ))
    .bind(&photo.id)
    .bind(school)
    .bind(person)
    .bind(photo.width)
    .bind(photo.height)
    .bind(&photo.widths)
    .bind(&photo.placeholder)
    .bind(&photo.description)
    .bind(at)
    .bind(bytes)
    .run()
    .await?;
    Ok(())
}

/// Hangs photos that this person uploaded under a subject, in this order. Refuses what is not there, not theirs, or already used.
pub async fn attach(tx: &mut Tx, person: &PersonId, touched: &Touched, photos: &[(PhotoId, String)]) -> Result<()> {
    for (place, (photo, description)) in (0_i64..).zip(photos) {
        let hang = change!(
            "UPDATE files SET subject_id = $1, place = $2, description = $3
             WHERE id = $4 AND (subject_id = $1 OR (subject_id IS NULL AND uploader_id = $5))"
        );
        let hung = touched
            .change(tx, hang)
            .bind(touched.subject())
            .bind(place)
            .bind(description)
            .bind(photo)
            .bind(person)
            .run()
            .await?;
        if hung == 0 {
            return Err(Failure::invalid("photo", Problem::PhotoBroken));
        }
    }
    Ok(())
}

/// Takes the photos of a subject away; their files follow at once, in a job.
pub async fn detach(tx: &mut Tx, school: &SchoolId, touched: &Touched, now: Moment) -> Result<()> {
    let take = change!(
        "DELETE FROM files WHERE subject_id = $1 RETURNING id, width, height, widths, placeholder, description"
    );
    let photos: Vec<Photo> = touched.change(tx, take).bind(touched.subject()).all().await?;
    let_go(tx, school, &photos, now).await
}

/// Puts the photos of a subject in this order, with new ones of this person's among them; what is not named goes.
pub async fn rehang(tx: &mut Tx, (viewer, touched): (&Viewer, &Touched), photos: &[(PhotoId, String)]) -> Result<()> {
    let here: Vec<Photo> = tx
        .query(sql!("SELECT id, width, height, widths, placeholder, description FROM files WHERE subject_id = $1"))
        .bind(touched.subject())
        .all()
        .await?;
    let out: Vec<Photo> = here.into_iter().filter(|photo| !photos.iter().any(|(id, _)| *id == photo.id)).collect();
    for photo in &out {
        let take = change!("DELETE FROM files WHERE id = $1 AND subject_id = $2");
        touched.change(tx, take).bind(&photo.id).bind(touched.subject()).run().await?;
    }
    let_go(tx, &viewer.school, &out, viewer.now).await?;
    attach(tx, &viewer.person, touched, photos).await
}

/// Forgets a photo, unless a post or a draft has it by now. Says whether its files may go.
pub async fn forget(tx: &mut Tx, photo: &PhotoId) -> Result<bool> {
    tx.query(sql!(
        "DELETE FROM files WHERE id = $1 AND subject_id IS NULL
           AND NOT EXISTS (SELECT 1 FROM draft_files d WHERE d.file_id = files.id)"
    ))
    .bind(photo)
    .run()
    .await?;
    let used: Option<(i32,)> = tx.query(sql!("SELECT 1 FROM files WHERE id = $1")).bind(photo).maybe().await?;
    Ok(used.is_none())
}
