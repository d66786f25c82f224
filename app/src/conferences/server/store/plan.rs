//! Statements that write a round and its slots, and those that the form for it needs.
use crate::access::audience::{self, Audience};
use crate::access::{GroupId, PersonId, SchoolId, Touched, Viewer};
use crate::base::clock::Moment;
use crate::base::db::{DbError, Tx};
use crate::base::failure::{Failure, Problem, Result};
use crate::base::name::Name;
use crate::base::text::order;
use crate::conferences::server::plan::{NewSlot, Plan};
use crate::conferences::server::{RoundId, SlotId};
use crate::{change, sql};

/// A teacher of a group that the viewer may plan for; a group without teachers has one row without.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Teaching {
    pub group_id: GroupId,
    pub group_name: String,
    pub description: String,
    pub composite: bool,
    pub teacher_id: Option<PersonId>,
    #[sqlx(flatten)]
    pub name: Name,
}

impl Teaching {
    /// «3 · De Otters».
    pub fn label(&self) -> String {
        if self.description.is_empty() {
            self.group_name.clone()
        } else {
            format!("{} · {}", self.description, self.group_name)
        }
    }
}

/// The groups of the viewer (the office: all), each with its teachers.
pub async fn teaching(viewer: &Viewer) -> Result<Vec<Teaching>> {
    let mut rows: Vec<Teaching> = viewer
        .db()
        .query(sql!(
            "SELECT g.id AS group_id, g.name AS group_name, g.description, g.composite, n.id AS teacher_id, n.call_name, n.infix, n.last_name
             FROM school_groups g
             LEFT JOIN teaching t ON t.group_id = g.id AND $2 BETWEEN t.starts_on AND t.ends_on
             LEFT JOIN persons n ON n.id = t.person_id
             WHERE g.school_id = $3 AND $2 BETWEEN g.starts_on AND g.ends_on
               AND EXISTS (SELECT 1 FROM belongs s WHERE s.person_id = $1 AND s.kind = 'group' AND s.circle_id = g.id
                             AND s.reason IN ('teacher', 'head', 'office') AND $2 BETWEEN s.starts_on AND s.ends_on)
"
        ))
        .bind(&viewer.person)
        .bind(viewer.today)
        .bind(&viewer.school)
        .all()
        .await?;
    let place =
        |row: &Teaching| (row.composite, row.label(), order::folded(&row.name.last_name), row.teacher_id.clone());
    rows.sort_by_cached_key(place);
    Ok(rows)
}

/// A round that is to be opened; `form` is what was sent, as a hash.
#[derive(Debug, Clone)]
pub struct Opening {
    pub audience: Audience,
    pub plan: Plan,
    pub slots: Vec<NewSlot>,
    pub form: String,
}

/// Writes the round. The same form sent twice makes one; another form makes another, whatever key it brings.
pub async fn open(viewer: &Viewer, opening: Opening) -> Result<RoundId> {
    let args = (viewer.clone(), opening);
    viewer.db().write(args, |tx, (viewer, opening)| Box::pin(open_in(tx, viewer, opening))).await
}

async fn open_in(tx: &mut Tx, viewer: &Viewer, opening: &Opening) -> Result<RoundId> {
    let already: Option<(RoundId,)> = tx
        .query(sql!("SELECT r.id FROM rounds r JOIN subjects a ON a.id = r.id WHERE r.school_id = $1 AND a.owner_id = $2 AND r.form = $3"))
        .bind(&viewer.school)
        .bind(&viewer.person)
        .bind(&opening.form)
        .maybe()
        .await?;
    if let Some((round,)) = already {
        return Ok(round);
    }
    let mut plan = opening.plan.clone();
    let used: Option<(String,)> =
        tx.query(sql!("SELECT id FROM subjects WHERE id = $1")).bind(&plan.id).maybe().await?;
    if used.is_some() {
        plan.id = RoundId::new(viewer.now);
    }
    let touched = audience::save(tx, viewer, &plan.id, &opening.audience, false).await?;
    write(tx, viewer, &touched, (&plan, &opening.form)).await?;
    for slot in &opening.slots {
        write_slot(tx, &viewer.school, &plan.id, slot, viewer.now).await?;
    }
    take_minutes(tx, &viewer.school, &plan.id).await?;
    Ok(plan.id)
}

/// The round itself.
async fn write(tx: &mut Tx, viewer: &Viewer, touched: &Touched, (plan, form): (&Plan, &str)) -> Result<()> {
    let open = change!(
        "INSERT INTO rounds (id, school_id, title, minutes, gap, opens_at, closes_at, created_at, form)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    );
    touched
        .change(tx, open)
        .bind(&plan.id)
        .bind(&viewer.school)
        .bind(&plan.title)
        .bind(plan.minutes)
        .bind(plan.gap)
        .bind(plan.opens_at)
        .bind(plan.closes_at)
        .bind(viewer.now)
        .bind(form)
        .run()
        .await?;
    Ok(())
}

/// The minutes of the teachers. A teacher who has a talk in another round at that time: `Overlaps`; a minute that is somebody else's already is refused by its key, whatever was seen before.
async fn take_minutes(tx: &mut Tx, school: &SchoolId, round: &RoundId) -> Result<()> {
    let taken = tx
        .query(sql!(
            "INSERT INTO teacher_minutes (teacher_id, minute, slot_id)
             WITH RECURSIVE steps (step) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT step + 1 FROM steps WHERE step < 59)
             SELECT t.teacher_id, t.starts_at / 60000000 + s.step, t.id
             FROM slots t JOIN steps s ON t.starts_at / 60000000 + s.step < t.ends_at / 60000000
             WHERE t.school_id = $1 AND t.round_id = $2"
        ))
        .bind(school)
        .bind(round)
        .run()
        .await;
    match taken {
        Err(DbError::Taken) => Err(Failure::invalid("teacher", Problem::Overlaps)),
        answer => answer.map(drop).map_err(Failure::from),
    }
}

async fn write_slot(tx: &mut Tx, school: &SchoolId, round: &RoundId, slot: &NewSlot, now: Moment) -> Result<()> {
    let id = SlotId::new(now);
    let written = tx
        .query(sql!(
            "INSERT INTO slots (id, school_id, round_id, teacher_id, date, starts, ends, starts_at, ends_at)
             SELECT $1, $2, $3, n.id, $5, $6, $7, $8, $9 FROM persons n
             WHERE n.id = $4 AND n.school_id = $2
               AND NOT EXISTS (SELECT 1 FROM slots o WHERE o.teacher_id = n.id AND o.starts_at < $9 AND o.ends_at > $8)
             ON CONFLICT DO NOTHING"
        ))
        .bind(&id)
        .bind(school)
        .bind(round)
        .bind(&slot.teacher)
        .bind(slot.date)
        .bind(&slot.starts)
        .bind(&slot.ends)
        .bind(slot.starts_at)
        .bind(slot.ends_at)
        .run()
        .await?;
    if written == 0 { Err(Failure::invalid("teacher", Problem::Overlaps)) } else { Ok(()) }
}
