//! Forms that came back, kept for an hour. A row belongs to one person; without a person only its unguessable id opens it.
use super::clock::Moment;
use super::db::{Db, broken};
use super::failure::Result;
use super::ids;
use crate::access::PersonId;
use crate::sql;

const KEPT_FOR: i64 = Moment::HOUR;

/// Keeps the fields of a form; what older people left behind goes.
pub async fn keep(db: &Db, person: Option<&PersonId>, fields: &[(String, String)], now: Moment) -> Result<String> {
    let id = ids::token();
    let text = serde_json::to_string(fields).map_err(|error| broken(&error))?;
    let row = (id.clone(), person.cloned(), text, now);
    db.write(row, |tx, (id, person, text, now)| {
        Box::pin(async move {
            tx.query(sql!("DELETE FROM kept_forms WHERE kept_at < $1")).bind(now.plus(-KEPT_FOR)).run().await?;
            tx.query(sql!("INSERT INTO kept_forms (id, person_id, fields, kept_at) VALUES ($1, $2, $3, $4)"))
                .bind(ids::hash(id))
                .bind(person.clone())
                .bind(text.clone())
                .bind(*now)
                .run()
                .await?;
            Ok(())
        })
    })
    .await?;
    Ok(id)
}

/// The fields that were kept under this id for this person; nothing for anybody else.
pub async fn find(db: &Db, id: &str, person: Option<&PersonId>) -> Result<Vec<(String, String)>> {
    let row: Option<(String,)> = db
        .query(sql!("SELECT fields FROM kept_forms WHERE id = $1 AND COALESCE(person_id, '') = $2"))
        .bind(ids::hash(id))
        .bind(person.map(|person| person.0.clone()).unwrap_or_default())
        .maybe()
        .await?;
    row.map_or(Ok(Vec::new()), |(text,)| serde_json::from_str(&text).map_err(|error| broken(&error)))
}
