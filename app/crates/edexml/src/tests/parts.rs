//! Taking a plan over in parts: every change is in one of them, and no order of them ends elsewhere than the whole.

use super::plan::{changes, imported};
use super::{NEWER, apply};
use crate::plan::{Current, Part, Plan, plan_school};
use crate::school::{Edex, read};
use proptest::prelude::*;

const ON: &str = "2031-11-01";

fn sizes(plan: &Plan) -> [usize; 5] {
    let size = |new: usize, changed: usize, gone: usize| new + changed + gone;
    [
        size(0, plan.groups.changed.len(), plan.groups.gone.len()),
        size(plan.pupils.new.len(), plan.pupils.changed.len(), plan.pupils.gone.len()),
        size(plan.memberships.new.len(), plan.memberships.changed.len(), plan.memberships.gone.len()),
        size(plan.teachers.new.len(), plan.teachers.changed.len(), plan.teachers.gone.len()),
        size(plan.teaching.new.len(), plan.teaching.changed.len(), plan.teaching.gone.len()),
    ]
}

/// What the school has, without the ids that depend on the order.
fn held(current: &Current) -> Vec<String> {
    let pupils = current.pupils.iter().map(|row| format!("{:?} {:?}", row.ended, row.value));
    let groups = current.groups.iter().map(|row| format!("{:?} {:?}", row.ended, row.value));
    let members = current.memberships.iter().map(|row| format!("{:?} {:?}", row.ended, row.value));
    let mut all: Vec<String> = pupils.chain(groups).chain(members).collect();
    all.sort();
    all
}

/// Another year for some, another class for some, a class that nobody is in any more.
fn next_year(mut file: Edex, seed: usize) -> Edex {
    for (number, pupil) in file.pupils.iter_mut().enumerate() {
        pupil.year_group = Some(["3", "4", "5"][(number + seed) % 3].to_owned());
    }
    if seed % 2 == 1 && !file.pupils.iter().any(|pupil| pupil.group_key.as_deref() == Some("#2")) {
        file.groups.retain(|group| group.key != "#2");
    }
    file.teachers.truncate(1 + seed % 2);
    file
}

proptest! {
    #[test]
    fn any_order_of_the_parts_ends_in_the_whole(first in changes(), second in changes(), seed in 0usize..6, order in Just(Part::ALL.to_vec()).prop_shuffle()) {
        let second = next_year(second, seed);
        let before = imported(&first);
        let plan = plan_school(&before, &second, ON);
        let parts = Part::ALL.map(|part| sizes(&plan.part(part)));
        let sum = (0..5).map(|at| parts.iter().map(|sizes| sizes[at]).sum()).collect::<Vec<usize>>();
        prop_assert_eq!(sum, sizes(&plan).to_vec(), "every change in exactly one part");
        let mut whole = before.clone();
        apply::school(&mut whole, &plan);
        let mut piecewise = before;
        for part in order {
            let next = plan_school(&piecewise, &second, ON).part(part);
            apply::school(&mut piecewise, &next);
            prop_assert!(plan_school(&piecewise, &second, ON).part(part).is_empty(), "{part:?} twice is nothing");
        }
        prop_assert_eq!(held(&piecewise), held(&whole));
    }
}

#[test]
fn a_class_ends_with_those_who_leave_it_and_not_before() {
    let file = read(NEWER.as_bytes()).expect("read");
    let before = imported(&file);
    let mut next = file.clone();
    // Zoé goes to the Otters, and «Instroom» is no more.
    next.pupils[1].group_key = Some("G1".to_owned());
    next.groups.remove(1);
    let plan = plan_school(&before, &next, ON);
    assert_eq!((plan.part(Part::Gone).groups.gone.len(), plan.part(Part::Moved).groups.gone.len()), (0, 1));
    // Nobody is in «Instroom» any more, because its only child left.
    next.pupils.remove(1);
    let plan = plan_school(&before, &next, ON);
    assert_eq!((plan.part(Part::Gone).groups.gone.len(), plan.part(Part::Moved).groups.gone.len()), (1, 0));
    assert_eq!(plan.part(Part::Gone).pupils.gone.len(), 1);
}

#[test]
fn a_last_day_in_the_file_belongs_to_who_goes() {
    let file = read(NEWER.as_bytes()).expect("read");
    let mut next = file.clone();
    next.pupils[0].until = Some("2032-07-01".to_owned());
    next.pupils[0].year_group = Some("4".to_owned());
    let plan = plan_school(&imported(&file), &next, ON);
    let gone = plan.part(Part::Gone);
    assert_eq!((gone.pupils.changed.len(), gone.memberships.changed.len()), (1, 2));
    assert!(plan.part(Part::Moved).is_empty() && plan.part(Part::Changed).is_empty());
}

#[test]
fn who_comes_back_is_among_those_who_come() {
    let file = read(NEWER.as_bytes()).expect("read");
    let mut fewer = file.clone();
    fewer.pupils.remove(0);
    fewer.teachers.remove(0);
    let mut gone = imported(&file);
    let plan = plan_school(&gone, &fewer, ON);
    apply::school(&mut gone, &plan);
    let back = plan_school(&gone, &file, "2031-12-01");
    let new = back.part(Part::New);
    assert_eq!((new.pupils.changed.len(), new.memberships.new.len()), (1, 2));
    assert_eq!((new.teachers.changed.len(), new.teaching.new.len()), (1, 2));
    assert!([Part::Moved, Part::Changed, Part::Gone].into_iter().all(|part| back.part(part).is_empty()));
}
