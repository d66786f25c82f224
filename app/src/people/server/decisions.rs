//! What the head of a school decides about one guardian of one pupil: lifting a block, confirming somebody who was only proposed.
//! No file can do the first. Who decided, when and why is kept, and never deleted.
use super::store::{self, Place};
use super::{Refused, which};
use crate::access::audit::{self, Done};
use crate::access::{Robot, SchoolId};
use crate::base::day::Day;
use crate::base::db::Tx;
use crate::base::failure::Result;
use edexml::guardians::Status;

#[derive(Debug, Clone)]
pub struct Decision {
    pub brin: Option<String>,
    /// The key of the pupil.
    pub pupil: String,
    /// The address of the guardian; for who has none, the name in full.
    pub email: String,
    /// Whoever decides: a head of this school, by key or address.
    pub by: String,
    pub reason: String,
}

/// Lifts a block. The guardian is proposed again: somebody confirms, or the next list does.
pub async fn lift_block(robot: &Robot, decision: &Decision, on: Day) -> Result<(), Refused> {
    decide(robot, decision, on, Status::Blocked).await
}

/// Confirms a proposed guardian.
pub async fn confirm_guardian(robot: &Robot, decision: &Decision, on: Day) -> Result<(), Refused> {
    decide(robot, decision, on, Status::Proposed).await
}

async fn decide(robot: &Robot, decision: &Decision, on: Day, from: Status) -> Result<(), Refused> {
    let mut decision = decision.clone();
    decision.reason = identity::tidy(&decision.reason);
    if decision.reason.is_empty() {
        return Err(Refused::NeedsReason);
    }
    let now = robot.app().clock.now();
    let place = Place { school: SchoolId::new(now), on, now };
    let done = robot
        .db()
        .write((decision, place, from), |tx, (decision, place, from)| Box::pin(decide_in(tx, decision, place, *from)))
        .await;
    done.unwrap_or_else(|failure| Err(failure.into()))
}

async fn decide_in(tx: &mut Tx, decision: &Decision, place: &Place, from: Status) -> Result<Result<(), Refused>> {
    let (_, school) = match which::the_school(tx, decision.brin.as_deref()).await? {
        Ok(found) => found,
        Err(refused) => return Ok(Err(refused.into())),
    };
    let place = Place { school, ..place.clone() };
    let Some(head) = store::head(tx, &place, &decision.by).await? else { return Ok(Err(Refused::NotAHead)) };
    let to = if from == Status::Blocked { Status::Proposed } else { Status::Confirmed };
    let Some(link) = store::settle(tx, &place, decision, from, to).await? else {
        return Ok(Err(if from == Status::Blocked { Refused::NotBlocked } else { Refused::NotProposed }));
    };
    store::keep_decision(tx, &place, &link, to, &head, &decision.reason).await?;
    let done = if from == Status::Blocked { Done::BlockLifted } else { Done::GuardianConfirmed };
    audit::note(tx, &place.by(Some(head)), done, &link).await?;
    Ok(Ok(()))
}
