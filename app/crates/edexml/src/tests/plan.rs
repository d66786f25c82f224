//! Planning a school: new, changed, gone, and twice is nothing.

use super::{NEWER, apply};
use crate::plan::{Current, RemarkCode, plan_school};
use crate::school::{Edex, read};
use proptest::prelude::*;

const ON: &str = "2031-09-01";

fn file() -> Edex {
    read(NEWER.as_bytes()).expect("read")
}

pub fn imported(file: &Edex) -> Current {
    let mut current = Current::default();
    let plan = plan_school(&current, file, ON);
    apply::school(&mut current, &plan);
    current
}

#[test]
fn the_first_import_is_all_new_and_the_second_is_nothing() {
    let plan = plan_school(&Current::default(), &file(), ON);
    assert_eq!((plan.groups.new.len(), plan.pupils.new.len(), plan.memberships.new.len()), (3, 2, 3));
    assert_eq!((plan.teachers.new.len(), plan.teaching.new.len()), (2, 2));
    assert!(plan.memberships.new.iter().all(|membership| membership.from == "2031-08-01"));
    let again = plan_school(&imported(&file()), &file(), "2031-10-01");
    assert!(again.is_empty(), "{again:?}");
    assert_eq!((again.pupils.unchanged, again.memberships.unchanged), (2, 3));
    assert!(again.summary().iter().all(|line| line.change == "unchanged"));
}

#[test]
fn a_child_who_changes_groups_ends_one_and_begins_the_other() {
    let current = imported(&file());
    let moved = NEWER.replacen("<groep key=\"G1\"/><samengestelde", "<groep key=\"#2\"/><samengestelde", 1);
    let plan = plan_school(&current, &read(moved.as_bytes()).expect("read"), "2031-11-03");
    assert_eq!((plan.memberships.new.len(), plan.memberships.gone.len()), (1, 1));
    assert_eq!(
        (plan.memberships.new[0].from.as_str(), plan.memberships.gone[0].until.as_str()),
        ("2031-11-03", "2031-11-03")
    );
    assert!(plan.pupils.is_empty());
    let mut after = current;
    apply::school(&mut after, &plan);
    assert!(plan_school(&after, &read(moved.as_bytes()).expect("read"), "2031-11-04").is_empty());
    let back = plan_school(&after, &file(), "2031-12-01");
    assert_eq!((back.memberships.new.len(), back.memberships.gone.len()), (1, 1), "coming back is a new period");
}

#[test]
fn who_is_not_in_the_file_ends_and_is_not_deleted() {
    let mut current = imported(&file());
    let mut fewer = file();
    fewer.pupils.remove(0);
    fewer.teachers.remove(0);
    fewer.groups.remove(2);
    let plan = plan_school(&current, &fewer, "2031-12-24");
    assert_eq!((plan.pupils.gone.len(), plan.teachers.gone.len(), plan.groups.gone.len()), (1, 1, 1));
    assert_eq!((plan.memberships.gone.len(), plan.teaching.gone.len()), (2, 2));
    assert_eq!(plan.pupils.gone[0].until, "2031-12-24");
    apply::school(&mut current, &plan);
    assert!(plan_school(&current, &fewer, "2031-12-24").is_empty(), "twice on one day");
    assert!(plan_school(&current, &fewer, "2031-12-25").is_empty());
    let back = plan_school(&current, &file(), "2032-01-08");
    assert_eq!(back.pupils.changed[0].fields[0].name, "until");
    assert_eq!(back.memberships.new[0].from, "2032-01-08");
}

#[test]
fn a_changed_name_is_told_with_old_and_new() {
    let mut newer = file();
    newer.pupils[0].names.call_name = Some("Daniël".to_owned());
    newer.pupils[0].until = Some("2032-07-01".to_owned());
    let plan = plan_school(&imported(&file()), &newer, ON);
    let fields = &plan.pupils.changed[0].fields;
    assert_eq!(
        (fields[0].name, fields[0].old.as_deref(), fields[0].new.as_deref()),
        ("call_name", Some("Daan"), Some("Daniël"))
    );
    assert_eq!((fields[1].name, fields[1].new.as_deref()), ("until", Some("2032-07-01")));
    assert_eq!(plan.memberships.changed.len(), 2, "the memberships end with the pupil");
    let summary = format!("{:?}", plan.summary());
    assert!(summary.contains("L1") && !summary.contains("Dani"), "{summary}");
}

#[test]
fn who_left_before_and_was_never_here_is_not_taken_in() {
    let mut older = file();
    older.pupils[0].until = Some("2030-07-01".to_owned());
    let plan = plan_school(&Current::default(), &older, ON);
    assert_eq!((plan.pupils.new.len(), plan.memberships.new.len()), (1, 1));
    assert!(plan.remarks.iter().any(|remark| remark.code == RemarkCode::LeftAlready && remark.key == "L1"));
}

proptest! {
    #[test]
    fn any_two_files_after_each_other_end_in_the_second(first in changes(), second in changes()) {
        let mut current = imported(&first);
        let plan = plan_school(&current, &second, "2031-11-01");
        apply::school(&mut current, &plan);
        let again = plan_school(&current, &second, "2031-11-02");
        prop_assert!(again.is_empty(), "{again:?}");
    }
}

/// Pupils that are there or not, in one of the groups, with an end in the past, in the future or none.
pub fn changes() -> impl Strategy<Value = Edex> {
    proptest::collection::vec((any::<bool>(), 0usize..4, 0usize..3), 8).prop_map(|choices| {
        let mut edex = file();
        let model = edex.pupils[0].clone();
        edex.pupils.clear();
        for (number, (there, group, end)) in choices.into_iter().enumerate().filter(|(_, (there, _, _))| *there) {
            let mut pupil = model.clone();
            pupil.key = format!("P{number}");
            pupil.group_key = edex.groups.get(group).map(|group| group.key.clone());
            pupil.composite_keys = if there && number % 2 == 0 { vec!["G3".to_owned()] } else { Vec::new() };
            pupil.composite_keys.retain(|key| Some(key) != pupil.group_key.as_ref());
            pupil.until = [None, Some("2031-01-01"), Some("2032-07-01")][end].map(str::to_owned);
            edex.pupils.push(pupil);
        }
        edex
    })
}
