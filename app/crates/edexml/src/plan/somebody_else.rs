//! Pupils who would become somebody else: keys of twins that were swapped, a key that another child got. Their guardians would see the
//! wrong child, so no number is too small to be asked about.

use super::diff::{Changed, Changes, Held};
use crate::Names;
use crate::guardians::given_alike;
use crate::school::Pupil;
use identity::folded;
use std::collections::{BTreeMap, BTreeSet};

pub fn somebody_else(held: &[Held<Pupil>], changes: &Changes<Pupil>) -> BTreeSet<String> {
    let known: BTreeMap<(String, Option<&str>), &str> =
        held.iter().map(|row| (child(&row.value), row.value.key.as_str())).collect();
    let was: BTreeMap<&str, &Pupil> = held.iter().map(|row| (row.id.as_str(), &row.value)).collect();
    let other = |changed: &&Changed<Pupil>| {
        let now = &changed.value;
        let swapped = known.get(&child(now)).is_some_and(|key| *key != now.key);
        let replaced = was.get(changed.id.as_str()).is_some_and(|was| {
            let born = was.birth_date.as_ref().zip(now.birth_date.as_ref());
            born.is_some_and(|(was, now)| was != now) && !given_alike(&was.names, &now.names)
        });
        swapped || replaced
    };
    changes.changed.iter().filter(other).map(|changed| changed.value.key.clone()).collect()
}

fn child(pupil: &Pupil) -> (String, Option<&str>) {
    (spelled(&pupil.names), pupil.birth_date.as_deref())
}

fn spelled(names: &Names) -> String {
    [&names.call_name, &names.infix, &names.last_name].into_iter().flatten().map(|part| folded(part) + " ").collect()
}
