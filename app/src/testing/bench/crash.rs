//! For the bench of crashes: whom to send, and what is in the tables afterwards, past every page.
use std::path::{Path, PathBuf};

use crate::access::{App, Duty, GroupId, HouseholdId, PersonId, PupilId, Robot};
use crate::base::db::copy;
use crate::base::failure::Result;
use crate::conferences::RoundId;
use crate::files;
use crate::sql;

/// Who teaches whom, by address and id of the group.
pub async fn teachers(app: &App) -> Result<Vec<(String, GroupId)>> {
    let robot = robot(app);
    let asked = robot.db().query(sql!(
        "SELECT p.email, MIN(t.group_id) FROM taught t JOIN persons p ON p.id = t.person_id
         WHERE t.ends_on = '9999-12-31' AND p.email IS NOT NULL GROUP BY p.email ORDER BY p.email"
    ));
    Ok(asked.all().await?)
}

/// What the worker does of its own accord, beside the jobs: files that no photo has, and half-written ones, go.
pub async fn sweep(app: &App) -> Result<usize> {
    files::sweep(&robot(app)).await
}

/// A parent of this group, by address.
pub async fn parent(app: &App, group: &GroupId) -> Result<String> {
    let robot = robot(app);
    let asked = robot.db().query(sql!(
        "SELECT MIN(p.email) FROM belongs s JOIN persons p ON p.id = s.person_id JOIN account_persons a ON a.person_id = p.id
         WHERE s.kind = 'group' AND s.circle_id = $1 AND s.reason = 'guardian'"
    ));
    let (email,): (String,) = asked.bind(group).one().await?;
    Ok(email)
}

/// Somebody who has a talk and can move it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Booker {
    pub email: String,
    pub round_id: RoundId,
    pub pupil_id: PupilId,
    pub household_id: HouseholdId,
    pub teacher_id: PersonId,
}

/// One booker a teacher, so that they do not want the same times.
pub async fn bookers(app: &App) -> Result<Vec<Booker>> {
    let robot = robot(app);
    let asked = robot.db().query(sql!(
        "SELECT p.email, b.round_id, b.pupil_id, b.household_id, s.teacher_id
         FROM bookings b JOIN persons p ON p.id = b.booked_by JOIN account_persons a ON a.person_id = p.id
           JOIN slots s ON s.id = b.slot_id JOIN rounds r ON r.id = b.round_id
         WHERE r.opens_at < $1 AND r.closes_at > $1
           AND b.id = (SELECT MIN(c.id) FROM bookings c JOIN slots t ON t.id = c.slot_id
                       WHERE c.round_id = b.round_id AND t.teacher_id = s.teacher_id)
         ORDER BY b.id"
    ));
    Ok(asked.bind(app.clock.now()).all().await?)
}

/// The times that this booker can choose from.
pub async fn slots(app: &App, booker: &Booker) -> Result<Vec<String>> {
    let robot = robot(app);
    let asked = robot.db().query(sql!(
        "SELECT s.id FROM slots s LEFT JOIN bookings b ON b.slot_id = s.id
         WHERE s.round_id = $1 AND s.teacher_id = $2 AND (b.id IS NULL OR b.household_id = $3) ORDER BY s.starts_at"
    ));
    let asked = asked.bind(&booker.round_id).bind(&booker.teacher_id);
    let rows: Vec<(String,)> = asked.bind(&booker.household_id).all().await?;
    Ok(rows.into_iter().map(|(slot,)| slot).collect())
}

/// The times that stand for this booker: one, whatever happened.
pub async fn booked(app: &App, booker: &Booker) -> Result<Vec<String>> {
    let robot = robot(app);
    let asked = robot
        .db()
        .query(sql!("SELECT slot_id FROM bookings WHERE round_id = $1 AND pupil_id = $2 AND household_id = $3"));
    let asked = asked.bind(&booker.round_id).bind(&booker.pupil_id);
    let rows: Vec<(String,)> = asked.bind(&booker.household_id).all().await?;
    Ok(rows.into_iter().map(|(slot,)| slot).collect())
}

/// Words and number of photos of the posts that begin like this.
pub async fn posts(app: &App, begin: &str) -> Result<Vec<(String, i64)>> {
    let robot = robot(app);
    let asked = robot.db().query(sql!(
        "SELECT p.body, CAST(COUNT(f.id) AS BIGINT) FROM posts p LEFT JOIN files f ON f.subject_id = p.id
         WHERE p.body LIKE $1 || '%' GROUP BY p.id, p.body"
    ));
    Ok(asked.bind(begin).all().await?)
}

/// The comments that begin like this.
pub async fn comments(app: &App, begin: &str) -> Result<Vec<String>> {
    let robot = robot(app);
    let asked = robot.db().query(sql!("SELECT body FROM comments WHERE body LIKE $1 || '%'"));
    let rows: Vec<(String,)> = asked.bind(begin).all().await?;
    Ok(rows.into_iter().map(|(body,)| body).collect())
}

/// The files of shown photos that are not there, or not whole: a WebP file says how long it is.
pub async fn torn(app: &App) -> Result<Vec<String>> {
    let mut torn = Vec::new();
    for file in files::stored(robot(app).db()).await?.into_iter().filter(|file| file.shown) {
        let bytes = app.blobs.get(&file.key).await.unwrap_or_default();
        let said = bytes.get(4..8).and_then(|size| size.try_into().ok()).map(u32::from_le_bytes);
        if said.is_none_or(|size| size as usize + 8 != bytes.len()) {
            torn.push(file.key);
        }
    }
    Ok(torn)
}

/// Files in the folder of photos that no row names, whatever they are called.
pub async fn stray(app: &App, folder: &Path) -> Result<Vec<PathBuf>> {
    let known: Vec<PathBuf> =
        files::stored(robot(app).db()).await?.into_iter().map(|file| folder.join(file.key)).collect();
    let mut found = Vec::new();
    files(folder, &mut found);
    Ok(found.into_iter().filter(|path| !known.contains(path)).collect())
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in folder.read_dir().into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// What is wrong with the database itself. Of SQLite, after its log was worked in; PostgreSQL survives without us.
pub async fn faults(app: App) -> Result<Vec<String>> {
    let database = app.settings.database.clone();
    app.close().await;
    drop(app);
    let Some(path) = database.file() else { return Ok(Vec::new()) };
    if let Some(folder) = path.parent() {
        super::super::engine::settled(folder).await;
    }
    Ok(copy::faults(path).await?)
}

fn robot(app: &App) -> Robot {
    Robot::new(app, Duty::Trial("crash"))
}
