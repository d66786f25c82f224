//! What somebody wrote: given to them, or taken away. A post stays: it is the school's.
use super::{PostId, drafts};
use crate::access::{Erasing, Known, PersonId, Robot};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::sql;

#[derive(serde::Serialize, sqlx::FromRow)]
struct Own {
    id: PostId,
    body: String,
    shared_at: Moment,
}

pub async fn export(robot: &Robot, person: &PersonId) -> Result<Vec<Known>> {
    let posts = sql!(
        "SELECT p.id, p.body, a.shared_at FROM posts p JOIN subjects a ON a.id = p.id WHERE a.owner_id = $1 ORDER BY a.shared_at, p.id"
    );
    let posts: Vec<Own> = robot.db().query(posts).bind(person).all().await?;
    let draft = sql!("SELECT fields FROM drafts WHERE person_id = $1");
    let draft: Option<(String,)> = robot.db().query(draft).bind(person).maybe().await?;
    Ok(vec![("posts", serde_json::json!(posts)), ("draft", serde_json::json!(draft))])
}

pub async fn erase(tx: &mut Tx, erasing: &Erasing) -> Result<()> {
    let statement = sql!("SELECT post_id FROM drafts WHERE person_id = $1");
    let draft: Option<(PostId,)> = tx.query(statement).bind(&erasing.person).maybe().await?;
    match draft {
        Some((post,)) => drafts::forget(tx, (&erasing.school, &erasing.person), &post, erasing.at).await,
        None => Ok(()),
    }
}
