//! To whom somebody may write: the circles that they teach or lead, and those that they are in besides.
use std::collections::BTreeMap;

use futures::future::BoxFuture;

use super::circles::Kind;
use super::policy::{Deed, Facts, Relation, Rules, Stated};
use super::{Thing, Viewer};
use crate::base::db::{Query, Statement};
use crate::base::failure::Result;
use crate::base::name::{Name, PupilName};
use crate::base::text::order;
use crate::sql;

crate::id!(CircleId);

crate::rules!(
    pub CIRCLE = Rules {
        thing: "circle",
        module: None,
        seen: &[Relation::Teaches, Relation::Among, Relation::Leads],
        deeds: &[(Deed::Write, &[Relation::Teaches, Relation::Among, Relation::Leads])],
    }
);

impl Thing for CircleId {
    fn stated<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Stated>>> {
        Box::pin(async move {
            let statement = sql!(
                "SELECT EXISTS (SELECT 1 FROM belongs b WHERE b.circle_id = c.id AND b.person_id = $1 AND b.reason = 'teacher'
                                  AND $2 BETWEEN b.starts_on AND b.ends_on),
                        c.kind IN ('role', 'work_group')
                          AND EXISTS (SELECT 1 FROM belongs b WHERE b.circle_id = c.id AND b.person_id = $1
                                        AND $2 BETWEEN b.starts_on AND b.ends_on)
                 FROM circles c WHERE c.id = $3 AND c.school_id = $4"
            );
            let row: Option<(bool, bool)> = viewer.question(statement, self.as_str()).maybe().await?;
            Ok(row.map(|(teacher, among)| Stated::new(&CIRCLE, Facts { teacher, among, ..Facts::default() })))
        })
    }
}

/// A circle that the viewer may write to.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Addressable {
    pub id: CircleId,
    #[sqlx(try_from = "String")]
    pub kind: Kind,
    /// Of a group or a year «3», of a role «council», of a work group its name.
    pub code: String,
    /// Of a group.
    pub name: String,
    /// How many guardians are in it.
    pub guardians: i64,
}

/// Groups, years, roles, work groups and the school, as far as somebody is in them today.
pub async fn addressable(viewer: &Viewer) -> Result<Vec<Addressable>> {
    let mut all: Vec<Addressable> = asked(
        viewer,
        sql!(
            "SELECT c.id, c.kind, COALESCE(MIN(g.year_group), c.code) AS code, COALESCE(MIN(g.name), '') AS name,
                    CAST(COUNT(DISTINCT CASE b.side WHEN 'family' THEN b.person_id END) AS BIGINT) AS guardians
             FROM belongs b JOIN circles c ON c.id = b.circle_id LEFT JOIN school_groups g ON g.id = c.id
             WHERE b.school_id = $1 AND b.kind IN ('group', 'year', 'role', 'work_group', 'school') AND $2 BETWEEN b.starts_on AND b.ends_on
               AND (g.id IS NULL OR $2 BETWEEN g.starts_on AND g.ends_on)
               AND ($3 OR c.id IN (SELECT m.circle_id FROM belongs m WHERE m.person_id = $4 AND $2 BETWEEN m.starts_on AND m.ends_on
                                     AND (m.reason = 'teacher' OR ($5 AND m.kind IN ('role', 'work_group')))))
             GROUP BY c.id, c.kind, c.code"
        ),
    )
    .bind(viewer.standing().staff)
    .all()
    .await?;
    all.sort_by_cached_key(|one| (one.kind, one.code.clone(), order::place(&one.name, "", "")));
    Ok(all)
}

/// `$1` the school, `$2` the day, `$3` whether all of it is theirs to write to, `$4` who asks, `$5` whether they work here.
fn asked<'v>(viewer: &'v Viewer, statement: &'static Statement) -> Query<'v> {
    let asked = viewer.db().query(statement).bind(&viewer.school).bind(viewer.today);
    asked.bind(viewer.standing().leads()).bind(&viewer.person)
}

/// A child that the viewer may write about: to all who care for it, or to those of one household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    pub circle: CircleId,
    pub pupil: String,
    /// Its group of today; empty for who has none.
    pub group: String,
    /// Where it lives in more than one: each with the names of the adults there.
    pub households: Vec<(CircleId, Vec<String>)>,
}

#[derive(Debug, sqlx::FromRow)]
struct Cared {
    pupil_id: String,
    #[sqlx(flatten)]
    pupil: PupilName,
    group_name: String,
    household_id: String,
    /// An adult there.
    #[sqlx(flatten)]
    name: Name,
}

/// The families of the children that the viewer teaches, or of all children for who leads the school.
pub async fn families(viewer: &Viewer) -> Result<Vec<Family>> {
    let rows: Vec<Cared> = asked(
        viewer,
        sql!(
            "SELECT u.id AS pupil_id, u.call_name AS pupil_call_name, u.infix AS pupil_infix, u.last_name AS pupil_last_name,
                    COALESCE((SELECT MIN(g.name) FROM memberships m JOIN school_groups g ON g.id = m.group_id
                              WHERE m.pupil_id = u.id AND $2 BETWEEN m.starts_on AND m.ends_on), '') AS group_name,
                    c.household_id, n.call_name, n.infix, n.last_name
             FROM caring c JOIN pupils u ON u.id = c.pupil_id JOIN persons n ON n.id = c.person_id
             WHERE c.school_id = $1 AND $2 BETWEEN c.starts_on AND c.ends_on
               AND ($3 OR u.id IN (SELECT b.circle_id FROM belongs b WHERE b.person_id = $4 AND b.kind = 'family' AND b.reason = 'teacher'
                                     AND $2 BETWEEN b.starts_on AND b.ends_on))
             ORDER BY n.id"
        ),
    )
    .all()
    .await?;
    Ok(by_child(rows))
}

fn by_child(rows: Vec<Cared>) -> Vec<Family> {
    let mut found: BTreeMap<(String, order::Place, String), Family> = BTreeMap::new();
    for row in rows {
        let key = (row.group_name.clone(), row.pupil.0.place(), row.pupil_id.clone());
        let family = found.entry(key).or_insert_with(|| Family {
            circle: CircleId(row.pupil_id),
            pupil: row.pupil.0.to_string(),
            group: row.group_name,
            households: Vec::new(),
        });
        let adult = row.name.to_string();
        match family.households.iter_mut().find(|(household, _)| household.0 == row.household_id) {
            Some((_, adults)) => adults.push(adult),
            None => family.households.push((CircleId(row.household_id), vec![adult])),
        }
    }
    let mut families: Vec<Family> = found.into_values().collect();
    for family in families.iter_mut().filter(|family| family.households.len() == 1) {
        family.households.clear();
    }
    families
}
