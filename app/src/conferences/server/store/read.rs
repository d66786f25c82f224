//! Statements behind the list of rounds and behind choosing a time. They always start at the viewer.
use crate::access::{Action, HouseholdId, May, PersonId, PupilId, Viewer, Visible};
use crate::base::clock::Moment;
use crate::base::day::Day;
use crate::base::failure::{Failure, Result};
use crate::base::name::Name;
use crate::conferences::server::{BookingId, RoundId, SlotId};
use crate::sql;

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Round {
    pub id: RoundId,
    pub title: String,
    pub opens_at: Moment,
    pub closes_at: Moment,
    pub over_at: Option<Moment>,
    pub slots: i64,
    pub booked: i64,
    /// Pairs of pupil and household: every household has a talk of its own.
    pub families: i64,
    pub owner: bool,
}

/// The rounds that the viewer sees, the last to close first.
pub async fn rounds(viewer: &Viewer, rounds: &Visible<RoundId>) -> Result<Vec<Round>> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT r.id, r.title, r.opens_at, r.closes_at,
                    (SELECT MAX(t.ends_at) FROM slots t WHERE t.school_id = r.school_id AND t.round_id = r.id) AS over_at,
                    (SELECT CAST(COUNT(*) AS BIGINT) FROM slots t WHERE t.school_id = r.school_id AND t.round_id = r.id) AS slots,
                    (SELECT CAST(COUNT(*) AS BIGINT) FROM bookings b WHERE b.round_id = r.id) AS booked,
                    (SELECT CAST(COUNT(DISTINCT m.pupil_id || ' ' || w.household_id) AS BIGINT)
                     FROM subject_parts p JOIN memberships m ON m.group_id = p.circle_id AND $2 BETWEEN m.starts_on AND m.ends_on
                     JOIN guardianships w ON w.pupil_id = m.pupil_id AND w.status = 'confirmed' AND w.authority AND $2 <= w.ends_on
                     WHERE p.subject_id = r.id) AS families,
                    a.owner_id = $1 AS owner
             FROM rounds r JOIN subjects a ON a.id = r.id
             WHERE r.school_id = $3 AND r.id IN (SELECT value FROM json_each($4))
             ORDER BY r.closes_at DESC, r.id"
        ))
        .bind(&viewer.person)
        .bind(viewer.today)
        .bind(&viewer.school)
        .bind_list(&rounds.ids())
        .all()
        .await?)
}

/// A child of the viewer in a round, with the talk of this household if there is one.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Child {
    pub round_id: RoundId,
    pub opens_at: Moment,
    pub closes_at: Moment,
    pub pupil_id: PupilId,
    pub pupil: String,
    pub booking_id: Option<BookingId>,
    pub slot_id: Option<SlotId>,
    pub date: Option<Day>,
    pub starts: Option<String>,
    pub ends: Option<String>,
    pub starts_at: Option<Moment>,
    #[sqlx(flatten)]
    pub name: Name,
}

impl Child {
    pub fn teacher(&self) -> String {
        self.name.to_string()
    }
}

/// Every child of the viewer in every round, by the time of the talk.
pub async fn children(viewer: &Viewer) -> Result<Vec<Child>> {
    let mut rows: Vec<Child> = viewer
        .db()
        .query(sql!(
            "SELECT r.id AS round_id, r.opens_at, r.closes_at, u.id AS pupil_id, u.call_name AS pupil,
                    b.id AS booking_id, t.id AS slot_id, t.date, t.starts, t.ends, t.starts_at, n.call_name, n.infix, n.last_name
             FROM belongs s
             JOIN guardianships w ON w.person_id = s.person_id AND w.pupil_id = s.circle_id
             JOIN pupils u ON u.id = s.circle_id
             JOIN memberships m ON m.pupil_id = u.id AND $2 BETWEEN m.starts_on AND m.ends_on
             JOIN school_groups g ON g.id = m.group_id
             JOIN subject_parts p ON p.circle_id = g.id
             JOIN rounds r ON r.id = p.subject_id
             JOIN subjects a ON a.id = r.id AND NOT a.draft
             LEFT JOIN bookings b ON b.round_id = r.id AND b.pupil_id = u.id AND b.household_id = w.household_id
             LEFT JOIN slots t ON t.id = b.slot_id
             LEFT JOIN persons n ON n.id = t.teacher_id
             WHERE s.person_id = $1 AND s.kind = 'family' AND s.reason = 'guardian'
               AND $2 BETWEEN s.starts_on AND s.ends_on AND r.school_id = $3
             ORDER BY t.starts_at NULLS LAST, u.birth_date NULLS LAST, u.id, g.composite"
        ))
        .bind(&viewer.person)
        .bind(viewer.today)
        .bind(&viewer.school)
        .all()
        .await?;
    let mut seen = std::collections::HashSet::new();
    // A child of two groups of the round (its own and a composite one) is still one child.
    rows.retain(|row| seen.insert((row.round_id.clone(), row.pupil_id.clone())));
    Ok(rows)
}

/// The round and the pupil that a talk is about.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct About {
    pub title: String,
    pub minutes: i64,
    pub opens_at: Moment,
    pub closes_at: Moment,
    pub pupil: String,
    pub group_name: String,
}

pub async fn about<A: Action>(viewer: &Viewer, may: &May<A, (RoundId, PupilId)>) -> Result<About> {
    let (round, pupil) = may.thing();
    let found: Option<About> = viewer
        .db()
        .query(sql!(
            "SELECT r.title, r.minutes, r.opens_at, r.closes_at, u.call_name AS pupil,
                    (SELECT MIN(g.name) FROM memberships m JOIN school_groups g ON g.id = m.group_id
                     JOIN subject_parts p ON p.circle_id = g.id AND p.subject_id = r.id
                     WHERE m.pupil_id = u.id AND $3 BETWEEN m.starts_on AND m.ends_on) AS group_name
             FROM rounds r JOIN pupils u ON u.school_id = r.school_id WHERE r.id = $1 AND u.id = $2"
        ))
        .bind(round)
        .bind(pupil)
        .bind(viewer.today)
        .maybe()
        .await?;
    found.ok_or(Failure::Gone)
}

/// A household that a pupil belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    pub id: HouseholdId,
    pub guardians: Vec<String>,
    /// The viewer is one of them.
    pub mine: bool,
}

#[derive(sqlx::FromRow)]
struct AtHome {
    household_id: HouseholdId,
    id: PersonId,
    #[sqlx(flatten)]
    name: Name,
}

/// The households of a pupil, each with its confirmed guardians. Only the office may see more than its own.
pub async fn families<A: Action>(viewer: &Viewer, may: &May<A, (RoundId, PupilId)>) -> Result<Vec<Family>> {
    let rows: Vec<AtHome> = viewer
        .db()
        .query(sql!(
            "SELECT w.household_id, n.id, n.call_name, n.infix, n.last_name
             FROM belongs s JOIN guardianships w ON w.person_id = s.person_id AND w.pupil_id = s.circle_id
             JOIN households h ON h.id = w.household_id JOIN persons n ON n.id = w.person_id
             WHERE s.kind = 'family' AND s.reason = 'guardian' AND s.circle_id = $1 AND $2 BETWEEN s.starts_on AND s.ends_on
             ORDER BY h.id"
        ))
        .bind(&may.thing().1)
        .bind(viewer.today)
        .all()
        .await?;
    let mut families: Vec<Family> = Vec::new();
    for row in rows {
        let place = families.iter().position(|family| family.id == row.household_id).unwrap_or(families.len());
        if place == families.len() {
            families.push(Family { id: row.household_id, guardians: Vec::new(), mine: false });
        }
        families[place].guardians.push(row.name.to_string());
        families[place].mine |= row.id == viewer.person;
    }
    families.iter_mut().for_each(|family| family.guardians.sort());
    families.retain(|family| family.mine || viewer.standing().leads());
    Ok(families)
}

/// A slot that this pupil's guardians can choose from, free or not. Who has it stays unsaid.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Slot {
    pub id: SlotId,
    pub date: Day,
    pub starts: String,
    pub ends: String,
    pub starts_at: Moment,
    pub ends_at: Moment,
    pub teacher_id: PersonId,
    #[sqlx(flatten)]
    pub name: Name,
    /// A group of the round that this teacher teaches; empty when there is none any more.
    pub teaches: String,
    pub taken: bool,
    /// The booking of this household for this pupil.
    pub booking_id: Option<BookingId>,
    pub note: Option<String>,
}

impl Slot {
    pub fn teacher(&self) -> String {
        self.name.to_string()
    }

    pub fn span(&self) -> (i64, i64) {
        (self.starts_at.0, self.ends_at.0)
    }
}

/// The slots of the teachers of this pupil, in the order of days, teachers and times. A talk that stands is among them, also
/// when its teacher no longer teaches the group: it can be moved.
pub async fn slots<A: Action>(
    viewer: &Viewer,
    may: &May<A, (RoundId, PupilId)>,
    family: &HouseholdId,
) -> Result<Vec<Slot>> {
    let (round, pupil) = may.thing();
    let mut rows: Vec<Slot> = viewer
        .db()
        .query(sql!(
            "SELECT t.id, t.date, t.starts, t.ends, t.starts_at, t.ends_at, t.teacher_id, n.call_name, n.infix, n.last_name,
                    COALESCE((SELECT MIN(g.name) FROM teaching x JOIN school_groups g ON g.id = x.group_id
                              JOIN subject_parts p ON p.circle_id = g.id AND p.subject_id = t.round_id
                              WHERE x.person_id = t.teacher_id AND t.date BETWEEN x.starts_on AND x.ends_on), '') AS teaches,
                    b.id IS NOT NULL AS taken,
                    CASE WHEN b.pupil_id = $3 AND b.household_id = $4 THEN b.id END AS booking_id,
                    CASE WHEN b.pupil_id = $3 AND b.household_id = $4 THEN b.note END AS note
             FROM slots t JOIN persons n ON n.id = t.teacher_id LEFT JOIN bookings b ON b.slot_id = t.id
             WHERE t.school_id = $1 AND t.round_id = $2 AND ((b.pupil_id = $3 AND b.household_id = $4) OR EXISTS (
                 SELECT 1 FROM memberships m
                 JOIN subject_parts p ON p.circle_id = m.group_id AND p.subject_id = t.round_id
                 JOIN teaching x ON x.group_id = m.group_id AND x.person_id = t.teacher_id
                 WHERE m.pupil_id = $3 AND $5 BETWEEN m.starts_on AND m.ends_on AND t.date BETWEEN x.starts_on AND x.ends_on))
"
        ))
        .bind(&viewer.school)
        .bind(round)
        .bind(pupil)
        .bind(family)
        .bind(viewer.today)
        .all()
        .await?;
    let place = |row: &Slot| row.name.place();
    rows.sort_by_cached_key(|row| (row.date, place(row), row.teacher(), row.teacher_id.clone(), row.starts_at));
    Ok(rows)
}

/// Another talk of the same household.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Other {
    pub pupil: String,
    pub date: Day,
    pub starts: String,
    pub starts_at: Moment,
    pub ends_at: Moment,
    /// Whether the viewer may know whose talk it is.
    pub known: bool,
}

/// The other talks of the household from today on: siblings are planned around them.
pub async fn others<A: Action>(
    viewer: &Viewer,
    may: &May<A, (RoundId, PupilId)>,
    family: &HouseholdId,
) -> Result<Vec<Other>> {
    let (round, pupil) = may.thing();
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT u.call_name AS pupil, t.date, t.starts, t.starts_at, t.ends_at,
                    EXISTS (SELECT 1 FROM belongs s WHERE s.kind = 'family' AND s.circle_id = u.id AND s.person_id = $1
                            AND s.reason IN ('guardian', 'head', 'office') AND $2 BETWEEN s.starts_on AND s.ends_on) AS known
             FROM bookings b JOIN slots t ON t.id = b.slot_id JOIN pupils u ON u.id = b.pupil_id
             WHERE b.school_id = $3 AND b.household_id = $4 AND t.date >= $2 AND NOT (b.round_id = $5 AND b.pupil_id = $6)
             ORDER BY t.starts_at"
        ))
        .bind(&viewer.person)
        .bind(viewer.today)
        .bind(&viewer.school)
        .bind(family)
        .bind(round)
        .bind(pupil)
        .all()
        .await?)
}
