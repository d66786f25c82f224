//! What a list shows of the talk under each subject.
use std::collections::HashMap;

use crate::access::{Shared, Viewer, Visible};
use crate::base::failure::Result;
use crate::base::name::Name;
use crate::sql;

/// What is said under a subject.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    pub comments: i64,
    /// Author and words of the two newest comments, the older one first.
    pub latest: Vec<(String, String)>,
}

/// One of the two newest comments under a subject, and how many there are.
#[derive(sqlx::FromRow)]
struct Newest {
    subject_id: String,
    comments: i64,
    #[sqlx(flatten)]
    name: Name,
    body: String,
}

/// Summaries by id, in one statement whatever the number. A subject about which nobody said anything has none.
pub async fn summaries<T: Shared>(viewer: &Viewer, subjects: &Visible<T>) -> Result<HashMap<String, Summary>> {
    let newest: Vec<Newest> = viewer
        .db()
        .query(sql!(
            "SELECT s.subject_id, s.comments, n.call_name, n.infix, n.last_name, s.body FROM (
               SELECT c.subject_id, c.author_id, c.body, c.written_at, c.id,
                      COUNT(*) OVER (PARTITION BY c.subject_id) AS comments,
                      ROW_NUMBER() OVER (PARTITION BY c.subject_id ORDER BY c.written_at DESC, c.id DESC) AS place
               FROM comments c
               WHERE c.school_id = $1 AND c.removed_at IS NULL AND c.subject_id IN (SELECT value FROM json_each($2))
             ) AS s JOIN persons n ON n.id = s.author_id WHERE s.place <= 2 ORDER BY s.subject_id, s.written_at, s.id"
        ))
        .bind(&viewer.school)
        .bind_list(&subjects.ids())
        .all()
        .await?;
    let mut all: HashMap<String, Summary> = HashMap::new();
    for said in newest {
        let summary = all.entry(said.subject_id).or_default();
        summary.comments = said.comments;
        summary.latest.push((said.name.to_string(), said.body));
    }
    Ok(all)
}

/// How many hearts each subject has, and whether one is the viewer's. One without hearts is not named.
pub async fn given<T: Shared>(viewer: &Viewer, subjects: &Visible<T>) -> Result<HashMap<String, (i64, bool)>> {
    let rows: Vec<(String, i64, bool)> = viewer
        .db()
        .query(sql!(
            "SELECT subject_id, CAST(COUNT(*) AS BIGINT), MAX(CASE WHEN person_id = $1 THEN 1 ELSE 0 END) = 1
             FROM hearts WHERE subject_id IN (SELECT value FROM json_each($2)) GROUP BY subject_id"
        ))
        .bind(&viewer.person)
        .bind_list(&subjects.ids())
        .all()
        .await?;
    Ok(rows.into_iter().map(|(subject, count, mine)| (subject, (count, mine))).collect())
}
