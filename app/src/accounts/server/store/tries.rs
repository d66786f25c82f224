//! Counting wrong tries, so that guessing is hopeless and nobody is locked out by somebody else's guesses.
use crate::access::Visitor;
use crate::access::audit::{self, By, Done};
use crate::accounts::server::rules::{Failures, TRIES_KNOWN, allowed};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::{Failure, Result};
use crate::base::ids;
use crate::sql;

const WINDOW: i64 = 15 * Moment::MINUTE;
/// So many tries of one network that were wrong, or are under way, make it doubtful.
const DOUBTFUL: i64 = 5;

/// A try that was counted before it is made, so that a hundred at once count as a hundred.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// In a browser where this account has signed in before.
    pub known: bool,
    /// From a network with wrong tries a moment ago.
    pub doubtful: bool,
    email: String,
    keys: Vec<String>,
    window: Moment,
}

/// Counts a try, or says how long to wait. Tries that are not made are not counted.
pub async fn begin(visitor: &Visitor, email: &str) -> Result<Attempt> {
    let now = visitor.app().clock.now();
    let (known, password) = account(visitor, email).await?;
    // With a new password from the school everything is counted anew: nobody waits for the mistakes with the old one.
    let account = format!("{email} {}", ids::hash(&password));
    let keys = match (&visitor.known, known) {
        (Some(device), true) => vec![ids::hash(&format!("{account} in {device}"))],
        _ => vec![
            ids::hash(&format!("{account} from {}", visitor.network)),
            ids::hash(&account),
            ids::hash(&format!("from {}", visitor.network)),
        ],
    };
    let window = Moment(now.0 - now.0.rem_euclid(WINDOW));
    let mut attempt = Attempt { known, doubtful: false, email: email.to_owned(), keys, window };
    let refused = Failure::Wait { minutes: minutes(window.plus(WINDOW).0 - now.0) };
    let row = (attempt.clone(), now, refused);
    attempt.doubtful =
        visitor.db().write(row, |tx, (attempt, now, refused)| Box::pin(count(tx, attempt, *now, refused))).await?;
    Ok(attempt)
}

/// So many codes one network tries in a quarter of an hour; a slip of the finger is no try. On the evening of the launch a whole school
/// sits behind one address; and of two to the fifty-fifth codes this finds none.
const GUESSES: i64 = 60;

/// Counts a try at a code, before it is looked up.
pub async fn guess(visitor: &Visitor) -> Result<()> {
    let now = visitor.app().clock.now();
    let window = Moment(now.0 - now.0.rem_euclid(WINDOW));
    let row = (guesses(visitor), window);
    let tries = visitor.db().write(row, |tx, (key, window)| Box::pin(one_more(tx, key, *window))).await?;
    if tries > GUESSES { Err(Failure::Wait { minutes: minutes(window.plus(WINDOW).0 - now.0) }) } else { Ok(()) }
}

/// It was one: the try does not count.
pub async fn guessed_right(visitor: &Visitor) -> Result<()> {
    let now = visitor.app().clock.now();
    let row = (guesses(visitor), Moment(now.0 - now.0.rem_euclid(WINDOW)));
    visitor.db().write(row, |tx, (key, window)| Box::pin(one_less(tx, key, *window))).await
}

fn guesses(visitor: &Visitor) -> String {
    ids::hash(&format!("codes from {}", visitor.network))
}

/// Rounded up: «over 3 minuten» must not be too early.
fn minutes(micros: i64) -> u32 {
    u32::try_from((micros.max(1) + Moment::MINUTE - 1) / Moment::MINUTE).unwrap_or(15)
}

/// Whether this browser knows the account, and the hash of its password; empty when there is no such account.
async fn account(visitor: &Visitor, email: &str) -> Result<(bool, String)> {
    Ok(visitor
        .db()
        .query(sql!(
            "SELECT EXISTS (SELECT 1 FROM known_devices d JOIN accounts a ON a.id = d.account_id
                            WHERE d.token_hash = $1 AND a.email = $2),
                    COALESCE((SELECT a.password_hash FROM accounts a WHERE a.email = $2), '')"
        ))
        .bind(visitor.known.clone().unwrap_or_default())
        .bind(email)
        .one()
        .await?)
}

/// Says whether the network is doubtful.
async fn count(tx: &mut Tx, attempt: &Attempt, now: Moment, refused: &Failure) -> Result<bool> {
    tx.query(sql!("DELETE FROM attempts WHERE window_start < $1")).bind(attempt.window.plus(-WINDOW)).run().await?;
    let mut tries = Vec::with_capacity(attempt.keys.len());
    for key in &attempt.keys {
        tries.push(one_more(tx, key, attempt.window).await?);
    }
    let (here, most) = match tries.as_slice() {
        [here, account, network] => (*here, allowed(&Failures { account: account - 1, network: network - 1 })),
        [here, ..] => (*here, TRIES_KNOWN),
        [] => return Ok(false),
    };
    if here > most {
        return Err(refused.clone());
    }
    if here == most {
        remember(tx, attempt, now, Done::GuessingStopped).await?;
    }
    Ok(tries.get(2).is_some_and(|network| *network > DOUBTFUL))
}

/// Says how many there were with this one.
async fn one_more(tx: &mut Tx, key: &str, window: Moment) -> Result<i64> {
    let statement = sql!(
        "INSERT INTO attempts (key_hash, window_start, count) VALUES ($1, $2, 1)
         ON CONFLICT (key_hash, window_start) DO UPDATE SET count = attempts.count + 1 RETURNING count"
    );
    let (count,): (i64,) = tx.query(statement).bind(key).bind(window).one().await?;
    Ok(count)
}

async fn one_less(tx: &mut Tx, key: &str, window: Moment) -> Result<()> {
    let statement =
        sql!("UPDATE attempts SET count = count - 1 WHERE key_hash = $1 AND window_start = $2 AND count > 0");
    tx.query(statement).bind(key).bind(window).run().await?;
    Ok(())
}

/// A wrong try stays counted, and the first of a quarter of an hour is written down.
pub async fn failed(visitor: &Visitor, attempt: &Attempt) -> Result<()> {
    let row = (attempt.clone(), visitor.app().clock.now());
    visitor.db().write(row, |tx, (attempt, now)| Box::pin(first_failure(tx, attempt, *now))).await
}

async fn first_failure(tx: &mut Tx, attempt: &Attempt, now: Moment) -> Result<()> {
    let (tries,): (i64,) = tx
        .query(sql!(
            "SELECT CAST(COALESCE(SUM(count), 0) AS BIGINT) FROM attempts WHERE key_hash = $1 AND window_start = $2"
        ))
        .bind(attempt.keys.first().cloned().unwrap_or_default())
        .bind(attempt.window)
        .one()
        .await?;
    if tries == 1 { remember(tx, attempt, now, Done::SignInFailed).await } else { Ok(()) }
}

/// Only of accounts that exist: what strangers type is nobody's history.
async fn remember(tx: &mut Tx, attempt: &Attempt, now: Moment, done: Done) -> Result<()> {
    let persons: Vec<(String, String)> = tx
        .query(sql!(
            "SELECT i.school_id, i.person_id FROM accounts a JOIN account_persons i ON i.account_id = a.id
             WHERE a.email = $1 ORDER BY i.person_id"
        ))
        .bind(&attempt.email)
        .all()
        .await?;
    // In the book of each of its schools.
    for (school, person) in persons {
        audit::note(tx, &By { school: school.into(), person: None, at: now }, done, &person).await?;
    }
    Ok(())
}

/// A right password: it was no guess, so it does not count, and neither do the typos before it.
pub async fn succeeded(tx: &mut Tx, attempt: &Attempt) -> Result<()> {
    for (at, key) in attempt.keys.iter().enumerate() {
        if at == 0 {
            let forget = sql!("DELETE FROM attempts WHERE key_hash = $1 AND window_start = $2");
            tx.query(forget).bind(key).bind(attempt.window).run().await?;
        } else {
            one_less(tx, key, attempt.window).await?;
        }
    }
    Ok(())
}

/// The same, where nothing else is written.
pub async fn forget(visitor: &Visitor, attempt: &Attempt) -> Result<()> {
    visitor.db().write(attempt.clone(), |tx, attempt| Box::pin(succeeded(tx, attempt))).await
}
