//! Bytes from anywhere. Whatever is handed over, nothing panics, what is told and taken in is bounded by the file, and a plan that
//! was carried out is done.

use super::small;
use super::{LIST, NEWER, apply};
use crate::guardians::{self, Status};
use crate::plan::{self, Covers, Current, CurrentGuardians, Entry, plan_guardians, plan_school};
use crate::school::{self, Edex};
use crate::{MAX_REFUSALS, Refusal};
use damage::{cases, damaged};
use proptest::prelude::*;
use std::collections::BTreeSet;

const ON: &str = "2031-09-01";
/// The longest text of one cell or element, in letters.
const LONGEST: usize = 200;
/// The longest address, in bytes: a domain grows when it is written in the letters of the internet.
const ADDRESS: usize = 254;
/// Nothing that comes out of a file is written shorter: `<groep>`.
const SHORTEST: usize = 7;

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Nearly too long: a few letters more, and it is.
fn long() -> String {
    "o".repeat(LONGEST - 2)
}

fn schools() -> Vec<Vec<u8>> {
    let latin = small::school().replace("UTF-8", "ISO-8859-1").replace("Roos", &long());
    vec![NEWER.into(), small::school().into(), latin.into(), utf16(&small::school())]
}

fn lists() -> Vec<Vec<u8>> {
    let semicolons =
        format!("sep=;\r\n{}", LIST.replace(',', ";").replace('\n', "\r\n").replace("Mark;", &(long() + ";")));
    let quoted =
        LIST.replace("Kuipers", "\"Kuipers, \"\"de oude\"\"\nen Zn\"").trim_end().to_owned() + "\"06 87654321\"";
    let marked = format!("\u{FEFF}{LIST}");
    let lifts = LIST.replace("no,blocked", "yes,confirmed");
    vec![LIST.into(), lifts.into(), small::guardians().into(), semicolons.into(), quoted.into(), utf16(&marked)]
}

fn few_and_in_the_file(refusals: &[Refusal], bytes: &[u8]) {
    assert!((1..=MAX_REFUSALS).contains(&refusals.len()), "{} refusals", refusals.len());
    let lines = 1 + bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
    for refusal in refusals {
        assert!((1..=lines).contains(&refusal.line), "{refusal} of {lines}");
    }
}

fn short_and_clean(text: &str) {
    let letters = text.chars().count();
    assert!(letters <= LONGEST || (text.contains('@') && text.len() <= ADDRESS), "{letters}: {text:?}");
    assert!(!text.chars().any(char::is_control), "{text:?}");
}

fn small_and_apart<T: Entry>(entries: &[T], bytes: &[u8]) {
    assert!(entries.len() * SHORTEST <= bytes.len(), "{} in {} bytes", entries.len(), bytes.len());
    let keys: BTreeSet<String> = entries.iter().map(Entry::key).collect();
    assert_eq!(keys.len(), entries.len(), "each has a key of its own");
    let fields = entries.iter().flat_map(Entry::fields).filter_map(|(_, value)| value);
    keys.into_iter().chain(fields).for_each(|text| short_and_clean(&text));
}

/// Carries out what would change, and looks again.
fn school_in(current: &mut Current, file: &Edex) {
    let plan = plan_school(current, file, ON);
    let endings = plan::of_school(current, &plan, false, ON);
    assert!(plan::count(&endings) > 0 || !plan::too_many(&endings));
    apply::school(current, &plan);
    let again = plan_school(current, file, ON);
    assert!(again.is_empty(), "{again:?}");
}

fn blocked(current: &CurrentGuardians) -> BTreeSet<(String, String)> {
    let links = current.links.iter().filter(|held| held.value.status == Status::Blocked);
    links.map(|held| (held.id.clone(), held.value.pupil_key.clone())).collect()
}

fn family(bytes: &[u8], current: &mut CurrentGuardians, covers: Covers) -> Result<(), Vec<Refusal>> {
    let rows = guardians::read(bytes)?;
    let before = blocked(current);
    let plan = plan_guardians(current, &rows, covers, ON);
    let endings = plan::of_guardians(current, &plan, ON);
    assert!(covers == Covers::Everybody || plan.links.gone.is_empty());
    assert!(plan::count(&endings) > 0 || !plan::too_many(&endings));
    apply::guardians(current, &plan);
    assert!(blocked(current).is_superset(&before), "no file lifts a block");
    let again = plan_guardians(current, &rows, covers, ON);
    assert!(again.is_empty(), "{again:?}");
    Ok(())
}

#[test]
fn what_is_told_has_an_end() {
    let rows = "L1,H1,Mark,,Jansen,geen,nl,misschien,confirmed,\n".repeat(MAX_REFUSALS);
    let list = format!("{}{rows}", small::HEADING);
    assert_eq!(guardians::read(list.as_bytes()).expect_err("every row is wrong, twice").len(), MAX_REFUSALS);
    let many = "<leerling/>".repeat(MAX_REFUSALS);
    let school = small::but(&small::school(), "<leerlingen>", &format!("<leerlingen>{many}"));
    assert_eq!(school::read(school.as_bytes()).expect_err("every child is wrong, twice").len(), MAX_REFUSALS);
}

proptest! {
    #![proptest_config(cases(1_000))]

    #[test]
    fn a_school_file_is_read_whole_or_refused(bytes in damaged(schools())) {
        match school::read(&bytes) {
            Err(refusals) => few_and_in_the_file(&refusals, &bytes),
            Ok(file) => {
                small_and_apart(&file.groups, &bytes);
                small_and_apart(&file.pupils, &bytes);
                small_and_apart(&file.teachers, &bytes);
                let groups: BTreeSet<&String> = file.groups.iter().map(|group| &group.key).collect();
                prop_assert!(file.pupils.iter().filter_map(|pupil| pupil.group_key.as_ref()).all(|key| groups.contains(key)));
                let mut current = Current::default();
                school_in(&mut current, &school::read(&schools()[1]).expect("a file without damage"));
                school_in(&mut current, &file);
            }
        }
    }

    #[test]
    fn a_list_of_guardians_is_read_whole_or_refused(bytes in damaged(lists())) {
        match guardians::read(&bytes) {
            Err(refusals) => few_and_in_the_file(&refusals, &bytes),
            Ok(rows) => {
                let lines = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
                prop_assert!((1..=lines).contains(&rows.len()));
                for row in &rows {
                    prop_assert!(row.line <= lines + 1);
                    let names = [&row.names.call_name, &row.names.infix, &row.names.last_name, &row.phone];
                    names.into_iter().flatten().chain([&row.pupil_key, &row.household]).for_each(|text| short_and_clean(text));
                }
                for covers in [Covers::Everybody, Covers::Some] {
                    let pupil_keys = ["L1", "L2", "00001", "00002", "00003"].map(str::to_owned).into();
                    let mut current = CurrentGuardians { pupil_keys, ..CurrentGuardians::default() };
                    prop_assert_eq!(family(LIST.as_bytes(), &mut current, Covers::Everybody), Ok(()));
                    prop_assert_eq!(family(&bytes, &mut current, covers), Ok(()));
                }
            }
        }
    }
}
