//! Opening an account with a code.
use super::super::jobs::{Moved, Prove};
use super::withdraw;
use crate::access::{PersonId, SchoolId, Viewer, Visitor, later};
use crate::accounts;
use crate::base::clock::{Moment, zone};
use crate::base::day::Day;
use crate::base::db::Tx;
use crate::base::failure::{Failure, Problem, Result};
use crate::base::ids;
use crate::people;
use crate::sql;

/// So long somebody may look for the mail with the number.
const PROOF: i64 = 30 * Moment::MINUTE;
/// So often a number is typed.
const TRIES: i64 = 5;
/// So many mails with a number one person causes in a day and a night.
const MOST_MAILS: i64 = 5;

/// Who opens an account, with what.
#[derive(Debug, Clone)]
pub struct Joining {
    pub code_hash: String,
    /// As it is compared.
    pub email: String,
    pub password_hash: String,
    /// In which the mail speaks.
    pub language: &'static str,
}

/// How it went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// They sign in with this address from now on.
    Open,
    /// Nobody has shown yet that they read this mailbox: a mail with a number is on its way.
    Prove,
}

/// Whose code it is, when it works.
#[derive(Debug, Clone, sqlx::FromRow)]
struct Holder {
    person_id: PersonId,
    school_id: SchoolId,
    time_zone: String,
    /// Where their mail with this code went; empty: it was a letter.
    mailed: String,
    /// As the school knows it.
    email: String,
}

/// Of a code that works: whoever has it belongs to the school today, and has no account. What was mailed to an address that the school
/// does not believe any more works no more.
async fn holder(tx: &mut Tx, code_hash: &str, now: Moment) -> Result<Holder> {
    let statement = sql!(
        "SELECT i.person_id, i.school_id, c.time_zone, i.email AS mailed, COALESCE(n.email, '') AS email
         FROM invitations i JOIN persons n ON n.id = i.person_id JOIN schools c ON c.id = i.school_id
         WHERE i.code_hash = $1 AND i.ends_at > $2 AND i.email IN ('', n.email)"
    );
    let found: Option<Holder> = tx.query(statement).bind(code_hash).bind(now).maybe().await?;
    let found = found.ok_or_else(wrong_code)?;
    let statement =
        sql!("SELECT 1 FROM invitable v WHERE v.person_id = $1 AND $2 BETWEEN v.starts_on AND v.ends_on LIMIT 1");
    let belongs: Option<(i32,)> = tx.query(statement).bind(&found.person_id).bind(found.today(now)).maybe().await?;
    // An account that came another way is not overtaken by a letter.
    if belongs.is_none() || accounts::has_account(tx, &found.person_id).await? {
        return Err(wrong_code());
    }
    Ok(found)
}

impl Holder {
    fn today(&self, now: Moment) -> Day {
        now.local(&zone(&self.time_zone)).date().into()
    }
}

fn wrong_code() -> Failure {
    Failure::invalid("code", Problem::Unknown)
}

/// Whether a code works; refused as the same thing, whatever is wrong with it.
pub async fn look_up(visitor: &Visitor, code_hash: &str) -> Result<()> {
    let statement = sql!("SELECT 1 FROM invitations WHERE code_hash = $1 AND ends_at > $2");
    let query = visitor.db().query(statement).bind(code_hash).bind(visitor.app().clock.now());
    query.maybe::<(i32,)>().await?.map(|_| ()).ok_or_else(wrong_code)
}

/// `token`: what only this browser knows, for the page that asks for the number.
pub async fn begin(visitor: &Visitor, joining: Joining, token: &str) -> Result<Outcome> {
    let args = (joining, ids::hash(token), visitor.app().clock.now());
    visitor.db().write(args, |tx, (joining, token, now)| Box::pin(begin_in(tx, joining, token, *now))).await
}

async fn begin_in(tx: &mut Tx, joining: &Joining, token: &str, now: Moment) -> Result<Outcome> {
    let holder = holder(tx, &joining.code_hash, now).await?;
    // Only whoever has a code that was mailed there has shown that they read this mailbox.
    if holder.mailed != joining.email {
        prove(tx, &holder, joining, (token, now)).await?;
        return Ok(Outcome::Prove);
    }
    // They are somebody at another school: they sign in as that, and come here with their code.
    if accounts::is_account(tx, &joining.email).await? {
        return Err(Failure::invalid("email", Problem::AddressTaken));
    }
    open(tx, &holder, (&joining.email, &joining.password_hash), now).await?;
    Ok(Outcome::Open)
}

/// Writes down what was typed, until the number comes; a mail with it goes out.
async fn prove(tx: &mut Tx, holder: &Holder, joining: &Joining, (token, now): (&str, Moment)) -> Result<()> {
    let lately = sql!("SELECT COUNT(*) FROM joinings WHERE person_id = $1 AND begun_at > $2");
    let (mails,): (i64,) = tx.query(lately).bind(&holder.person_id).bind(now.plus(-Moment::DAY)).one().await?;
    if mails >= MOST_MAILS {
        return Err(Failure::invalid("key", Problem::TooMany));
    }
    let over = sql!("DELETE FROM joinings WHERE begun_at <= $1");
    tx.query(over).bind(now.plus(-Moment::DAY)).run().await?;
    let id = ids::fresh(now);
    tx.query(sql!(
        "INSERT INTO joinings (id, token_hash, school_id, person_id, code_hash, email, password_hash, language, begun_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
    ))
    .bind(&id)
    .bind(token)
    .bind(&holder.school_id)
    .bind(&holder.person_id)
    .bind(&joining.code_hash)
    .bind(&joining.email)
    .bind(&joining.password_hash)
    .bind(joining.language)
    .bind(now)
    .bind(now.plus(PROOF))
    .run()
    .await?;
    later(tx, &holder.school_id, &Prove { joining: id }, now).await
}

/// The code is used up, and whoever had it has an account.
async fn open(tx: &mut Tx, holder: &Holder, (email, hash): (&str, &str), now: Moment) -> Result<()> {
    reached_there(tx, holder, email, now).await?;
    accounts::join(tx, &holder.person_id, email, Some(hash.to_owned()), now).await?;
    withdraw(tx, &holder.person_id).await
}

/// That is how they are reached from now on; whoever reads the mail of the address that the school knew is told.
async fn reached_there(tx: &mut Tx, holder: &Holder, email: &str, now: Moment) -> Result<()> {
    people::own_address(tx, &holder.person_id, email, (now, holder.today(now))).await?;
    if holder.email.is_empty() || holder.email == email {
        return Ok(());
    }
    later(tx, &holder.school_id, &Moved { person: holder.person_id.clone() }, now).await
}

/// An account that waits for its number.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Begun {
    pub id: String,
    pub email: String,
    pub code_hash: String,
    pub password_hash: String,
}

pub async fn begun(visitor: &Visitor, token: &str) -> Result<Begun> {
    let statement =
        sql!("SELECT id, email, code_hash, password_hash FROM joinings WHERE token_hash = $1 AND ends_at > $2");
    let query = visitor.db().query(statement).bind(ids::hash(token)).bind(visitor.app().clock.now());
    query.maybe().await?.ok_or(Failure::Gone)
}

/// A wrong number is counted, and after some the mail is worth nothing.
pub async fn finish(visitor: &Visitor, begun: &Begun, number: &str) -> Result<()> {
    let args = (begun.clone(), ids::hash(&format!("{} {number}", begun.id)), visitor.app().clock.now());
    let right = visitor.db().write(args, |tx, (begun, hash, now)| Box::pin(finish_in(tx, begun, hash, *now))).await?;
    if right { Ok(()) } else { Err(Failure::invalid("number", Problem::Wrong)) }
}

async fn finish_in(tx: &mut Tx, begun: &Begun, hash: &str, now: Moment) -> Result<bool> {
    // The row first, so that a hundred numbers at once are counted one after the other.
    let count = sql!("UPDATE joinings SET tries = tries + 1 WHERE id = $1 AND tries < $2 RETURNING proof_hash");
    let counted: Option<(String,)> = tx.query(count).bind(&begun.id).bind(TRIES).maybe().await?;
    let (proof,) = counted.ok_or_else(|| Failure::invalid("number", Problem::Closed))?;
    if proof.is_empty() || proof != hash {
        return Ok(false);
    }
    let holder = holder(tx, &begun.code_hash, now).await?;
    if accounts::is_account(tx, &begun.email).await? {
        return Err(Failure::invalid("email", Problem::AddressTaken));
    }
    open(tx, &holder, (&begun.email, &begun.password_hash), now).await?;
    Ok(true)
}

/// The account of the viewer is whoever has this code, too, at another school.
pub async fn link(viewer: &Viewer, code_hash: String) -> Result<()> {
    let args = (viewer.clone(), code_hash);
    viewer.db().write(args, |tx, (viewer, hash)| Box::pin(link_in(tx, viewer, hash))).await
}

async fn link_in(tx: &mut Tx, viewer: &Viewer, code_hash: &str) -> Result<()> {
    let holder = holder(tx, code_hash, viewer.now).await?;
    // One account is one person at a school.
    if holder.school_id == viewer.school || known_in(tx, viewer, &holder.school_id).await? {
        return Err(Failure::invalid("key", Problem::Overlaps));
    }
    let (email,): (String,) =
        tx.query(sql!("SELECT email FROM accounts WHERE id = $1")).bind(&viewer.account).one().await?;
    reached_there(tx, &holder, &email, viewer.now).await?;
    accounts::join(tx, &holder.person_id, &email, None, viewer.now).await?;
    withdraw(tx, &holder.person_id).await
}

async fn known_in(tx: &mut Tx, viewer: &Viewer, school: &SchoolId) -> Result<bool> {
    let statement = sql!("SELECT 1 FROM account_persons WHERE account_id = $1 AND school_id = $2");
    let found: Option<(i32,)> = tx.query(statement).bind(&viewer.account).bind(school).maybe().await?;
    Ok(found.is_some())
}
