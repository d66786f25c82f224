//! Statements that give, move and take back a slot. The constraint on `bookings.slot_id` decides; nothing here asks first.
use serde::{Deserialize, Serialize};

use super::changes::{Talk, tell};
use crate::access::{Book, HouseholdId, May, PersonId, PupilId, Remove, SchoolId, Viewer};
use crate::base::clock::Moment;
use crate::base::day::Day;
use crate::base::db::{DbError, Tx};
use crate::base::failure::{Failure, Problem, Result};
use crate::conferences::server::{BookingId, RoundId, SlotId};
use crate::sql;

/// A mail that is due: to whom, and why this person may get it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Notice {
    pub person: PersonId,
    pub pupil: PupilId,
    pub household: HouseholdId,
}

/// What somebody wants: this slot, for this household.
#[derive(Debug, Clone)]
pub struct Wish {
    pub household: HouseholdId,
    pub slot: SlotId,
    pub note: String,
    /// The note as the form was drawn with it.
    pub had: String,
    /// The id of the booking, if it becomes a new one.
    pub key: BookingId,
}

/// The talk that stands.
#[derive(Debug, Clone, sqlx::FromRow)]
struct Standing {
    id: BookingId,
    slot_id: SlotId,
    note: String,
}

/// Books, or moves the talk of this household to the slot, and says from which one it moved. `Taken` when somebody was first.
pub async fn book(viewer: &Viewer, may: May<Book, (RoundId, PupilId)>, wish: Wish) -> Result<Option<SlotId>> {
    let args = (viewer.clone(), may, wish);
    viewer.db().write(args, |tx, (viewer, may, wish)| Box::pin(book_in(tx, viewer, may, wish))).await
}

async fn book_in(
    tx: &mut Tx,
    viewer: &Viewer,
    may: &May<Book, (RoundId, PupilId)>,
    wish: &Wish,
) -> Result<Option<SlotId>> {
    queue_up(tx, &viewer.school, &wish.household).await?;
    refuse_overlap(tx, may, wish).await?;
    let (round, pupil) = may.thing();
    let standing: Option<Standing> = tx
        .query(sql!(
            "SELECT id, slot_id, note FROM bookings WHERE round_id = $1 AND pupil_id = $2 AND household_id = $3"
        ))
        .bind(round)
        .bind(pupil)
        .bind(&wish.household)
        .maybe()
        .await?;
    let (id, changed) = match &standing {
        Some(standing) if standing.slot_id == wish.slot && standing.note == note(wish, standing) => return Ok(None),
        Some(standing) => (standing.id.clone(), moved(tx, viewer, wish, standing).await?),
        None => {
            let id = unused(tx, wish, viewer.now).await?;
            (id.clone(), written(tx, viewer, may, &Wish { key: id, ..wish.clone() }).await?)
        }
    };
    if changed == 0 {
        return Err(Failure::Taken { free: Vec::new() });
    }
    seat(tx, &id).await?;
    let talk = Talk { round: round.clone(), pupil: pupil.clone(), household: wish.household.clone() };
    let before = standing.map(|standing| standing.slot_id);
    tell(tx, &viewer.school, &talk, before.as_ref(), viewer.now).await?;
    Ok(before.filter(|slot| *slot != wish.slot))
}

/// The key of the form, unless a talk has it by now (the form lay open while its talk became somebody else's).
async fn unused(tx: &mut Tx, wish: &Wish, now: Moment) -> Result<BookingId> {
    let used: Option<(BookingId,)> =
        tx.query(sql!("SELECT id FROM bookings WHERE id = $1")).bind(&wish.key).maybe().await?;
    Ok(used.map_or(wish.key.clone(), |_| BookingId::new(now)))
}

/// Takes the minutes of the household for a talk, and notes who is in it now. A minute of another talk is refused by its key.
pub async fn seat(tx: &mut Tx, booking: &BookingId) -> Result<()> {
    tx.query(sql!("DELETE FROM household_minutes WHERE booking_id = $1")).bind(booking).run().await?;
    let taken = tx
        .query(sql!(
            "INSERT INTO household_minutes (household_id, minute, booking_id)
             WITH RECURSIVE steps (step) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT step + 1 FROM steps WHERE step < 59)
             SELECT b.household_id, t.starts_at / 60000000 + s.step, b.id
             FROM bookings b JOIN slots t ON t.id = b.slot_id
             JOIN steps s ON t.starts_at / 60000000 + s.step < t.ends_at / 60000000 WHERE b.id = $1"
        ))
        .bind(booking)
        .run()
        .await;
    match taken {
        Err(DbError::Taken) => return Err(Failure::invalid("slot", Problem::Overlaps)),
        answer => answer?,
    };
    tx.query(sql!(
        "INSERT INTO booking_guardians (booking_id, person_id)
         SELECT DISTINCT b.id, w.person_id FROM bookings b
         JOIN guardianships w ON w.pupil_id = b.pupil_id AND w.household_id = b.household_id
         WHERE b.id = $1 AND w.status = 'confirmed' ON CONFLICT DO NOTHING"
    ))
    .bind(booking)
    .run()
    .await?;
    Ok(())
}

/// Bookings of one household wait for each other here, so that two at once cannot overlap.
async fn queue_up(tx: &mut Tx, school: &SchoolId, household: &HouseholdId) -> Result<()> {
    let found = tx
        .query(sql!("UPDATE households SET talks = talks + 1 WHERE id = $1 AND school_id = $2"))
        .bind(household)
        .bind(school)
        .run()
        .await?;
    if found == 0 { Err(Failure::Gone) } else { Ok(()) }
}

/// Nobody can sit in two classrooms.
async fn refuse_overlap(tx: &mut Tx, may: &May<Book, (RoundId, PupilId)>, wish: &Wish) -> Result<()> {
    let (round, pupil) = may.thing();
    let other: Option<(BookingId,)> = tx
        .query(sql!(
            "SELECT b.id FROM slots w JOIN slots t ON t.starts_at < w.ends_at AND t.ends_at > w.starts_at
             JOIN bookings b ON b.slot_id = t.id
             WHERE w.id = $1 AND b.household_id = $2 AND NOT (b.round_id = $3 AND b.pupil_id = $4) LIMIT 1"
        ))
        .bind(&wish.slot)
        .bind(&wish.household)
        .bind(round)
        .bind(pupil)
        .maybe()
        .await?;
    if other.is_some() { Err(Failure::invalid("slot", Problem::Overlaps)) } else { Ok(()) }
}

/// A note that was not touched stays as somebody else may have written it since.
fn note<'n>(wish: &'n Wish, standing: &'n Standing) -> &'n str {
    if wish.note == wish.had { &standing.note } else { &wish.note }
}

async fn moved(tx: &mut Tx, viewer: &Viewer, wish: &Wish, standing: &Standing) -> Result<u64> {
    Ok(tx
        .query(sql!(
            "UPDATE bookings SET slot_id = $1, note = $2, booked_by = $3, booked_at = $4
             WHERE id = $5 AND NOT EXISTS (SELECT 1 FROM bookings o WHERE o.slot_id = $1 AND o.id <> $5)"
        ))
        .bind(&wish.slot)
        .bind(note(wish, standing).to_owned())
        .bind(&viewer.person)
        .bind(viewer.now)
        .bind(&standing.id)
        .run()
        .await?)
}

async fn written(tx: &mut Tx, viewer: &Viewer, may: &May<Book, (RoundId, PupilId)>, wish: &Wish) -> Result<u64> {
    let (round, pupil) = may.thing();
    Ok(tx
        .query(sql!(
            "INSERT INTO bookings (id, school_id, round_id, slot_id, pupil_id, household_id, booked_by, note, booked_at)
             SELECT $1, t.school_id, t.round_id, t.id, $2, $3, $4, $5, $6 FROM slots t WHERE t.id = $7 AND t.round_id = $8
             ON CONFLICT DO NOTHING"
        ))
        .bind(&wish.key)
        .bind(pupil)
        .bind(&wish.household)
        .bind(&viewer.person)
        .bind(&wish.note)
        .bind(viewer.now)
        .bind(&wish.slot)
        .bind(round)
        .run()
        .await?)
}

/// A booking as its cancelling needs it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Booked {
    pub round_id: RoundId,
    pub slot_id: SlotId,
    pub date: Day,
    pub opens_at: Moment,
    pub closes_at: Moment,
    pub starts_at: Moment,
}

pub async fn booked(viewer: &Viewer, may: &May<Remove, BookingId>) -> Result<Booked> {
    let row: Option<Booked> = viewer
        .db()
        .query(sql!(
            "SELECT b.round_id, b.slot_id, t.date, r.opens_at, r.closes_at, t.starts_at
             FROM bookings b JOIN rounds r ON r.id = b.round_id JOIN slots t ON t.id = b.slot_id WHERE b.id = $1"
        ))
        .bind(may.thing())
        .maybe()
        .await?;
    row.ok_or(Failure::Gone)
}

/// Takes the talk back; the slot is free at once.
pub async fn cancel(viewer: &Viewer, may: May<Remove, BookingId>) -> Result<()> {
    let args = (viewer.clone(), may);
    viewer.db().write(args, |tx, (viewer, may)| Box::pin(cancel_in(tx, viewer, may))).await
}

async fn cancel_in(tx: &mut Tx, viewer: &Viewer, may: &May<Remove, BookingId>) -> Result<()> {
    if let Some((talk, slot)) = free(tx, may.thing()).await? {
        tell(tx, &viewer.school, &talk, Some(&slot), viewer.now).await?;
    }
    Ok(())
}

/// Takes a talk away, and says whose it was and when; nothing when it was gone already.
pub async fn free(tx: &mut Tx, booking: &BookingId) -> Result<Option<(Talk, SlotId)>> {
    // Household first, as in booking: whoever takes two rows in another order waits for each other.
    tx.query(sql!(
        "UPDATE households SET talks = talks + 1 WHERE id = (SELECT household_id FROM bookings WHERE id = $1)"
    ))
    .bind(booking)
    .run()
    .await?;
    let gone: Option<(RoundId, PupilId, HouseholdId, SlotId)> = tx
        .query(sql!("DELETE FROM bookings WHERE id = $1 RETURNING round_id, pupil_id, household_id, slot_id"))
        .bind(booking)
        .maybe()
        .await?;
    Ok(gone.map(|(round, pupil, household, slot)| (Talk { round, pupil, household }, slot)))
}
