//! Comments and hearts of a demo school: one write per post, as if people had said it at the time.
use super::{CommentId, rules, store};
use crate::access::{PersonId, Robot, SchoolId};
use crate::base::clock::Moment;
use crate::base::failure::{Failure, Result};
use crate::feed::PostId;

/// What somebody said, and what others answered.
#[derive(Debug, Clone)]
pub struct Seeded {
    pub author: PersonId,
    pub body: String,
    pub at: Moment,
    pub answers: Vec<Seeded>,
}

/// Writes them all in one transaction. An answer to an answer hangs under the same comment.
pub async fn seed(
    robot: &Robot,
    school: &SchoolId,
    post: &PostId,
    comments: Vec<Seeded>,
    hearts: Vec<PersonId>,
) -> Result<()> {
    let mut rows = Vec::new();
    for comment in comments {
        flatten(comment, None, &mut rows)?;
    }
    store::sow(robot, school, post, rows, hearts).await
}

fn flatten(comment: Seeded, parent: Option<&CommentId>, rows: &mut Vec<store::Sown>) -> Result<()> {
    let id = CommentId::new(comment.at);
    let body = rules::tidy(&comment.body).map_err(|problem| Failure::invalid("body", problem))?;
    rows.push(store::Sown { id: id.clone(), parent: parent.cloned(), author: comment.author, body, at: comment.at });
    for answer in comment.answers {
        flatten(answer, Some(parent.unwrap_or(&id)), rows)?;
    }
    Ok(())
}
