//! Which household of the file is which one we have. A household is the people in it: with another label it stays the same row, so
//! that its talks stay too. A label that another family got is no reason to hand them the talks of the first.

use super::CurrentGuardians;
use super::guardians::Covers;
use crate::guardians::{GuardianRow, address_of};
use identity::folded;
use std::collections::{BTreeMap, BTreeSet};

/// Label that we have → label that it has from now on. What is not named keeps its own.
pub type Labels = BTreeMap<String, String>;

#[derive(Default)]
struct Home {
    people: BTreeSet<String>,
    pupils: BTreeSet<String>,
}

pub fn labels(current: &CurrentGuardians, rows: &[GuardianRow], covers: Covers) -> Labels {
    let (had, wanted) = (homes_held(current), homes_wanted(rows));
    let mut pairs: Vec<(usize, bool, &String, &String)> = Vec::new();
    for (label, home) in &had {
        // A list of some says nothing of those it leaves out: they do not move along.
        let whole = |other: &Home| covers == Covers::Everybody || home.people.is_subset(&other.people);
        let meant = wanted.iter().filter(|(now, other)| *now == label || whole(other));
        let shared =
            meant.map(|(now, other)| (home.people.intersection(&other.people).count(), label == now, label, now));
        pairs.extend(shared.filter(|(people, ..)| *people > 0));
    }
    // Most people in common first; of two that are equal, the one that keeps its label.
    pairs.sort_by(|one, other| (other.0, other.1, one.2, one.3).cmp(&(one.0, one.1, other.2, other.3)));
    let mut labels = Labels::new();
    let mut given: BTreeSet<&String> = BTreeSet::new();
    for (_, _, label, now) in pairs {
        if !labels.contains_key(label) && !given.contains(now) {
            labels.insert(label.clone(), now.clone());
            given.insert(now);
        }
    }
    for (now, home) in wanted.iter().filter(|(now, _)| !given.contains(now)) {
        let Some(earlier) = had.get(now).filter(|_| !labels.contains_key(now)) else { continue };
        let same = covers == Covers::Some || !home.pupils.is_disjoint(&earlier.pupils);
        let id = current
            .households
            .iter()
            .find(|held| held.value.label == *now)
            .map(|held| held.id.clone())
            .unwrap_or_default();
        labels.insert(now.clone(), if same { now.clone() } else { format!("{now} ({id})") });
    }
    labels
}

fn homes_held(current: &CurrentGuardians) -> BTreeMap<String, Home> {
    let mut homes: BTreeMap<String, Home> =
        current.households.iter().map(|held| (held.value.label.clone(), Home::default())).collect();
    for held in &current.guardians {
        let home = homes.entry(held.value.household.clone()).or_default();
        let names = &held.value.names;
        home.people.insert(person(&held.value.email, [&names.call_name, &names.infix, &names.last_name]));
        let links = current.links.iter().filter(|link| link.value.email == held.value.email);
        home.pupils.extend(links.map(|link| link.value.pupil_key.clone()));
    }
    homes
}

fn homes_wanted(rows: &[GuardianRow]) -> BTreeMap<String, Home> {
    let mut homes: BTreeMap<String, Home> = BTreeMap::new();
    for row in rows {
        let home = homes.entry(row.household.clone()).or_default();
        home.people.insert(person(&row.email, [&row.names.call_name, &row.names.infix, &row.names.last_name]));
        home.pupils.insert(row.pupil_key.clone());
    }
    homes
}

/// Without an address the name has to do; the household is just what is being asked for.
fn person(who: &str, names: [&Option<String>; 3]) -> String {
    match address_of(who) {
        Some(address) => address.to_owned(),
        None => names.into_iter().flatten().map(|part| folded(part)).collect(),
    }
}
