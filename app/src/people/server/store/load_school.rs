//! What the school has from its pupil administration, in the shape that the comparison wants.
use super::{Place, filled};
use crate::base::day::Day;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::people::server::kept;
use crate::people::server::periods;
use crate::sql;
use edexml::Names;
use edexml::plan::{Current, Held, Membership, Teaching};
use edexml::school::{Gender, Group, Pupil, Teacher, is_stable};

pub async fn current(tx: &mut Tx, place: &Place) -> Result<Current> {
    Ok(Current {
        groups: groups(tx, place).await?,
        pupils: pupils(tx, place).await?,
        memberships: memberships(tx, place).await?,
        teachers: teachers(tx, place).await?,
        teaching: teaching(tx, place).await?,
    })
}

async fn groups(tx: &mut Tx, place: &Place) -> Result<Vec<Held<Group>>> {
    let statement = sql!(
        "SELECT id, import_key, name, description, year_group, composite, ends_on FROM school_groups WHERE school_id = $1 ORDER BY id"
    );
    let rows: Vec<(String, String, String, String, String, bool, Day)> =
        tx.query(statement).bind(&place.school).all().await?;
    let held = |(id, key, name, description, year_group, composite, ends_on): (
        String,
        String,
        String,
        String,
        String,
        bool,
        Day,
    )| Held {
        id,
        ended: periods::ended(ends_on),
        value: Group { key, name, description: filled(description), year_group: filled(year_group), composite },
    };
    Ok(rows.into_iter().map(held).collect())
}

#[derive(sqlx::FromRow)]
struct PupilRow {
    id: String,
    import_key: String,
    call_name: String,
    infix: String,
    last_name: String,
    first_names: String,
    initials: String,
    gender: String,
    birth_date: Option<String>,
    year_group: String,
    starts_on: Day,
    ends_on: Day,
}

async fn pupils(tx: &mut Tx, place: &Place) -> Result<Vec<Held<Pupil>>> {
    let statement = sql!(
        "SELECT id, import_key, call_name, infix, last_name, first_names, initials, gender, birth_date, year_group, starts_on, ends_on
         FROM pupils WHERE school_id = $1 ORDER BY id"
    );
    let rows: Vec<PupilRow> = tx.query(statement).bind(&place.school).all().await?;
    Ok(rows.into_iter().map(pupil).collect())
}

fn pupil(row: PupilRow) -> Held<Pupil> {
    let names = Names {
        last_name: filled(row.last_name),
        infix: filled(row.infix),
        first_names: filled(row.first_names),
        initials: filled(row.initials),
        call_name: filled(row.call_name),
    };
    let ended = periods::ended(row.ends_on);
    let value = Pupil {
        stable_key: is_stable(&row.import_key),
        key: row.import_key,
        names,
        birth_date: row.birth_date,
        gender: Gender::from_code(&row.gender).unwrap_or_default(),
        year_group: filled(row.year_group),
        group_key: None,
        composite_keys: Vec::new(),
        from: periods::from(row.starts_on),
        until: ended.clone(),
    };
    Held { id: row.id, ended, value }
}

async fn memberships(tx: &mut Tx, place: &Place) -> Result<Vec<Held<Membership>>> {
    let statement = sql!(
        "SELECT m.id, p.import_key, g.import_key, m.starts_on, m.ends_on
         FROM memberships m JOIN pupils p ON p.id = m.pupil_id JOIN school_groups g ON g.id = m.group_id
         WHERE m.school_id = $1 ORDER BY m.starts_on, m.id"
    );
    let rows: Vec<(String, String, String, Day, Day)> = tx.query(statement).bind(&place.school).all().await?;
    let held = |(id, pupil_key, group_key, from, ends_on): (String, String, String, Day, Day)| {
        let until = periods::ended(ends_on);
        Held { id, ended: until.clone(), value: Membership { pupil_key, group_key, from: from.to_string(), until } }
    };
    Ok(rows.into_iter().map(held).collect())
}

#[derive(sqlx::FromRow)]
struct TeacherRow {
    id: String,
    import_key: String,
    call_name: String,
    infix: String,
    last_name: String,
    email: Option<String>,
    role: Option<String>,
    ends_on: Option<Day>,
}

/// A teacher is at school as long as their last role runs, and has the roles that run as long. What somebody gave by hand is no matter
/// of files.
async fn teachers(tx: &mut Tx, place: &Place) -> Result<Vec<Held<Teacher>>> {
    let statement = sql!(
        "SELECT p.id, p.import_key, p.call_name, p.infix, p.last_name, p.email, r.role, r.ends_on
         FROM persons p LEFT JOIN roles r ON r.person_id = p.id AND NOT r.by_hand
         WHERE p.school_id = $1 AND p.import_key IS NOT NULL ORDER BY p.id, r.ends_on DESC, r.starts_on, r.id"
    );
    let rows: Vec<TeacherRow> = tx.query(statement).bind(&place.school).all().await?;
    let mut held: Vec<Held<Teacher>> = Vec::new();
    for row in rows {
        let next = teacher(row);
        match held.last_mut().filter(|last| last.id == next.id) {
            Some(last) if last.ended == next.ended => last.value.roles.extend(next.value.roles),
            Some(_) => {}
            None => held.push(next),
        }
    }
    for teacher in &mut held {
        teacher.value.roles.sort();
        teacher.value.roles.dedup();
    }
    Ok(held)
}

fn teacher(row: TeacherRow) -> Held<Teacher> {
    let names = Names {
        last_name: filled(row.last_name),
        infix: filled(row.infix),
        call_name: filled(row.call_name),
        ..Names::default()
    };
    let value = Teacher {
        stable_key: is_stable(&row.import_key),
        key: row.import_key,
        names,
        email: row.email,
        roles: vec![row.role.map(|code| kept::role_of(&code)).unwrap_or_default()],
        group_keys: Vec::new(),
    };
    Held { id: row.id, ended: row.ends_on.and_then(periods::ended), value }
}

async fn teaching(tx: &mut Tx, place: &Place) -> Result<Vec<Held<Teaching>>> {
    let statement = sql!(
        "SELECT t.id, p.import_key, g.import_key, t.starts_on, t.ends_on
         FROM teaching t JOIN persons p ON p.id = t.person_id JOIN school_groups g ON g.id = t.group_id
         WHERE t.school_id = $1 AND p.import_key IS NOT NULL ORDER BY t.starts_on, t.id"
    );
    let rows: Vec<(String, String, String, Day, Day)> = tx.query(statement).bind(&place.school).all().await?;
    let held = |(id, teacher_key, group_key, from, ends_on): (String, String, String, Day, Day)| Held {
        id,
        ended: periods::ended(ends_on),
        value: Teaching { teacher_key, group_key, from: from.to_string() },
    };
    Ok(rows.into_iter().map(held).collect())
}
