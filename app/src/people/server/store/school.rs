//! The school itself, its years, what it opened, and the roles that wait for somebody to confirm them.
use super::{Place, circle};
use crate::access::{Kind, PersonId, Role, SchoolId, circles};
use crate::base::clock::Moment;
use crate::base::day::Day;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::base::ids;
use crate::people::server::{Founding, years};
use crate::sql;

/// The school with this BRIN. Also holds its row, so that two imports follow each other.
pub async fn find(tx: &mut Tx, brin: &str) -> Result<Option<SchoolId>> {
    let statement = sql!("UPDATE schools SET brin = brin WHERE brin = $1 RETURNING id");
    let found: Option<(SchoolId,)> = tx.query(statement).bind(brin).maybe().await?;
    Ok(found.map(|(id,)| id))
}

/// The BRIN of a school, whose row it holds.
pub async fn brin(tx: &mut Tx, school: &SchoolId) -> Result<String> {
    let statement = sql!("UPDATE schools SET brin = brin WHERE id = $1 RETURNING brin");
    let (brin,): (String,) = tx.query(statement).bind(school).one().await?;
    Ok(brin)
}

/// Whether any location of this BRIN is here.
pub async fn any_location(tx: &mut Tx, brin: &str) -> Result<bool> {
    let statement = sql!("SELECT id FROM schools WHERE brin = $1 OR brin LIKE $2 LIMIT 1");
    let found: Option<(SchoolId,)> = tx.query(statement).bind(brin).bind(format!("{brin}__")).maybe().await?;
    Ok(found.is_some())
}

/// The last school year that the school took a file of, among those that have begun.
pub async fn running_year(tx: &mut Tx, place: &Place) -> Result<Option<String>> {
    let statement =
        sql!("SELECT label FROM school_years WHERE school_id = $1 AND starts_on <= $2 ORDER BY label DESC LIMIT 1");
    let found: Option<(String,)> = tx.query(statement).bind(&place.school).bind(place.on).maybe().await?;
    Ok(found.map(|(label,)| label))
}

/// Every school here by BRIN, at most two: with more than one, somebody has to say which.
pub async fn schools(tx: &mut Tx) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = tx.query(sql!("SELECT brin FROM schools ORDER BY brin LIMIT 2")).all().await?;
    Ok(rows.into_iter().map(|(brin,)| brin).collect())
}

/// A new school, under the board of this name.
pub async fn found(tx: &mut Tx, place: &Place, brin: &str, founding: &Founding) -> Result<()> {
    let known: Option<(String,)> =
        tx.query(sql!("SELECT id FROM boards WHERE name = $1")).bind(&founding.board).maybe().await?;
    let board = match known {
        Some((id,)) => id,
        None => new_board(tx, place.now, &founding.board).await?,
    };
    tx.query(sql!("INSERT INTO schools (id, board_id, name, place, brin) VALUES ($1, $2, $3, $4, $5)"))
        .bind(&place.school)
        .bind(board)
        .bind(&founding.name)
        .bind(&founding.place)
        .bind(brin)
        .run()
        .await?;
    circle(tx, place, (place.school.as_str(), Kind::School, "")).await?;
    for role in Role::ALL {
        circle(tx, place, (&circles::role(&place.school, role), Kind::Role, role.code())).await?;
    }
    Ok(())
}

async fn new_board(tx: &mut Tx, now: Moment, name: &str) -> Result<String> {
    let id = ids::fresh(now);
    tx.query(sql!("INSERT INTO boards (id, name) VALUES ($1, $2)")).bind(&id).bind(name).run().await?;
    Ok(id)
}

/// A school year begins on 1 August. One that is there stays as it is.
pub async fn year(tx: &mut Tx, place: &Place, label: &str) -> Result<()> {
    tx.query(sql!(
        "INSERT INTO school_years (id, school_id, label, starts_on, ends_on) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (school_id, label) DO NOTHING"
    ))
    .bind(ids::fresh(place.now))
    .bind(&place.school)
    .bind(label)
    .bind(years::begins(label))
    .bind(years::ends(label))
    .run()
    .await?;
    Ok(())
}

/// The proposals of a school: the key in the pupil administration, and the role.
pub async fn proposed(tx: &mut Tx, school: &SchoolId, on: Day) -> Result<Vec<(String, String)>> {
    let statement = sql!(
        "SELECT COALESCE(p.import_key, ''), r.role FROM roles r JOIN persons p ON p.id = r.person_id
         WHERE r.school_id = $1 AND r.status = 'proposed' AND r.ends_on >= $2 ORDER BY r.role, p.import_key"
    );
    Ok(tx.query(statement).bind(school).bind(on).all().await?)
}

/// Confirms one proposed role; a proposal that ended stays one.
pub async fn confirm(tx: &mut Tx, school: &SchoolId, key: &str, role: &str, on: Day) -> Result<()> {
    tx.query(sql!(
        "UPDATE roles SET status = 'confirmed' WHERE school_id = $1 AND status = 'proposed' AND ends_on >= $2 AND role = $3
           AND person_id IN (SELECT id FROM persons WHERE school_id = $1 AND import_key = $4)"
    ))
    .bind(school)
    .bind(on)
    .bind(role)
    .bind(key)
    .run()
    .await?;
    Ok(())
}

/// Everybody with this address: one person per school.
pub async fn with_address(tx: &mut Tx, email: &str) -> Result<Vec<(PersonId, String)>> {
    let statement = sql!(
        "SELECT p.id, c.brin FROM persons p JOIN schools c ON c.id = p.school_id WHERE p.email = $1 ORDER BY c.brin"
    );
    Ok(tx.query(statement).bind(email).all().await?)
}
