//! A random world as rows of the tables.
use super::relations::{GROUPS, HOUSEHOLDS, PERSONS, PUPILS, ROLES, Written, YEARS};
use crate::access::{Kind, Module, SubjectKind};
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
    for module in Module::ALL.into_iter().filter(|module| w.world.open[*module as usize]) {
        row!(
            tx,
            "INSERT INTO openings (school_id, module, opens_on) VALUES ($1, $2, '0001-01-01')",
            &school,
            module.code()
        );
    }
    circles(tx, w, &school).await?;
    groups_and_people(tx, w, &school).await?;
    children(tx, w, &school).await?;
    guardians(tx, w, &school).await?;
    staff(tx, w, &school).await?;
    for kind in SubjectKind::all() {
        subject(tx, w, &school, kind).await?;
    }
    Ok(())
}

async fn subject(tx: &mut Tx, w: &Written, school: &str, kind: &SubjectKind) -> Result<()> {
    let id = w.id(kind.code, 0);
    row!(
        tx,
        "INSERT INTO subjects (id, school_id, kind, owner_id, draft, shared_at, shared_on) VALUES ($1, $2, $3, $4, FALSE, $5, $6)",
        &id,
        school,
        kind.code,
        w.id("person", PERSONS),
        w.now,
        kind.of_a_moment.then(|| w.day(w.world.shared))
    );
    for (circle, number, side) in &w.world.parts {
        row!(
            tx,
            "INSERT INTO subject_parts (subject_id, circle_id, side) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            &id,
            w.circle(*circle, *number),
            side.code()
        );
    }
    for (person, _) in w.world.exceptions.iter().enumerate().filter(|(_, out)| **out) {
        row!(
            tx,
            "INSERT INTO subject_exceptions (subject_id, person_id, reason) VALUES ($1, $2, 'asked')",
            &id,
            w.id("person", person)
        );
    }
    Ok(())
}

async fn circles(tx: &mut Tx, w: &Written, school: &str) -> Result<()> {
    let kinds = [
        (Kind::School, 1),
        (Kind::Group, GROUPS),
        (Kind::Family, PUPILS),
        (Kind::Year, YEARS),
        (Kind::Household, HOUSEHOLDS),
        (Kind::Role, ROLES.len()),
        (Kind::WorkGroup, 1),
    ];
    for (kind, many) in kinds {
        for number in 0..many {
            row!(
                tx,
                "INSERT INTO circles (id, school_id, kind) VALUES ($1, $2, $3)",
                w.circle(kind, number),
                school.to_owned(),
                kind.code().to_owned()
            );
        }
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
        row!(tx, "INSERT INTO accounts (id, email, password_hash) VALUES ($1, $1, '')", w.id("person", person));
        row!(
            tx,
            "INSERT INTO account_persons (person_id, account_id, school_id, looked_at) VALUES ($1, $1, $2, 0)",
            w.id("person", person),
            school.to_owned()
        );
        row!(
            tx,
            "INSERT INTO sessions (id, token_hash, account_id, person_id, device, started_at, seen_at, ends_at) VALUES ($1, $2, $1, $1, '', $3, $3, $4)",
            w.id("person", person),
            crate::base::ids::hash(&w.id("person", person)),
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
            w.id("family", pupil),
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
            w.id("family", at / GROUPS),
            w.id("group", at % GROUPS),
            w.day(*from),
            w.day(*to)
        );
    }
    years(tx, w, school).await
}

async fn years(tx: &mut Tx, w: &Written, school: &str) -> Result<()> {
    for (at, year) in w.world.years.iter().enumerate() {
        let Some((from, to)) = year else { continue };
        row!(
            tx,
            "INSERT INTO pupil_years (pupil_id, school_id, code, starts_on, ends_on) VALUES ($1, $2, $3, $4, $5)",
            w.id("family", at / YEARS),
            school.to_owned(),
            (at % YEARS).to_string(),
            w.day(*from),
            w.day(*to)
        );
    }
    for (at, _) in w.world.group_years.iter().enumerate().filter(|(_, has)| **has) {
        row!(
            tx,
            "INSERT INTO group_years (group_id, school_id, code) VALUES ($1, $2, $3)",
            w.id("group", at / YEARS),
            school.to_owned(),
            (at % YEARS).to_string()
        );
    }
    Ok(())
}

async fn guardians(tx: &mut Tx, w: &Written, school: &str) -> Result<()> {
    for household in 0..HOUSEHOLDS {
        row!(
            tx,
            "INSERT INTO households (id, school_id, label) VALUES ($1, $2, $1)",
            w.id("household", household),
            school.to_owned()
        );
    }
    for (at, guardian) in w.world.guardians.iter().enumerate() {
        let Some((status, authority, to, household)) = guardian else { continue };
        row!(
            tx,
            "INSERT INTO guardianships (id, school_id, pupil_id, person_id, household_id, status, authority, ends_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            w.id("guardianship", at),
            school.to_owned(),
            w.id("family", at % PUPILS),
            w.id("person", at / PUPILS),
            w.id("household", *household),
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
            "INSERT INTO roles (id, school_id, person_id, role, status, starts_on, ends_on) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            w.id("role", at),
            school.to_owned(),
            w.id("person", at / ROLES.len()),
            ROLES[at % ROLES.len()].to_owned(),
            if *confirmed { "confirmed" } else { "proposed" }.to_owned(),
            w.day(*from),
            w.day(*to)
        );
    }
    work(tx, w, school).await
}

async fn work(tx: &mut Tx, w: &Written, school: &str) -> Result<()> {
    for (person, work) in w.world.work.iter().enumerate() {
        let Some((from, to)) = work else { continue };
        row!(
            tx,
            "INSERT INTO circle_members (circle_id, person_id, school_id, starts_on, ends_on) VALUES ($1, $2, $3, $4, $5)",
            w.circle(Kind::WorkGroup, 0),
            w.id("person", person),
            school.to_owned(),
            w.day(*from),
            w.day(*to)
        );
    }
    Ok(())
}
