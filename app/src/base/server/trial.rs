//! Whether a place really works: something is written, read and removed. For whoever looks after the machine.
use super::blobs::Blobs;
use super::clock::Moment;
use super::db::{Db, broken};
use super::failure::Result;
use super::ids;
use crate::sql;

/// A row: written, read and removed, in two transactions.
pub async fn row(db: &Db, now: Moment) -> Result<()> {
    let mark = ids::token();
    db.write((mark.clone(), now), |tx, (mark, now)| {
        Box::pin(async move {
            tx.query(sql!("INSERT INTO attempts (key_hash, window_start, count) VALUES ($1, $2, 0)"))
                .bind(mark)
                .bind(*now)
                .run()
                .await?;
            Ok(())
        })
    })
    .await?;
    let removed = db
        .write(mark, |tx, mark| {
            Box::pin(
                async move { Ok(tx.query(sql!("DELETE FROM attempts WHERE key_hash = $1")).bind(mark).run().await?) },
            )
        })
        .await?;
    if removed == 1 { Ok(()) } else { Err(broken(&"a row that was written is not there")) }
}

/// A file: written, read and removed.
pub async fn file(blobs: &Blobs) -> Result<()> {
    let (key, bytes) = (format!("trial/{}", ids::token()), ids::token().into_bytes());
    blobs.put(&key, bytes.clone()).await?;
    // That it is not there is a fault of the place, not of whoever asks.
    let lost = || broken(&"a file that was written did not come back");
    let read = blobs.get(&key).await.map_err(|_| lost());
    blobs.remove(&key).await?;
    if read?.as_ref() == bytes.as_slice() { Ok(()) } else { Err(lost()) }
}

/// The last moment at which somebody was seen; `None` in a school that nobody opened yet.
pub async fn last_seen(db: &Db) -> Result<Option<Moment>> {
    let statement = sql!("SELECT CAST(COALESCE(MAX(seen_at), 0) AS BIGINT) FROM sessions");
    let (moment,): (Moment,) = db.query(statement).one().await?;
    Ok(Some(moment).filter(|moment| moment.0 > 0))
}
