//! Writes the changes of a school file: new rows, new values, ends of periods. Gives no role; it only proposes.
use std::collections::BTreeMap;

use super::{Place, circle, plain};
use crate::access::{Kind, circles};
use crate::accounts;
use crate::base::day::Day;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::base::ids;
use crate::people::server::{kept, periods};
use crate::sql;
use edexml::plan::{Changed, Changes, Current, Gone, Held, Membership, Plan, Teaching};
use edexml::school::{Group, Pupil, Teacher};

/// Key to id, of one kind of thing.
type Ids = BTreeMap<String, String>;

pub async fn apply(tx: &mut Tx, place: &Place, current: &Current, plan: &Plan) -> Result<()> {
    let mut groups = known(&current.groups, |group| &group.key);
    let mut pupils = known(&current.pupils, |pupil| &pupil.key);
    let mut teachers = known(&current.teachers, |teacher| &teacher.key);
    self::groups(tx, place, &plan.groups, &mut groups).await?;
    self::pupils(tx, place, &plan.pupils, &mut pupils).await?;
    memberships(tx, place, &plan.memberships, &pupils, &groups).await?;
    group_years(tx, place).await?;
    self::teachers(tx, place, &plan.teachers, &mut teachers).await?;
    teaching(tx, place, &plan.teaching, &teachers, &groups).await
}

fn known<T>(held: &[Held<T>], key: impl Fn(&T) -> &String) -> Ids {
    held.iter().map(|row| (key(&row.value).clone(), row.id.clone())).collect()
}

fn id_of(ids: &Ids, key: &str) -> String {
    // Every key of a plan is in the file or in the tables; if it were not, the foreign key refuses the empty id.
    ids.get(key).cloned().unwrap_or_default()
}

async fn groups(tx: &mut Tx, place: &Place, changes: &Changes<Group>, known: &mut Ids) -> Result<()> {
    for group in &changes.new {
        let id = ids::fresh(place.now);
        known.insert(group.key.clone(), id.clone());
        circle(tx, place, (&id, Kind::Group, "")).await?;
        tx.query(sql!(
            "INSERT INTO school_groups (id, school_id, import_key, name, description, year_group, composite, starts_on)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        ))
        .bind(id)
        .bind(&place.school)
        .bind(&group.key)
        .bind(&group.name)
        .bind(plain(&group.description))
        .bind(plain(&group.year_group))
        .bind(group.composite)
        .bind(place.on)
        .run()
        .await?;
    }
    for Changed { id, value, .. } in &changes.changed {
        tx.query(sql!("UPDATE school_groups SET name = $1, description = $2, year_group = $3, composite = $4, ends_on = $5 WHERE id = $6"))
            .bind(&value.name)
            .bind(plain(&value.description))
            .bind(plain(&value.year_group))
            .bind(value.composite)
            .bind(Day::OPEN)
            .bind(id)
            .run()
            .await?;
    }
    for Gone { id, until, .. } in &changes.gone {
        let end = sql!("UPDATE school_groups SET ends_on = $1 WHERE id = $2");
        tx.query(end).bind(periods::ends_on(Some(until))?).bind(id).run().await?;
    }
    Ok(())
}

async fn pupils(tx: &mut Tx, place: &Place, changes: &Changes<Pupil>, known: &mut Ids) -> Result<()> {
    for pupil in &changes.new {
        let id = ids::fresh(place.now);
        known.insert(pupil.key.clone(), id.clone());
        circle(tx, place, (&id, Kind::Family, "")).await?;
        tx.query(sql!(
            "INSERT INTO pupils (id, school_id, import_key, call_name, last_name, year_group, starts_on) VALUES ($1, $2, $3, '', '', '', $4)"
        ))
        .bind(&id)
        .bind(&place.school)
        .bind(&pupil.key)
        .bind(periods::starts_on(pupil.from.as_deref())?)
        .run()
        .await?;
        describe(tx, &id, pupil).await?;
        year(tx, place, &id, pupil).await?;
    }
    for Changed { id, value, .. } in &changes.changed {
        describe(tx, id, value).await?;
        year(tx, place, id, value).await?;
    }
    for Gone { id, until, .. } in &changes.gone {
        let end = sql!("UPDATE pupils SET ends_on = $1 WHERE id = $2");
        tx.query(end).bind(periods::ends_on(Some(until))?).bind(id).run().await?;
    }
    Ok(())
}

/// In which year a pupil is from now on; the year before ended yesterday.
async fn year(tx: &mut Tx, place: &Place, id: &str, pupil: &Pupil) -> Result<()> {
    let code = plain(&pupil.year_group);
    tx.query(sql!("UPDATE pupil_years SET ends_on = $1 WHERE pupil_id = $2 AND ends_on >= $3 AND code <> $4"))
        .bind(place.on.plus(-1))
        .bind(id)
        .bind(place.on)
        .bind(&code)
        .run()
        .await?;
    if code.is_empty() {
        return Ok(());
    }
    circle(tx, place, (&circles::year(&place.school, &code), Kind::Year, &code)).await?;
    // Whoever is new was in this year from their first day here; whoever moves on is from today.
    let last = sql!("SELECT code, ends_on FROM pupil_years WHERE pupil_id = $1 ORDER BY ends_on DESC LIMIT 1");
    let last: Option<(String, Day)> = tx.query(last).bind(id).maybe().await?;
    let from = match last {
        Some((known, until)) if known == code && until >= place.on => return Ok(()),
        Some(_) => place.on,
        None => periods::starts_on(pupil.from.as_deref())?,
    };
    tx.query(sql!(
        "INSERT INTO pupil_years (pupil_id, school_id, code, starts_on) VALUES ($1, $2, $3, $4)
         ON CONFLICT (pupil_id, code, starts_on) DO UPDATE SET ends_on = '9999-12-31'"
    ))
    .bind(id)
    .bind(&place.school)
    .bind(code)
    .bind(from)
    .run()
    .await?;
    Ok(())
}

/// Of which years each group has pupils now.
async fn group_years(tx: &mut Tx, place: &Place) -> Result<()> {
    tx.query(sql!(
        "INSERT INTO group_years (group_id, school_id, code)
         SELECT DISTINCT m.group_id, m.school_id, u.year_group FROM memberships m JOIN pupils u ON u.id = m.pupil_id
         WHERE m.school_id = $1 AND u.year_group <> '' AND $2 BETWEEN m.starts_on AND m.ends_on
         ON CONFLICT (group_id, code) DO NOTHING"
    ))
    .bind(&place.school)
    .bind(place.on)
    .run()
    .await?;
    Ok(())
}

/// Everything that is kept of a pupil.
async fn describe(tx: &mut Tx, id: &str, pupil: &Pupil) -> Result<()> {
    tx.query(sql!(
        "UPDATE pupils SET call_name = $1, infix = $2, last_name = $3, first_names = $4, initials = $5, gender = $6,
                birth_date = $7, year_group = $8, starts_on = $9, ends_on = $10 WHERE id = $11"
    ))
    .bind(plain(&pupil.names.call_name))
    .bind(plain(&pupil.names.infix))
    .bind(plain(&pupil.names.last_name))
    .bind(plain(&pupil.names.first_names))
    .bind(plain(&pupil.names.initials))
    .bind(pupil.gender.code())
    .bind(&pupil.birth_date)
    .bind(plain(&pupil.year_group))
    .bind(periods::starts_on(pupil.from.as_deref())?)
    .bind(periods::ends_on(pupil.until.as_deref())?)
    .bind(id)
    .run()
    .await?;
    Ok(())
}

async fn memberships(
    tx: &mut Tx,
    place: &Place,
    changes: &Changes<Membership>,
    pupils: &Ids,
    groups: &Ids,
) -> Result<()> {
    for membership in &changes.new {
        // Back on the day of leaving: the same row runs on.
        tx.query(sql!(
            "INSERT INTO memberships (id, school_id, pupil_id, group_id, starts_on, ends_on) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (pupil_id, group_id, starts_on) DO UPDATE SET ends_on = excluded.ends_on"
        ))
        .bind(ids::fresh(place.now))
        .bind(&place.school)
        .bind(id_of(pupils, &membership.pupil_key))
        .bind(id_of(groups, &membership.group_key))
        .bind(&membership.from)
        .bind(periods::ends_on(membership.until.as_deref())?)
        .run()
        .await?;
    }
    let changed = changes.changed.iter().map(|changed| (&changed.id, changed.value.until.as_deref()));
    let gone = changes.gone.iter().map(|gone| (&gone.id, Some(gone.until.as_str())));
    for (id, until) in changed.chain(gone) {
        let end = sql!("UPDATE memberships SET ends_on = $1 WHERE id = $2");
        tx.query(end).bind(periods::ends_on(until)?).bind(id).run().await?;
    }
    Ok(())
}

async fn teachers(tx: &mut Tx, place: &Place, changes: &Changes<Teacher>, known: &mut Ids) -> Result<()> {
    // Addresses are free before they are given out: two teachers may exchange theirs.
    for Changed { id, .. } in &changes.changed {
        tx.query(sql!("UPDATE persons SET email = NULL WHERE id = $1")).bind(id).run().await?;
    }
    let moved = || changes.changed.iter().filter(|changed| changed.fields.iter().any(|field| field.name == "email"));
    for Changed { id, .. } in moved().filter(|moved| moved.value.email.is_some()) {
        accounts::free_address(tx, &id.clone().into()).await?;
    }
    for Changed { id, value, .. } in moved() {
        if let Some(address) = &value.email {
            accounts::follow_address(tx, &id.clone().into(), address).await?;
        }
    }
    for Changed { id, value, fields } in &changes.changed {
        name(tx, id, value).await?;
        if fields.iter().any(|field| matches!(field.name, "role" | "until")) {
            propose(tx, place, id, value).await?;
        }
    }
    for teacher in &changes.new {
        let id = person(tx, place, teacher).await?;
        name(tx, &id, teacher).await?;
        propose(tx, place, &id, teacher).await?;
        known.insert(teacher.key.clone(), id);
    }
    for Gone { id, until, .. } in &changes.gone {
        // Whoever does not work here any more may still be one of its parents or of its board.
        let end = sql!(
            "UPDATE roles SET ends_on = $1 WHERE person_id = $2 AND ends_on >= $3 AND role NOT IN ('council', 'mr', 'board', 'adviser', 'swv')"
        );
        tx.query(end).bind(periods::ends_on(Some(until))?).bind(id).bind(until).run().await?;
    }
    Ok(())
}

/// A guardian who comes to work at the school stays the same person.
async fn person(tx: &mut Tx, place: &Place, teacher: &Teacher) -> Result<String> {
    let known: Option<(String,)> = tx
        .query(sql!(
            "UPDATE persons SET import_key = $1 WHERE school_id = $2 AND email = $3 AND import_key IS NULL RETURNING id"
        ))
        .bind(&teacher.key)
        .bind(&place.school)
        .bind(&teacher.email)
        .maybe()
        .await?;
    if let Some((id,)) = known {
        return Ok(id);
    }
    let id = ids::fresh(place.now);
    tx.query(sql!("INSERT INTO persons (id, school_id, import_key, call_name, last_name) VALUES ($1, $2, $3, '', '')"))
        .bind(&id)
        .bind(&place.school)
        .bind(&teacher.key)
        .run()
        .await?;
    Ok(id)
}

async fn name(tx: &mut Tx, id: &str, teacher: &Teacher) -> Result<()> {
    tx.query(sql!("UPDATE persons SET call_name = $1, infix = $2, last_name = $3, email = $4 WHERE id = $5"))
        .bind(plain(&teacher.names.call_name))
        .bind(plain(&teacher.names.infix))
        .bind(plain(&teacher.names.last_name))
        .bind(&teacher.email)
        .bind(id)
        .run()
        .await?;
    Ok(())
}

/// A role that the file no longer names ends; a new one waits for somebody to confirm it; one that stays, stays confirmed.
async fn propose(tx: &mut Tx, place: &Place, id: &str, teacher: &Teacher) -> Result<()> {
    let wanted: Vec<&'static str> = teacher.roles.iter().map(|role| kept::role_code(*role)).collect();
    for role in &wanted {
        // What somebody gave by hand, the file says now, too.
        let take = sql!("UPDATE roles SET by_hand = FALSE WHERE person_id = $1 AND role = $2 AND ends_on >= $3");
        tx.query(take).bind(id).bind(*role).bind(place.on).run().await?;
    }
    let running: Vec<(String, String)> = tx
        .query(sql!("SELECT id, role FROM roles WHERE person_id = $1 AND ends_on >= $2 AND NOT by_hand"))
        .bind(id)
        .bind(place.on)
        .all()
        .await?;
    for (role_id, _) in running.iter().filter(|(_, role)| !wanted.contains(&role.as_str())) {
        let end = sql!("UPDATE roles SET ends_on = $1 WHERE id = $2");
        tx.query(end).bind(place.on.plus(-1)).bind(role_id).run().await?;
    }
    for role in wanted.into_iter().filter(|role| !running.iter().any(|(_, runs)| runs == role)) {
        tx.query(sql!(
            "INSERT INTO roles (id, school_id, person_id, role, status, starts_on) VALUES ($1, $2, $3, $4, 'proposed', $5)
             ON CONFLICT (person_id, role, starts_on) DO UPDATE SET status = 'proposed', ends_on = excluded.ends_on"
        ))
        .bind(ids::fresh(place.now))
        .bind(&place.school)
        .bind(id)
        .bind(role)
        .bind(place.on)
        .run()
        .await?;
    }
    Ok(())
}

async fn teaching(tx: &mut Tx, place: &Place, changes: &Changes<Teaching>, teachers: &Ids, groups: &Ids) -> Result<()> {
    for teaching in &changes.new {
        tx.query(sql!(
            "INSERT INTO teaching (id, school_id, person_id, group_id, starts_on) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (person_id, group_id, starts_on) DO UPDATE SET ends_on = excluded.ends_on"
        ))
        .bind(ids::fresh(place.now))
        .bind(&place.school)
        .bind(id_of(teachers, &teaching.teacher_key))
        .bind(id_of(groups, &teaching.group_key))
        .bind(&teaching.from)
        .run()
        .await?;
    }
    let changed = changes.changed.iter().map(|changed| (&changed.id, None));
    let gone = changes.gone.iter().map(|gone| (&gone.id, Some(gone.until.as_str())));
    for (id, until) in changed.chain(gone) {
        let end = sql!("UPDATE teaching SET ends_on = $1 WHERE id = $2");
        tx.query(end).bind(periods::ends_on(until)?).bind(id).run().await?;
    }
    Ok(())
}
