//! Writing jobs, always in the transaction of their cause.
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Lane;
use crate::base::clock::Moment;
use crate::base::db::{Tx, broken};
use crate::base::failure::Result;
use crate::base::ids;
use crate::sql;

/// Writes a job: its lane, the school and the kind of work. Under a `key` there is never more than one: a later one takes the place of the
/// one that waits; one that is being done just now ends on its own, and the later one follows.
pub async fn enqueue(
    tx: &mut Tx,
    lane: Lane,
    (school, kind): (&str, &str),
    key: Option<&str>,
    payload: &(impl Serialize + Sync),
    due: Moment,
) -> Result<()> {
    let payload = serde_json::to_string(payload).map_err(|error| broken(&error))?;
    // A new id: whoever does the old one just now notes its end under the old id, and finds nothing.
    tx.query(sql!(
        "INSERT INTO jobs (id, school_id, kind, payload, due_at, lane, once_key) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (once_key) DO UPDATE SET id = excluded.id, kind = excluded.kind, payload = excluded.payload,
           due_at = excluded.due_at, tries = 0, held_until = 0, waiting_since = 0, dead = FALSE, problem = ''"
    ))
    .bind(ids::fresh(due))
    .bind(school)
    .bind(kind)
    .bind(payload)
    .bind(due)
    .bind(lane.name())
    .bind(key.map(ToOwned::to_owned))
    .run()
    .await?;
    Ok(())
}

/// What waits under a key and is not being done just now.
pub async fn pending<T: DeserializeOwned>(tx: &mut Tx, key: &str, now: Moment) -> Result<Option<T>> {
    let found: Option<(String,)> = tx
        .query(sql!("SELECT payload FROM jobs WHERE once_key = $1 AND held_until <= $2"))
        .bind(key)
        .bind(now)
        .maybe()
        .await?;
    Ok(found.and_then(|(payload,)| serde_json::from_str(&payload).ok()))
}
