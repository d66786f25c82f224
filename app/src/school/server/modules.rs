//! What a school opens for guardians, and from which day. A module without a day is closed.
use super::store;
use crate::access::audit::{self, By, Done};
use crate::access::{Manage, May, Module, Robot, SchoolId, Viewer};
use crate::base::day::Day;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::people::{Refused, the_school};

/// A module, and the day on which it opens.
pub type Opening = (String, Option<Day>);

/// In the browser.
pub async fn set(viewer: &Viewer, may: &May<Manage, SchoolId>, module: Module, opens: Option<Day>) -> Result<()> {
    let by = By { school: may.thing().clone(), person: Some(viewer.person.clone()), at: viewer.now };
    let opening = (module.code().to_owned(), opens);
    viewer.db().write((by, opening), |tx, (by, opening)| Box::pin(set_in(tx, by, opening))).await
}

async fn set_in(tx: &mut Tx, by: &By, (module, opens): &Opening) -> Result<()> {
    match opens {
        Some(opens) => store::open_module(tx, &by.school, module, *opens).await?,
        None => store::close_module(tx, &by.school, module).await?,
    }
    let done = if opens.is_some() { Done::ModuleOpened } else { Done::ModuleClosed };
    audit::note(tx, by, done, module).await
}

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
    let done = robot.db().write(args, |tx, (brin, opening, now)| {
        Box::pin(async move {
            let (_, school) = match the_school(tx, brin.as_deref()).await? {
                Ok(found) => found,
                Err(refused) => return Ok(Err(refused.into())),
            };
            if let Some(opening) = opening {
                set_in(tx, &By { school: school.clone(), person: None, at: *now }, opening).await?;
            }
            let opened = store::openings(tx, &school).await?;
            let day = |module: &str| opened.iter().find(|(opened, _)| opened == module).map(|(_, day)| *day);
            Ok(Ok(Module::ALL.iter().map(|module| (module.code().to_owned(), day(module.code()))).collect()))
        })
    });
    done.await.unwrap_or_else(|failure| Err(failure.into()))
}

/// Opens a module of a school that is known by its id.
pub async fn open_module(robot: &Robot, school: &SchoolId, module: &'static str, opens_on: Day) -> Result<()> {
    let args = (school.clone(), module, opens_on);
    robot
        .db()
        .write(args, |tx, (school, module, opens_on)| Box::pin(store::open_module(tx, school, module, *opens_on)))
        .await
}
