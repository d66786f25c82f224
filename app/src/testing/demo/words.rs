//! What people said under the posts of the demo, and their hearts, at the time they said it.
use serde::Deserialize;

use super::people::Seeded;
use crate::access::Robot;
use crate::base::clock::Moment;
use crate::base::failure::Result;
use crate::comments;
use crate::feed::PostId;

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
    pub published_at: Moment,
    pub hearts: Vec<String>,
    pub comments: Vec<Comment>,
}

pub async fn seed(robot: &Robot, school: &Seeded, post: &PostId, words: Words) -> Result<()> {
    // Nobody has spoken in the future.
    let latest = robot.app().clock.now().plus(-Moment::MINUTE);
    let said = words.comments.iter().map(|comment| said(school, comment, words.published_at, latest));
    let said = said.collect::<Result<Vec<_>>>()?;
    let hearts = words.hearts.iter().map(|email| school.person(email)).collect::<Result<Vec<_>>>()?;
    comments::seed(robot, &school.id, post, said, hearts).await
}

fn said(school: &Seeded, comment: &Comment, published_at: Moment, latest: Moment) -> Result<comments::Seeded> {
    Ok(comments::Seeded {
        author: school.person(&comment.by)?,
        body: comment.text.clone(),
        at: published_at.plus(comment.hours_after * Moment::HOUR).min(latest),
        answers: comment
            .replies
            .iter()
            .map(|reply| said(school, reply, published_at, latest))
            .collect::<Result<_>>()?,
    })
}
