//! What a plan would end, and when that is too much; school lists that are absent; children who were never here.

use super::apply;
use super::small::{but, cut, guardians, school};
use crate::guardians;
use crate::plan::{self, Covers, Current, CurrentGuardians, RemarkCode, plan_guardians, plan_school};
use crate::school::{Edex, read};

const ON: &str = "2026-11-25";

fn file(text: &str) -> Edex {
    read(text.as_bytes()).expect("read")
}

fn imported(text: &str) -> Current {
    let mut current = Current::default();
    let plan = plan_school(&current, &file(text), ON);
    apply::school(&mut current, &plan);
    current
}

/// Part, how many of how many; and whether it is too much.
fn ends(text: &str, new_year: bool) -> (Vec<(&'static str, usize)>, bool) {
    let current = imported(&school());
    let plan = plan_school(&current, &file(text), ON);
    let endings = plan::of_school(&current, &plan, new_year, ON);
    let lines = plan::lines(&endings);
    assert_eq!(plan::count(&endings), lines.iter().map(|line| line.count).sum::<usize>());
    (lines.iter().map(|line| (line.part, line.count)).collect(), plan::too_many(&endings))
}

fn without_children(numbers: std::ops::RangeInclusive<usize>) -> String {
    numbers.fold(school(), |text, number| cut(&text, &format!("<leerling key=\"{number:05}\">"), "</leerling>"))
}

#[test]
fn one_child_who_leaves_is_ordinary_and_half_a_school_is_not() {
    assert_eq!(ends(&school(), false), (vec![], false));
    assert_eq!(ends(&without_children(1..=1), false), (vec![("pupils", 1)], false));
    assert_eq!(ends(&without_children(1..=4), false), (vec![("pupils", 4)], false));
    assert_eq!(ends(&without_children(1..=5), false), (vec![("pupils", 5)], true));
    let left = school().replace(
        "<instroomdatum>2025-08-18</instroomdatum>",
        "<instroomdatum>2025-08-18</instroomdatum><uitstroomdatum>2026-10-01</uitstroomdatum>",
    );
    assert_eq!(ends(&left, false), (vec![("pupils", 12)], true), "an end in the past ends too");
}

#[test]
fn moving_everybody_is_for_a_new_year() {
    let moved = school().replace("<groep key=\"G2\"/><in", "<groep key=\"G1\"/><in");
    assert_eq!(ends(&moved, false), (vec![("memberships", 6)], true));
    assert_eq!(ends(&moved, true), (vec![], false));
    let nowhere = school().replace("<groep key=\"G2\"/><in", "<in");
    assert_eq!(
        ends(&nowhere, true),
        (vec![("memberships", 6)], true),
        "also in a new year nobody is left without a group by mistake"
    );
}

#[test]
fn an_empty_list_of_groups_or_teachers_is_too_much() {
    let empty = format!(
        "{}<groepen></groepen>{}",
        school().split("<groepen>").next().unwrap_or_default(),
        school().split_once("</groepen>\n").map(|(_, rest)| rest.to_owned()).unwrap_or_default()
    );
    let empty = empty.replace("<groep key=\"G1\"/>", "").replace("<groep key=\"G2\"/>", "");
    assert!(ends(&empty, false).1);
    let nobody = cut(&school(), "<leerkracht key=\"T1\">", "</leerkracht></leerkrachten>")
        .replace("</EDEX>", "<leerkrachten></leerkrachten></EDEX>");
    let (told, too_many) = ends(&nobody.replace("<leerkrachten>\n<leerkrachten>", "<leerkrachten>"), false);
    assert_eq!((told, too_many), (vec![("teachers", 4)], true));
    let unsaid = school().replace("<rol>LRK</rol>", "").replace("<rol>DIR</rol>", "").replace("<rol>ADM</rol>", "");
    assert_eq!(ends(&unsaid, false), (vec![("roles", 4)], true));
}

#[test]
fn absent_lists_end_nobody() {
    let current = imported(&school());
    let no_teachers = cut(&school(), "<leerkrachten>", "</leerkrachten>");
    assert!(plan_school(&current, &file(&no_teachers), ON).is_empty());
    let no_groups =
        cut(&school(), "<groepen>", "</groepen>").replace("<groep key=\"G1\"/>", "").replace("<groep key=\"G2\"/>", "");
    assert!(plan_school(&current, &file(&no_groups), ON).is_empty());
    let gone = cut(&no_groups, "<leerling key=\"00003\">", "</leerling>");
    let plan = plan_school(&current, &file(&gone), ON);
    assert_eq!((plan.pupils.gone.len(), plan.memberships.gone.len()), (1, 1), "who leaves, leaves the group");
}

#[test]
fn who_leaves_before_arriving_is_never_here() {
    let child = |from: &str, until: &str| {
        format!(
            "<leerling key=\"00061\"><roepnaam>Laat</roepnaam><groep key=\"G1\"/><instroomdatum>{from}</instroomdatum><uitstroomdatum>{until}</uitstroomdatum></leerling></leerlingen>"
        )
    };
    for (from, until) in [("2027-01-10", "2026-12-01"), ("2026-11-25", "2026-11-25"), ("2027-03-01", "2027-03-01")] {
        let plan = plan_school(&imported(&school()), &file(&but(&school(), "</leerlingen>", &child(from, until))), ON);
        assert!(
            plan.is_empty()
                && plan.remarks.iter().any(|remark| remark.code == RemarkCode::NeverHere && remark.key == "00061"),
            "{from} {until}"
        );
    }
    let later = but(&school(), "</leerlingen>", &child("2027-01-10", "2027-06-01"));
    let plan = plan_school(&imported(&school()), &file(&later), ON);
    assert_eq!(
        (plan.pupils.new.len(), plan.memberships.new[0].from.as_str()),
        (1, "2027-01-10"),
        "nobody is in a group before coming"
    );
}

fn known(list: &str) -> CurrentGuardians {
    let mut current = CurrentGuardians {
        pupil_keys: (1..=12).map(|number| format!("{number:05}")).collect(),
        ..CurrentGuardians::default()
    };
    let plan = plan_guardians(&current, &guardians::read(list.as_bytes()).expect("read"), Covers::Everybody, ON);
    apply::guardians(&mut current, &plan);
    current
}

#[test]
fn a_list_that_ends_many_is_too_much_and_one_that_adds_ends_nobody() {
    let current = known(&guardians());
    let judge = |list: &str, covers: Covers| {
        let plan = plan_guardians(&current, &guardians::read(list.as_bytes()).expect("read"), covers, ON);
        let endings = plan::of_guardians(&current, &plan, ON);
        (plan::count(&endings), plan::too_many(&endings))
    };
    let one = guardians().lines().take(2).map(|line| format!("{line}\n")).collect::<String>();
    assert_eq!(judge(&one, Covers::Everybody), (10, true));
    assert_eq!(judge(&one, Covers::Some), (0, false));
    assert_eq!(judge(&cut(&guardians(), "00007", "\n"), Covers::Everybody), (1, false));
    assert_eq!(
        judge(&guardians().replace("nl,yes", "nl,no"), Covers::Everybody),
        (11, true),
        "without authority nobody sees anything"
    );
    assert_eq!(judge(&guardians().replace("confirmed", "blocked"), Covers::Everybody), (11, true));
}

#[test]
fn a_key_that_another_child_got_is_always_asked_about() {
    let born = |text: &str, number: usize, day: &str| {
        let start = text.find(&format!("<leerling key=\"{number:05}\">")).expect("the child");
        format!("{}{}", &text[..start], text[start..].replacen("2019-02-11", day, 1))
    };
    let other = but(&born(&school(), 3, "2021-09-09"), "<roepnaam>Roos3<", "<roepnaam>Sem<");
    assert_eq!(ends(&other, false), (vec![("identity", 1)], true), "another name and another birthday");
    let swapped = school().replace("Roos3<", "X<").replace("Roos4<", "Roos3<").replace("X<", "Roos4<");
    let swapped = swapped.replace("Kind3<", "Y<").replace("Kind4<", "Kind3<").replace("Y<", "Kind4<");
    assert_eq!(ends(&swapped, false), (vec![("identity", 2)], true), "two keys that changed places");
    assert_eq!(ends(&born(&school(), 3, "2019-11-02"), false), (vec![], false), "a birthday that was mistyped");
    assert_eq!(ends(&but(&school(), "<roepnaam>Roos3<", "<roepnaam>Sam<"), false), (vec![], false), "another name");
}
