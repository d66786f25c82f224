//! What somebody told with their talks: given to them, or taken away. That there is a talk stays as long as the household has it.
use crate::access::{Erasing, Known, PersonId, Robot};
use crate::base::day::Day;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::sql;

#[derive(serde::Serialize, sqlx::FromRow)]
struct Own {
    title: String,
    date: Day,
    starts: String,
    note: String,
}

pub async fn export(robot: &Robot, person: &PersonId) -> Result<Vec<Known>> {
    let statement = sql!(
        "SELECT r.title, s.date, s.starts, b.note FROM bookings b JOIN slots s ON s.id = b.slot_id JOIN rounds r ON r.id = b.round_id
         WHERE b.booked_by = $1 ORDER BY s.starts_at"
    );
    let own: Vec<Own> = robot.db().query(statement).bind(person).all().await?;
    Ok(vec![("talks", serde_json::json!(own))])
}

pub async fn erase(tx: &mut Tx, erasing: &Erasing) -> Result<()> {
    tx.query(sql!("UPDATE bookings SET note = '' WHERE booked_by = $1")).bind(&erasing.person).run().await?;
    tx.query(sql!("DELETE FROM booking_guardians WHERE person_id = $1")).bind(&erasing.person).run().await?;
    Ok(())
}
