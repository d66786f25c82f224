//! Forms that came back, kept for an hour for the one person who typed them: a few each, none of them large.
use serde::{Deserialize, Serialize};

use super::clock::Moment;
use super::db::{Db, broken};
use super::failure::{Failure, Result};
use super::ids;
use crate::sql;

pub const KEPT_FOR: i64 = Moment::HOUR;
/// Bytes of one form; of a larger one only the failure is kept.
pub const LARGEST: usize = 64 * 1024;

/// A form as it was typed, with what was wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Without its prefix: `comments/write`.
    pub action: String,
    pub failure: Option<Failure>,
    pub fields: Vec<(String, String)>,
}

impl Form {
    /// The words themselves: a comment, a post, a note.
    pub fn words(&self) -> Option<&str> {
        let words = |name: &str| self.fields.iter().find(|(field, value)| field == name && !value.trim().is_empty());
        ["body", "note"].into_iter().find_map(words).map(|(_, value)| value.as_str())
    }

    fn text(&self) -> Result<String> {
        let text = serde_json::to_string(self).map_err(|error| broken(&error))?;
        if text.len() <= LARGEST {
            return Ok(text);
        }
        let without = Form { fields: Vec::new(), ..self.clone() };
        serde_json::to_string(&without).map_err(|error| broken(&error))
    }
}

/// Keeps a form, and returns the id that opens it for this person. What is old goes, whoever left it behind, and so do the
/// oldest of this person's when there are more than a few.
pub async fn keep(db: &Db, person: &str, form: &Form, now: Moment) -> Result<String> {
    let id = ids::token();
    let row = (id.clone(), person.to_owned(), form.text()?, now);
    db.write(row, |tx, (id, person, text, now)| {
        Box::pin(async move {
            tx.query(sql!("DELETE FROM kept_forms WHERE kept_at <= $1")).bind(now.plus(-KEPT_FOR)).run().await?;
            tx.query(sql!(
                "DELETE FROM kept_forms WHERE person_id = $1 AND id NOT IN
                   (SELECT id FROM kept_forms WHERE person_id = $1 ORDER BY kept_at DESC, id DESC LIMIT 7)"
            ))
            .bind(person)
            .run()
            .await?;
            tx.query(sql!("INSERT INTO kept_forms (id, person_id, fields, kept_at) VALUES ($1, $2, $3, $4)"))
                .bind(ids::hash(id))
                .bind(person)
                .bind(text)
                .bind(*now)
                .run()
                .await?;
            Ok(())
        })
    })
    .await?;
    Ok(id)
}

/// What was kept under this id for this person within the last hour; nothing for anybody else.
pub async fn find(db: &Db, id: &str, person: &str, now: Moment) -> Result<Option<Form>> {
    let row: Option<(String,)> = db
        .query(sql!("SELECT fields FROM kept_forms WHERE id = $1 AND person_id = $2 AND kept_at > $3"))
        .bind(ids::hash(id))
        .bind(person)
        .bind(now.plus(-KEPT_FOR))
        .maybe()
        .await?;
    Ok(row.and_then(|(text,)| serde_json::from_str(&text).ok()))
}
