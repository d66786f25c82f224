//! Whoever can be addressed has a row among the circles.
use super::Place;
use crate::access::Kind;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::sql;

/// Writes a circle, unless it is there: its id, its kind, and the code of a year or a role.
pub async fn circle(tx: &mut Tx, place: &Place, (id, kind, code): (&str, Kind, &str)) -> Result<()> {
    tx.query(sql!(
        "INSERT INTO circles (id, school_id, kind, code) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING"
    ))
    .bind(id)
    .bind(&place.school)
    .bind(kind.code())
    .bind(code)
    .run()
    .await?;
    Ok(())
}
