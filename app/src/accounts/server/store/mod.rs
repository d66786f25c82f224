//! Every statement of accounts.
mod family;
mod opening;
mod person;
mod school;
pub mod tries;

pub use family::{Child, children, household, reached_at};
pub use opening::{
    account_elsewhere, end_sessions, follow_address, free_address, has_account, is_account, join, open_account,
};
pub use person::{erase, export};
pub use school::{contact, only_school};

use self::tries::Attempt;
use crate::access::audit::{self, By, Done};
use crate::access::live::News;
use crate::access::{AccountId, May, PersonId, Remove, SchoolId, SessionId, Viewer, Visitor};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::{Failure, Problem, Result};
use crate::base::ids;
use crate::base::name::Name;
use crate::sql;

/// However often it is used, a session ends after this.
const SESSION: i64 = 90 * Moment::DAY;

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Account {
    pub id: AccountId,
    /// Who one is after signing in: at the school where this account looked around last.
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
    let statement = sql!(
        "SELECT a.id, i.person_id, i.school_id, a.password_hash FROM accounts a JOIN account_persons i ON i.account_id = a.id
         WHERE a.email = $1 ORDER BY i.looked_at DESC, i.person_id LIMIT 1"
    );
    Ok(visitor.db().query(statement).bind(email).maybe().await?)
}

/// Address and password of the viewer's own account.
pub async fn own(viewer: &Viewer) -> Result<(String, String)> {
    let statement = sql!("SELECT email, password_hash FROM accounts WHERE id = $1");
    viewer.db().query(statement).bind(&viewer.account).maybe().await?.ok_or(Failure::SignedOut)
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
    // A password that was changed while it was being checked opens nothing any more.
    let started = tx
        .query(sql!(
            "INSERT INTO sessions (id, token_hash, account_id, person_id, device, started_at, seen_at, ends_at)
         SELECT $1, $2, a.id, i.person_id, $5, CAST($6 AS BIGINT), CAST($6 AS BIGINT), CAST($7 AS BIGINT)
         FROM accounts a JOIN account_persons i ON i.account_id = a.id
         WHERE a.id = $3 AND i.person_id = $4 AND a.password_hash = $8"
        ))
        .bind(SessionId::new(now))
        .bind(start.tokens[0].clone())
        .bind(&account.id)
        .bind(&account.person_id)
        .bind(&start.device)
        .bind(now)
        .bind(now.plus(SESSION))
        .bind(&account.password_hash)
        .run()
        .await?;
    if started == 0 {
        return Err(Failure::invalid("password", Problem::Wrong));
    }
    know_device(tx, start).await?;
    let by = By { school: account.school_id.clone(), person: Some(account.person_id.clone()), at: now };
    audit::note(tx, &by, Done::SignedIn, "").await
}

/// The browser keeps one token for everybody who uses it; it changes with every sign-in, so that one that was planted is worth nothing.
async fn know_device(tx: &mut Tx, start: &Start) -> Result<()> {
    let ([_, token], account) = (&start.tokens, &start.account.id);
    if let Some(before) = &start.known_before {
        tx.query(sql!("UPDATE known_devices SET token_hash = $1 WHERE token_hash = $2"))
            .bind(token)
            .bind(before)
            .run()
            .await?;
    }
    tx.query(sql!(
        "INSERT INTO known_devices (token_hash, account_id, seen_at) VALUES ($1, $2, $3)
         ON CONFLICT (token_hash, account_id) DO UPDATE SET seen_at = excluded.seen_at"
    ))
    .bind(token)
    .bind(account)
    .bind(start.now)
    .run()
    .await?;
    tx.query(sql!(
        "DELETE FROM known_devices WHERE account_id = $1 AND token_hash NOT IN
         (SELECT token_hash FROM known_devices WHERE account_id = $1 ORDER BY seen_at DESC, token_hash LIMIT $2)"
    ))
    .bind(account)
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
             WHERE account_id = $1 AND ends_at > $2 ORDER BY seen_at DESC"
        ))
        .bind(&viewer.account)
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
                tx.query(sql!("DELETE FROM sessions WHERE id = $1")).bind(may.thing()).run().await?;
                News::Out(may.thing().0.clone()).announce(tx).await?;
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
        .write((viewer.account.clone(), code), |tx, (account, code)| {
            Box::pin(async move {
                tx.query(sql!("UPDATE accounts SET language = $1 WHERE id = $2"))
                    .bind((*code).to_owned())
                    .bind(account)
                    .run()
                    .await?;
                Ok(())
            })
        })
        .await
}

/// Who helps at school, for the sign-in page (R38). With more than one school here, nobody in particular.
pub async fn helper(visitor: &Visitor) -> Result<Option<String>> {
    let office: Vec<Name> = visitor
        .db()
        .query(sql!(
            "SELECT p.call_name, p.infix, p.last_name FROM roles r JOIN persons p ON p.id = r.person_id
             WHERE r.role = 'office' AND r.status = 'confirmed' ORDER BY p.id LIMIT 2"
        ))
        .all()
        .await?;
    Ok(if let [one] = office.as_slice() { Some(one.to_string()) } else { None })
}
