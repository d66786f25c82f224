//! What is told to whom: on Today, and by mail.
use super::super::list::ListId;
use crate::access::{PersonId, Robot, Viewer, Visible};
use crate::base::clock::Moment;
use crate::base::day::Day;
use crate::base::failure::Result;
use crate::sql;

/// A task of the viewer that lies ahead.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Own {
    pub list_id: ListId,
    pub title: String,
    pub label: String,
    pub happens_on: Option<Day>,
    pub closes_at: Moment,
    pub places: i64,
    /// How many came before.
    pub before: i64,
}

pub async fn own(viewer: &Viewer, asked: &Visible<ListId>) -> Result<Vec<Own>> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT l.id AS list_id, l.title, t.label, l.happens_on, l.closes_at, t.places,
                    CAST((SELECT COUNT(*) FROM sign_ups o WHERE o.task_id = s.task_id AND o.number < s.number) AS BIGINT) AS before
             FROM sign_ups s JOIN sign_up_tasks t ON t.id = s.task_id JOIN sign_up_lists l ON l.id = t.list_id
             WHERE s.school_id = $1 AND s.person_id = $2 AND l.id IN (SELECT value FROM json_each($3))
               AND (l.happens_on >= $4 OR l.happens_on IS NULL AND l.closes_at > $5)
             ORDER BY l.closes_at, t.place"
        ))
        .bind(&viewer.school)
        .bind(&viewer.person)
        .bind_list(&asked.ids())
        .bind(viewer.today)
        .bind(viewer.now)
        .all()
        .await?)
}

/// A list that has room, and to which the viewer said neither yes nor no.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Wanted {
    pub id: ListId,
    pub title: String,
    pub closes_at: Moment,
}

pub async fn wanted(viewer: &Viewer, asked: &Visible<ListId>) -> Result<Vec<Wanted>> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT l.id, l.title, l.closes_at FROM sign_up_lists l
             WHERE l.school_id = $1 AND l.id IN (SELECT value FROM json_each($3)) AND l.closes_at > $4
               AND NOT EXISTS (SELECT 1 FROM sign_up_passes x WHERE x.list_id = l.id AND x.person_id = $2)
               AND NOT EXISTS (SELECT 1 FROM sign_up_tasks t JOIN sign_ups s ON s.task_id = t.id WHERE t.list_id = l.id AND s.person_id = $2)
               AND EXISTS (SELECT 1 FROM sign_up_tasks t WHERE t.list_id = l.id
                             AND t.places > (SELECT COUNT(*) FROM sign_ups s WHERE s.task_id = t.id))
             ORDER BY l.closes_at, l.id"
        ))
        .bind(&viewer.school)
        .bind(&viewer.person)
        .bind_list(&asked.ids())
        .bind(viewer.now)
        .all()
        .await?)
}

/// Somebody asks the viewer to change places.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Offer {
    pub list_id: ListId,
    pub title: String,
    pub closes_at: Moment,
}

pub async fn offers(viewer: &Viewer, asked: &Visible<ListId>) -> Result<Vec<Offer>> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT l.id AS list_id, l.title, l.closes_at
             FROM sign_up_swaps w JOIN sign_ups s ON s.id = w.to_id JOIN sign_up_tasks t ON t.id = s.task_id
             JOIN sign_up_lists l ON l.id = t.list_id
             WHERE w.school_id = $1 AND s.person_id = $2 AND l.id IN (SELECT value FROM json_each($3)) AND l.closes_at > $4
             ORDER BY w.from_id"
        ))
        .bind(&viewer.school)
        .bind(&viewer.person)
        .bind_list(&asked.ids())
        .bind(viewer.now)
        .all()
        .await?)
}

/// Who has a place, each once.
pub async fn helpers(robot: &Robot, list: &ListId) -> Result<Vec<(PersonId,)>> {
    Ok(robot
        .db()
        .query(sql!(
            "SELECT DISTINCT s.person_id FROM sign_up_tasks t JOIN sign_ups s ON s.task_id = t.id
             WHERE t.list_id = $1 AND t.places > (SELECT COUNT(*) FROM sign_ups o WHERE o.task_id = t.id AND o.number < s.number)"
        ))
        .bind(list)
        .all()
        .await?)
}

/// Whether somebody has a place on a list that is not over.
pub async fn has_place(robot: &Robot, list: &ListId, person: &PersonId, (today, now): (Day, Moment)) -> Result<bool> {
    let ahead = sql!(
        "SELECT 1 FROM sign_up_lists WHERE id = $1 AND (happens_on >= $2 OR happens_on IS NULL AND closes_at > $3)"
    );
    let query = robot.db().query(ahead).bind(list).bind(today).bind(now);
    let ahead = query.maybe::<(i32,)>().await?.is_some();
    Ok(ahead && helpers(robot, list).await?.iter().any(|(helper,)| helper == person))
}

/// Whether somebody still asks this person to change places.
pub async fn is_asked_to_swap(robot: &Robot, list: &ListId, person: &PersonId) -> Result<bool> {
    let statement = sql!(
        "SELECT 1 FROM sign_up_swaps w JOIN sign_ups s ON s.id = w.to_id JOIN sign_up_tasks t ON t.id = s.task_id
         WHERE t.list_id = $1 AND s.person_id = $2 LIMIT 1"
    );
    let query = robot.db().query(statement).bind(list).bind(person);
    Ok(query.maybe::<(i32,)>().await?.is_some())
}
