//! Every statement of lists.
mod person;
mod told;
mod write;

use super::list::{ListId, SignUpId, TaskId};
use crate::access::{May, PersonId, Read, Viewer, Visible};
use crate::base::clock::Moment;
use crate::base::day::Day;
use crate::base::failure::{Failure, Result};
use crate::base::name::Name;
use crate::sql;

pub use person::{erase, export, follow};
pub use told::{Offer, Own, Wanted, has_place, helpers, is_asked_to_swap, offers, own, wanted};
pub use write::{NewList, close, join, leave, offer, open, pass, remove, swap};

/// A list.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct List {
    pub id: ListId,
    pub title: String,
    pub about: String,
    pub happens_on: Option<Day>,
    pub closes_at: Moment,
    #[sqlx(flatten)]
    pub name: Name,
    /// All its places, and how many are taken.
    pub places: i64,
    pub taken: i64,
    /// The viewer said «not this time».
    pub passed: bool,
}

/// In the order of what is visible: the newest first.
pub async fn lists(viewer: &Viewer, visible: &Visible<ListId>) -> Result<Vec<List>> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT l.id, l.title, l.about, l.happens_on, l.closes_at, n.call_name, n.infix, n.last_name,
                    CAST((SELECT SUM(t.places) FROM sign_up_tasks t WHERE t.list_id = l.id) AS BIGINT) AS places,
                    CAST((SELECT COUNT(*) FROM sign_up_tasks t JOIN sign_ups s ON s.task_id = t.id
                          WHERE t.list_id = l.id
                            AND t.places > (SELECT COUNT(*) FROM sign_ups o WHERE o.task_id = t.id AND o.number < s.number)) AS BIGINT) AS taken,
                    EXISTS (SELECT 1 FROM sign_up_passes x WHERE x.list_id = l.id AND x.person_id = $2) AS passed
             FROM sign_up_lists l JOIN subjects a ON a.id = l.id JOIN persons n ON n.id = a.owner_id
             WHERE l.school_id = $1 AND l.id IN (SELECT value FROM json_each($3)) ORDER BY a.shared_at DESC, a.id DESC"
        ))
        .bind(&viewer.school)
        .bind(&viewer.person)
        .bind_list(&visible.ids())
        .all()
        .await?)
}

pub async fn list(viewer: &Viewer, may: &May<Read, ListId>) -> Result<List> {
    let visible = viewer.listed(may).await?;
    lists(viewer, &visible).await?.pop().ok_or(Failure::Gone)
}

/// Something to do, with so many places.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Task {
    pub id: TaskId,
    pub label: String,
    pub places: i64,
}

pub async fn tasks(viewer: &Viewer, may: &May<Read, ListId>) -> Result<Vec<Task>> {
    let statement =
        sql!("SELECT id, label, places FROM sign_up_tasks WHERE school_id = $1 AND list_id = $2 ORDER BY place");
    Ok(viewer.db().query(statement).bind(&viewer.school).bind(may.thing()).all().await?)
}

/// Somebody on the list.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct SignUp {
    pub id: SignUpId,
    pub task_id: TaskId,
    pub person_id: PersonId,
    #[sqlx(flatten)]
    pub name: Name,
    /// To whose sign-up they would change.
    pub wants_id: Option<SignUpId>,
}

impl SignUp {
    pub fn name(&self) -> String {
        self.name.to_string()
    }
}

/// Task by task, in the order in which they came.
pub async fn sign_ups(viewer: &Viewer, may: &May<Read, ListId>) -> Result<Vec<SignUp>> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT s.id, s.task_id, s.person_id, n.call_name, n.infix, n.last_name, w.to_id AS wants_id
             FROM sign_up_tasks t JOIN sign_ups s ON s.task_id = t.id JOIN persons n ON n.id = s.person_id
             LEFT JOIN sign_up_swaps w ON w.from_id = s.id
             WHERE t.school_id = $1 AND t.list_id = $2 ORDER BY t.place, s.number"
        ))
        .bind(&viewer.school)
        .bind(may.thing())
        .all()
        .await?)
}

/// The list that a task is of.
pub async fn list_of(viewer: &Viewer, task: &TaskId) -> Result<Option<ListId>> {
    let statement = sql!("SELECT list_id FROM sign_up_tasks WHERE id = $1 AND school_id = $2");
    let found: Option<(ListId,)> = viewer.db().query(statement).bind(task).bind(&viewer.school).maybe().await?;
    Ok(found.map(|(list,)| list))
}

/// The list that a sign-up stands on.
pub async fn list_with(viewer: &Viewer, sign_up: &SignUpId) -> Result<Option<ListId>> {
    let statement = sql!(
        "SELECT t.list_id FROM sign_ups s JOIN sign_up_tasks t ON t.id = s.task_id WHERE s.id = $1 AND s.school_id = $2"
    );
    let found: Option<(ListId,)> = viewer.db().query(statement).bind(sign_up).bind(&viewer.school).maybe().await?;
    Ok(found.map(|(list,)| list))
}
