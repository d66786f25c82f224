//! Undoing an import from the rows as they were.
use edexml::guardians::Status;

use super::rows::{Image, by_key};
use super::{Difference, Differences, Guardianship, Images, Person};
use crate::access::PersonId;
use crate::accounts;
use crate::base::day::Day;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::people::server::store::Place;
use crate::sql;

/// How an undoing went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Undone {
    /// What stands as it did before.
    pub back: usize,
    /// What somebody changed since, or used, or decided: that stays.
    pub kept: usize,
}

impl Undone {
    fn add(&mut self, back: bool) {
        if back {
            self.back += 1;
        } else {
            self.kept += 1;
        }
    }
}

pub async fn undo(tx: &mut Tx, place: &Place, what: &Differences) -> Result<Undone> {
    let now = Images::of(tx, &place.school).await?;
    let mut undone = Undone::default();
    go(tx, place, what, &now, &mut undone).await?;
    free(tx, what).await?;
    back(tx, &what.years, &now.years, &mut undone).await?;
    back(tx, &what.groups, &now.groups, &mut undone).await?;
    back(tx, &what.pupils, &now.pupils, &mut undone).await?;
    back(tx, &what.pupil_years, &now.pupil_years, &mut undone).await?;
    back(tx, &what.memberships, &now.memberships, &mut undone).await?;
    back(tx, &what.households, &now.households, &mut undone).await?;
    persons(tx, &what.persons, &now.persons, &mut undone).await?;
    back(tx, &what.roles, &now.roles, &mut undone).await?;
    back(tx, &what.teaching, &now.teaching, &mut undone).await?;
    back(tx, &unblocked(&what.guardianships, &mut undone), &now.guardianships, &mut undone).await?;
    Ok(undone)
}

/// What came goes again: what points to something before what it points to.
async fn go(tx: &mut Tx, place: &Place, what: &Differences, now: &Images, undone: &mut Undone) -> Result<()> {
    // The day before anything of this import held.
    let last = place.on.plus(-1);
    for link in &what.guardianships.came {
        let gone = !blocks(link) && unchanged(link, &now.guardianships) && link.remove(tx).await?;
        if !gone && !blocks(link) {
            end(tx, "guardianships", &link.id, last).await?;
        }
        undone.add(gone);
    }
    remove(tx, &what.teaching.came, undone).await?;
    remove(tx, &what.roles.came, undone).await?;
    remove(tx, &what.memberships.came, undone).await?;
    remove(tx, &what.group_years.came, undone).await?;
    remove(tx, &what.pupil_years.came, undone).await?;
    remove(tx, &what.persons.came, undone).await?;
    remove(tx, &what.households.came, undone).await?;
    for pupil in &what.pupils.came {
        let gone = pupil.remove(tx).await?;
        if !gone {
            end(tx, "pupils", &pupil.id, last).await?;
        }
        undone.add(gone);
    }
    for group in &what.groups.came {
        let gone = group.remove(tx).await?;
        if !gone {
            end(tx, "groups", &group.id, last).await?;
        }
        undone.add(gone);
    }
    // A circle is nothing of its own: it goes with what lent it its id, or stays with it.
    let mut circles = Undone::default();
    remove(tx, &what.circles.came, &mut circles).await?;
    remove(tx, &what.years.came, &mut circles).await
}

async fn remove<T: Image>(tx: &mut Tx, came: &[T], undone: &mut Undone) -> Result<()> {
    for row in came {
        undone.add(row.remove(tx).await?);
    }
    Ok(())
}

/// Over before it began.
async fn end(tx: &mut Tx, what: &str, id: &str, last: Day) -> Result<()> {
    let statement = match what {
        "guardianships" => sql!("UPDATE guardianships SET ends_on = $1 WHERE id = $2"),
        "pupils" => sql!("UPDATE pupils SET ends_on = $1 WHERE id = $2"),
        _ => sql!("UPDATE school_groups SET ends_on = $1 WHERE id = $2"),
    };
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

async fn back<T: Image>(tx: &mut Tx, what: &Difference<T>, now: &[T], undone: &mut Undone) -> Result<()> {
    let now = by_key(now);
    for (was, became) in &what.changed {
        let same = now.get(&became.key()) == Some(&became);
        if same {
            was.restore(tx).await?;
        }
        undone.add(same);
    }
    Ok(())
}

/// With their address goes the account that opens with it.
async fn persons(tx: &mut Tx, what: &Difference<Person>, now: &[Person], undone: &mut Undone) -> Result<()> {
    let now = by_key(now);
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
        undone.add(same);
    }
    Ok(())
}

fn blocks(link: &Guardianship) -> bool {
    link.status == Status::Blocked.code()
}

fn unchanged<T: Image>(row: &T, now: &[T]) -> bool {
    now.iter().any(|current| current == row)
}

/// What keeps somebody out stays, until a head lifts it.
fn unblocked(what: &Difference<Guardianship>, undone: &mut Undone) -> Difference<Guardianship> {
    let (stay, changed): (Vec<_>, Vec<_>) = what.changed.iter().cloned().partition(|(_, became)| blocks(became));
    undone.kept += stay.len();
    Difference { came: Vec::new(), changed }
}
