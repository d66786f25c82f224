//! Guardians whose address changed: the same name, the same pupil, another address. They stay the same person, so that what they
//! wrote and booked stays theirs. Never somebody who is blocked, and never when two could be meant.

use super::diff::is_open;
use super::{CurrentGuardians, Guardian};
use crate::Names;
use crate::guardians::{GuardianRow, Status, address_of};
use identity::folded;
use std::collections::{BTreeMap, BTreeSet};

/// Who somebody was → who they are from now on.
pub fn moved(current: &CurrentGuardians, rows: &[GuardianRow], on: &str) -> BTreeMap<String, String> {
    let in_file: BTreeSet<&str> = rows.iter().map(|row| row.email.as_str()).collect();
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in rows.iter().filter(|row| address_of(&row.email).is_some() && !current.addresses.contains_key(&row.email))
    {
        let same = |guardian: &Guardian| {
            spelled(&guardian.names) == spelled(&row.names)
                && !in_file.contains(guardian.email.as_str())
                && !current.addresses.get(&guardian.email).is_some_and(|staff| *staff)
                && cares(current, guardian, row, on)
        };
        let earlier = current.guardians.iter().map(|held| &held.value).filter(|guardian| same(guardian));
        found.entry(row.email.as_str()).or_default().extend(earlier.map(|guardian| guardian.email.as_str()));
    }
    let mut moved: BTreeMap<String, String> = BTreeMap::new();
    let mut twice: BTreeSet<String> = BTreeSet::new();
    for (now, mut earlier) in found {
        earlier.dedup();
        if let [earlier] = earlier.as_slice()
            && moved.insert((*earlier).to_owned(), now.to_owned()).is_some()
        {
            twice.insert((*earlier).to_owned());
        }
    }
    moved.retain(|earlier, _| !twice.contains(earlier));
    moved
}

fn spelled(names: &Names) -> String {
    [&names.call_name, &names.infix, &names.last_name].into_iter().flatten().map(|part| folded(part)).collect()
}

/// Guardian of this pupil now, and blocked for nobody.
fn cares(current: &CurrentGuardians, guardian: &Guardian, row: &GuardianRow, on: &str) -> bool {
    let mut links = current.links.iter().filter(|held| held.value.email == guardian.email);
    let blocked = links.clone().any(|held| held.value.status == Status::Blocked);
    !blocked && links.any(|held| held.value.pupil_key == row.pupil_key && is_open(held.ended.as_deref(), on))
}
