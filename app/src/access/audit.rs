//! Who did what when, written in the transaction of the deed. Ids and codes only: never words, never an address, never a secret.
use super::{PersonId, Robot, SchoolId};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::base::ids;
use crate::sql;

/// So long it can be looked up.
const KEPT_FOR: i64 = 366 * Moment::DAY;

/// What is worth remembering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    SignedIn,
    /// The first wrong try of a quarter of an hour.
    SignInFailed,
    /// So many wrong tries that the next ones have to wait.
    GuessingStopped,
    SignedOut,
    DeviceRevoked,
    AccountOpened,
    PasswordSet,
    SchoolImported,
    GuardiansImported,
    GuardianBlocked,
    BlockLifted,
    RolesConfirmed,
    ModuleOpened,
    ModuleClosed,
}

impl Done {
    pub fn code(self) -> &'static str {
        match self {
            Done::SignedIn => "signed_in",
            Done::SignInFailed => "sign_in_failed",
            Done::GuessingStopped => "guessing_stopped",
            Done::SignedOut => "signed_out",
            Done::DeviceRevoked => "device_revoked",
            Done::AccountOpened => "account_opened",
            Done::PasswordSet => "password_set",
            Done::SchoolImported => "school_imported",
            Done::GuardiansImported => "guardians_imported",
            Done::GuardianBlocked => "guardian_blocked",
            Done::BlockLifted => "block_lifted",
            Done::RolesConfirmed => "roles_confirmed",
            Done::ModuleOpened => "module_opened",
            Done::ModuleClosed => "module_closed",
        }
    }
}

/// Who did it, at which school, when. Without a person: a command.
#[derive(Debug, Clone)]
pub struct By {
    pub school: SchoolId,
    pub person: Option<PersonId>,
    pub at: Moment,
}

/// Writes it down.
pub async fn note(tx: &mut Tx, by: &By, done: Done, about: &str) -> Result<()> {
    tx.query(sql!(
        "INSERT INTO audit (id, school_id, person_id, deed, about_id, done_at) VALUES ($1, $2, $3, $4, $5, $6)"
    ))
    .bind(ids::fresh(by.at))
    .bind(by.school.clone())
    .bind(by.person.as_ref().map(|person| person.0.clone()).unwrap_or_default())
    .bind(done.code().to_owned())
    .bind(about.to_owned())
    .bind(by.at)
    .run()
    .await?;
    Ok(())
}

/// One line of what was written down.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Noted {
    pub done_at: Moment,
    pub deed: String,
    pub person_id: String,
    pub about_id: String,
}

/// The newest lines, newest first.
pub async fn newest(robot: &Robot, most: i64) -> Result<Vec<Noted>> {
    let statement =
        sql!("SELECT done_at, deed, person_id, about_id FROM audit ORDER BY done_at DESC, id DESC LIMIT $1");
    Ok(robot.db().query(statement).bind(most).all().await?)
}

/// Forgets what is older than a year.
pub async fn sweep(tx: &mut Tx, now: Moment) -> Result<()> {
    tx.query(sql!("DELETE FROM audit WHERE done_at < $1")).bind(now.plus(-KEPT_FOR)).run().await?;
    Ok(())
}
