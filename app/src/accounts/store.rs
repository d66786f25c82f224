//! Every statement of accounts.
use super::rules::{TRIES_ACCOUNT, TRIES_ADDRESS, TRIES_HERE};
use crate::access::{May, PersonId, Remove, Robot, SchoolId, SessionId, Viewer, Visitor};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::{Failure, Result};
use crate::base::ids;
use crate::sql;

const WINDOW: i64 = 15 * Moment::MINUTE;
/// However often it is used, a session ends after this.
const SESSION: i64 = 90 * Moment::DAY;

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Account {
    pub person_id: PersonId,
    pub school_id: SchoolId,
    pub password_hash: String,
}

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Device {
    pub id: SessionId,
    pub device: String,
    pub seen_at: Moment,
}

pub async fn account(visitor: &Visitor, email: &str) -> Result<Option<Account>> {
    let statement = sql!("SELECT person_id, school_id, password_hash FROM accounts WHERE email = $1");
    Ok(visitor.db().query(statement).bind(email.to_owned()).maybe().await?)
}

/// The keys of the counters of one try, each with the number that is too many.
fn counters(visitor: &Visitor, email: &str) -> [(String, i64); 3] {
    [
        (ids::hash(&format!("{email} from {}", visitor.address)), TRIES_HERE),
        (ids::hash(email), TRIES_ACCOUNT),
        (ids::hash(&format!("from {}", visitor.address)), TRIES_ADDRESS),
    ]
}

/// Counts a try before it is made, so that a hundred at once count as a hundred. `Busy` when there were too many.
pub async fn count_try(visitor: &Visitor, email: &str) -> Result<()> {
    let now = visitor.app().clock.now();
    let tries = (counters(visitor, email), now);
    let over = visitor.db().write(tries, |tx, (keys, now)| Box::pin(count(tx, keys, *now))).await?;
    if over { Err(Failure::Busy) } else { Ok(()) }
}

async fn count(tx: &mut Tx, keys: &[(String, i64)], now: Moment) -> Result<bool> {
    let window = Moment(now.0 - now.0.rem_euclid(WINDOW));
    tx.query(sql!("DELETE FROM attempts WHERE window_start < $1")).bind(window.plus(-WINDOW)).run().await?;
    let mut over = false;
    for (key, most) in keys {
        let (tries,): (i64,) = tx
            .query(sql!(
                "INSERT INTO attempts (key_hash, window_start, count) VALUES ($1, $2, 1)
                 ON CONFLICT (key_hash, window_start) DO UPDATE SET count = attempts.count + 1 RETURNING count"
            ))
            .bind(key.clone())
            .bind(window)
            .one()
            .await?;
        over |= tries > *most;
    }
    Ok(over)
}

/// A right password clears the account's own counter: an honest typo costs nothing later.
pub async fn forget_tries(visitor: &Visitor, email: &str) -> Result<()> {
    let [(here, _), ..] = counters(visitor, email);
    visitor
        .db()
        .write(here, |tx, here| {
            Box::pin(async move {
                tx.query(sql!("DELETE FROM attempts WHERE key_hash = $1")).bind(here.clone()).run().await?;
                Ok(())
            })
        })
        .await
}

/// Starts a session and returns its token, which is stored nowhere.
pub async fn start_session(visitor: &Visitor, account: &Account) -> Result<String> {
    let (token, now) = (ids::token(), visitor.app().clock.now());
    let row = (ids::hash(&token), account.clone(), visitor.device.clone(), now);
    visitor
        .db()
        .write(row, |tx, (hash, account, device, now)| {
            Box::pin(async move {
                tx.query(sql!(
                    "INSERT INTO sessions (id, token_hash, school_id, person_id, device, started_at, seen_at, ends_at)
                     VALUES ($1, $2, $3, $4, $5, $6, $6, $7)"
                ))
                .bind(SessionId::new(*now))
                .bind(hash.clone())
                .bind(account.school_id.clone())
                .bind(account.person_id.clone())
                .bind(device.clone())
                .bind(*now)
                .bind(now.plus(SESSION))
                .run()
                .await?;
                Ok(())
            })
        })
        .await?;
    Ok(token)
}

pub async fn devices(viewer: &Viewer) -> Result<Vec<Device>> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT id, device, seen_at FROM sessions
             WHERE school_id = $1 AND person_id = $2 AND ends_at > $3 ORDER BY seen_at DESC"
        ))
        .bind(viewer.school.clone())
        .bind(viewer.person.clone())
        .bind(viewer.now)
        .all()
        .await?)
}

/// Ends a session at once: the next request with its cookie is a visitor's.
pub async fn end_session(viewer: &Viewer, may: May<Remove, SessionId>) -> Result<()> {
    viewer
        .db()
        .write(may, |tx, may| {
            Box::pin(async move {
                tx.query(sql!("DELETE FROM sessions WHERE id = $1")).bind(may.thing().clone()).run().await?;
                Ok(())
            })
        })
        .await
}

pub async fn choose_language(viewer: &Viewer, code: &'static str) -> Result<()> {
    viewer
        .db()
        .write((viewer.person.clone(), code), |tx, (person, code)| {
            Box::pin(async move {
                tx.query(sql!("UPDATE persons SET language = $1 WHERE id = $2"))
                    .bind((*code).to_owned())
                    .bind(person.clone())
                    .run()
                    .await?;
                Ok(())
            })
        })
        .await
}

/// Who helps at school, for the sign-in page (R38). With more than one school here, nobody in particular.
pub async fn helper(visitor: &Visitor) -> Result<Option<String>> {
    let office: Vec<(String, String, String)> = visitor
        .db()
        .query(sql!(
            "SELECT p.call_name, p.infix, p.last_name FROM staff_roles r JOIN persons p ON p.id = r.person_id
             WHERE r.role = 'office' AND r.status = 'confirmed' ORDER BY p.id LIMIT 2"
        ))
        .all()
        .await?;
    let [(call_name, infix, last_name)] = office.as_slice() else { return Ok(None) };
    Ok(Some(crate::access::viewer::full_name(call_name, infix, last_name)))
}

/// Opens an account for somebody, or gives it a new password. For importers and the demo.
pub async fn open_account(robot: &Robot, person: &PersonId, email: &str, password_hash: &str) -> Result<()> {
    let row = (person.clone(), super::rules::tidy_email(email), password_hash.to_owned());
    robot.db().write(row, |tx, row| Box::pin(open_in(tx, row))).await
}

async fn open_in(tx: &mut Tx, (person, email, hash): &(PersonId, String, String)) -> Result<()> {
    tx.query(sql!(
        "INSERT INTO accounts (person_id, school_id, email, password_hash)
         SELECT id, school_id, $2, $3 FROM persons WHERE id = $1
         ON CONFLICT (person_id) DO UPDATE SET email = excluded.email, password_hash = excluded.password_hash"
    ))
    .bind(person.clone())
    .bind(email.clone())
    .bind(hash.clone())
    .run()
    .await?;
    Ok(())
}

/// Name and place of the school, when there is one only: for the sign-in page.
pub async fn only_school(visitor: &Visitor) -> Result<Option<(String, String)>> {
    let statement = sql!("SELECT name, place FROM schools ORDER BY id LIMIT 2");
    let schools: Vec<(String, String)> = visitor.db().query(statement).all().await?;
    Ok(<[_; 1]>::try_from(schools).ok().map(|[school]| school))
}

/// The children of the viewer, each with the groups of today.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Child {
    pub call_name: String,
    pub infix: String,
    pub last_name: String,
    pub groups: String,
}

pub async fn children(viewer: &Viewer) -> Result<Vec<Child>> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT u.call_name, u.infix, u.last_name, COALESCE(string_agg(g.name, ', '), '') AS groups
             FROM (SELECT DISTINCT s.target_id FROM scopes s
                   WHERE s.person_id = $1 AND s.kind = 'pupil' AND s.reason = 'guardian' AND $2 BETWEEN s.starts_on AND s.ends_on) AS mine
             JOIN pupils u ON u.id = mine.target_id
             LEFT JOIN memberships m ON m.pupil_id = u.id AND $2 BETWEEN m.starts_on AND m.ends_on
             LEFT JOIN school_groups g ON g.id = m.group_id
             WHERE u.school_id = $3 GROUP BY u.id, u.call_name, u.infix, u.last_name ORDER BY u.call_name, u.id"
        ))
        .bind(viewer.person.clone())
        .bind(viewer.today.clone())
        .bind(viewer.school.clone())
        .all()
        .await?)
}

/// Who else of the viewer's own household the school has confirmed. The other household of a child is nobody's business here.
pub async fn household(viewer: &Viewer) -> Result<Vec<(String, String, String)>> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT DISTINCT p.call_name, p.infix, p.last_name
             FROM guardianships mine
             JOIN guardianships other ON other.household_id = mine.household_id AND other.person_id <> mine.person_id
             JOIN persons p ON p.id = other.person_id
             WHERE mine.person_id = $1 AND mine.school_id = $2
               AND mine.status = 'confirmed' AND mine.authority AND mine.ends_on >= $3
               AND other.status = 'confirmed' AND other.authority AND other.ends_on >= $3
             ORDER BY p.call_name, p.infix, p.last_name"
        ))
        .bind(viewer.person.clone())
        .bind(viewer.school.clone())
        .bind(viewer.today.clone())
        .all()
        .await?)
}

/// Who helps at the viewer's school.
pub async fn contact(viewer: &Viewer) -> Result<Option<(String, String, String)>> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT p.call_name, p.infix, p.last_name FROM staff_roles r JOIN persons p ON p.id = r.person_id
             WHERE r.school_id = $1 AND r.role = 'office' AND r.status = 'confirmed' AND $2 BETWEEN r.starts_on AND r.ends_on
             ORDER BY p.id LIMIT 1"
        ))
        .bind(viewer.school.clone())
        .bind(viewer.today.clone())
        .maybe()
        .await?)
}
