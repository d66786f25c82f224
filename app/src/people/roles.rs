//! The roles that a file proposed and somebody at school confirms, one by one, and finding the school or the person a command is about.
use super::imports::ImportRefused;
use super::{Refused, store};
use crate::access::audit::{self, By, Done};
use crate::access::{PersonId, Robot, SchoolId};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::base::identity;

/// Whose proposed roles somebody confirms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirm {
    All,
    /// By key in the pupil administration: `T3` every role of this person, `T3:head` one of them.
    Some(Vec<String>),
}

/// Who has which proposed role: key in the pupil administration, and role.
pub type Proposed = Vec<(String, String)>;

/// The roles that wait for somebody.
pub async fn roles_waiting(robot: &Robot, brin: Option<&str>, on: &str) -> Result<Proposed, Refused> {
    change(robot, (brin.map(str::to_owned), None, on.to_owned())).await
}

/// Confirms proposed roles; says whose.
pub async fn confirm_roles(robot: &Robot, brin: Option<&str>, which: Confirm, on: &str) -> Result<Proposed, Refused> {
    if which == Confirm::Some(Vec::new()) {
        return Err(Refused::NoRoleNamed);
    }
    change(robot, (brin.map(str::to_owned), Some(which), on.to_owned())).await
}

async fn change(robot: &Robot, (brin, which, on): (Option<String>, Option<Confirm>, String)) -> Result<Proposed, Refused> {
    let args = (brin, which, on, robot.app().clock.now());
    let done =
        robot.db().write(args, |tx, (brin, which, on, now)| Box::pin(change_in(tx, brin.as_deref(), which.as_ref(), (on, *now)))).await;
    done.unwrap_or_else(|failure| Err(failure.into()))
}

async fn change_in(tx: &mut Tx, brin: Option<&str>, which: Option<&Confirm>, (on, now): (&str, Moment)) -> Result<Result<Proposed, Refused>> {
    let (_, school) = match the_school(tx, brin).await? {
        Ok(found) => found,
        Err(refused) => return Ok(Err(refused.into())),
    };
    let mut proposed = store::proposed(tx, &school, on).await?;
    if let Some(Confirm::Some(keys)) = which {
        let named = |key: &String, (whose, role): &(String, String)| key == whose || *key == format!("{whose}:{role}");
        let unknown: Vec<String> = keys.iter().filter(|key| !proposed.iter().any(|role| named(key, role))).cloned().collect();
        if !unknown.is_empty() {
            return Ok(Err(Refused::UnknownKeys(unknown)));
        }
        proposed.retain(|role| keys.iter().any(|key| named(key, role)));
    }
    for (key, role) in proposed.iter().filter(|_| which.is_some()) {
        store::confirm(tx, &school, key, role, on).await?;
        let by = By { school: school.clone(), person: None, at: now };
        audit::note(tx, &by, Done::RoleConfirmed, &format!("{key}:{role}")).await?;
    }
    Ok(Ok(proposed))
}

/// The school with this BRIN; without one, the only school there is.
pub(super) async fn the_school(tx: &mut Tx, brin: Option<&str>) -> Result<Result<(String, SchoolId), ImportRefused>> {
    let brin = match (brin, store::schools(tx).await?.as_slice()) {
        (Some(brin), _) => super::location::code(brin, None),
        (None, [only]) => only.clone(),
        (None, []) => return Ok(Err(ImportRefused::UnknownSchool)),
        (None, _) => return Ok(Err(ImportRefused::WhichSchool)),
    };
    let school = store::find(tx, &brin).await?;
    Ok(school.map(|school| (brin, school)).ok_or(ImportRefused::UnknownSchool))
}

/// Everybody with this address, with the BRIN of their school.
pub async fn with_address(robot: &Robot, email: &str) -> Result<Vec<(PersonId, String)>> {
    robot.db().write(identity::address(email), |tx, email| Box::pin(store::with_address(tx, email))).await
}
