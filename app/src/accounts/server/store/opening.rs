//! How accounts begin, move with an address, and end.
use crate::access::audit::{self, By, Done};
use crate::access::live::News;
use crate::access::{AccountId, PersonId, Robot, SchoolId};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::base::ids;
use crate::sql;

struct Opening {
    person: PersonId,
    email: String,
    /// `None`: the account that there is keeps its password.
    password_hash: Option<String>,
    /// What the log says of it.
    done: Done,
    now: Moment,
}

/// Opens an account for somebody, or gives it a new password. With an address that signs in already the account there is becomes this
/// person, too. For the command on the server and the demo.
pub async fn open_account(robot: &Robot, person: &PersonId, email: &str, password_hash: Option<&str>) -> Result<()> {
    let opening = Opening {
        person: person.clone(),
        email: identity::address(email),
        password_hash: password_hash.map(str::to_owned),
        done: if password_hash.is_some() { Done::PasswordSet } else { Done::AccountLinked },
        now: robot.app().clock.now(),
    };
    robot.db().write(opening, |tx, opening| Box::pin(open_in(tx, opening))).await
}

/// Somebody opens their own account, in the transaction in which their code was used up. Without a hash it is the account of this address
/// that becomes this person, too.
pub async fn join(
    tx: &mut Tx,
    person: &PersonId,
    email: &str,
    password_hash: Option<String>,
    now: Moment,
) -> Result<()> {
    open_in(tx, &Opening { person: person.clone(), email: email.to_owned(), password_hash, done: Done::Joined, now })
        .await
}

/// Whether somebody signs in with this address.
pub async fn is_account(tx: &mut Tx, email: &str) -> Result<bool> {
    Ok(with_address(tx, email).await?.is_some())
}

/// Whether an account is this person.
pub async fn has_account(tx: &mut Tx, person: &PersonId) -> Result<bool> {
    Ok(account_of(tx, person).await?.is_some())
}

async fn open_in(tx: &mut Tx, opening: &Opening) -> Result<()> {
    let school: Option<(SchoolId,)> =
        tx.query(sql!("SELECT school_id FROM persons WHERE id = $1")).bind(&opening.person).maybe().await?;
    let Some((school,)) = school else { return Ok(()) };
    free_here(tx, opening, &school).await?;
    let before = account_of(tx, &opening.person).await?;
    let account = match (with_address(tx, &opening.email).await?, &before) {
        (Some(there), _) => there,
        // Nobody else is this account: it goes along to the new address.
        (None, Some(before)) if !before.shared => {
            rename(tx, before, &opening.email).await?;
            before.id.clone()
        }
        (None, _) => new(tx, opening).await?,
    };
    if let Some(before) = before.filter(|before| before.id != account) {
        leave(tx, &opening.person, &before).await?;
    }
    become_person(tx, &account, &opening.person, &school).await?;
    let own = (opening.done == Done::Joined).then(|| opening.person.clone());
    let by = By { school, person: own, at: opening.now };
    if let Some(hash) = &opening.password_hash {
        tx.query(sql!("UPDATE accounts SET password_hash = $1 WHERE id = $2")).bind(hash).bind(&account).run().await?;
        end_all(tx, &account).await?;
    }
    audit::note(tx, &by, opening.done, &opening.person.0).await
}

/// A school gives an address to one person: whoever signed in here with it before, and has another address now or none, does so no more.
async fn free_here(tx: &mut Tx, opening: &Opening, school: &SchoolId) -> Result<()> {
    let statement = sql!(
        "SELECT i.person_id FROM account_persons i JOIN accounts a ON a.id = i.account_id
         WHERE a.email = $1 AND i.school_id = $2 AND i.person_id <> $3"
    );
    let query = tx.query(statement).bind(&opening.email).bind(school).bind(&opening.person);
    let Some((former,)) = query.maybe::<(PersonId,)>().await? else { return Ok(()) };
    let Some(held) = account_of(tx, &former).await? else { return Ok(()) };
    leave(tx, &former, &held).await?;
    audit::note(tx, &By { school: school.clone(), person: None, at: opening.now }, Done::AccountEnded, &former.0).await
}

async fn new(tx: &mut Tx, opening: &Opening) -> Result<AccountId> {
    let id = AccountId(ids::fresh(opening.now));
    // Until a password is set, nothing that is typed is right.
    tx.query(sql!("INSERT INTO accounts (id, email, password_hash) VALUES ($1, $2, '')"))
        .bind(&id)
        .bind(&opening.email)
        .run()
        .await?;
    Ok(id)
}

/// The account that signs in with this address.
async fn with_address(tx: &mut Tx, email: &str) -> Result<Option<AccountId>> {
    let statement = sql!("SELECT id FROM accounts WHERE email = $1");
    let found: Option<(AccountId,)> = tx.query(statement).bind(email).maybe().await?;
    Ok(found.map(|(id,)| id))
}

async fn rename(tx: &mut Tx, account: &Held, email: &str) -> Result<()> {
    let follow = sql!("UPDATE accounts SET email = $1 WHERE id = $2");
    tx.query(follow).bind(email).bind(&account.id).run().await?;
    Ok(())
}

async fn become_person(tx: &mut Tx, account: &AccountId, person: &PersonId, school: &SchoolId) -> Result<()> {
    tx.query(sql!(
        "INSERT INTO account_persons (person_id, account_id, school_id, looked_at) VALUES ($1, $2, $3, 0)
         ON CONFLICT (person_id) DO UPDATE SET account_id = excluded.account_id"
    ))
    .bind(person)
    .bind(account)
    .bind(school)
    .run()
    .await?;
    Ok(())
}

/// The account of a person.
struct Held {
    id: AccountId,
    /// It is somebody at another school, too.
    shared: bool,
}

async fn account_of(tx: &mut Tx, person: &PersonId) -> Result<Option<Held>> {
    let row: Option<(AccountId, bool)> = tx
        .query(sql!(
            "SELECT i.account_id, EXISTS (SELECT 1 FROM account_persons o WHERE o.account_id = i.account_id AND o.person_id <> $1)
             FROM account_persons i WHERE i.person_id = $1"
        ))
        .bind(person)
        .maybe()
        .await?;
    Ok(row.map(|(id, shared)| Held { id, shared }))
}

/// Ends every session in which somebody is this person, after a block: another child may still be theirs, after signing in again.
pub async fn end_sessions(tx: &mut Tx, person: &PersonId) -> Result<()> {
    tx.query(sql!("DELETE FROM sessions WHERE person_id = $1")).bind(person).run().await?;
    News::Out(person.0.clone()).announce(tx).await
}

/// Ends every session of an account and forgets its browsers: after a new password, a changed address.
async fn end_all(tx: &mut Tx, account: &AccountId) -> Result<()> {
    tx.query(sql!("DELETE FROM sessions WHERE account_id = $1")).bind(account).run().await?;
    tx.query(sql!("DELETE FROM known_devices WHERE account_id = $1")).bind(account).run().await?;
    News::Out(account.0.clone()).announce(tx).await
}

/// The person is nobody's account any more; an account that is nobody ends.
async fn leave(tx: &mut Tx, person: &PersonId, held: &Held) -> Result<()> {
    end_sessions(tx, person).await?;
    tx.query(sql!("DELETE FROM account_persons WHERE person_id = $1")).bind(person).run().await?;
    if !held.shared {
        end_all(tx, &held.id).await?;
        tx.query(sql!("DELETE FROM accounts WHERE id = $1")).bind(&held.id).run().await?;
    }
    Ok(())
}

/// Nobody signs in as this person any more.
pub async fn end_account(tx: &mut Tx, person: &PersonId) -> Result<()> {
    match account_of(tx, person).await? {
        Some(held) => leave(tx, person, &held).await,
        None => Ok(()),
    }
}

/// Before addresses are exchanged: under its own id nobody can sign in. An account of several schools keeps its address.
pub async fn free_address(tx: &mut Tx, person: &PersonId) -> Result<()> {
    match account_of(tx, person).await? {
        Some(held) if !held.shared => rename(tx, &held, &held.id.0).await,
        _ => Ok(()),
    }
}

/// Somebody's address changed: their account is under the new one from now on. It ends for this person instead where somebody else signs in
/// with that address, and where it is of another school, too: one school cannot move an account that opens another. Without an address
/// nobody signs in; the account waits until there is one.
pub async fn follow_address(tx: &mut Tx, person: &PersonId, email: &str) -> Result<()> {
    let Some(held) = account_of(tx, person).await? else { return Ok(()) };
    let taken = with_address(tx, email).await?.is_some_and(|other| other != held.id);
    if held.shared || taken {
        return leave(tx, person, &held).await;
    }
    end_all(tx, &held.id).await?;
    rename(tx, &held, if email.is_empty() { &held.id.0 } else { email }).await
}

/// The BRIN of another school where the account of this address is somebody, when it is not this person yet.
pub async fn account_elsewhere(robot: &Robot, person: &PersonId, email: &str) -> Result<Option<String>> {
    let statement = sql!(
        "SELECT c.brin FROM accounts a JOIN account_persons i ON i.account_id = a.id JOIN schools c ON c.id = i.school_id
         WHERE a.email = $1 AND i.school_id <> (SELECT n.school_id FROM persons n WHERE n.id = $2)
           AND NOT EXISTS (SELECT 1 FROM account_persons o WHERE o.account_id = a.id AND o.person_id = $2)
         ORDER BY c.brin LIMIT 1"
    );
    let query = robot.db().query(statement).bind(identity::address(email)).bind(person);
    Ok(query.maybe::<(String,)>().await?.map(|(brin,)| brin))
}
