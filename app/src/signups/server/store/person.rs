//! Where somebody put themselves down: given to them, or taken away.
use super::super::list::{ListId, TaskId};
use super::write::go;
use crate::access::asked::still_asks;
use crate::access::{Erasing, Following, Known, PersonId, Robot, Shared, touch};
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::sql;

#[derive(serde::Serialize, sqlx::FromRow)]
struct Own {
    title: String,
    task: String,
}

pub async fn export(robot: &Robot, person: &PersonId) -> Result<Vec<Known>> {
    let statement = sql!(
        "SELECT l.title, t.label AS task FROM sign_ups s JOIN sign_up_tasks t ON t.id = s.task_id JOIN sign_up_lists l ON l.id = t.list_id
         WHERE s.person_id = $1 ORDER BY l.id, t.place"
    );
    let own: Vec<Own> = robot.db().query(statement).bind(person).all().await?;
    let made = sql!(
        "SELECT l.title, l.about FROM sign_up_lists l JOIN subjects a ON a.id = l.id WHERE a.owner_id = $1 ORDER BY l.id"
    );
    let made: Vec<(String, String)> = robot.db().query(made).bind(person).all().await?;
    Ok(vec![("lists", serde_json::json!(own)), ("lists_made", serde_json::json!(made))])
}

/// Whoever waited for their place has it.
pub async fn erase(tx: &mut Tx, erasing: &Erasing) -> Result<()> {
    let own =
        sql!("SELECT t.list_id, t.id FROM sign_ups s JOIN sign_up_tasks t ON t.id = s.task_id WHERE s.person_id = $1");
    let own: Vec<(ListId, TaskId)> = tx.query(own).bind(&erasing.person).all().await?;
    for (list, task) in own {
        let touched = touch(tx, list.id()).await?;
        go(tx, &touched, (&erasing.school, &erasing.person, erasing.at), (&list, &task)).await?;
    }
    tx.query(sql!("DELETE FROM sign_up_passes WHERE person_id = $1")).bind(&erasing.person).run().await?;
    Ok(())
}

/// Whom a list does not ask any more has no place on it: whoever waited has it. Lists of what is over stay as they were.
pub async fn follow(tx: &mut Tx, who: &Following) -> Result<usize> {
    let standing = sql!(
        "SELECT t.list_id, t.id, s.person_id FROM sign_ups s JOIN sign_up_tasks t ON t.id = s.task_id JOIN sign_up_lists l ON l.id = t.list_id
         WHERE l.school_id = $1 AND (l.closes_at > $2 OR l.happens_on >= $3) ORDER BY t.id, s.number"
    );
    let query = tx.query(standing).bind(&who.school).bind(who.now).bind(who.today);
    let standing: Vec<(ListId, TaskId, PersonId)> = query.all().await?;
    let mut gone = 0;
    for (list, task, person) in &standing {
        if !still_asks(tx, list, person, who.today).await? {
            let touched = touch(tx, list.id()).await?;
            go(tx, &touched, (&who.school, person, who.now), (list, task)).await?;
            gone += 1;
        }
    }
    Ok(gone)
}
