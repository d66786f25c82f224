//! Every statement of thoughts.
use super::thought::ThoughtId;
use crate::access::{Audience, Manage, May, Shared, Viewer, Visible, audience, touch};
use crate::base::failure::Result;
use crate::{change, sql};

/// In the order of what is visible: the newest first.
pub async fn thoughts(viewer: &Viewer, visible: &Visible<ThoughtId>) -> Result<Vec<(ThoughtId, String)>> {
    let statement = sql!(
        "SELECT t.id, t.words FROM thoughts t JOIN subjects a ON a.id = t.id
         WHERE t.school_id = $1 AND t.id IN (SELECT value FROM json_each($2)) ORDER BY a.shared_at DESC, a.id DESC"
    );
    Ok(viewer.db().query(statement).bind(&viewer.school).bind_list(&visible.ids()).all().await?)
}

pub async fn share(viewer: &Viewer, thought: ThoughtId, words: String, audience: Audience) -> Result<()> {
    let args = (viewer.clone(), thought, words, audience);
    let write = viewer.db().write(args, |tx, (viewer, thought, words, audience)| {
        Box::pin(async move {
            let touched = audience::save(tx, viewer, thought, audience, false).await?;
            let insert = change!("INSERT INTO thoughts (id, school_id, words) VALUES ($1, $2, $3)");
            let query = touched.change(tx, insert).bind(&thought).bind(&viewer.school);
            query.bind(&words).run().await?;
            Ok(())
        })
    });
    write.await
}

pub async fn change(viewer: &Viewer, may: &May<Manage, ThoughtId>, words: String) -> Result<()> {
    let write = viewer.db().write((may.clone(), words), |tx, (may, words)| {
        Box::pin(async move {
            let touched = touch(tx, may.thing().id()).await?;
            let update = change!("UPDATE thoughts SET words = $2 WHERE id = $1");
            touched.change(tx, update).bind(&may.thing()).bind(&words).run().await?;
            Ok(())
        })
    });
    write.await
}
