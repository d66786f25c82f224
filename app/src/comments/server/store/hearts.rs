//! Hearts.
use crate::access::{May, React, SubjectId, Viewer, touch};
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::{change, sql};

/// Gives a heart or takes it back. Twice is once.
pub async fn heart(viewer: &Viewer, may: &May<React, SubjectId>, on: bool) -> Result<()> {
    let args = (viewer.clone(), may.clone(), on);
    viewer.db().write(args, |tx, (viewer, may, on)| Box::pin(heart_in(tx, viewer, may, *on))).await
}

async fn heart_in(tx: &mut Tx, viewer: &Viewer, may: &May<React, SubjectId>, on: bool) -> Result<()> {
    let touched = touch(tx, may.thing().as_str()).await?;
    let query = if on {
        let give = change!(
            "INSERT INTO hearts (subject_id, person_id, given_at) VALUES ($1, $2, $3)
             ON CONFLICT (subject_id, person_id) DO NOTHING"
        );
        touched.change(tx, give).bind(may.thing()).bind(&viewer.person).bind(viewer.now)
    } else {
        let take = change!("DELETE FROM hearts WHERE subject_id = $1 AND person_id = $2");
        touched.change(tx, take).bind(may.thing()).bind(&viewer.person)
    };
    query.run().await?;
    Ok(())
}

/// How many hearts a subject has, and whether one is the viewer's.
pub async fn hearts(viewer: &Viewer, may: &May<React, SubjectId>) -> Result<(i64, bool)> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT CAST(COUNT(*) AS BIGINT), COALESCE(MAX(CASE WHEN person_id = $1 THEN 1 ELSE 0 END), 0) = 1
             FROM hearts WHERE subject_id = $2"
        ))
        .bind(&viewer.person)
        .bind(may.thing())
        .one()
        .await?)
}
