//! Who somebody is: given to them, or taken away. What is left is a row without a name, so that what they shared has an author.
use crate::access::{Erasing, Known, PersonId, Robot, SchoolId};
use crate::base::clock::Moment;
use crate::base::day::Day;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::base::name::Name;
use crate::sql;

#[derive(serde::Serialize, sqlx::FromRow)]
struct Own {
    #[sqlx(flatten)]
    #[serde(flatten)]
    name: Name,
    email: Option<String>,
    phone: String,
    language: String,
}

pub async fn export(robot: &Robot, person: &PersonId) -> Result<Vec<Known>> {
    let own = sql!("SELECT call_name, infix, last_name, email, phone, language FROM persons WHERE id = $1");
    let own: Vec<Own> = robot.db().query(own).bind(person).all().await?;
    let children = sql!(
        "SELECT u.call_name, u.infix, u.last_name FROM guardianships g JOIN pupils u ON u.id = g.pupil_id
         WHERE g.person_id = $1 AND g.status <> 'blocked' ORDER BY u.id"
    );
    let children: Vec<Name> = robot.db().query(children).bind(person).all().await?;
    let roles = sql!("SELECT role, starts_on, ends_on FROM roles WHERE person_id = $1 ORDER BY starts_on, role");
    let roles: Vec<(String, Day, Day)> = robot.db().query(roles).bind(person).all().await?;
    let by_hand = sql!("SELECT field, before, changed_at FROM contacts_by_hand WHERE person_id = $1 ORDER BY field");
    let by_hand: Vec<(String, String, Moment)> = robot.db().query(by_hand).bind(person).all().await?;
    let protected = sql!(
        "SELECT h.marked_at FROM protected_households h JOIN protected x ON x.household_id = h.household_id WHERE x.person_id = $1 ORDER BY h.marked_at"
    );
    let protected: Vec<(Moment,)> = robot.db().query(protected).bind(person).all().await?;
    Ok(vec![
        ("protected", serde_json::json!(protected)),
        ("changed_by_hand", serde_json::json!(by_hand)),
        ("person", serde_json::json!(own)),
        ("children", serde_json::json!(children)),
        ("roles", serde_json::json!(roles)),
    ])
}

pub async fn erase(tx: &mut Tx, erasing: &Erasing) -> Result<()> {
    let links = [
        sql!("DELETE FROM protected_people WHERE person_id = $1"),
        // Why is told in words about them; whom it still protects stays protected.
        sql!("UPDATE protected_households SET reason = '' WHERE household_id IN (SELECT household_id FROM guardianships WHERE person_id = $1)"),
        sql!("DELETE FROM guardianship_decisions WHERE guardianship_id IN (SELECT id FROM guardianships WHERE person_id = $1)"),
        sql!("DELETE FROM guardianships WHERE person_id = $1"),
        sql!("DELETE FROM circle_members WHERE person_id = $1"),
        sql!("DELETE FROM teaching WHERE person_id = $1"),
        sql!("DELETE FROM roles WHERE person_id = $1"),
        sql!("DELETE FROM subject_exceptions WHERE person_id = $1"),
        sql!("DELETE FROM contacts_by_hand WHERE person_id = $1"),
        // By this name only what is the school's is signed.
        sql!(
            "UPDATE persons SET call_name = 'Iemand', infix = '', last_name = '', email = NULL, phone = '', import_key = NULL, waits = 0
             WHERE id = $1"
        ),
    ];
    for statement in links {
        tx.query(statement).bind(&erasing.person).run().await?;
    }
    Ok(())
}

/// Whether a block stands: an import knows it from its row alone.
pub async fn is_blocked(tx: &mut Tx, person: &PersonId) -> Result<bool> {
    let statement = sql!("SELECT 1 FROM guardianships WHERE person_id = $1 AND status = 'blocked' LIMIT 1");
    Ok(tx.query(statement).bind(person).maybe::<(i32,)>().await?.is_some())
}

/// Everybody of the school with this key or address, or with this name in full.
pub async fn named(tx: &mut Tx, school: &SchoolId, who: &str) -> Result<Vec<(PersonId,)>> {
    let statement = sql!("SELECT id FROM persons WHERE school_id = $1 AND (import_key = $2 OR email = $3
                            OR call_name || ' ' || CASE infix WHEN '' THEN '' ELSE infix || ' ' END || last_name = $2) ORDER BY id");
    let query = tx.query(statement).bind(school).bind(who);
    Ok(query.bind(identity::address(who)).all().await?)
}
