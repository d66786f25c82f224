//! A small random world: who is guardian, teacher, head of what, and since when until when; how it is written stands in `rows`.
use proptest::prelude::*;

use super::rows;
use crate::access::{Kind, Module, Robot, Role, SchoolId, Side, circles};
use crate::base::clock::Moment;

pub const PERSONS: usize = 4;
pub const PUPILS: usize = 3;
pub const GROUPS: usize = 3;
pub const YEARS: usize = 2;
pub const HOUSEHOLDS: usize = 2;
/// The last one works nowhere.
pub const ROLES: [&str; 6] = ["head", "office", "support", "teacher", "other", "council"];

/// A circle by kind and number, and whom of it.
pub type Part = (Kind, usize, Side);

/// First and last day, counted from today.
pub type Period = (i8, i8);

#[derive(Debug, Clone)]
pub struct World {
    /// When a pupil is at school.
    pub pupils: Vec<Period>,
    /// By pupil and group.
    pub memberships: Vec<Option<Period>>,
    /// By pupil and year.
    pub years: Vec<Option<Period>>,
    /// By group and year.
    pub group_years: Vec<bool>,
    /// By person and pupil: status, authority, last day, household.
    pub guardians: Vec<Option<(&'static str, bool, i8, usize)>>,
    /// By person and group.
    pub teaching: Vec<Option<Period>>,
    /// By person and role: confirmed or not.
    pub roles: Vec<Option<(bool, Period)>>,
    /// By person: in the one work group.
    pub work: Vec<Option<Period>>,
    /// What is shared, and with whom.
    pub parts: Vec<Part>,
    /// By person: left out.
    pub exceptions: Vec<bool>,
    /// On which day.
    pub shared: i8,
    /// By module: open for families.
    pub open: Vec<bool>,
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

fn part() -> impl Strategy<Value = Part> {
    let circle = prop_oneof![
        Just((Kind::School, 0)),
        (0..GROUPS).prop_map(|n| (Kind::Group, n)),
        (0..PUPILS).prop_map(|n| (Kind::Family, n)),
        (0..YEARS).prop_map(|n| (Kind::Year, n)),
        (0..HOUSEHOLDS).prop_map(|n| (Kind::Household, n)),
        (0..ROLES.len()).prop_map(|n| (Kind::Role, n)),
        Just((Kind::WorkGroup, 0)),
    ];
    let side = prop_oneof![2 => Just(Side::All), 1 => Just(Side::Family), 1 => Just(Side::Staff)];
    (circle, side).prop_map(|((kind, number), side)| (kind, number, side))
}

pub fn world() -> impl Strategy<Value = World> {
    let status = prop_oneof![3 => Just("confirmed"), 1 => Just("proposed"), 1 => Just("blocked")];
    let last = prop_oneof![3 => Just(9i8), 1 => Just(0), 1 => Just(-1)];
    let guardian = (status, proptest::bool::weighted(0.7), last, 0..HOUSEHOLDS);
    let family = (
        proptest::collection::vec(period(), PUPILS),
        some(period(), PUPILS * GROUPS, 4),
        some(period(), PUPILS * YEARS, 4),
        proptest::collection::vec(any::<bool>(), GROUPS * YEARS),
        some(guardian, PERSONS * PUPILS, 4),
    );
    let school = (
        some(period(), PERSONS * GROUPS, 3),
        some((any::<bool>(), period()), PERSONS * ROLES.len(), 2),
        some(period(), PERSONS, 4),
    );
    let post = (
        proptest::collection::vec(part(), 1..3),
        proptest::collection::vec(proptest::bool::weighted(0.1), PERSONS),
        prop_oneof![2 => Just(0i8), 1 => Just(-1), 1 => Just(-5)],
        proptest::collection::vec(proptest::bool::weighted(0.8), Module::ALL.len()),
    );
    (family, school, post).prop_map(|(family, school, post)| World {
        pupils: family.0,
        memberships: family.1,
        years: family.2,
        group_years: family.3,
        guardians: family.4,
        teaching: school.0,
        roles: school.1,
        work: school.2,
        parts: post.0,
        exceptions: post.1,
        shared: post.2,
        open: post.3,
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

    /// The id of a circle. A group, a pupil, a household and the school lend it theirs.
    pub fn circle(&self, kind: Kind, number: usize) -> String {
        let school = SchoolId(self.id("school", 0));
        match kind {
            Kind::Year => circles::year(&school, &number.to_string()),
            Kind::Role => circles::role(&school, Role::of(ROLES[number]).expect("a role")),
            kind => self.id(kind.code(), number),
        }
    }

    pub fn day(&self, away: i8) -> String {
        use jiff::ToSpan;
        self.today.checked_add(i64::from(away).days()).expect("a day near today").to_string()
    }

    pub async fn write(&self, robot: &Robot) {
        robot
            .db()
            .write(self.clone(), |tx, written| Box::pin(rows::write(tx, written)))
            .await
            .expect("a world in the tables");
    }
}
