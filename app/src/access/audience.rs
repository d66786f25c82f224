//! Audiences: to whom a subject goes, who that is, and why. One SQL definition, read in both directions.
use std::collections::HashMap;

use super::asked::waits_for_all;
use super::circles::{Kind, Side};
use super::live::News;
use super::subjects::reaches;
use super::{CircleId, GroupId, Manage, May, PersonId, Reason, Shared, Touched, Viewer, Write};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::{Failure, Problem, Result};
use crate::base::name::Name;
use crate::base::text::order;
use crate::sql;

/// A circle, and whom of it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Part {
    pub circle: String,
    pub side: Side,
}

/// Parts that the viewer may write to: can only be made by asking.
#[derive(Debug, Clone)]
pub struct Audience(Vec<Part>);

/// Somebody who will see it, with one reason per line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub person: PersonId,
    pub name: String,
    pub reasons: Vec<(Reason, String)>,
    /// Of a family that is protected, as far as the viewer must know: who leads, who looks after support, who teaches the child.
    pub protected: bool,
}

impl Audience {
    /// «group:ID», «school» or «circle:ID», as forms send it, and whom of them. Refuses what the viewer may not write to.
    pub async fn chosen(viewer: &Viewer, chosen: &[String], side: Side) -> Result<Self> {
        if chosen.is_empty() {
            return Err(Failure::invalid("audience", Problem::Required));
        }
        let mut parts = Vec::new();
        for choice in chosen {
            let circle = match choice.split_once(':') {
                Some(("group", id)) => viewer.may(Write, GroupId::from(id)).await?.thing().0.clone(),
                Some(("circle", id)) => viewer.may(Write, CircleId::from(id)).await?.thing().0.clone(),
                _ if choice == "school" => viewer.may(Write, viewer.school.clone()).await?.thing().0.clone(),
                _ => return Err(Failure::invalid("audience", Problem::Unknown)),
            };
            let side = if has_sides(viewer, &circle).await? { side } else { Side::All };
            let part = Part { circle, side };
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        Ok(Audience(parts))
    }

    pub fn parts(&self) -> &[Part] {
        &self.0
    }
}

/// Whoever has a role, or works together, does so on one side only: asked for the other one, it would be for nobody.
async fn has_sides(viewer: &Viewer, circle: &str) -> Result<bool> {
    let statement = sql!("SELECT c.kind FROM circles c WHERE c.id = $1 AND c.school_id = $2");
    let (kind,): (String,) = viewer.db().query(statement).bind(circle).bind(&viewer.school).one().await?;
    Ok(!matches!(Kind::try_from(kind), Ok(Kind::Role | Kind::WorkGroup)))
}

/// Writes a subject and to whom it goes, replacing a draft of the same owner. `Gone` when the id is somebody else's.
pub async fn save<T: Shared>(
    tx: &mut Tx,
    viewer: &Viewer,
    thing: &T,
    audience: &Audience,
    draft: bool,
) -> Result<Touched> {
    // A draft is shared at no moment yet.
    let (at, day) = if draft { (Moment(0), None) } else { (viewer.now, Some(viewer.today)) };
    let saved = tx
        .query(sql!(
            "INSERT INTO subjects (id, school_id, kind, owner_id, draft, shared_at, shared_on) VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (id) DO UPDATE SET draft = excluded.draft, shared_at = excluded.shared_at, shared_on = excluded.shared_on
             WHERE subjects.owner_id = excluded.owner_id AND subjects.kind = excluded.kind AND subjects.draft"
        ))
        .bind(thing.id())
        .bind(&viewer.school)
        .bind(T::KIND.code)
        .bind(&viewer.person)
        .bind(draft)
        .bind(at)
        .bind(day.filter(|_| T::KIND.of_a_moment))
        .run()
        .await?;
    if saved == 0 {
        return Err(Failure::Gone);
    }
    address(tx, thing.id(), audience).await?;
    if !draft {
        if T::KIND.asks {
            waits_for_all(tx, thing.id(), viewer.today).await?;
        }
        News::Touched { school: viewer.school.0.clone(), subject: thing.id().to_owned() }.announce(tx).await?;
    }
    Ok(Touched::written(thing.id()))
}

async fn address(tx: &mut Tx, subject: &str, audience: &Audience) -> Result<()> {
    tx.query(sql!("DELETE FROM subject_parts WHERE subject_id = $1")).bind(subject).run().await?;
    for part in audience.parts() {
        tx.query(sql!("INSERT INTO subject_parts (subject_id, circle_id, side) VALUES ($1, $2, $3)"))
            .bind(subject)
            .bind(&part.circle)
            .bind(part.side.code())
            .run()
            .await?;
    }
    Ok(())
}

/// Somebody as the audience names them: for one reason, about one pupil or group.
#[derive(Debug, sqlx::FromRow)]
struct Named {
    id: PersonId,
    #[sqlx(flatten)]
    name: Name,
    reason: String,
    about: String,
    protected: bool,
}

/// «Who sees this?»: everybody in the audience, by name, with every reason («guardian of Noor»).
pub async fn members<T: Shared>(viewer: &Viewer, may: &May<Manage, T>) -> Result<Vec<Member>> {
    let rows: Vec<Named> = viewer
        .db()
        .query(sql!(concat!(
            "SELECT n.id, n.call_name, n.infix, n.last_name, b.reason, COALESCE(MIN(u.call_name), MIN(g.name), '') AS about,
                    EXISTS (SELECT 1 FROM protected x WHERE x.person_id = n.id AND x.pupil_id = b.about_id AND ($3 OR EXISTS (
                      SELECT 1 FROM memberships m JOIN taught t ON t.group_id = m.group_id
                      WHERE m.pupil_id = b.about_id AND t.person_id = $4 AND $2 BETWEEN m.starts_on AND m.ends_on
                        AND $2 BETWEEN t.starts_on AND t.ends_on))) AS protected
             FROM subjects a JOIN subject_parts p ON p.subject_id = a.id JOIN belongs b ON b.school_id = a.school_id AND ", reaches!(), "
             JOIN persons n ON n.id = b.person_id
             LEFT JOIN pupils u ON u.id = b.about_id
             LEFT JOIN school_groups g ON g.id = b.about_id
             WHERE a.id = $1
             GROUP BY n.id, n.call_name, n.infix, n.last_name, b.reason, b.about_id"
        )))
        .bind(may.thing().id())
        .bind(viewer.today)
        .bind(viewer.standing().leads() || viewer.standing().coordinator)
        .bind(&viewer.person)
        .all()
        .await?;
    Ok(gather(rows))
}

fn gather(rows: Vec<Named>) -> Vec<Member> {
    let mut members: Vec<(order::Place, Member)> = Vec::new();
    let mut known = HashMap::new();
    for row in rows {
        let Some(reason) = Reason::of(&row.reason) else { continue };
        let at = *known.entry(row.id.clone()).or_insert_with(|| {
            let name = row.name.to_string();
            let place = row.name.place();
            members.push((place, Member { person: row.id, name, reasons: Vec::new(), protected: false }));
            members.len() - 1
        });
        members[at].1.reasons.push((reason, row.about));
        members[at].1.protected |= row.protected;
    }
    for (_, member) in &mut members {
        member.reasons.sort();
        member.reasons.dedup();
    }
    // Those who see it for the same reason, in the order of a Dutch list.
    members.sort_by_cached_key(|(place, member)| {
        (member.reasons.first().map(|reason| reason.0), place.clone(), member.person.clone())
    });
    members.into_iter().map(|(_, member)| member).collect()
}
