//! Everybody of the demo school: both importers, confirmed roles, open modules, and an account for each address –
//! also for those who were blocked or never confirmed, so that a story can show that they see nothing.
use std::collections::HashMap;

use futures::future::try_join_all;
use jiff::civil::Date;

use crate::base::day::Day;
use jiff::{ToSpan, tz::TimeZone};

use super::PASSWORD;
use crate::access::{GroupId, PersonId, Robot, SchoolId};
use crate::accounts::{self, password};
use crate::base::clock::{Moment, zone};
use crate::base::db::broken;
use crate::base::failure::{Failure, Result};
use crate::people::{self, Confirm, Founding, ImportRefused, Which};
use crate::school;
use crate::sql;

const SCHOOL: &[u8] = include_bytes!("../../../demo/school.edexml.xml");
const GUARDIANS: &[u8] = include_bytes!("../../../demo/guardians.csv");

/// A school that was seeded, with what the rest of the demo refers to.
pub struct Seeded {
    pub id: SchoolId,
    pub today: Date,
    pub zone: TimeZone,
    /// By e-mail address.
    pub persons: HashMap<String, PersonId>,
    /// By import key.
    pub groups: HashMap<String, GroupId>,
}

impl Seeded {
    pub fn person(&self, email: &str) -> Result<PersonId> {
        self.persons.get(email).cloned().ok_or_else(|| broken(&format_args!("the demo has no person {email}")))
    }

    /// The address of somebody.
    pub fn address(&self, person: &PersonId) -> Result<&str> {
        let found = self.persons.iter().find(|(_, id)| *id == person).map(|(email, _)| email.as_str());
        found.ok_or_else(|| broken(&"somebody of the demo has no address"))
    }

    pub fn group(&self, key: &str) -> Result<GroupId> {
        self.groups.get(key).cloned().ok_or_else(|| broken(&format_args!("the demo has no group {key}")))
    }

    /// Local time so many days from today.
    pub fn at(&self, days: i64, hour: i8, minute: i8) -> Result<Moment> {
        let local = self.day(days)?.at(hour, minute, 0, 0);
        Moment::of_local(local, &self.zone).ok_or_else(|| broken(&"the demo uses an hour that does not exist"))
    }

    pub fn day(&self, days: i64) -> Result<Date> {
        self.today.checked_add(days.days()).map_err(|error| broken(&error))
    }
}

pub async fn is_empty(robot: &Robot) -> Result<bool> {
    let (schools,): (i64,) = robot.db().query(sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM schools")).one().await?;
    Ok(schools == 0)
}

pub async fn seed(robot: &Robot, today: Date) -> Result<Seeded> {
    let founding =
        Founding { name: "De Wilgenboom".into(), board: "Stichting Het Groene Hart".into(), place: "Oudewater".into() };
    take_in(robot, today, founding, SCHOOL, GUARDIANS).await
}

/// A school from its two files, with confirmed roles, open modules and accounts.
pub async fn take_in(
    robot: &Robot,
    today: Date,
    founding: Founding,
    school: &[u8],
    guardians: &[u8],
) -> Result<Seeded> {
    let on = robot.app().clock.today(&zone("Europe/Amsterdam"));
    let which = Which { founding: Some(founding), ..Which::default() };
    let school = of_its_year(&String::from_utf8_lossy(school), on);
    let report = people::import_school(robot, &which, school.as_bytes(), on, false).await.map_err(refused)?;
    let which = Which { brin: Some(report.brin.clone()), ..Which::default() };
    people::import_guardians(robot, &which, guardians, on, false).await.map_err(refused)?;
    people::confirm_roles(robot, Some(&report.brin), Confirm::All, on)
        .await
        .map_err(|why| broken(&format_args!("roles of the demo: {why:?}")))?;
    let seeded = look_up(robot, &report.brin, today).await?;
    for module in ["news", "talks"] {
        school::open_module(robot, &seeded.id, module, on).await?;
    }
    open_accounts(robot, &seeded).await?;
    Ok(seeded)
}

/// The school year of the files.
const WRITTEN_IN: i16 = 2026;

/// The demo is at school whenever it is built, and all of its pupils are there from its first day on: they come in August.
fn of_its_year(school: &str, began: Day) -> String {
    let year = if began.month() < 9 { began.year() - 1 } else { began.year() };
    let mut parts = school.split("datum>");
    let mut moved = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        moved.push_str("datum>");
        match part.split_at_checked(4).map(|(date, rest)| (date.parse::<i16>(), rest)) {
            Some((Ok(then), rest)) => moved.push_str(&format!("{}{rest}", then + year - WRITTEN_IN)),
            _ => moved.push_str(part),
        }
    }
    moved.replacen("<schooljaar>2026-2027<", &format!("<schooljaar>{year}-{}<", year + 1), 1)
}

fn refused(refused: ImportRefused) -> Failure {
    broken(&format_args!("a file of the demo was refused: {refused:?}"))
}

async fn look_up(robot: &Robot, brin: &str, today: Date) -> Result<Seeded> {
    let db = robot.db();
    let (id, zone_name): (SchoolId, String) =
        db.query(sql!("SELECT id, time_zone FROM schools WHERE brin = $1")).bind(brin).one().await?;
    let persons: Vec<(String, PersonId)> = db
        .query(sql!("SELECT email, id FROM persons WHERE school_id = $1 AND email IS NOT NULL"))
        .bind(&id)
        .all()
        .await?;
    let groups: Vec<(String, GroupId)> =
        db.query(sql!("SELECT import_key, id FROM school_groups WHERE school_id = $1")).bind(&id).all().await?;
    let (persons, groups) = (persons.into_iter().collect(), groups.into_iter().collect());
    Ok(Seeded { id, today, zone: zone(&zone_name), persons, groups })
}

/// One password for everybody, hashed once.
async fn open_accounts(robot: &Robot, seeded: &Seeded) -> Result<()> {
    let hash = password::hash(robot.app(), PASSWORD.to_owned()).await?;
    let open = seeded.persons.iter().map(|(email, person)| accounts::open_account(robot, person, email, Some(&hash)));
    try_join_all(open).await?;
    Ok(())
}
