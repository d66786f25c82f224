//! Two rounds of talks of the demo: «Herfstgesprekken» that people book now, and one that is over.
//! Noor and Ilias are left unbooked, so that their mother has something to choose; Daan's parents each have their own talk.
use std::collections::HashSet;

use jiff::civil::{Date, Weekday};

use super::deeds::{Booking, Deeds, Number, What};
use super::people::Seeded;
use crate::access::{GroupId, HouseholdId, PersonId, PupilId, Robot};
use crate::base::clock::Moment;
use crate::base::failure::Result;
use crate::sql;

const OFFICE: &str = "hanneke.smit@wilgenboom.example";
const MINUTES: i64 = 10;
const GAP: i64 = 5;

/// Group, its teachers, and on which of the days each of them is there.
type Plan<'a> = &'a [(&'a str, &'a [(&'a str, &'a [usize])])];

const AUTUMN: Plan<'static> = &[
    ("G-OTTERS", &[("sanne.dewit@wilgenboom.example", &[0, 1, 2])]),
    ("G-VOSSEN", &[("karim.benali@wilgenboom.example", &[0, 1]), ("lotte.brouwer@wilgenboom.example", &[1, 2])]),
    ("G-UILEN", &[("pieterjan.hoekstra@wilgenboom.example", &[0, 1, 2])]),
    ("G-BEVERS", &[("chantal.rijsdijk@wilgenboom.example", &[0, 2]), ("bram.vermeulen@wilgenboom.example", &[1, 2])]),
];
const WELCOME: Plan<'static> = &[
    ("G-OTTERS", &[("sanne.dewit@wilgenboom.example", &[0, 1, 2])]),
    ("G-VOSSEN", &[("karim.benali@wilgenboom.example", &[0, 1, 2])]),
];

/// The hours of the first, second and third day: an afternoon, an evening, an afternoon.
const HOURS: [(&str, &str); 3] = [("15:00", "17:30"), ("18:30", "21:00"), ("14:30", "17:00")];

/// The second of the days has a break.
const EVENING: usize = 1;
const BREAK: (&str, &str) = ("19:45", "20:00");

pub async fn plan(deeds: &mut Deeds, robot: &Robot, school: &Seeded) -> Result<()> {
    let then = Round {
        title: "Kennismakingsgesprekken",
        plan: WELCOME,
        opens: -58,
        closes: -50,
        days: weekdays(school, -47)?,
        percent: 85,
    };
    let now = Round {
        title: "Herfstgesprekken",
        plan: AUTUMN,
        opens: -3,
        closes: 6,
        days: weekdays(school, 9)?,
        percent: 60,
    };
    then.plan(deeds, robot, school).await?;
    now.plan(deeds, robot, school).await
}

struct Round {
    title: &'static str,
    plan: Plan<'static>,
    /// Days from today.
    opens: i64,
    closes: i64,
    days: Vec<Date>,
    percent: usize,
}

/// A child that comes, and who of its household books.
#[derive(Debug, Clone, sqlx::FromRow)]
struct Family {
    pupil_id: PupilId,
    pupil_key: String,
    household_id: HouseholdId,
    household: String,
    person_id: PersonId,
}

impl Round {
    /// The office makes the round ready in the afternoon, and families choose as soon as it opens.
    async fn plan(&self, deeds: &mut Deeds, robot: &Robot, school: &Seeded) -> Result<()> {
        let opens = school.at(self.opens, 19, 0)?;
        let round = deeds.add(opens.plus(-3 * Moment::HOUR), OFFICE, What::Open(self.form(school)?));
        let mut busy = HashSet::new();
        for (group, teachers) in self.plan {
            let mut free = free(school, teachers)?;
            for family in families(robot, &school.group(group)?, &school.today.to_string()).await? {
                if let Some(booking) = self.booking(round, &family, &mut free, &mut busy) {
                    deeds.add(opens.plus(Moment::MINUTE), school.address(&family.person_id)?, What::Book(booking));
                }
            }
        }
        Ok(())
    }

    /// The form as the office fills it in.
    fn form(&self, school: &Seeded) -> Result<Vec<(String, String)>> {
        let mut form = self.head(school)?;
        for (row, (date, (from, to))) in self.days.iter().zip(HOURS).enumerate() {
            form.push((format!("form[date][{row}]"), date.to_string()));
            form.push((format!("form[from][{row}]"), from.to_owned()));
            form.push((format!("form[to][{row}]"), to.to_owned()));
        }
        for (group, teachers) in self.plan {
            form.push(("form[group][]".to_owned(), school.group(group)?.0));
            for (email, days) in *teachers {
                let teacher = school.person(email)?.0;
                let away = (0..HOURS.len()).filter(|day| !days.contains(day));
                form.extend(away.map(|day| ("form[away][]".to_owned(), format!("t{teacher}_{day}"))));
                form.push(("form[teacher][]".to_owned(), teacher));
            }
        }
        Ok(form)
    }

    fn head(&self, school: &Seeded) -> Result<Vec<(String, String)>> {
        let (opens, closes) = (school.day(self.opens)?, school.day(self.closes)?);
        let fields = [
            ("form[title]", self.title.to_owned()),
            ("form[minutes]", MINUTES.to_string()),
            ("form[gap]", GAP.to_string()),
            ("form[opens]", format!("{opens}T19:00")),
            ("form[closes]", format!("{closes}T21:00")),
            ("form[break_day][0]", EVENING.to_string()),
            ("form[break_from][0]", BREAK.0.to_owned()),
            ("form[break_to][0]", BREAK.1.to_owned()),
        ];
        Ok(fields.map(|(name, value)| (name.to_owned(), value)).into())
    }

    /// Most people book, at a time that their other child does not have; the rest has yet to choose.
    fn booking(
        &self,
        round: Number,
        family: &Family,
        free: &mut Vec<Free>,
        busy: &mut HashSet<(HouseholdId, usize, i64)>,
    ) -> Option<Booking> {
        let chosen = family.pupil_key == "L-DAAN" || scattered(&family.pupil_key, 100) < self.percent;
        let left = ["L-NOOR", "L-ILIAS"].contains(&family.pupil_key.as_str()) && self.closes > 0;
        if !chosen || left || free.is_empty() {
            return None;
        }
        let wanted = scattered(&format!("{} {}", family.pupil_key, family.household), free.len());
        let clash = |free: &Free| {
            (-1..=1).any(|step| busy.contains(&(family.household_id.clone(), free.day, free.start + step * 15)))
        };
        let place = (wanted..free.len()).chain(0..wanted).find(|place| !clash(&free[*place]))?;
        let Free { teacher, place, day, start } = free.remove(place);
        let household = family.household_id.clone();
        busy.insert((household.clone(), day, start));
        Some(Booking { round, pupil: family.pupil_id.clone(), household, teacher, place })
    }
}

/// Which talks these teachers can have.
fn free(school: &Seeded, teachers: &[(&str, &[usize])]) -> Result<Vec<Free>> {
    let mut free = Vec::new();
    for (email, days) in teachers {
        let teacher = school.person(email)?;
        let starts = days.iter().flat_map(|day| {
            let (from, to) = HOURS[*day];
            let starts = (minute(from)..=minute(to) - MINUTES).step_by(15);
            starts.filter(move |start| *day != EVENING || *start != minute(BREAK.0)).map(move |start| (*day, start))
        });
        let of_teacher = starts.enumerate();
        free.extend(of_teacher.map(|(place, (day, start))| Free { teacher: teacher.clone(), place, day, start }));
    }
    Ok(free)
}

/// A talk of a teacher: its place in their order, day and start.
struct Free {
    teacher: PersonId,
    place: usize,
    day: usize,
    start: i64,
}

/// The households of a group, each with one guardian who may book, in the same order whatever the database sorts by.
async fn families(robot: &Robot, group: &GroupId, today: &str) -> Result<Vec<Family>> {
    let mut families: Vec<Family> = robot
        .db()
        .query(sql!(
            "SELECT u.id AS pupil_id, u.import_key AS pupil_key, h.id AS household_id, h.label AS household, MIN(g.person_id) AS person_id
             FROM memberships m JOIN pupils u ON u.id = m.pupil_id
             JOIN guardianships g ON g.pupil_id = u.id JOIN households h ON h.id = g.household_id
             WHERE m.group_id = $1 AND $2 BETWEEN m.starts_on AND m.ends_on AND g.status = 'confirmed' AND g.authority AND g.ends_on >= $2
             GROUP BY u.id, u.import_key, h.id, h.label"
        ))
        .bind(group)
        .bind(today)
        .all()
        .await?;
    families.sort_by(|one, other| (&one.pupil_key, &one.household).cmp(&(&other.pupil_key, &other.household)));
    Ok(families)
}

/// Three school days in a row, from so many days away.
fn weekdays(school: &Seeded, from: i64) -> Result<Vec<Date>> {
    let mut days = Vec::new();
    let mut away = from;
    while days.len() < 3 {
        let day = school.day(away)?;
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            days.push(day);
        }
        away += 1;
    }
    Ok(days)
}

fn minute(time: &str) -> i64 {
    let number = |text: &str| text.parse::<i64>().unwrap_or_default();
    time.split_once(':').map_or(0, |(hour, minute)| number(hour) * 60 + number(minute))
}

/// The same number for the same text, spread evenly: everybody's demo is the same.
fn scattered(text: &str, below: usize) -> usize {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    usize::try_from((hash >> 17) % below.max(1) as u64).unwrap_or_default()
}
