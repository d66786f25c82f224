//! What a school opens for guardians, and from which day. A module without a day is closed.
use super::{Refused, store, which};
use crate::access::audit::{self, By, Done};
use crate::access::{Module, Robot, SchoolId};
use crate::base::clock::Moment;
use crate::base::day::Day;
use crate::base::db::Tx;
use crate::base::failure::Result;

/// A module, and the day on which it opens.
pub type Opening = (String, Option<Day>);

/// Every module of a school with its day.
pub async fn modules(robot: &Robot, brin: Option<&str>) -> Result<Vec<Opening>, Refused> {
    change(robot, brin, None).await
}

/// Opens a module from a day on, or closes it.
pub async fn set_module(
    robot: &Robot,
    brin: Option<&str>,
    module: &str,
    opens: Option<&str>,
) -> Result<Vec<Opening>, Refused> {
    if Module::of(module).is_none() {
        return Err(Refused::UnknownModule);
    }
    let opens = opens.map(|day| Day::typed(day).ok_or(Refused::NotADay)).transpose()?;
    change(robot, brin, Some((module.to_owned(), opens))).await
}

async fn change(robot: &Robot, brin: Option<&str>, opening: Option<Opening>) -> Result<Vec<Opening>, Refused> {
    let args = (brin.map(str::to_owned), opening, robot.app().clock.now());
    let done = robot
        .db()
        .write(args, |tx, (brin, opening, now)| Box::pin(change_in(tx, brin.as_deref(), opening.as_ref(), *now)))
        .await;
    done.unwrap_or_else(|failure| Err(failure.into()))
}

async fn change_in(
    tx: &mut Tx,
    brin: Option<&str>,
    opening: Option<&Opening>,
    now: Moment,
) -> Result<Result<Vec<Opening>, Refused>> {
    let (_, school) = match which::the_school(tx, brin).await? {
        Ok(found) => found,
        Err(refused) => return Ok(Err(refused.into())),
    };
    match opening {
        Some((module, Some(opens))) => store::open_module(tx, &school, module, *opens).await?,
        Some((module, None)) => store::close_module(tx, &school, module).await?,
        None => {}
    }
    if let Some((module, opens)) = opening {
        let done = if opens.is_some() { Done::ModuleOpened } else { Done::ModuleClosed };
        audit::note(tx, &By { school: school.clone(), person: None, at: now }, done, module).await?;
    }
    let opened = store::openings(tx, &school).await?;
    let day = |module: &str| opened.iter().find(|(opened, _)| opened == module).map(|(_, day)| *day);
    Ok(Ok(Module::ALL.iter().map(|module| (module.code().to_owned(), day(module.code()))).collect()))
}

/// Opens a module of a school that is known by its id.
pub async fn open_module(robot: &Robot, school: &SchoolId, module: &'static str, opens_on: Day) -> Result<()> {
    let args = (school.clone(), module, opens_on);
    robot
        .db()
        .write(args, |tx, (school, module, opens_on)| Box::pin(store::open_module(tx, school, module, *opens_on)))
        .await
}
