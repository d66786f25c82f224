//! Takes a round back with everything in it: the teachers have their hours again, and who had a talk is told.
use super::changes::{Talk, tell};
use crate::access::{HouseholdId, Manage, May, PupilId, Viewer};
use crate::base::db::Tx;
use crate::base::failure::{Failure, Problem, Result};
use crate::conferences::server::{RoundId, SlotId};
use crate::sql;

/// `Closed` once the first talk of it was held: then single talks can be cancelled, and the rest happened.
pub async fn withdraw(viewer: &Viewer, may: May<Manage, RoundId>) -> Result<()> {
    let args = (viewer.clone(), may);
    viewer.db().write(args, |tx, (viewer, may)| Box::pin(withdraw_in(tx, viewer, may.thing()))).await
}

async fn withdraw_in(tx: &mut Tx, viewer: &Viewer, round: &RoundId) -> Result<()> {
    let begun: Option<(String,)> = tx
        .query(sql!(
            "SELECT b.id FROM bookings b JOIN slots t ON t.id = b.slot_id WHERE b.round_id = $1 AND t.starts_at <= $2 LIMIT 1"
        ))
        .bind(round)
        .bind(viewer.now)
        .maybe()
        .await?;
    if begun.is_some() {
        return Err(Failure::invalid("round", Problem::Closed));
    }
    tx.query(sql!(
        "UPDATE households SET talks = talks + 1 WHERE id IN (SELECT household_id FROM bookings WHERE round_id = $1)"
    ))
    .bind(round)
    .run()
    .await?;
    let told: Vec<(PupilId, HouseholdId, SlotId)> = tx
        .query(sql!("DELETE FROM bookings WHERE round_id = $1 RETURNING pupil_id, household_id, slot_id"))
        .bind(round)
        .all()
        .await?;
    for (pupil, household, slot) in told {
        let talk = Talk { round: round.clone(), pupil, household };
        tell(tx, &viewer.school, &talk, Some(&slot), viewer.now).await?;
    }
    tx.query(sql!("DELETE FROM subjects WHERE id = $1")).bind(round).run().await?;
    Ok(())
}
