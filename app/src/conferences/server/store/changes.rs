//! Who is told of a change of a talk, and what of it still is a change after a minute of quiet.
use serde::{Deserialize, Serialize};

use super::book::Notice;
use crate::access::{HouseholdId, PersonId, PupilId, Robot, SchoolId, Work, later_once};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::base::jobs;
use crate::conferences::server::{RoundId, SlotId};
use crate::sql;

/// The talk of a household about a pupil in a round.
#[derive(Debug, Clone)]
pub struct Talk {
    pub round: RoundId,
    pub pupil: PupilId,
    pub household: HouseholdId,
}

/// A mail that is due, unless everything is again as this person knows it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Change {
    pub round: RoundId,
    /// The time that this person knows of.
    pub before: Option<SlotId>,
    #[serde(flatten)]
    pub notice: Notice,
}

/// One job for each guardian of the household that can be mailed, and one for all that happens within a minute.
pub async fn tell(tx: &mut Tx, school: &SchoolId, talk: &Talk, before: Option<&SlotId>, now: Moment) -> Result<()> {
    let people: Vec<(PersonId,)> = tx
        .query(sql!(
            "SELECT DISTINCT n.id FROM guardianships w JOIN persons n ON n.id = w.person_id
             WHERE w.pupil_id = $1 AND w.household_id = $2 AND w.status = 'confirmed' AND w.authority AND n.email IS NOT NULL"
        ))
        .bind(&talk.pupil)
        .bind(&talk.household)
        .all()
        .await?;
    for (person,) in people {
        let key = format!("{}/{}/{}/{}/{person}", Change::KIND, talk.household, talk.round, talk.pupil);
        let untold: Option<Change> = jobs::pending(tx, &key, now).await?;
        let before = untold.map_or_else(|| before.cloned(), |change| change.before);
        let notice = Notice { person, pupil: talk.pupil.clone(), household: talk.household.clone() };
        let change = Change { round: talk.round.clone(), before, notice };
        later_once(tx, school, &key, &change, now.plus(jobs::QUIET)).await?;
    }
    Ok(())
}

/// What stands now of a talk that changed.
#[derive(Debug)]
pub enum Stands {
    At(SlotId),
    Nowhere,
    /// The school took the whole round back.
    Withdrawn,
}

impl Stands {
    pub fn slot(&self) -> Option<&SlotId> {
        if let Stands::At(slot) = self { Some(slot) } else { None }
    }
}

pub async fn stands(robot: &Robot, change: &Change) -> Result<Stands> {
    let round: Option<(Option<SlotId>,)> = robot
        .db()
        .query(sql!(
            "SELECT b.slot_id FROM rounds r
             LEFT JOIN bookings b ON b.round_id = r.id AND b.pupil_id = $2 AND b.household_id = $3 WHERE r.id = $1"
        ))
        .bind(&change.round)
        .bind(&change.notice.pupil)
        .bind(&change.notice.household)
        .maybe()
        .await?;
    Ok(match round {
        Some((Some(slot),)) => Stands::At(slot),
        Some((None,)) => Stands::Nowhere,
        None => Stands::Withdrawn,
    })
}
