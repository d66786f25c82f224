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
    let row = (person.clone(), crate::base::identity::address(email), password_hash.to_owned());
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

/// Before addresses are exchanged: under its person's id nobody can sign in.
pub async fn free_address(tx: &mut Tx, person: &PersonId) -> Result<()> {
    tx.query(sql!("UPDATE accounts SET email = person_id WHERE person_id = $1")).bind(person.clone()).run().await?;
    Ok(())
}

/// Somebody's address changed: their account is under the new one from now on. Where somebody else signs in with that one, the account
/// ends instead, because an address is of one account.
pub async fn follow_address(tx: &mut Tx, person: &PersonId, email: &str) -> Result<()> {
    let taken: Option<(PersonId,)> = tx
        .query(sql!("SELECT person_id FROM accounts WHERE email = $1 AND person_id <> $2"))
        .bind(email.to_owned())
        .bind(person.clone())
        .maybe()
        .await?;
    if taken.is_none() {
        let follow = sql!("UPDATE accounts SET email = $1 WHERE person_id = $2");
        tx.query(follow).bind(email.to_owned()).bind(person.clone()).run().await?;
        return Ok(());
    }
    tx.query(sql!("DELETE FROM sessions WHERE person_id = $1")).bind(person.clone()).run().await?;
    tx.query(sql!("DELETE FROM accounts WHERE person_id = $1")).bind(person.clone()).run().await?;
    Ok(())
}

/// The BRIN of the school at which somebody else signs in with this address.
pub async fn account_elsewhere(robot: &Robot, person: &PersonId, email: &str) -> Result<Option<String>> {
    let statement = sql!("SELECT c.brin FROM accounts a JOIN schools c ON c.id = a.school_id WHERE a.email = $1 AND a.person_id <> $2");
    let query = robot.db().query(statement).bind(crate::base::identity::address(email)).bind(person.clone());
    Ok(query.maybe::<(String,)>().await?.map(|(brin,)| brin))
}
