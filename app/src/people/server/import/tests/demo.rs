//! The files of the demo school go through the same door as a real school's.

use super::apply;
use crate::people::server::import::plan::{Covers, Current, CurrentGuardians, plan_guardians, plan_school};
use crate::people::server::import::{edexml, guardians};

const SCHOOL: &[u8] = include_bytes!("../../../../../demo/school.edexml.xml");
const GUARDIANS: &[u8] = include_bytes!("../../../../../demo/guardians.csv");
const ON: &str = "2026-11-21";

#[test]
fn the_demo_school_imports_and_twice_is_nothing() {
    let file = edexml::read(SCHOOL).expect("the demo school is read");
    assert_eq!((file.groups.len(), file.remarks.len()), (9, 0));
    let mut school = Current::default();
    let plan = plan_school(&school, &file, ON);
    assert!(plan.remarks.is_empty());
    apply::school(&mut school, &plan);
    assert!(plan_school(&school, &file, ON).is_empty());

    let rows = guardians::read(GUARDIANS).expect("the demo guardians are read");
    let pupil_keys = file.pupils.iter().map(|pupil| pupil.key.clone()).collect();
    let mut people = CurrentGuardians { pupil_keys, ..CurrentGuardians::default() };
    let plan = plan_guardians(&people, &rows, Covers::Everybody, ON);
    assert!(plan.remarks.is_empty(), "{:?}", plan.remarks);
    apply::guardians(&mut people, &plan);
    assert!(plan_guardians(&people, &rows, Covers::Everybody, ON).is_empty());
    assert!(people.pupil_keys.iter().all(|key| rows.iter().any(|row| row.pupil_key == *key)), "every child has somebody");
}
