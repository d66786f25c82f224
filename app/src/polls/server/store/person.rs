//! What somebody answered: given to them, or taken away. What they chose goes on counting, without their name.
use super::super::poll::PollId;
use crate::access::{Erasing, Known, PersonId, Robot, Shared, touch};
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::{change, sql};

#[derive(serde::Serialize, sqlx::FromRow)]
struct Own {
    question: String,
    /// Nothing where it was answered without a name.
    answer: Option<String>,
}

pub async fn export(robot: &Robot, person: &PersonId) -> Result<Vec<Known>> {
    let statement = sql!(
        "SELECT p.question, o.label AS answer FROM poll_voters v JOIN polls p ON p.id = v.poll_id
         LEFT JOIN poll_choices c ON c.poll_id = v.poll_id AND c.person_id = v.person_id LEFT JOIN poll_options o ON o.id = c.option_id
         WHERE v.person_id = $1 ORDER BY p.id, o.place"
    );
    let own: Vec<Own> = robot.db().query(statement).bind(person).all().await?;
    let asked = sql!(
        "SELECT p.question, p.about FROM polls p JOIN subjects a ON a.id = p.id WHERE a.owner_id = $1 ORDER BY p.id"
    );
    let asked: Vec<(String, String)> = robot.db().query(asked).bind(person).all().await?;
    Ok(vec![("polls", serde_json::json!(own)), ("polls_asked", serde_json::json!(asked))])
}

pub async fn erase(tx: &mut Tx, erasing: &Erasing) -> Result<()> {
    let answered = sql!("SELECT poll_id FROM poll_voters WHERE person_id = $1");
    let answered: Vec<(PollId,)> = tx.query(answered).bind(&erasing.person).all().await?;
    for (poll,) in answered {
        let touched = touch(tx, poll.id()).await?;
        let keep = change!(
            "UPDATE poll_options SET votes = votes + 1
             WHERE id IN (SELECT option_id FROM poll_choices WHERE poll_id = $1 AND person_id = $2)"
        );
        touched.change(tx, keep).bind(&poll).bind(&erasing.person).run().await?;
        let count = change!("UPDATE polls SET nameless = nameless + 1 WHERE id = $1");
        touched.change(tx, count).bind(&poll).run().await?;
        let forget = change!("DELETE FROM poll_voters WHERE poll_id = $1 AND person_id = $2");
        touched.change(tx, forget).bind(poll).bind(&erasing.person).run().await?;
    }
    Ok(())
}
