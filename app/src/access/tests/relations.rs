//! A small random world: who is guardian, teacher, head of what, and since when until when; and its rows in the database.
use proptest::prelude::*;

use crate::access::{Kind, Robot};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::sql;

pub const PERSONS: usize = 4;
pub const PUPILS: usize = 3;
pub const GROUPS: usize = 3;
pub const ROLES: [&str; 5] = ["head", "office", "support", "teacher", "other"];

/// First and last day, counted from today.
pub type Period = (i8, i8);

#[derive(Debug, Clone)]
pub struct World {
    /// When a pupil is at school.
    pub pupils: Vec<Period>,
    /// By pupil and group.
    pub memberships: Vec<Option<Period>>,
    /// By person and pupil: status, authority, last day.
    pub guardians: Vec<Option<(&'static str, bool, i8)>>,
    /// By person and group.
    pub teaching: Vec<Option<Period>>,
    /// By person and role: confirmed or not.
    pub roles: Vec<Option<(bool, Period)>>,
    /// What a post is shared with: kind and number.
    pub parts: Vec<(Kind, usize)>,
}

fn period() -> impl Strategy<Value = Period> {
    prop_oneof![4 => Just((-9, 9)), 1 => Just((-9, -1)), 1 => Just((-9, 0)), 1 => Just((0, 9)), 1 => Just((1, 9)), 1 => Just((0, 0)), 1 => Just((1, -1))]
}

fn some<T: std::fmt::Debug + Clone + 'static>(
    one: impl Strategy<Value = T> + 'static,
    count: usize,
    of_ten: u32,
) -> impl Strategy<Value = Vec<Option<T>>> {
    proptest::collection::vec(proptest::option::weighted(f64::from(of_ten) / 10.0, one), count)
}

pub fn world() -> impl Strategy<Value = World> {
    let status = prop_oneof![3 => Just("confirmed"), 1 => Just("proposed"), 1 => Just("blocked")];
    let guardian = (status, proptest::bool::weighted(0.7), prop_oneof![3 => Just(9i8), 1 => Just(0), 1 => Just(-1)]);
    let kind = prop_oneof![
        Just((Kind::School, 0)),
        (0..GROUPS).prop_map(|n| (Kind::Group, n)),
        (0..PUPILS).prop_map(|n| (Kind::Pupil, n))
    ];
    (
        proptest::collection::vec(period(), PUPILS),
        some(period(), PUPILS * GROUPS, 4),
        some(guardian, PERSONS * PUPILS, 4),
        some(period(), PERSONS * GROUPS, 3),
        some((any::<bool>(), period()), PERSONS * ROLES.len(), 2),
        proptest::collection::vec(kind, 1..3),
    )
        .prop_map(|(pupils, memberships, guardians, teaching, roles, parts)| World {
            pupils,
            memberships,
            guardians,
            teaching,
            roles,
            parts,
        })
}

/// A world with a name of its own, so that many fit in one database.
#[derive(Debug, Clone)]
pub struct Written {
    pub name: String,
    pub world: World,
    pub today: jiff::civil::Date,
    pub now: Moment,
}

impl Written {
    pub fn id(&self, what: &str, number: usize) -> String {
        format!("{}-{what}-{number}", self.name)
    }

    pub fn target(&self, (kind, number): (Kind, usize)) -> String {
        self.id(kind.code(), number)
    }

    fn day(&self, away: i8) -> String {
        use jiff::ToSpan;
        self.today.checked_add(i64::from(away).days()).expect("a day near today").to_string()
    }

    pub async fn write(&self, robot: &Robot) {
        robot
            .db()
            .write(self.clone(), |tx, written| Box::pin(write(tx, written)))
            .await
            .expect("a world in the tables");
    }
}

macro_rules! row {
    ($tx:ident, $text:literal, $($value:expr),+) => {
        $tx.query(sql!($text))$(.bind($value))+.run().await?
    };
}

async fn write(tx: &mut Tx, w: &Written) -> Result<()> {
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
    for group in 0..GROUPS {
        row!(
            tx,
            "INSERT INTO school_groups (id, school_id, import_key, name, year_group, starts_on) VALUES ($1, $2, $3, 'group', '', '0001-01-01')",
            w.id("group", group),
            school.clone(),
            w.id("group", group)
        );
    }
    // One more: the owner of the post, with no seat at all.
    for person in 0..=PERSONS {
        row!(
            tx,
            "INSERT INTO persons (id, school_id, call_name, last_name) VALUES ($1, $2, $1, '')",
            w.id("person", person),
            school.clone()
        );
        row!(
            tx,
            "INSERT INTO sessions (id, token_hash, school_id, person_id, device, started_at, seen_at, ends_at) VALUES ($1, $2, $3, $1, '', $4, $4, $5)",
            w.id("person", person),
            crate::base::ids::hash(&w.id("person", person)),
            school.clone(),
            w.now,
            w.now.plus(Moment::DAY)
        );
    }
    children(tx, w, &school).await?;
    adults(tx, w, &school).await?;
    row!(
        tx,
        "INSERT INTO audiences (id, school_id, kind, owner_id, draft) VALUES ($1, $2, 'post', $3, FALSE)",
        w.id("post", 0),
        school,
        w.id("person", PERSONS)
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

async fn adults(tx: &mut Tx, w: &Written, school: &str) -> Result<()> {
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
