//! Talks follow who belongs to whom, in the transaction that changes it: nobody keeps a talk that nobody can see, and no time
//! stays taken by nobody. A household that is called otherwise keeps its talk; a child that left the groups has none.
use std::collections::HashSet;

use super::BookingId;
use super::store::book;
use super::store::changes::{Talk, tell};
use super::store::follow::{self as store, Ahead};
use crate::access::{HouseholdId, SchoolId};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::Result;

/// At the end of every transaction that changes groups, pupils or guardians of a school. Says how many talks end by it.
pub async fn follow(tx: &mut Tx, school: &SchoolId, now: Moment) -> Result<usize> {
    let (over, ahead): (Vec<Ahead>, Vec<Ahead>) =
        store::ahead(tx, school, now).await?.into_iter().partition(|talk| destiny(talk) == Destiny::Over);
    for talk in &over {
        end(tx, school, talk, now).await?;
    }
    let mut gone = HashSet::new();
    for talk in &ahead {
        if let Destiny::Moves(to) = destiny(talk)
            && !gone.contains(&talk.id)
        {
            gone.extend(hand_over(tx, school, talk, to, now).await?);
        }
    }
    Ok(over.len() + gone.len())
}

#[derive(Debug, PartialEq, Eq)]
enum Destiny<'t> {
    Stays,
    Moves(&'t HouseholdId),
    Over,
}

fn destiny(talk: &Ahead) -> Destiny<'_> {
    match &talk.moved_to {
        _ if !talk.invited => Destiny::Over,
        _ if talk.lives => Destiny::Stays,
        Some(to) => Destiny::Moves(to),
        None => Destiny::Over,
    }
}

/// Frees the time and tells the family, where it lives now.
async fn end(tx: &mut Tx, school: &SchoolId, talk: &Ahead, now: Moment) -> Result<()> {
    let Some((was, slot)) = book::free(tx, &talk.id).await? else { return Ok(()) };
    let home = talk.moved_to.as_ref().filter(|_| !talk.lives).unwrap_or(&talk.household_id);
    tell(tx, school, &Talk { household: home.clone(), ..was }, Some(&slot), now).await
}

/// Of two talks that cannot stand together the one that was chosen first stays. Says which are gone.
async fn hand_over(
    tx: &mut Tx,
    school: &SchoolId,
    talk: &Ahead,
    to: &HouseholdId,
    now: Moment,
) -> Result<Vec<BookingId>> {
    let others = store::in_the_way(tx, &talk.id, to).await?;
    let first = |(id, booked_at): &&(BookingId, Moment)| (*booked_at, id) < (talk.booked_at, &talk.id);
    if others.iter().any(|other| first(&other)) {
        end(tx, school, talk, now).await?;
        return Ok(vec![talk.id.clone()]);
    }
    let mut gone = Vec::new();
    for (id, _) in others {
        if let Some((was, slot)) = book::free(tx, &id).await? {
            tell(tx, school, &was, Some(&slot), now).await?;
        }
        gone.push(id);
    }
    store::hand_over(tx, &talk.id, &talk.household_id, to).await?;
    Ok(gone)
}
