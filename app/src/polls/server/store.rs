//! Every statement of polls.
mod person;
mod write;

use super::poll::{OptionId, PollId};
use crate::access::{Manage, May, PersonId, Read, Viewer, Visible};
use crate::base::clock::Moment;
use crate::base::failure::{Failure, Result};
use crate::base::name::Name;
use crate::sql;

pub use person::{erase, export};
pub use write::{NewPoll, answer, close, open, remove};

/// So long its result stands on Today.
const SHOWN: i64 = 2 * Moment::DAY;

/// A poll, and how the viewer stands to it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Poll {
    pub id: PollId,
    pub question: String,
    pub about: String,
    pub several: bool,
    pub anonymous: bool,
    pub closes_at: Moment,
    pub owner_id: PersonId,
    #[sqlx(flatten)]
    pub name: Name,
    /// How many answered, and whether the viewer did.
    pub answers: i64,
    pub answered: bool,
}

/// In the order of what is visible: the newest first.
pub async fn polls(viewer: &Viewer, visible: &Visible<PollId>) -> Result<Vec<Poll>> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT p.id, p.question, p.about, p.several, p.anonymous, p.closes_at, a.owner_id, n.call_name, n.infix, n.last_name,
                    p.nameless + CAST((SELECT COUNT(*) FROM poll_voters v WHERE v.poll_id = p.id) AS BIGINT) AS answers,
                    EXISTS (SELECT 1 FROM poll_voters v WHERE v.poll_id = p.id AND v.person_id = $2) AS answered
             FROM polls p JOIN subjects a ON a.id = p.id JOIN persons n ON n.id = a.owner_id
             WHERE p.school_id = $1 AND p.id IN (SELECT value FROM json_each($3)) ORDER BY a.shared_at DESC, a.id DESC"
        ))
        .bind(&viewer.school)
        .bind(&viewer.person)
        .bind_list(&visible.ids())
        .all()
        .await?)
}

pub async fn poll(viewer: &Viewer, may: &May<Read, PollId>) -> Result<Poll> {
    let visible = viewer.listed(may).await?;
    polls(viewer, &visible).await?.pop().ok_or(Failure::Gone)
}

/// An answer to choose from.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Choice {
    pub id: OptionId,
    pub label: String,
    pub votes: i64,
    pub mine: bool,
}

pub async fn choices(viewer: &Viewer, may: &May<Read, PollId>) -> Result<Vec<Choice>> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT o.id, o.label, o.votes + CAST((SELECT COUNT(*) FROM poll_choices c WHERE c.option_id = o.id) AS BIGINT) AS votes,
                    EXISTS (SELECT 1 FROM poll_choices c WHERE c.option_id = o.id AND c.person_id = $2) AS mine
             FROM poll_options o WHERE o.school_id = $1 AND o.poll_id = $3 ORDER BY o.place"
        ))
        .bind(&viewer.school)
        .bind(&viewer.person)
        .bind(may.thing())
        .all()
        .await?)
}

/// Who answered, and which answers, where that is known.
pub async fn answers(viewer: &Viewer, may: &May<Manage, PollId>) -> Result<Vec<(PersonId, Option<OptionId>)>> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT v.person_id, c.option_id FROM poll_voters v
             LEFT JOIN poll_choices c ON c.poll_id = v.poll_id AND c.person_id = v.person_id
             WHERE v.school_id = $1 AND v.poll_id = $2 ORDER BY v.person_id"
        ))
        .bind(&viewer.school)
        .bind(may.thing())
        .all()
        .await?)
}

/// A poll that waits for an answer of the viewer, or ended a short while ago.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Waiting {
    pub id: PollId,
    pub question: String,
    pub closes_at: Moment,
}

pub async fn waiting(viewer: &Viewer) -> Result<Vec<Waiting>> {
    let asked = viewer.asked::<PollId>().await?;
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT p.id, p.question, p.closes_at FROM polls p
             WHERE p.school_id = $1 AND p.id IN (SELECT value FROM json_each($2))
               AND (p.closes_at > $3 AND NOT EXISTS (SELECT 1 FROM poll_voters v WHERE v.poll_id = p.id AND v.person_id = $4)
                    OR p.closes_at BETWEEN $5 AND $3)
             ORDER BY p.closes_at, p.id"
        ))
        .bind(&viewer.school)
        .bind_list(&asked.ids())
        .bind(viewer.now)
        .bind(&viewer.person)
        .bind(viewer.now.plus(-SHOWN))
        .all()
        .await?)
}
