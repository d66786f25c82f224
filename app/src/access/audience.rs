//! Audiences: to whom something goes, who that is, and why. One SQL definition, read in both directions.
use std::collections::HashMap;

use super::{Kind, PersonId, Reason, Robot, SchoolId, Shared, Viewer};
use crate::base::db::Tx;
use crate::base::failure::{Failure, Problem, Result};
use crate::base::text::order;
use crate::sql;

/// One group, one pupil, or the whole school.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Part {
    pub kind: Kind,
    pub target: String,
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
}

impl Audience {
    /// «group:ID» or «school», as forms send it. Refuses what the viewer may not write to.
    pub async fn chosen(viewer: &Viewer, chosen: &[String]) -> Result<Self> {
        if chosen.is_empty() {
            return Err(Failure::invalid("audience", Problem::Required));
        }
        let mut parts = Vec::new();
        for choice in chosen {
            let part = match choice.split_once(':') {
                Some(("group", id)) => {
                    let may = viewer.may(super::Write, super::GroupId::from(id)).await?;
                    Part { kind: Kind::Group, target: may.thing().0.clone() }
                }
                _ if choice == "school" => {
                    let may = viewer.may(super::Write, viewer.school.clone()).await?;
                    Part { kind: Kind::School, target: may.thing().0.clone() }
                }
                _ => return Err(Failure::invalid("audience", Problem::Unknown)),
            };
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

/// Writes the audience of a thing, replacing a draft of the same owner. `Gone` when the id is somebody else's.
pub async fn save<T: Shared>(tx: &mut Tx, viewer: &Viewer, thing: &T, audience: &Audience, draft: bool) -> Result<()> {
    let whose = Owner { school: viewer.school.clone(), person: viewer.person.clone() };
    let day = (!draft).then(|| viewer.today.clone());
    write(tx, &whose, thing, audience.parts(), day).await
}

/// Whose an audience is.
#[derive(Debug, Clone)]
pub struct Owner {
    pub school: SchoolId,
    pub person: PersonId,
}

/// Writes the audience of something that a robot brings along: the demo, an import.
pub async fn plant<T: Shared>(
    tx: &mut Tx,
    _robot: &Robot,
    owner: &Owner,
    thing: &T,
    parts: &[Part],
    day: &str,
) -> Result<()> {
    write(tx, owner, thing, parts, Some(day.to_owned())).await
}

/// `day`: on which it is shared; a draft has none yet.
async fn write<T: Shared>(tx: &mut Tx, owner: &Owner, thing: &T, parts: &[Part], day: Option<String>) -> Result<()> {
    let saved = tx
        .query(sql!(
            "INSERT INTO audiences (id, school_id, kind, owner_id, draft, shared_on) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (id) DO UPDATE SET draft = excluded.draft, shared_on = excluded.shared_on
             WHERE audiences.owner_id = excluded.owner_id AND audiences.kind = excluded.kind AND audiences.draft"
        ))
        .bind(thing.id().to_owned())
        .bind(owner.school.clone())
        .bind(T::KIND.to_owned())
        .bind(owner.person.clone())
        .bind(day.is_none())
        .bind(day.filter(|_| T::OF_A_MOMENT))
        .run()
        .await?;
    if saved == 0 {
        return Err(Failure::Gone);
    }
    tx.query(sql!("DELETE FROM audience_parts WHERE audience_id = $1")).bind(thing.id().to_owned()).run().await?;
    for part in parts {
        tx.query(sql!("INSERT INTO audience_parts (audience_id, kind, target_id) VALUES ($1, $2, $3)"))
            .bind(thing.id().to_owned())
            .bind(part.kind.code().to_owned())
            .bind(part.target.clone())
            .run()
            .await?;
    }
    Ok(())
}

/// «Who sees this?»: everybody in the audience, by name, with every reason («guardian of Noor»).
pub async fn members<T: Shared>(viewer: &Viewer, may: &super::May<super::Manage, T>) -> Result<Vec<Member>> {
    let rows: Vec<(PersonId, String, String, String, String, String)> = viewer
        .db()
        .query(sql!(
            "SELECT n.id, n.call_name, n.infix, n.last_name, s.reason, COALESCE(MIN(u.call_name), MIN(g.name), '')
             FROM audiences a JOIN audience_parts p ON p.audience_id = a.id
             JOIN scopes s ON s.kind = p.kind AND s.target_id = p.target_id
             JOIN persons n ON n.id = s.person_id
             LEFT JOIN pupils u ON u.id = s.about_id
             LEFT JOIN school_groups g ON g.id = s.about_id
             WHERE a.id = $1 AND $2 BETWEEN s.starts_on AND s.keeps_until
               AND COALESCE(a.shared_on, $2) BETWEEN s.since AND s.ends_on
             GROUP BY n.id, n.call_name, n.infix, n.last_name, s.reason, s.about_id"
        ))
        .bind(may.thing().id().to_owned())
        .bind(viewer.today.clone())
        .all()
        .await?;
    Ok(gather(rows))
}

fn gather(rows: Vec<(PersonId, String, String, String, String, String)>) -> Vec<Member> {
    let mut members: Vec<(order::Place, Member)> = Vec::new();
    let mut known = HashMap::new();
    for (person, call_name, infix, last_name, reason, about) in rows {
        let Some(reason) = Reason::of(&reason) else { continue };
        let at = *known.entry(person.clone()).or_insert_with(|| {
            let name = super::viewer::full_name(&call_name, &infix, &last_name);
            members.push((order::place(&call_name, &infix, &last_name), Member { person, name, reasons: Vec::new() }));
            members.len() - 1
        });
        members[at].1.reasons.push((reason, about));
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
