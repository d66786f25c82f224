//! Undoing an import from the rows as they were.
use edexml::guardians::Status;

use super::rows::{Image, by_key};
use super::{Difference, Differences, Guardianship, Images, Person};
use crate::access::PersonId;
use crate::accounts;
use crate::base::day::Day;
use crate::base::db::{Statement, Tx};
use crate::base::failure::Result;
use crate::people::server::store::Place;
use crate::sql;

/// Says how many rows stay, because somebody changed, used or decided them since.
pub async fn undo(tx: &mut Tx, place: &Place, what: &Differences) -> Result<usize> {
    let now = Images::of(tx, &place.school).await?;
    let mut kept = go(tx, place, what, &now).await?;
    free(tx, what).await?;
    kept += back(tx, &what.years, &now.years).await?;
    kept += back(tx, &what.groups, &now.groups).await?;
    kept += back(tx, &what.pupils, &now.pupils).await?;
    kept += back(tx, &what.pupil_years, &now.pupil_years).await?;
    kept += back(tx, &what.memberships, &now.memberships).await?;
    kept += back(tx, &what.households, &now.households).await?;
    kept += persons(tx, &what.persons, &now.persons).await?;
    kept += back(tx, &what.roles, &now.roles).await?;
    kept += back(tx, &what.teaching, &now.teaching).await?;
    let unblocked = unblocked(&what.guardianships);
    kept += what.guardianships.changed.len() - unblocked.changed.len();
    Ok(kept + back(tx, &unblocked, &now.guardianships).await?)
}

/// What came goes again: what points to something before what it points to.
async fn go(tx: &mut Tx, place: &Place, what: &Differences, now: &Images) -> Result<usize> {
    // The day before anything of this import held.
    let last = place.on.plus(-1);
    let mut kept = links(tx, &what.guardianships.came, &now.guardianships, last).await?;
    kept += remove(tx, &what.teaching.came).await?.len();
    kept += remove(tx, &what.roles.came).await?.len();
    kept += remove(tx, &what.memberships.came).await?.len();
    kept += remove(tx, &what.group_years.came).await?.len();
    kept += remove(tx, &what.pupil_years.came).await?.len();
    kept += remove(tx, &what.persons.came).await?.len();
    kept += remove(tx, &what.households.came).await?.len();
    for pupil in remove(tx, &what.pupils.came).await? {
        end(tx, sql!("UPDATE pupils SET ends_on = $1 WHERE id = $2"), &pupil.id, last).await?;
        kept += 1;
    }
    for group in remove(tx, &what.groups.came).await? {
        end(tx, sql!("UPDATE school_groups SET ends_on = $1 WHERE id = $2"), &group.id, last).await?;
        kept += 1;
    }
    // A circle is nothing of its own: it goes with what lent it its id, or stays with it.
    remove(tx, &what.circles.came).await?;
    remove(tx, &what.years.came).await?;
    Ok(kept)
}

async fn links(tx: &mut Tx, came: &[Guardianship], now: &[Guardianship], last: Day) -> Result<usize> {
    let mut kept = 0;
    for link in came {
        if blocks(link) {
            kept += 1;
        } else if !(now.contains(link) && link.remove(tx).await?) {
            end(tx, sql!("UPDATE guardianships SET ends_on = $1 WHERE id = $2"), &link.id, last).await?;
            kept += 1;
        }
    }
    Ok(kept)
}

/// Gives back those that something hangs on.
async fn remove<'r, T: Image>(tx: &mut Tx, came: &'r [T]) -> Result<Vec<&'r T>> {
    let mut linked = Vec::new();
    for row in came {
        if !row.remove(tx).await? {
            linked.push(row);
        }
    }
    Ok(linked)
}

/// Over before it began.
async fn end(tx: &mut Tx, statement: &'static Statement, id: &str, last: Day) -> Result<()> {
    tx.query(statement).bind(last).bind(id).run().await?;
    Ok(())
}

/// Addresses and labels are free before they are given back: two may have exchanged theirs.
async fn free(tx: &mut Tx, what: &Differences) -> Result<()> {
    for (_, became) in &what.persons.changed {
        let address = sql!("UPDATE persons SET email = NULL WHERE id = $1 AND email = $2");
        tx.query(address).bind(&became.id).bind(&became.email).run().await?;
    }
    for (_, became) in &what.households.changed {
        let label = sql!("UPDATE households SET label = id WHERE id = $1 AND label = $2");
        tx.query(label).bind(&became.id).bind(&became.label).run().await?;
    }
    Ok(())
}

async fn back<T: Image>(tx: &mut Tx, what: &Difference<T>, now: &[T]) -> Result<usize> {
    let (now, mut kept) = (by_key(now), 0);
    for (was, became) in &what.changed {
        if now.get(&became.key()) == Some(&became) {
            was.restore(tx).await?;
        } else {
            kept += 1;
        }
    }
    Ok(kept)
}

/// With their address goes the account that opens with it.
async fn persons(tx: &mut Tx, what: &Difference<Person>, now: &[Person]) -> Result<usize> {
    let (now, mut kept) = (by_key(now), 0);
    for (was, became) in &what.changed {
        let Some(current) = now.get(&became.id) else { continue };
        let same = *current == became;
        let mut row = if same { was.clone() } else { (*current).clone() };
        // The address was freed above, whoever changed what else.
        row.email = if current.email == became.email { was.email.clone() } else { current.email.clone() };
        row.restore(tx).await?;
        if let Some(email) = row.email.as_deref().filter(|_| row.email != current.email) {
            accounts::follow_address(tx, &PersonId(row.id.clone()), email).await?;
        }
        kept += usize::from(!same);
    }
    Ok(kept)
}

fn blocks(link: &Guardianship) -> bool {
    link.status == Status::Blocked.code()
}

/// What keeps somebody out stays, until a head lifts it.
fn unblocked(what: &Difference<Guardianship>) -> Difference<Guardianship> {
    let changed = what.changed.iter().filter(|(_, became)| !blocks(became)).cloned().collect();
    Difference { came: Vec::new(), changed }
}
