//! The roles that a file proposed and somebody at school confirms, one by one.
use super::which::the_school;
use super::{Refused, store};
use crate::access::Robot;
use crate::access::audit::{self, By, Done};
use crate::base::clock::Moment;
use crate::base::day::Day;
use crate::base::db::Tx;
use crate::base::failure::Result;

/// Whose proposed roles somebody confirms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirm {
    All,
    /// By key in the pupil administration: `T3` every role of this person, `T3:head` one of them.
    Some(Vec<String>),
}

impl Confirm {
    /// A list is typed with commas, and a sentence ends with a full stop.
    fn plain(self) -> Self {
        let Confirm::Some(keys) = self else { return self };
        let words = keys.iter().flat_map(|key| key.split(',')).map(|key| key.trim().trim_end_matches('.').to_owned());
        Confirm::Some(words.filter(|key| !key.is_empty()).collect())
    }
}

/// Who has which proposed role: key in the pupil administration, and role.
pub type Proposed = Vec<(String, String)>;

/// The roles that wait for somebody.
pub async fn roles_waiting(robot: &Robot, brin: Option<&str>, on: Day) -> Result<Proposed, Refused> {
    change(robot, (brin.map(str::to_owned), None, on)).await
}

/// Confirms proposed roles; says whose.
pub async fn confirm_roles(robot: &Robot, brin: Option<&str>, which: Confirm, on: Day) -> Result<Proposed, Refused> {
    let which = which.plain();
    if which == Confirm::Some(Vec::new()) {
        return Err(Refused::NoRoleNamed);
    }
    change(robot, (brin.map(str::to_owned), Some(which), on)).await
}

async fn change(robot: &Robot, (brin, which, on): (Option<String>, Option<Confirm>, Day)) -> Result<Proposed, Refused> {
    let args = (brin, which, on, robot.app().clock.now());
    let done = robot
        .db()
        .write(args, |tx, (brin, which, on, now)| Box::pin(change_in(tx, brin.as_deref(), which.as_ref(), (*on, *now))))
        .await;
    done.unwrap_or_else(|failure| Err(failure.into()))
}

async fn change_in(
    tx: &mut Tx,
    brin: Option<&str>,
    which: Option<&Confirm>,
    (on, now): (Day, Moment),
) -> Result<Result<Proposed, Refused>> {
    let (_, school) = match the_school(tx, brin).await? {
        Ok(found) => found,
        Err(refused) => return Ok(Err(refused.into())),
    };
    let mut proposed = store::proposed(tx, &school, on).await?;
    if let Some(Confirm::Some(keys)) = which {
        let named = |key: &String, (whose, role): &(String, String)| key == whose || *key == format!("{whose}:{role}");
        let unknown: Vec<String> =
            keys.iter().filter(|key| !proposed.iter().any(|role| named(key, role))).cloned().collect();
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
