//! The files of the demo school are as good as a real school's: nothing in them has to be looked at.
use edexml::guardians;
use edexml::plan::{Covers, Current, CurrentGuardians, plan_guardians, plan_school};
use edexml::school;

use super::{GUARDIANS, SCHOOL, TODAY};

#[test]
fn the_demo_school_is_read_without_a_remark_and_every_child_has_somebody() {
    let file = school::read(SCHOOL.as_bytes()).expect("the demo school is read");
    assert_eq!((file.groups.len(), file.remarks.len()), (9, 0));
    assert!(plan_school(&Current::default(), &file, TODAY).remarks.is_empty());

    let rows = guardians::read(GUARDIANS.as_bytes()).expect("the demo guardians are read");
    let pupil_keys = file.pupils.iter().map(|pupil| pupil.key.clone()).collect();
    let people = CurrentGuardians { pupil_keys, ..CurrentGuardians::default() };
    let plan = plan_guardians(&people, &rows, Covers::Everybody, TODAY);
    assert!(plan.remarks.is_empty(), "{:?}", plan.remarks);
    assert!(
        people.pupil_keys.iter().all(|key| rows.iter().any(|row| row.pupil_key == *key)),
        "every child has somebody"
    );
}
