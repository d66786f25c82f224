//! A small random world: who is guardian, teacher, head of what, and since when until when; how it is written stands in `rows`.
use proptest::prelude::*;

use super::rows;
use crate::access::{Kind, Robot};
use crate::base::clock::Moment;

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
    /// On which day.
    pub shared: i8,
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
        prop_oneof![2 => Just(0i8), 1 => Just(-1), 1 => Just(-5)],
    )
        .prop_map(|(pupils, memberships, guardians, teaching, roles, parts, shared)| World {
            pupils,
            memberships,
            guardians,
            teaching,
            roles,
            parts,
            shared,
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
