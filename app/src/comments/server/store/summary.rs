//! What a feed shows of the talk under each post.
use std::collections::HashMap;

use crate::access::Viewer;
use crate::base::failure::Result;
use crate::feed::PostId;
use crate::sql;

/// What a feed shows of the talk under a post.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    pub comments: i64,
    pub hearts: i64,
    /// Author and words of the two newest comments, the older one first.
    pub latest: Vec<(String, String)>,
}

/// Summaries of the posts of one page, which a list of the viewer's brought; two statements, whatever the number.
/// A post about which nobody said anything has none.
pub async fn summaries(viewer: &Viewer, posts: &[PostId]) -> Result<HashMap<PostId, Summary>> {
    let mut all: HashMap<PostId, Summary> = HashMap::new();
    for said in newest(viewer, posts).await? {
        let summary = all.entry(said.post_id).or_default();
        summary.comments = said.comments;
        let author = crate::access::viewer::full_name(&said.call_name, &said.infix, &said.last_name);
        summary.latest.push((author, said.body));
    }
    for (post, hearts) in given(viewer, posts).await? {
        all.entry(post).or_default().hearts = hearts;
    }
    Ok(all)
}

/// One of the two newest comments under a post, and how many there are.
#[derive(sqlx::FromRow)]
struct Newest {
    post_id: PostId,
    comments: i64,
    call_name: String,
    infix: String,
    last_name: String,
    body: String,
}

async fn newest(viewer: &Viewer, posts: &[PostId]) -> Result<Vec<Newest>> {
    let found = viewer
        .db()
        .query(sql!(
            "SELECT s.post_id, s.comments, n.call_name, n.infix, n.last_name, s.body FROM (
               SELECT c.post_id, c.author_id, c.body, c.written_at, c.id,
                      COUNT(*) OVER (PARTITION BY c.post_id) AS comments,
                      ROW_NUMBER() OVER (PARTITION BY c.post_id ORDER BY c.written_at DESC, c.id DESC) AS place
               FROM comments c
               WHERE c.school_id = $1 AND c.removed_at IS NULL
                 AND c.post_id IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
             ) AS s JOIN persons n ON n.id = s.author_id WHERE s.place <= 2 ORDER BY s.post_id, s.written_at, s.id"
        ))
        .bind(viewer.school.clone())
        .bind_page(posts);
    Ok(found.all().await?)
}

/// How many hearts each post has.
async fn given(viewer: &Viewer, posts: &[PostId]) -> Result<Vec<(PostId, i64)>> {
    let found = viewer
        .db()
        .query(sql!(
            "SELECT post_id, CAST(COUNT(*) AS BIGINT) FROM hearts
             WHERE post_id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
             GROUP BY post_id"
        ))
        .bind_page(posts);
    Ok(found.all().await?)
}
