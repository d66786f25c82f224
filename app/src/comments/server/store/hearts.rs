//! Hearts, and what the people of a demo said and gave.
use super::write::{Sown, insert};
use crate::access::{May, PersonId, React, Robot, SchoolId, Viewer};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::{Failure, Result};
use crate::feed::{self, PostId};
use crate::sql;

/// Gives a heart or takes it back. Twice is once.
pub async fn heart(viewer: &Viewer, may: &May<React, PostId>, on: bool) -> Result<()> {
    viewer
        .db()
        .write((may.clone(), viewer.person.clone(), viewer.now, on), |tx, (may, person, now, on)| {
            Box::pin(async move {
                if *on {
                    give(tx, may.thing(), person, *now).await?;
                } else {
                    tx.query(sql!("DELETE FROM hearts WHERE post_id = $1 AND person_id = $2"))
                        .bind(may.thing().clone())
                        .bind(person.clone())
                        .run()
                        .await?;
                }
                feed::changed(tx, may.thing()).await
            })
        })
        .await
}

async fn give(tx: &mut Tx, post: &PostId, person: &PersonId, at: Moment) -> Result<()> {
    tx.query(sql!(
        "INSERT INTO hearts (post_id, person_id, given_at)
         SELECT p.id, $1, CAST($2 AS BIGINT) FROM posts p WHERE p.id = $3
         ON CONFLICT (post_id, person_id) DO NOTHING"
    ))
    .bind(person.clone())
    .bind(at)
    .bind(post.clone())
    .run()
    .await?;
    Ok(())
}

/// How many hearts a post has, and whether one is the viewer's.
pub async fn hearts(viewer: &Viewer, may: &May<React, PostId>) -> Result<(i64, bool)> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT CAST(COUNT(*) AS BIGINT), COALESCE(MAX(CASE WHEN person_id = $1 THEN 1 ELSE 0 END), 0) = 1
             FROM hearts WHERE post_id = $2"
        ))
        .bind(viewer.person.clone())
        .bind(may.thing().clone())
        .one()
        .await?)
}

/// Everything that a demo's people said under one post.
pub async fn sow(
    robot: &Robot,
    school: &SchoolId,
    post: &PostId,
    rows: Vec<Sown>,
    hearts: Vec<PersonId>,
) -> Result<()> {
    robot
        .db()
        .write((school.clone(), post.clone(), rows, hearts), |tx, (school, post, rows, hearts)| {
            Box::pin(async move {
                let statement = sql!("SELECT published_at FROM posts WHERE id = $1 AND school_id = $2");
                let found = tx.query(statement).bind(post.clone()).bind(school.clone()).maybe::<(Moment,)>().await?;
                let (published,) = found.ok_or(Failure::Gone)?;
                for row in rows {
                    insert(tx, post, row).await?;
                }
                for person in hearts {
                    give(tx, post, person, published).await?;
                }
                feed::changed(tx, post).await
            })
        })
        .await
}
