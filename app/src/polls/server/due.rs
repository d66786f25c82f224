//! What Today says of polls: which wait for an answer, and which ended a short while ago.
use super::store::{self, Waiting};
use crate::access::Viewer;
use crate::base::clock::Moment;
use crate::base::failure::Result;
use crate::say;
use crate::shell::Due;

/// One statement a minute where there is a poll.
pub async fn due(viewer: &Viewer) -> Result<Vec<Due>> {
    let waiting = viewer.app().shelf.or_read(viewer.waiting_key("polls"), store::waiting(viewer)).await?;
    Ok(waiting.iter().map(|poll| due_of(viewer, poll)).collect())
}

fn due_of(viewer: &Viewer, poll: &Waiting) -> Due {
    let (language, question) = (viewer.language, poll.question.clone());
    let open = poll.closes_at > viewer.now;
    Due {
        icon: "check",
        sentence: match open {
            true => say!(language, polls.due, question = question),
            false => say!(language, polls.due_result, question = question),
        },
        href: format!("/polls/{}", poll.id),
        needed: open,
        at: if open { poll.closes_at } else { poll.closes_at.plus(2 * Moment::DAY) },
    }
}
