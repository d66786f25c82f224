//! What a race for slots needs from the database: runners, a teacher whom all of them may choose, and the result.
use crate::access::{GroupId, HouseholdId, PersonId, PupilId, Robot, SchoolId};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::base::ids;
use crate::conferences::server::{RoundId, SlotId};
use crate::sql;

/// The school of the office, its groups, and a teacher who teaches all of them from now on.
#[derive(Debug, Clone)]
pub struct Course {
    pub school: SchoolId,
    pub office: PersonId,
    pub teacher: PersonId,
    pub groups: Vec<GroupId>,
}

pub async fn course(robot: &Robot, now: Moment) -> Result<Course> {
    let db = robot.db();
    let (school, office): (SchoolId, PersonId) = db
        .query(sql!(
            "SELECT school_id, person_id FROM staff_roles WHERE role = 'office' AND status = 'confirmed' LIMIT 1"
        ))
        .one()
        .await?;
    let (teacher,): (PersonId,) =
        db.query(sql!("SELECT MIN(person_id) FROM teaching WHERE school_id = $1")).bind(school.clone()).one().await?;
    let groups: Vec<(GroupId,)> =
        db.query(sql!("SELECT id FROM school_groups WHERE school_id = $1")).bind(school.clone()).all().await?;
    let groups = groups.into_iter().map(|(id,)| id).collect();
    let course = Course { school, office, teacher, groups };
    db.write((course.clone(), now), |tx, (course, now)| Box::pin(teach(tx, course, *now))).await?;
    Ok(course)
}

async fn teach(tx: &mut Tx, course: &Course, now: Moment) -> Result<()> {
    for group in &course.groups {
        tx.query(sql!(
            "INSERT INTO teaching (id, school_id, person_id, group_id, starts_on) VALUES ($1, $2, $3, $4, '2000-01-01')"
        ))
        .bind(ids::fresh(now))
        .bind(course.school.clone())
        .bind(course.teacher.clone())
        .bind(group.clone())
        .run()
        .await?;
    }
    Ok(())
}

/// A guardian who can sign in, one for each pupil and household.
pub async fn runners(robot: &Robot, course: &Course, today: &str) -> Result<Vec<(String, PupilId, HouseholdId)>> {
    Ok(robot
        .db()
        .query(sql!(
            "SELECT MIN(a.email), w.pupil_id, w.household_id
             FROM guardianships w JOIN accounts a ON a.person_id = w.person_id
             JOIN memberships m ON m.pupil_id = w.pupil_id AND $2 BETWEEN m.starts_on AND m.ends_on
             WHERE w.school_id = $1 AND w.status = 'confirmed' AND w.authority AND $2 <= w.ends_on
             GROUP BY w.pupil_id, w.household_id ORDER BY w.pupil_id, w.household_id"
        ))
        .bind(course.school.clone())
        .bind(today.to_owned())
        .all()
        .await?)
}

pub async fn slots(robot: &Robot, round: &RoundId) -> Result<Vec<(SlotId,)>> {
    let statement = sql!("SELECT id FROM slots WHERE round_id = $1 ORDER BY starts_at");
    Ok(robot.db().query(statement).bind(round.clone()).all().await?)
}

/// To how many a slot went.
pub async fn given(robot: &Robot, slot: &SlotId) -> Result<i64> {
    let statement = sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM bookings WHERE slot_id = $1");
    let (count,): (i64,) = robot.db().query(statement).bind(slot.clone()).one().await?;
    Ok(count)
}
