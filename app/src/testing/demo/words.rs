//! What people said under the posts of the demo, and their hearts: all of it in one transaction.
use serde::Deserialize;

use super::people::Seeded;
use crate::access::{PersonId, Robot, SchoolId};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::base::ids;
use crate::feed::PostId;
use crate::sql;

#[derive(Debug, Clone, Deserialize)]
pub struct Comment {
    pub by: String,
    pub text: String,
    pub hours_after: i64,
    #[serde(default)]
    pub replies: Vec<Comment>,
}

/// What belongs under one post.
#[derive(Debug, Clone)]
pub struct Words {
    pub post: PostId,
    pub published_at: Moment,
    /// How many photos it has and of which day it is, for the line of progress.
    pub photos: usize,
    pub day: String,
    pub hearts: Vec<String>,
    pub comments: Vec<Comment>,
}

/// A row of a table.
#[derive(Debug, Clone)]
struct Said {
    id: String,
    post: PostId,
    parent: Option<String>,
    author: PersonId,
    body: String,
    at: Moment,
}

#[derive(Debug, Clone)]
struct Rows {
    school: SchoolId,
    said: Vec<Said>,
    hearts: Vec<(PostId, PersonId, Moment)>,
}

pub async fn seed(robot: &Robot, school: &Seeded, words: Vec<Words>) -> Result<()> {
    // Nobody has spoken in the future.
    let latest = robot.app().clock.now().plus(-Moment::MINUTE);
    let mut rows = Rows { school: school.id.clone(), said: Vec::new(), hearts: Vec::new() };
    for words in &words {
        for heart in &words.hearts {
            rows.hearts.push((words.post.clone(), school.person(heart)?, words.published_at.plus(Moment::HOUR).min(latest)));
        }
        for comment in &words.comments {
            say(school, words, comment, None, latest, &mut rows.said)?;
        }
    }
    robot.db().write(rows, |tx, rows| Box::pin(write(tx, rows))).await
}

fn say(school: &Seeded, words: &Words, comment: &Comment, parent: Option<&str>, latest: Moment, said: &mut Vec<Said>) -> Result<()> {
    let at = words.published_at.plus(comment.hours_after * Moment::HOUR).min(latest);
    let id = ids::fresh(at);
    let row = Said {
        id: id.clone(),
        post: words.post.clone(),
        parent: parent.map(str::to_owned),
        author: school.person(&comment.by)?,
        body: comment.text.clone(),
        at,
    };
    said.push(row);
    comment.replies.iter().try_for_each(|reply| say(school, words, reply, Some(&id), latest, said))
}

async fn write(tx: &mut Tx, rows: &Rows) -> Result<()> {
    for said in &rows.said {
        tx.query(sql!(
            "INSERT INTO comments (id, school_id, post_id, parent_id, author_id, body, written_at) VALUES ($1, $2, $3, $4, $5, $6, $7)"
        ))
        .bind(said.id.clone())
        .bind(rows.school.clone())
        .bind(said.post.clone())
        .bind(said.parent.clone())
        .bind(said.author.clone())
        .bind(said.body.clone())
        .bind(said.at)
        .run()
        .await?;
    }
    for (post, person, at) in &rows.hearts {
        let heart = sql!("INSERT INTO hearts (post_id, person_id, given_at) VALUES ($1, $2, $3)");
        tx.query(heart).bind(post.clone()).bind(person.clone()).bind(*at).run().await?;
    }
    Ok(())
}
