//! What somebody said and liked: given to them, or taken away.
use crate::access::{Erasing, Known, PersonId, Robot, SubjectId, touch};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::{change, sql};

#[derive(serde::Serialize, sqlx::FromRow)]
struct Own {
    subject_id: SubjectId,
    body: String,
    written_at: Moment,
}

pub async fn export(robot: &Robot, person: &PersonId) -> Result<Vec<Known>> {
    let said = sql!("SELECT subject_id, body, written_at FROM comments WHERE author_id = $1 ORDER BY written_at, id");
    let said: Vec<Own> = robot.db().query(said).bind(person).all().await?;
    let liked = sql!("SELECT subject_id FROM hearts WHERE person_id = $1 ORDER BY subject_id");
    let liked: Vec<(SubjectId,)> = robot.db().query(liked).bind(person).all().await?;
    let before = sql!(
        "SELECT v.body FROM comment_versions v JOIN comments c ON c.id = v.comment_id WHERE c.author_id = $1 ORDER BY v.until_at, v.id"
    );
    let before: Vec<(String,)> = robot.db().query(before).bind(person).all().await?;
    Ok(vec![
        ("comments", serde_json::json!(said)),
        ("comments_before", serde_json::json!(before)),
        ("hearts", serde_json::json!(liked)),
    ])
}

/// Their words go; where somebody answered, the place stays.
pub async fn erase(tx: &mut Tx, erasing: &Erasing) -> Result<()> {
    let under = sql!(
        "SELECT subject_id FROM comments WHERE author_id = $1 UNION SELECT subject_id FROM hearts WHERE person_id = $1"
    );
    let under: Vec<(SubjectId,)> = tx.query(under).bind(&erasing.person).all().await?;
    for (subject,) in under {
        let touched = touch(tx, subject.as_str()).await?;
        let versions = change!(
            "DELETE FROM comment_versions WHERE comment_id IN (SELECT id FROM comments WHERE author_id = $1 AND subject_id = $2)"
        );
        touched.change(tx, versions).bind(&erasing.person).bind(&subject).run().await?;
        let words = change!(
            "UPDATE comments SET body = '', removed_at = COALESCE(removed_at, $3) WHERE author_id = $1 AND subject_id = $2"
        );
        let query = touched.change(tx, words).bind(&erasing.person).bind(&subject);
        query.bind(erasing.at).run().await?;
        let hearts = change!("DELETE FROM hearts WHERE person_id = $1 AND subject_id = $2");
        touched.change(tx, hearts).bind(&erasing.person).bind(subject).run().await?;
    }
    Ok(())
}
