//! The school or the person that a command is about.
use super::import::ImportRefused;
use super::store;
use crate::access::{PersonId, Robot, SchoolId};
use crate::base::db::Tx;
use crate::base::failure::Result;

/// The school with this BRIN; without one, the only school there is.
pub async fn the_school(tx: &mut Tx, brin: Option<&str>) -> Result<Result<(String, SchoolId), ImportRefused>> {
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
