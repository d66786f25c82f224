//! A random world as rows of the tables.
use super::relations::{GROUPS, PERSONS, PUPILS, ROLES, Written};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::sql;

macro_rules! row {
    ($tx:ident, $text:literal, $($value:expr),+) => {
        $tx.query(sql!($text))$(.bind($value))+.run().await?
    };
}

pub async fn write(tx: &mut Tx, w: &Written) -> Result<()> {
    let school = w.id("school", 0);
    row!(tx, "INSERT INTO boards (id, name) VALUES ($1, 'board')", w.id("board", 0));
    row!(
        tx,
        "INSERT INTO schools (id, board_id, name, place, brin) VALUES ($1, $2, 'school', 'place', $3)",
        school.clone(),
        w.id("board", 0),
        w.name.clone()
    );
    row!(tx, "INSERT INTO openings (school_id, module, opens_on) VALUES ($1, 'news', '0001-01-01')", school.clone());
    groups_and_people(tx, w, &school).await?;
    children(tx, w, &school).await?;
    guardians(tx, w, &school).await?;
    staff(tx, w, &school).await?;
    row!(
        tx,
        "INSERT INTO audiences (id, school_id, kind, owner_id, draft, shared_on) VALUES ($1, $2, 'post', $3, FALSE, $4)",
        w.id("post", 0),
        school,
        w.id("person", PERSONS),
        w.day(w.world.shared)
    );
    for part in &w.world.parts {
        row!(
            tx,
            "INSERT INTO audience_parts (audience_id, kind, target_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            w.id("post", 0),
            part.0.code().to_owned(),
            w.target(*part)
        );
    }
    Ok(())
}

async fn groups_and_people(tx: &mut Tx, w: &Written, school: &str) -> Result<()> {
    for group in 0..GROUPS {
        row!(
            tx,
            "INSERT INTO school_groups (id, school_id, import_key, name, year_group, starts_on) VALUES ($1, $2, $3, 'group', '', '0001-01-01')",
            w.id("group", group),
            school.to_owned(),
            w.id("group", group)
        );
    }
    // One more: the owner of the post, with no seat at all.
    for person in 0..=PERSONS {
        row!(
            tx,
            "INSERT INTO persons (id, school_id, call_name, last_name) VALUES ($1, $2, $1, '')",
            w.id("person", person),
            school.to_owned()
        );
        row!(
            tx,
            "INSERT INTO sessions (id, token_hash, school_id, person_id, device, started_at, seen_at, ends_at) VALUES ($1, $2, $3, $1, '', $4, $4, $5)",
            w.id("person", person),
            crate::base::ids::hash(&w.id("person", person)),
            school.to_owned(),
            w.now,
            w.now.plus(Moment::DAY)
        );
    }
    Ok(())
}

async fn children(tx: &mut Tx, w: &Written, school: &str) -> Result<()> {
    for (pupil, (from, to)) in w.world.pupils.iter().enumerate() {
        row!(
            tx,
            "INSERT INTO pupils (id, school_id, import_key, call_name, last_name, year_group, starts_on, ends_on) VALUES ($1, $2, $1, 'pupil', '', '', $3, $4)",
            w.id("pupil", pupil),
            school.to_owned(),
            w.day(*from),
            w.day(*to)
        );
    }
    for (at, membership) in w.world.memberships.iter().enumerate() {
        let Some((from, to)) = membership else { continue };
        row!(
            tx,
            "INSERT INTO memberships (id, school_id, pupil_id, group_id, starts_on, ends_on) VALUES ($1, $2, $3, $4, $5, $6)",
            w.id("membership", at),
            school.to_owned(),
            w.id("pupil", at / GROUPS),
            w.id("group", at % GROUPS),
            w.day(*from),
            w.day(*to)
        );
    }
    Ok(())
}

async fn guardians(tx: &mut Tx, w: &Written, school: &str) -> Result<()> {
    row!(
        tx,
        "INSERT INTO households (id, school_id, label) VALUES ($1, $2, 'household')",
        w.id("household", 0),
        school.to_owned()
    );
    for (at, guardian) in w.world.guardians.iter().enumerate() {
        let Some((status, authority, to)) = guardian else { continue };
        row!(
            tx,
            "INSERT INTO guardianships (id, school_id, pupil_id, person_id, household_id, status, authority, ends_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            w.id("guardianship", at),
            school.to_owned(),
            w.id("pupil", at % PUPILS),
            w.id("person", at / PUPILS),
            w.id("household", 0),
            (*status).to_owned(),
            *authority,
            w.day(*to)
        );
    }
    Ok(())
}

async fn staff(tx: &mut Tx, w: &Written, school: &str) -> Result<()> {
    for (at, teaching) in w.world.teaching.iter().enumerate() {
        let Some((from, to)) = teaching else { continue };
        row!(
            tx,
            "INSERT INTO teaching (id, school_id, person_id, group_id, starts_on, ends_on) VALUES ($1, $2, $3, $4, $5, $6)",
            w.id("teaching", at),
            school.to_owned(),
            w.id("person", at / GROUPS),
            w.id("group", at % GROUPS),
            w.day(*from),
            w.day(*to)
        );
    }
    for (at, role) in w.world.roles.iter().enumerate() {
        let Some((confirmed, (from, to))) = role else { continue };
        row!(
            tx,
            "INSERT INTO staff_roles (id, school_id, person_id, role, status, starts_on, ends_on) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            w.id("role", at),
            school.to_owned(),
            w.id("person", at / ROLES.len()),
            ROLES[at % ROLES.len()].to_owned(),
            if *confirmed { "confirmed" } else { "proposed" }.to_owned(),
            w.day(*from),
            w.day(*to)
        );
    }
    Ok(())
}
