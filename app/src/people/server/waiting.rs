//! Which guardians wait for somebody to confirm them.
use super::which::the_school;
use super::{Refused, Waiting, store};
use crate::access::{Robot, SchoolId};
use crate::base::db::Tx;
use crate::base::failure::Result;

/// Who waits at the school with this BRIN, pupil by pupil.
pub async fn guardians_waiting(robot: &Robot, brin: Option<&str>) -> Result<Vec<Waiting>, Refused> {
    let found = robot.db().write(brin.map(str::to_owned), |tx, brin| Box::pin(school(tx, brin.as_deref()))).await;
    let school = found.unwrap_or_else(|failure| Err(failure.into()))?;
    Ok(store::waiting(robot, &school).await?)
}

async fn school(tx: &mut Tx, brin: Option<&str>) -> Result<Result<SchoolId, Refused>> {
    Ok(the_school(tx, brin).await?.map(|(_, school)| school).map_err(Refused::from))
}
