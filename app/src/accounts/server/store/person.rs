//! How somebody signs in: given to them, or taken away.
use super::opening::end_account;
use crate::access::{Erasing, Known, PersonId, Robot};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::sql;

#[derive(serde::Serialize, sqlx::FromRow)]
struct Own {
    email: String,
    language: Option<String>,
    device: Option<String>,
    seen_at: Option<Moment>,
}

pub async fn export(robot: &Robot, person: &PersonId) -> Result<Vec<Known>> {
    let statement = sql!(
        "SELECT a.email, a.language, s.device, s.seen_at FROM account_persons i JOIN accounts a ON a.id = i.account_id
         LEFT JOIN sessions s ON s.account_id = a.id AND s.person_id = i.person_id WHERE i.person_id = $1 ORDER BY s.seen_at"
    );
    let own: Vec<Own> = robot.db().query(statement).bind(person).all().await?;
    Ok(vec![("account", serde_json::json!(own))])
}

/// An account that is somebody at another school, too, goes on there.
pub async fn erase(tx: &mut Tx, erasing: &Erasing) -> Result<()> {
    end_account(tx, &erasing.person).await?;
    tx.query(sql!("DELETE FROM kept_forms WHERE person_id = $1")).bind(&erasing.person).run().await?;
    Ok(())
}
