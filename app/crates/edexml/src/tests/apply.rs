//! What the store does with a plan, in memory: new rows get an id, changed rows their new value, gone rows an end.

use crate::plan::{Changes, Current, CurrentGuardians, Entry, GuardianPlan, Held, Plan};

pub fn apply<T: Entry>(held: &mut Vec<Held<T>>, changes: &Changes<T>) {
    for changed in &changes.changed {
        let row = held.iter_mut().find(|row| row.id == changed.id).expect("a changed row exists");
        row.value = changed.value.clone();
        row.ended = changed.value.until().map(str::to_owned);
    }
    for gone in &changes.gone {
        held.iter_mut().find(|row| row.id == gone.id).expect("a gone row exists").ended = Some(gone.until.clone());
    }
    for new in &changes.new {
        let (id, ended) = (format!("id-{}", held.len()), new.until().map(str::to_owned));
        held.push(Held { id, ended, value: new.clone() });
    }
}

pub fn school(current: &mut Current, plan: &Plan) {
    apply(&mut current.groups, &plan.groups);
    apply(&mut current.pupils, &plan.pupils);
    apply(&mut current.memberships, &plan.memberships);
    apply(&mut current.teachers, &plan.teachers);
    apply(&mut current.teaching, &plan.teaching);
}

pub fn guardians(current: &mut CurrentGuardians, plan: &GuardianPlan) {
    current.clone_from(&plan.now);
    apply(&mut current.households, &plan.households);
    apply(&mut current.guardians, &plan.guardians);
    apply(&mut current.links, &plan.links);
}
