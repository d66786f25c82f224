//! What a race for slots needs from the database: runners, a teacher whom all of them may choose, and the result.
use crate::access::{App, Duty, GroupId, HouseholdId, PersonId, PupilId, Robot, SchoolId};
use crate::base::clock::{Moment, zone};
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::base::ids;
use crate::conferences::{RoundId, SlotId};
use crate::sql;

/// The school of the demo, its groups, and a teacher who teaches all of them from now on.
#[derive(Debug, Clone)]
pub struct Course {
    pub school: SchoolId,
    pub teacher: PersonId,
    pub groups: Vec<GroupId>,
}

pub async fn course(app: &App) -> Result<Course> {
    let robot = robot(app);
    let db = robot.db();
    let (school,): (SchoolId,) = db
        .query(sql!("SELECT school_id FROM roles WHERE role = 'office' AND status = 'confirmed' LIMIT 1"))
        .one()
        .await?;
    let (teacher,): (PersonId,) =
        db.query(sql!("SELECT MIN(person_id) FROM teaching WHERE school_id = $1")).bind(&school).one().await?;
    let groups: Vec<(GroupId,)> =
        db.query(sql!("SELECT id FROM school_groups WHERE school_id = $1")).bind(&school).all().await?;
    let groups = groups.into_iter().map(|(id,)| id).collect();
    let course = Course { school, teacher, groups };
    db.write((course.clone(), app.clock.now()), |tx, (course, now)| Box::pin(teach(tx, course, *now))).await?;
    Ok(course)
}

async fn teach(tx: &mut Tx, course: &Course, now: Moment) -> Result<()> {
    for group in &course.groups {
        tx.query(sql!(
            "INSERT INTO teaching (id, school_id, person_id, group_id, starts_on) VALUES ($1, $2, $3, $4, '2000-01-01')"
        ))
        .bind(ids::fresh(now))
        .bind(&course.school)
        .bind(&course.teacher)
        .bind(group)
        .run()
        .await?;
    }
    Ok(())
}

/// A guardian who can sign in, one for each pupil and household.
pub async fn runners(app: &App, course: &Course) -> Result<Vec<(String, PupilId, HouseholdId)>> {
    let today = app.clock.today(&zone("Europe/Amsterdam")).to_string();
    Ok(robot(app)
        .db()
        .query(sql!(
            "SELECT MIN(n.email), w.pupil_id, w.household_id
             FROM guardianships w JOIN account_persons i ON i.person_id = w.person_id JOIN accounts n ON n.id = i.account_id
             JOIN memberships m ON m.pupil_id = w.pupil_id AND $2 BETWEEN m.starts_on AND m.ends_on
             WHERE w.school_id = $1 AND w.status = 'confirmed' AND w.authority AND $2 <= w.ends_on
             GROUP BY w.pupil_id, w.household_id ORDER BY w.pupil_id, w.household_id"
        ))
        .bind(&course.school)
        .bind(today)
        .all()
        .await?)
}

pub async fn slots(app: &App, round: &RoundId) -> Result<Vec<(SlotId,)>> {
    let statement = sql!("SELECT id FROM slots WHERE round_id = $1 ORDER BY starts_at");
    Ok(robot(app).db().query(statement).bind(round).all().await?)
}

/// To how many a slot went.
pub async fn given(app: &App, slot: &SlotId) -> Result<i64> {
    let statement = sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM bookings WHERE slot_id = $1");
    let (count,): (i64,) = robot(app).db().query(statement).bind(slot).one().await?;
    Ok(count)
}

fn robot(app: &App) -> Robot {
    Robot::new(app, Duty::Trial("race"))
}
