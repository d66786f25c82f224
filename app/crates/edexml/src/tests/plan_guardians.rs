//! Planning guardians: the file proposes, confirms and blocks; it never lifts a block.

use super::{LIST, apply};
use crate::guardians::{GuardianRow, Status, read};
use crate::plan::{Covers, CurrentGuardians, GuardianPlan, Link, RemarkCode, plan_guardians};

const ON: &str = "2031-09-01";
const LATER: &str = "2031-10-01";

fn rows(list: &str) -> Vec<GuardianRow> {
    read(list.as_bytes()).expect("read")
}

fn empty() -> CurrentGuardians {
    CurrentGuardians { pupil_keys: ["L1", "L2"].map(str::to_owned).into(), ..CurrentGuardians::default() }
}

fn imported(list: &str) -> CurrentGuardians {
    after(empty(), list, ON)
}

fn after(mut current: CurrentGuardians, list: &str, on: &str) -> CurrentGuardians {
    let plan = plan_guardians(&current, &rows(list), Covers::Everybody, on);
    apply::guardians(&mut current, &plan);
    assert!(plan_guardians(&current, &rows(list), Covers::Everybody, on).is_empty(), "twice is nothing");
    current
}

fn link<'a>(current: &'a CurrentGuardians, email: &str, pupil: &str) -> &'a Link {
    &current
        .links
        .iter()
        .find(|held| held.value.email == email && held.value.pupil_key == pupil)
        .expect("the link is there")
        .value
}

fn codes(plan: &GuardianPlan) -> Vec<RemarkCode> {
    plan.remarks.iter().map(|remark| remark.code).collect()
}

#[test]
fn households_people_and_links() {
    let plan = plan_guardians(&empty(), &rows(LIST), Covers::Everybody, ON);
    assert_eq!((plan.households.new.len(), plan.guardians.new.len(), plan.links.new.len()), (3, 3, 4));
    assert!(!format!("{:?}", plan.summary()).contains('@'), "a summary names no address");
}

#[test]
fn a_block_stays_when_the_file_confirms() {
    let current = imported(LIST);
    let list = LIST.replace("no,blocked", "yes,confirmed");
    let plan = plan_guardians(&current, &rows(&list), Covers::Everybody, LATER);
    assert!(plan.is_empty() && codes(&plan) == [RemarkCode::BlockedKept]);
}

#[test]
fn a_block_stays_when_the_row_is_left_out_and_comes_back() {
    let without = LIST.split_inclusive('\n').filter(|line| !line.contains("Ronald")).collect::<String>();
    let plan = plan_guardians(&imported(LIST), &rows(&without), Covers::Everybody, LATER);
    assert!(plan.is_empty() && codes(&plan) == [RemarkCode::BlockedKept]);
    let current = after(imported(LIST), &without, LATER);
    let current = after(current, &LIST.replace("no,blocked", "yes,confirmed"), LATER);
    assert_eq!(link(&current, "ronald@ouders.example", "L2").status, Status::Blocked);
}

#[test]
fn a_block_that_ended_still_counts() {
    let mut current = imported(LIST);
    current
        .links
        .iter_mut()
        .filter(|held| held.value.status == Status::Blocked)
        .for_each(|held| held.ended = Some(ON.to_owned()));
    let current = after(current, &LIST.replace("no,blocked", "yes,confirmed"), LATER);
    assert_eq!(link(&current, "ronald@ouders.example", "L2").status, Status::Blocked);
}

#[test]
fn another_address_is_no_way_round_a_block() {
    let list =
        LIST.replace("Ronald,,Visser,ronald@", "RONALD,,visser,r.visser@").replace("no,blocked", "yes,confirmed");
    let plan = plan_guardians(&imported(LIST), &rows(&list), Covers::Everybody, LATER);
    assert_eq!(codes(&plan), [RemarkCode::LooksBlocked, RemarkCode::BlockedKept]);
    let current = after(after(imported(LIST), &list, LATER), &list, "2031-11-01");
    assert_eq!(link(&current, "r.visser@ouders.example", "L2").status, Status::Proposed);
}

#[test]
fn a_confirmation_needs_the_file_to_say_so_and_is_not_taken_back() {
    let current = imported(LIST);
    assert_eq!(link(&current, "eva@ouders.example", "L1").status, Status::Proposed);
    let confirmed = LIST.replace("ja,proposed", "ja,confirmed");
    let current = after(current, &confirmed, LATER);
    assert_eq!(link(&current, "eva@ouders.example", "L1").status, Status::Confirmed);
    let plan = plan_guardians(&current, &rows(LIST), Covers::Everybody, LATER);
    assert!(plan.is_empty() && codes(&plan) == [RemarkCode::ConfirmedKept]);
}

#[test]
fn the_file_can_block_and_can_take_authority() {
    let list = LIST.replacen("nl,yes,confirmed", "nl,no,blocked", 1);
    let current = after(imported(LIST), &list, LATER);
    let mark = link(&current, "mark@ouders.example", "L1");
    assert_eq!((mark.status, mark.authority), (Status::Blocked, false));
}

#[test]
fn who_is_blocked_for_one_child_is_remarked_for_another() {
    let list = format!("{LIST}L1,H3,Ronald,,Visser,ronald@ouders.example,nl,no,confirmed,\n");
    assert_eq!(codes(&plan_guardians(&empty(), &rows(&list), Covers::Everybody, ON)), [RemarkCode::BlockedElsewhere]);
}

#[test]
fn a_pupil_the_school_does_not_have_is_left_out() {
    let list = format!("{LIST}L9,H9,Nora,,Bos,nora@ouders.example,nl,yes,confirmed,\n");
    let plan = plan_guardians(&empty(), &rows(&list), Covers::Everybody, ON);
    assert_eq!((plan.guardians.new.len(), codes(&plan)), (3, vec![RemarkCode::UnknownPupil]));
}

#[test]
fn who_is_not_in_the_list_ends() {
    let without = LIST.split_inclusive('\n').filter(|line| !line.contains("Mark")).collect::<String>();
    let plan = plan_guardians(&imported(LIST), &rows(&without), Covers::Everybody, LATER);
    assert_eq!((plan.households.gone.len(), plan.guardians.gone.len(), plan.links.gone.len()), (1, 1, 1));
    assert_eq!(plan.links.gone[0].until, LATER);
}
