//! Statements that let talks go along with who belongs to whom: which stand, who has them now, what is in the way.
use crate::access::{HouseholdId, SchoolId};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::conferences::server::BookingId;
use crate::sql;

/// A talk that lies ahead.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Ahead {
    pub id: BookingId,
    pub household_id: HouseholdId,
    pub booked_at: Moment,
    /// On its day the pupil is in a group of the round.
    pub invited: bool,
    /// On its day somebody of the household is guardian of the pupil.
    pub lives: bool,
    /// Where those who chose it live now, if they still are guardians of the pupil.
    pub moved_to: Option<HouseholdId>,
}

/// In the order in which they were chosen.
pub async fn ahead(tx: &mut Tx, school: &SchoolId, now: Moment) -> Result<Vec<Ahead>> {
    Ok(tx
        .query(sql!(
            "SELECT b.id, b.household_id, b.booked_at,
                    EXISTS (SELECT 1 FROM memberships m JOIN pupils u ON u.id = m.pupil_id
                            JOIN subject_parts p ON p.circle_id = m.group_id AND p.subject_id = b.round_id
                            WHERE m.pupil_id = b.pupil_id AND t.date BETWEEN m.starts_on AND m.ends_on
                              AND t.date BETWEEN u.starts_on AND u.ends_on) AS invited,
                    EXISTS (SELECT 1 FROM guardianships w WHERE w.pupil_id = b.pupil_id AND w.household_id = b.household_id
                              AND w.status = 'confirmed' AND w.authority AND t.date <= w.ends_on) AS lives,
                    (SELECT MIN(w.household_id) FROM booking_guardians g
                     JOIN guardianships w ON w.person_id = g.person_id AND w.pupil_id = b.pupil_id
                     WHERE g.booking_id = b.id AND w.status = 'confirmed' AND w.authority AND t.date <= w.ends_on) AS moved_to
             FROM bookings b JOIN slots t ON t.id = b.slot_id
             WHERE b.school_id = $1 AND t.starts_at > $2 ORDER BY b.booked_at, b.id"
        ))
        .bind(school)
        .bind(now)
        .all()
        .await?)
}

/// The talks of that household that this one cannot stand beside: about the same pupil in the same round, or at the same time.
pub async fn in_the_way(tx: &mut Tx, booking: &BookingId, to: &HouseholdId) -> Result<Vec<(BookingId, Moment)>> {
    Ok(tx
        .query(sql!(
            "SELECT o.id, o.booked_at FROM bookings b JOIN slots t ON t.id = b.slot_id
             JOIN bookings o ON o.household_id = $2 AND o.id <> b.id JOIN slots x ON x.id = o.slot_id
             WHERE b.id = $1 AND ((o.round_id = b.round_id AND o.pupil_id = b.pupil_id)
                                  OR (x.starts_at < t.ends_at AND x.ends_at > t.starts_at))
             ORDER BY o.booked_at, o.id"
        ))
        .bind(booking)
        .bind(to)
        .all()
        .await?)
}

/// The talk is that household's now. Both families' cards are drawn anew: the number never comes back to an earlier one.
pub async fn hand_over(tx: &mut Tx, booking: &BookingId, from: &HouseholdId, to: &HouseholdId) -> Result<()> {
    tx.query(sql!(
        "UPDATE households SET talks = talks + 1 + (SELECT o.talks FROM households o WHERE o.id = $1) WHERE id IN ($1, $2)"
    ))
    .bind(from)
    .bind(to)
    .run()
    .await?;
    tx.query(sql!("UPDATE bookings SET household_id = $1 WHERE id = $2")).bind(to).bind(booking).run().await?;
    super::book::seat(tx, booking).await
}
