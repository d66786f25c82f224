//! A school with years of news behind it, for measurements: posts with photos, comments and hearts, older than all stories.
use crate::access::{App, Duty, Robot, Touched, touch};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::base::ids;
use crate::{change, sql};

const IN_ONE_WRITE: usize = 250;

/// What every old post has in common.
#[derive(Clone)]
struct Pattern {
    school: String,
    author: String,
    groups: Vec<String>,
    readers: Vec<String>,
    placeholder: String,
    newest: Moment,
    /// On which they were shared with families: in these measurements all of them see all of it.
    day: String,
}

/// Adds so many old posts to the demo school; their photos have rows, but no bytes.
pub async fn many_posts(app: &App, posts: usize) -> Result<()> {
    let robot = Robot::new(app, Duty::Trial("bench"));
    let pattern = pattern(&robot).await?;
    for first in (0..posts).step_by(IN_ONE_WRITE) {
        let last = (first + IN_ONE_WRITE).min(posts);
        robot
            .db()
            .write((pattern.clone(), first, last), |tx, (pattern, first, last)| {
                Box::pin(async move {
                    for number in *first..*last {
                        add(tx, pattern, number).await?;
                    }
                    Ok(())
                })
            })
            .await?;
    }
    Ok(())
}

async fn pattern(robot: &Robot) -> Result<Pattern> {
    let db = robot.db();
    let newest = robot.app().clock.now().plus(-60 * Moment::DAY);
    let (school, author): (String, String) =
        db.query(sql!("SELECT school_id, person_id FROM roles WHERE role = 'head' ORDER BY id LIMIT 1")).one().await?;
    let groups: Vec<(String,)> = db
        .query(sql!("SELECT id FROM school_groups WHERE school_id = $1 AND NOT composite ORDER BY id"))
        .bind(&school)
        .all()
        .await?;
    let readers: Vec<(String,)> = db
        .query(sql!("SELECT DISTINCT person_id FROM guardianships WHERE school_id = $1 AND status = 'confirmed' ORDER BY person_id"))
        .bind(&school)
        .all()
        .await?;
    let (placeholder,): (String,) = db.query(sql!("SELECT placeholder FROM files ORDER BY id LIMIT 1")).one().await?;
    let (day,): (String,) = db.query(sql!("SELECT MAX(starts_on) FROM memberships")).one().await?;
    let first = |rows: Vec<(String,)>| rows.into_iter().map(|(id,)| id).collect();
    Ok(Pattern { school, author, groups: first(groups), readers: first(readers), placeholder, newest, day })
}

async fn add(tx: &mut Tx, pattern: &Pattern, number: usize) -> Result<()> {
    let at = pattern.newest.plus(-i64::try_from(number).unwrap_or_default() * Moment::HOUR);
    let post = ids::fresh(at);
    let group = &pattern.groups[number % pattern.groups.len()];
    tx.query(sql!(
        "INSERT INTO subjects (id, school_id, kind, owner_id, draft, shared_at, shared_on) VALUES ($1, $2, 'post', $3, FALSE, $4, $5)"
    ))
    .bind(&post)
    .bind(&pattern.school)
    .bind(&pattern.author)
    .bind(at)
    .bind(&pattern.day)
    .run()
    .await?;
    tx.query(sql!("INSERT INTO subject_parts (subject_id, circle_id, side) VALUES ($1, $2, 'all')"))
        .bind(&post)
        .bind(group)
        .run()
        .await?;
    let touched = touch(tx, &post).await?;
    touched
        .change(tx, change!("INSERT INTO posts (id, school_id, body) VALUES ($1, $2, $3)"))
        .bind(&post)
        .bind(&pattern.school)
        .bind("Vandaag waren we lekker buiten. Iedereen heeft iets gevonden voor de kijktafel.")
        .run()
        .await?;
    for place in 0..2 {
        photo(tx, pattern, &touched, place, at).await?;
        said(tx, pattern, &touched, number + place, at).await?;
    }
    Ok(())
}

async fn photo(tx: &mut Tx, pattern: &Pattern, touched: &Touched, place: usize, at: Moment) -> Result<()> {
    let write = change!(
        "INSERT INTO files (id, school_id, uploader_id, subject_id, kind, place, width, height, widths, placeholder, description, uploaded_at)
         VALUES ($1, $2, $3, $4, 'photo', $5, 1600, 1200, '480,960,1600', $6, 'Kinderen in de kring', $7)"
    );
    touched
        .change(tx, write)
        .bind(ids::fresh(at))
        .bind(&pattern.school)
        .bind(&pattern.author)
        .bind(touched.subject())
        .bind(i64::try_from(place).unwrap_or_default())
        .bind(&pattern.placeholder)
        .bind(at)
        .run()
        .await?;
    Ok(())
}

/// A comment and a heart of one reader.
async fn said(tx: &mut Tx, pattern: &Pattern, touched: &Touched, number: usize, at: Moment) -> Result<()> {
    let reader = &pattern.readers[number % pattern.readers.len()];
    let say = change!(
        "INSERT INTO comments (id, school_id, subject_id, author_id, body, written_at) VALUES ($1, $2, $3, $4, 'Wat leuk!', $5)"
    );
    touched
        .change(tx, say)
        .bind(ids::fresh(at))
        .bind(&pattern.school)
        .bind(touched.subject())
        .bind(reader)
        .bind(at)
        .run()
        .await?;
    let give =
        change!("INSERT INTO hearts (subject_id, person_id, given_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING");
    touched.change(tx, give).bind(touched.subject()).bind(reader).bind(at).run().await?;
    Ok(())
}
