//! Every statement of accounts.
mod family;
mod school;
pub mod tries;

pub use family::{Child, children, household, reached_at};
pub use school::{contact, only_school};

use self::tries::Attempt;
use crate::access::audit::{self, By, Done};
use crate::access::{May, PersonId, Remove, Robot, SchoolId, SessionId, Viewer, Visitor};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::base::ids;
use crate::sql;

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

/// So many browsers of one person are remembered; the one that was not used longest is forgotten.
const MOST_KNOWN: i64 = 20;

/// What a browser gets when somebody signs in.
#[derive(Debug)]
pub struct Started {
    pub session: String,
    /// By which this browser is known the next time. New every time, like the session.
    pub device: String,
}

struct Start {
    account: Account,
    device: String,
    tokens: [String; 2],
    known_before: Option<String>,
    attempt: Option<Attempt>,
    now: Moment,
}

/// Starts a session and returns its token, which is stored nowhere. After a right password the try is forgotten.
pub async fn start_session(visitor: &Visitor, account: &Account, attempt: Option<&Attempt>) -> Result<Started> {
    let started = Started { session: ids::token(), device: ids::token() };
    let start = Start {
        account: account.clone(),
        device: visitor.device.clone(),
        tokens: [ids::hash(&started.session), ids::hash(&started.device)],
        known_before: visitor.known.clone(),
        attempt: attempt.cloned(),
        now: visitor.app().clock.now(),
    };
    visitor.db().write(start, |tx, start| Box::pin(start_in(tx, start))).await?;
    Ok(started)
}

async fn start_in(tx: &mut Tx, start: &Start) -> Result<()> {
    let (account, now) = (&start.account, start.now);
    if let Some(attempt) = &start.attempt {
        tries::succeeded(tx, attempt).await?;
    }
    tx.query(sql!(
        "INSERT INTO sessions (id, token_hash, school_id, person_id, device, started_at, seen_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6, $7)"
    ))
    .bind(SessionId::new(now))
    .bind(start.tokens[0].clone())
    .bind(account.school_id.clone())
    .bind(account.person_id.clone())
    .bind(start.device.clone())
    .bind(now)
    .bind(now.plus(SESSION))
    .run()
    .await?;
    know_device(tx, start).await?;
    let by = By { school: account.school_id.clone(), person: Some(account.person_id.clone()), at: now };
    audit::note(tx, &by, Done::SignedIn, "").await
}

/// The browser keeps one token for everybody who uses it; it changes with every sign-in, so that one that was planted is worth nothing.
async fn know_device(tx: &mut Tx, start: &Start) -> Result<()> {
    let ([_, token], person) = (&start.tokens, &start.account.person_id);
    if let Some(before) = &start.known_before {
        tx.query(sql!("UPDATE known_devices SET token_hash = $1 WHERE token_hash = $2"))
            .bind(token.clone())
            .bind(before.clone())
            .run()
            .await?;
    }
    tx.query(sql!(
        "INSERT INTO known_devices (token_hash, person_id, seen_at) VALUES ($1, $2, $3)
         ON CONFLICT (token_hash, person_id) DO UPDATE SET seen_at = excluded.seen_at"
    ))
    .bind(token.clone())
    .bind(person.clone())
    .bind(start.now)
    .run()
    .await?;
    tx.query(sql!(
        "DELETE FROM known_devices WHERE person_id = $1 AND token_hash NOT IN
         (SELECT token_hash FROM known_devices WHERE person_id = $1 ORDER BY seen_at DESC, token_hash LIMIT $2)"
    ))
    .bind(person.clone())
    .bind(MOST_KNOWN)
    .run()
    .await?;
    Ok(())
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
        .write((may, viewer.clone()), |tx, (may, viewer)| {
            Box::pin(async move {
                tx.query(sql!("DELETE FROM sessions WHERE id = $1")).bind(may.thing().clone()).run().await?;
                let by = By { school: viewer.school.clone(), person: Some(viewer.person.clone()), at: viewer.now };
                let done = if *may.thing() == viewer.session { Done::SignedOut } else { Done::DeviceRevoked };
                audit::note(tx, &by, done, "").await
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
            "SELECT p.call_name, p.infix, p.last_name FROM roles r JOIN persons p ON p.id = r.person_id
             WHERE r.role = 'office' AND r.status = 'confirmed' ORDER BY p.id LIMIT 2"
        ))
        .all()
        .await?;
    let [(call_name, infix, last_name)] = office.as_slice() else { return Ok(None) };
    Ok(Some(crate::access::viewer::full_name(call_name, infix, last_name)))
}

/// Opens an account for somebody, or gives it a new password. For importers and the demo.
pub async fn open_account(robot: &Robot, person: &PersonId, email: &str, password_hash: &str) -> Result<()> {
    let now = robot.app().clock.now();
    let row = (person.clone(), identity::address(email), password_hash.to_owned(), now);
    robot.db().write(row, |tx, row| Box::pin(open_in(tx, row))).await
}

async fn open_in(tx: &mut Tx, (person, email, hash, now): &(PersonId, String, String, Moment)) -> Result<()> {
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
    end_sessions(tx, person).await?;
    let school: Option<(SchoolId,)> =
        tx.query(sql!("SELECT school_id FROM accounts WHERE person_id = $1")).bind(person.clone()).maybe().await?;
    let Some((school,)) = school else { return Ok(()) };
    audit::note(tx, &By { school, person: None, at: *now }, Done::PasswordSet, &person.0).await
}

/// Ends every session of somebody and forgets their browsers: after a new password, a changed address, a block.
pub async fn end_sessions(tx: &mut Tx, person: &PersonId) -> Result<()> {
    tx.query(sql!("DELETE FROM sessions WHERE person_id = $1")).bind(person.clone()).run().await?;
    tx.query(sql!("DELETE FROM known_devices WHERE person_id = $1")).bind(person.clone()).run().await?;
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
    end_sessions(tx, person).await?;
    if taken.is_none() {
        let follow = sql!("UPDATE accounts SET email = $1 WHERE person_id = $2");
        tx.query(follow).bind(email.to_owned()).bind(person.clone()).run().await?;
        return Ok(());
    }
    tx.query(sql!("DELETE FROM accounts WHERE person_id = $1")).bind(person.clone()).run().await?;
    Ok(())
}

/// The BRIN of the school at which somebody else signs in with this address.
pub async fn account_elsewhere(robot: &Robot, person: &PersonId, email: &str) -> Result<Option<String>> {
    let statement = sql!(
        "SELECT c.brin FROM accounts a JOIN schools c ON c.id = a.school_id WHERE a.email = $1 AND a.person_id <> $2"
    );
    let query = robot.db().query(statement).bind(identity::address(email)).bind(person.clone());
    Ok(query.maybe::<(String,)>().await?.map(|(brin,)| brin))
}
