//! Statements for staff: the list of a day, who has not chosen yet, the deadline; and to whom a mail still may go.
use super::book::Notice;
use crate::access::{HouseholdId, Manage, May, PersonId, PupilId, Read, Robot, Shared, Viewer, touch};
use crate::base::clock::Moment;
use crate::base::day::Day;
use crate::base::db::Tx;
use crate::base::failure::{Failure, Result};
use crate::base::name::{Name, Named, PupilName};
use crate::conferences::server::round::Agenda;
use crate::conferences::server::{BookingId, RoundId, SlotId};
use crate::{change, sql};

/// When the last talk of a round begins.
pub async fn last_talk(viewer: &Viewer, may: &May<Manage, RoundId>) -> Result<Option<Moment>> {
    let statement = sql!("SELECT MAX(starts_at) FROM slots WHERE school_id = $1 AND round_id = $2");
    let query = viewer.db().query(statement).bind(&viewer.school).bind(may.thing());
    Ok(query.one::<(Option<Moment>,)>().await?.0)
}

/// A slot of a day, with the talk if there is one.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Talk {
    pub teacher_id: PersonId,
    #[sqlx(flatten)]
    pub name: Name,
    /// A group of the round that this teacher teaches; empty when there is none any more.
    pub teaches: String,
    pub slot_id: SlotId,
    pub starts: String,
    pub ends: String,
    pub starts_at: Moment,
    pub booking_id: Option<BookingId>,
    #[sqlx(flatten)]
    pub pupil: PupilName,
    pub group_name: Option<String>,
    pub note: Option<String>,
}

impl Talk {
    pub fn teacher(&self) -> String {
        self.name.to_string()
    }

    /// Nothing for a free slot.
    pub fn pupil(&self) -> Option<String> {
        self.booking_id.as_ref().map(|_| self.pupil.0.to_string())
    }
}

/// The day, one teacher after the other; `everybody` is for those who manage the round.
pub async fn day(viewer: &Viewer, may: &May<Read, Agenda>, everybody: bool) -> Result<Vec<Talk>> {
    let agenda = may.thing();
    let mut rows: Vec<Talk> = viewer
        .db()
        .query(sql!(
            "SELECT t.teacher_id, n.call_name, n.infix, n.last_name, t.id AS slot_id, t.starts, t.ends, t.starts_at, b.id AS booking_id,
                    COALESCE((SELECT MIN(g.name) FROM teaching x JOIN school_groups g ON g.id = x.group_id
                              JOIN subject_parts p ON p.circle_id = g.id AND p.subject_id = t.round_id
                              WHERE x.person_id = t.teacher_id AND t.date BETWEEN x.starts_on AND x.ends_on), '') AS teaches,
                    u.call_name AS pupil_call_name, u.infix AS pupil_infix, u.last_name AS pupil_last_name, b.note,
                    (SELECT MIN(g.name) FROM memberships m JOIN school_groups g ON g.id = m.group_id
                     JOIN subject_parts p ON p.circle_id = g.id AND p.subject_id = t.round_id
                     WHERE m.pupil_id = u.id AND t.date BETWEEN m.starts_on AND m.ends_on) AS group_name
             FROM slots t JOIN persons n ON n.id = t.teacher_id
             LEFT JOIN bookings b ON b.slot_id = t.id LEFT JOIN pupils u ON u.id = b.pupil_id
             WHERE t.school_id = $1 AND t.round_id = $2 AND t.date = $3 AND (t.teacher_id = $4 OR $5)
"
        ))
        .bind(&viewer.school)
        .bind(&agenda.round)
        .bind(agenda.date)
        .bind(&viewer.person)
        .bind(everybody)
        .all()
        .await?;
    let place = |row: &Talk| row.name.place();
    rows.sort_by_cached_key(|row| (place(row), row.teacher_id.clone(), row.starts.clone()));
    Ok(rows)
}

/// Who comes to which talk of the day: the confirmed guardians of the household that booked.
pub async fn comers(viewer: &Viewer, may: &May<Read, Agenda>, everybody: bool) -> Result<Vec<(BookingId, String)>> {
    let agenda = may.thing();
    let rows: Vec<Named<BookingId>> = viewer
        .db()
        .query(sql!(
            "SELECT b.id, n.call_name, n.infix, n.last_name FROM slots t JOIN bookings b ON b.slot_id = t.id
             JOIN guardianships w ON w.pupil_id = b.pupil_id AND w.household_id = b.household_id
               AND w.status = 'confirmed' AND w.authority AND t.date <= w.ends_on
             JOIN persons n ON n.id = w.person_id
             WHERE t.school_id = $1 AND t.round_id = $2 AND t.date = $3 AND (t.teacher_id = $4 OR $5)"
        ))
        .bind(&viewer.school)
        .bind(&agenda.round)
        .bind(agenda.date)
        .bind(&viewer.person)
        .bind(everybody)
        .all()
        .await?;
    let mut comers: Vec<(BookingId, String)> = rows.into_iter().map(|one| (one.id, one.name.to_string())).collect();
    comers.sort();
    Ok(comers)
}

/// The days of a round on which the viewer has a list to read.
pub async fn days(viewer: &Viewer, everybody: bool) -> Result<Vec<(RoundId, Day)>> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT DISTINCT t.round_id, t.date FROM slots t JOIN subjects a ON a.id = t.round_id
             WHERE t.school_id = $1 AND (t.teacher_id = $2 OR a.owner_id = $2 OR $3) ORDER BY t.date"
        ))
        .bind(&viewer.school)
        .bind(&viewer.person)
        .bind(everybody)
        .all()
        .await?)
}

/// A guardian of a household that a round is for; one row each.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Invited {
    pub pupil_id: PupilId,
    #[sqlx(flatten)]
    pub pupil: PupilName,
    pub group_name: String,
    pub household_id: HouseholdId,
    #[sqlx(flatten)]
    pub name: Name,
    pub booking_id: Option<BookingId>,
    pub slot_id: Option<SlotId>,
    pub date: Option<Day>,
    pub starts: Option<String>,
    pub starts_at: Option<Moment>,
}

pub async fn invited(viewer: &Viewer, may: &May<Manage, RoundId>) -> Result<Vec<Invited>> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT u.id AS pupil_id, u.call_name AS pupil_call_name, u.infix AS pupil_infix, u.last_name AS pupil_last_name,
                    g.name AS group_name, w.household_id, n.call_name, n.infix, n.last_name, b.id AS booking_id,
                    t.id AS slot_id, t.date, t.starts, t.starts_at
             FROM subject_parts p
             JOIN memberships m ON m.group_id = p.circle_id AND $2 BETWEEN m.starts_on AND m.ends_on
             JOIN school_groups g ON g.id = m.group_id
             JOIN pupils u ON u.id = m.pupil_id
             JOIN guardianships w ON w.pupil_id = u.id AND w.status = 'confirmed' AND w.authority AND $2 <= w.ends_on
             JOIN persons n ON n.id = w.person_id
             LEFT JOIN bookings b ON b.round_id = p.subject_id AND b.pupil_id = u.id AND b.household_id = w.household_id
             LEFT JOIN slots t ON t.id = b.slot_id
             WHERE p.subject_id = $1
             ORDER BY g.composite, g.id, u.id, w.household_id"
        ))
        .bind(may.thing())
        .bind(viewer.today)
        .all()
        .await?)
}

/// Every talk of the round with its pupil: also those of families that the round is no longer for.
pub async fn booked(viewer: &Viewer, may: &May<Manage, RoundId>) -> Result<Vec<Invited>> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT u.id AS pupil_id, u.call_name AS pupil_call_name, u.infix AS pupil_infix, u.last_name AS pupil_last_name,
                    '' AS group_name, b.household_id, n.call_name, n.infix, n.last_name, b.id AS booking_id,
                    t.id AS slot_id, t.date, t.starts, t.starts_at
             FROM bookings b JOIN pupils u ON u.id = b.pupil_id JOIN slots t ON t.id = b.slot_id JOIN persons n ON n.id = b.booked_by
             WHERE b.school_id = $1 AND b.round_id = $2 ORDER BY t.starts_at, b.id"
        ))
        .bind(&viewer.school)
        .bind(may.thing())
        .all()
        .await?)
}

/// A round for those who manage it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Managed {
    pub title: String,
    pub opens_at: Moment,
    pub closes_at: Moment,
    pub slots: i64,
}

pub async fn managed(viewer: &Viewer, may: &May<Manage, RoundId>) -> Result<Managed> {
    let row: Option<Managed> = viewer
        .db()
        .query(sql!(
            "SELECT r.title, r.opens_at, r.closes_at,
                    (SELECT CAST(COUNT(*) AS BIGINT) FROM slots t WHERE t.school_id = r.school_id AND t.round_id = r.id) AS slots
             FROM rounds r WHERE r.id = $1"
        ))
        .bind(may.thing())
        .maybe()
        .await?;
    row.ok_or(Failure::Gone)
}

/// Sets until when families can choose.
pub async fn close_at(viewer: &Viewer, may: May<Manage, RoundId>, closes: Moment) -> Result<()> {
    viewer.db().write((may, closes), |tx, (may, closes)| Box::pin(close_in(tx, may.thing(), *closes))).await
}

async fn close_in(tx: &mut Tx, round: &RoundId, closes: Moment) -> Result<()> {
    let touched = touch(tx, round.id()).await?;
    let close = change!("UPDATE rounds SET closes_at = $1 WHERE id = $2");
    touched.change(tx, close).bind(closes).bind(round).run().await?;
    Ok(())
}

/// Address and language of somebody whose talk was taken away; also when that is because the child left. Never of somebody blocked.
pub async fn addressee_of_what_was(robot: &Robot, notice: &Notice) -> Result<Option<(String, String)>> {
    Ok(robot
        .db()
        .query(sql!(
            "SELECT n.email, n.language FROM guardianships w JOIN reached n ON n.person_id = w.person_id
             WHERE w.person_id = $1 AND w.pupil_id = $2 AND w.household_id = $3 AND w.status = 'confirmed' AND w.authority
               AND n.email IS NOT NULL"
        ))
        .bind(&notice.person)
        .bind(&notice.pupil)
        .bind(&notice.household)
        .maybe()
        .await?)
}

/// Address and language of somebody who is still a guardian of that household; nobody otherwise.
pub async fn addressee(robot: &Robot, notice: &Notice, today: Day) -> Result<Option<(String, String)>> {
    Ok(robot
        .db()
        .query(sql!(
            "SELECT n.email, n.language FROM belongs s
             JOIN guardianships w ON w.person_id = s.person_id AND w.pupil_id = s.circle_id
             JOIN reached n ON n.person_id = s.person_id
             WHERE s.person_id = $1 AND s.kind = 'family' AND s.reason = 'guardian' AND s.circle_id = $2
               AND w.household_id = $3 AND $4 BETWEEN s.starts_on AND s.ends_on AND n.email IS NOT NULL"
        ))
        .bind(&notice.person)
        .bind(&notice.pupil)
        .bind(&notice.household)
        .bind(today)
        .maybe()
        .await?)
}
