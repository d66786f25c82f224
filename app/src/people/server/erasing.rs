//! What somebody may ask of their school: to see what it holds of them, and to be forgotten. A head decides the second; who decided
//! and when is kept, of whom no more than a number.
use serde_json::{Map, Value};

use super::store::{self, Place};
use super::{Refused, which};
use crate::access::audit::{self, Done};
use crate::access::{Erasing, PersonId, Robot, SchoolId};
use crate::base::day::Day;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::shell::{features, follow};

/// Whom a command is about.
#[derive(Debug, Clone)]
pub struct About {
    pub brin: Option<String>,
    /// Their key or address; for who has neither, the name in full.
    pub who: String,
    /// Whoever decides: a head of this school, by key or address.
    pub by: String,
}

/// Everything that all features hold of somebody.
pub async fn export(robot: &Robot, brin: Option<&str>, who: &str) -> Result<Value, Refused> {
    let whom = (brin.map(str::to_owned), who.to_owned());
    let found = robot.db().write(whom, |tx, (brin, who)| Box::pin(find(tx, brin.as_deref(), who))).await;
    let (_, person) = found.unwrap_or_else(|failure| Err(failure.into()))?;
    let mut all = Map::new();
    for feature in features() {
        all.extend((feature.export)(robot, &person).await?.into_iter().map(|(name, rows)| (name.to_owned(), rows)));
    }
    Ok(Value::Object(all))
}

async fn find(tx: &mut Tx, brin: Option<&str>, who: &str) -> Result<Result<(SchoolId, PersonId), Refused>> {
    let (_, school) = match which::the_school(tx, brin).await? {
        Ok(found) => found,
        Err(refused) => return Ok(Err(refused.into())),
    };
    Ok(match store::person::named(tx, &school, who).await?.as_slice() {
        [(person,)] => Ok((school, person.clone())),
        _ => Err(Refused::UnknownPerson),
    })
}

/// Takes out what all features hold of somebody. What they shared with others stays the school's, without their name.
pub async fn erase(robot: &Robot, about: &About, on: Day) -> Result<(), Refused> {
    let now = robot.app().clock.now();
    let place = Place { school: SchoolId::new(now), on, now };
    let done =
        robot.db().write((about.clone(), place), |tx, (about, place)| Box::pin(erase_in(tx, about, place))).await;
    done.unwrap_or_else(|failure| Err(failure.into()))
}

async fn erase_in(tx: &mut Tx, about: &About, place: &Place) -> Result<Result<(), Refused>> {
    let (school, person) = match find(tx, about.brin.as_deref(), &about.who).await? {
        Ok(found) => found,
        Err(refused) => return Ok(Err(refused)),
    };
    let place = Place { school: school.clone(), ..place.clone() };
    let Some(head) = store::head(tx, &place, &about.by).await? else { return Ok(Err(Refused::NotAHead)) };
    if head == person {
        return Ok(Err(Refused::NotAHead));
    }
    if store::person::is_blocked(tx, &person).await? {
        return Ok(Err(Refused::Blocked));
    }
    let erasing = Erasing { person, school, at: place.now };
    for feature in features() {
        (feature.erase)(tx, &erasing).await?;
    }
    follow(tx, &place.following()).await?;
    audit::note(tx, &place.by(Some(head)), Done::PersonErased, &erasing.person.0).await?;
    Ok(Ok(()))
}
