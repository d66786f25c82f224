//! The roles that a file proposed and somebody at school confirms, and finding the school or the person a command is about.
use super::imports::ImportRefused;
use super::store;
use crate::access::{PersonId, Robot, SchoolId};
use crate::base::db::Tx;
use crate::base::failure::Result;

/// Confirms every proposed role of a school; says whose, by their key in the pupil administration.
pub async fn confirm_roles(robot: &Robot, brin: Option<&str>, on: &str) -> Result<Vec<(String, String)>, ImportRefused> {
    let args = (brin.map(str::to_owned), on.to_owned());
    let confirmed = robot.db().write(args, |tx, (brin, on)| Box::pin(confirm_in(tx, brin.as_deref(), on))).await;
    confirmed.unwrap_or_else(|failure| Err(ImportRefused::Failed(failure)))
}

async fn confirm_in(tx: &mut Tx, brin: Option<&str>, on: &str) -> Result<Result<Vec<(String, String)>, ImportRefused>> {
    let (_, school) = match the_school(tx, brin).await? {
        Ok(found) => found,
        Err(refused) => return Ok(Err(refused)),
    };
    let proposed = store::proposed(tx, &school, on).await?;
    store::confirm(tx, &school, on).await?;
    Ok(Ok(proposed))
}

/// The school with this BRIN; without one, the only school there is.
pub(super) async fn the_school(tx: &mut Tx, brin: Option<&str>) -> Result<Result<(String, SchoolId), ImportRefused>> {
    let brin = match (brin, store::schools(tx).await?.as_slice()) {
        (Some(brin), _) => brin.to_uppercase(),
        (None, [only]) => only.clone(),
        (None, []) => return Ok(Err(ImportRefused::UnknownSchool)),
        (None, _) => return Ok(Err(ImportRefused::WhichSchool)),
    };
    let school = store::find(tx, &brin).await?;
    Ok(school.map(|school| (brin, school)).ok_or(ImportRefused::UnknownSchool))
}

/// Opens a module for guardians from a day on.
pub async fn open_module(robot: &Robot, school: &SchoolId, module: &'static str, opens_on: &str) -> Result<()> {
    let args = (school.clone(), module, opens_on.to_owned());
    robot.db().write(args, |tx, (school, module, opens_on)| Box::pin(store::open_module(tx, school, module, opens_on))).await
}

/// Everybody with this address, with the BRIN of their school.
pub async fn with_address(robot: &Robot, email: &str) -> Result<Vec<(PersonId, String)>> {
    robot.db().write(email.to_lowercase(), |tx, email| Box::pin(store::with_address(tx, email))).await
}
