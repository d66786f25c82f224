//! Households that get another label, families that merge or split, addresses that change, people without one.

use super::apply;
use super::small::{HEADING, but, guardians};
use crate::guardians::{self, Status};
use crate::plan::{Covers, CurrentGuardians, GuardianPlan, RemarkCode, plan_guardians};

const ON: &str = "2026-11-25";

fn plan(current: &CurrentGuardians, list: &str, covers: Covers) -> GuardianPlan {
    plan_guardians(current, &guardians::read(list.as_bytes()).expect("read"), covers, ON)
}

fn after(mut current: CurrentGuardians, list: &str, covers: Covers) -> CurrentGuardians {
    let changes = plan(&current, list, covers);
    apply::guardians(&mut current, &changes);
    current.addresses = current.guardians.iter().map(|held| (held.value.email.clone(), false)).collect();
    assert!(plan(&current, list, covers).is_empty(), "twice is nothing: {:?}", plan(&current, list, covers));
    current
}

fn imported(list: &str) -> CurrentGuardians {
    let current = CurrentGuardians {
        pupil_keys: (1..=12).map(|number| format!("{number:05}")).collect(),
        ..CurrentGuardians::default()
    };
    after(current, list, Covers::Everybody)
}

/// The id of the household in which somebody lives.
fn home(current: &CurrentGuardians, email: &str) -> String {
    let lives = &current.guardians.iter().find(|held| held.value.email == email).expect("somebody").value.household;
    current.households.iter().find(|held| held.value.label == *lives).expect("a household").id.clone()
}

fn person(current: &CurrentGuardians, email: &str) -> Option<String> {
    current.guardians.iter().find(|held| held.value.email == email).map(|held| held.id.clone())
}

#[test]
fn a_household_with_another_label_is_the_same_household() {
    let before = imported(&guardians());
    let relabelled = guardians().replace(",H-", ",Huis-");
    let now = after(before.clone(), &relabelled, Covers::Everybody);
    for number in 1..=10 {
        let email = format!("ouder{number}@ouders.example");
        assert_eq!(home(&now, &email), home(&before, &email));
    }
    assert_eq!(now.households.len(), before.households.len());
}

#[test]
fn two_families_may_exchange_their_labels() {
    let before = imported(&guardians());
    let list = guardians().replace(",H-2,", ",X,").replace(",H-3,", ",H-2,").replace(",X,", ",H-3,");
    let now = after(before.clone(), &list, Covers::Everybody);
    for email in ["ouder2@ouders.example", "ouder3@ouders.example"] {
        assert_eq!(home(&now, email), home(&before, email));
    }
}

#[test]
fn families_that_merge_live_in_the_household_of_that_name() {
    let before = imported(&guardians());
    let now = after(before.clone(), &but(&guardians(), "00005,H-5", "00005,H-4"), Covers::Everybody);
    assert_eq!(home(&now, "ouder4@ouders.example"), home(&before, "ouder4@ouders.example"));
    assert_eq!(home(&now, "ouder5@ouders.example"), home(&before, "ouder4@ouders.example"));
}

#[test]
fn a_label_of_somebody_else_does_not_bring_their_talks() {
    let before = imported(&guardians());
    let other = but(&guardians(), "00006,H-6,Ouder6,,Kind6,ouder6@", "00011,H-6,Nieuw,,Hier,nieuw@");
    let now = after(before.clone(), &other, Covers::Everybody);
    assert_ne!(home(&now, "nieuw@ouders.example"), home(&before, "ouder6@ouders.example"));
    let stepfather = but(&guardians(), "Ouder6,,Kind6,ouder6@", "Nieuw,,Hier,nieuw@");
    let now = after(before.clone(), &stepfather, Covers::Everybody);
    assert_eq!(
        home(&now, "nieuw@ouders.example"),
        home(&before, "ouder6@ouders.example"),
        "the household of the same child"
    );
}

#[test]
fn a_list_that_adds_moves_only_whom_it_names() {
    let before = imported(&guardians());
    let added = format!(
        "{HEADING}00001,H-90,Tweede,,Ouder,tweede@ouders.example,nl,yes,confirmed,\n00011,H-2,Derde,,Ouder,derde@ouders.example,nl,yes,confirmed,\n"
    );
    let now = after(before.clone(), &added, Covers::Some);
    assert_eq!(home(&now, "ouder1@ouders.example"), home(&before, "ouder1@ouders.example"));
    assert_ne!(home(&now, "tweede@ouders.example"), home(&before, "tweede@ouders.example"));
    assert_eq!(
        home(&now, "derde@ouders.example"),
        home(&before, "ouder2@ouders.example"),
        "joins the household of that label"
    );
    assert!(now.links.iter().all(|held| held.ended.is_none()));
}

#[test]
fn another_address_of_the_same_person_is_told_and_keeps_the_person() {
    let before = imported(&guardians());
    let list = but(&guardians(), "ouder2@ouders.example", "nieuw.werk@bedrijf.example");
    let changes = plan(&before, &list, Covers::Everybody);
    assert_eq!(
        changes.remarks.iter().map(|remark| (remark.code, remark.key.as_str())).collect::<Vec<_>>(),
        [(RemarkCode::NewAddress, "00002")]
    );
    assert_eq!(
        (
            changes.guardians.changed.len(),
            changes.guardians.new.len(),
            changes.guardians.gone.len(),
            changes.links.is_empty()
        ),
        (1, 0, 0, true)
    );
    assert_eq!(changes.guardians.changed[0].fields[0].name, "email");
    let now = after(before.clone(), &list, Covers::Everybody);
    assert_eq!(person(&now, "nieuw.werk@bedrijf.example"), person(&before, "ouder2@ouders.example"));
}

#[test]
fn another_address_is_another_person_when_it_is_not_certain() {
    let before = imported(&guardians());
    let other_name = but(&guardians(), "Ouder2,,Kind2,ouder2@ouders.example", "Iemand,,Anders,nieuw@bedrijf.example");
    assert_eq!(plan(&before, &other_name, Covers::Everybody).guardians.new.len(), 1);
    let other_child = but(
        &guardians(),
        "00002,H-2,Ouder2,,Kind2,ouder2@ouders.example",
        "00011,H-2,Ouder2,,Kind2,nieuw@bedrijf.example",
    );
    assert_eq!(plan(&before, &other_child, Covers::Everybody).guardians.new.len(), 1);
    let blocked =
        imported(&but(&guardians(), "ouder2@ouders.example,nl,yes,confirmed", "ouder2@ouders.example,nl,no,blocked"));
    let back = but(&guardians(), "ouder2@ouders.example", "nieuw@bedrijf.example");
    let now = after(blocked.clone(), &back, Covers::Everybody);
    assert_ne!(person(&now, "nieuw@bedrijf.example"), person(&blocked, "ouder2@ouders.example"));
    let link = now.links.iter().find(|held| held.value.email == "nieuw@bedrijf.example").expect("a link");
    assert_eq!(link.value.status, Status::Proposed, "and nobody gets past a block that way");
}

#[test]
fn an_address_that_many_mail_servers_cannot_reach_is_told() {
    for (address, told) in
        [("jürgen@ouders.example", true), ("jurgen@müller.example", false), ("j.o+kind@ouders.example", false)]
    {
        let changes =
            plan(&imported(&guardians()), &but(&guardians(), "ouder2@ouders.example", address), Covers::Everybody);
        let found = changes
            .remarks
            .iter()
            .any(|remark| (remark.code, remark.key.as_str()) == (RemarkCode::OddAddress, "00002"));
        assert_eq!(found, told, "{address}");
    }
}

#[test]
fn no_spelling_gets_past_a_block() {
    let blocked = imported(&but(
        &guardians(),
        "Ouder2,,Kind2,ouder2@ouders.example,nl,yes,confirmed",
        "Rónald,van,Visser,r@ouders.example,nl,no,blocked",
    ));
    for name in [
        "RONALD,van,Visser",
        "R.,van,Visser",
        "Ro\u{200B}nald,,van Visser",
        "Visser,van,Ronald",
        "Ron,van,Visser",
        "Ronald,,Visser",
    ] {
        let list = but(&guardians(), "Ouder2,,Kind2,ouder2@ouders.example", &format!("{name},n@ouders.example"));
        let changes = plan(&blocked, &list, Covers::Everybody);
        let link = changes.links.new.iter().find(|link| link.pupil_key == "00002").expect("a link");
        assert_eq!(link.status, Status::Proposed, "{name}");
        assert!(changes.remarks.iter().any(|remark| remark.code == RemarkCode::LooksBlocked), "{name}");
    }
    for address in ["R@Ouders.Example", "r\u{200B}@ouders.example", " r@ouders.example. "] {
        let list = but(&guardians(), "Ouder2,,Kind2,ouder2@ouders.example", &format!("Iemand,,Anders,{address}"));
        let changes = plan(&blocked, &list, Covers::Everybody);
        assert!(
            changes.links.is_empty() && changes.remarks.iter().any(|remark| remark.code == RemarkCode::BlockedKept),
            "{address}"
        );
    }
}

#[test]
fn somebody_without_address_is_one_person_also_under_another_label() {
    let with = format!(
        "{}00001,H-1,Opa,,Zondermail,,nl,yes,confirmed,\n00003,H-33,Oma,,Alleen,,nl,yes,confirmed,\n",
        guardians()
    );
    let before = imported(&with);
    let list = with.replace(",H-", ",Huis-");
    let changes = plan(&before, &list, Covers::Everybody);
    assert_eq!(
        (changes.guardians.new.len(), changes.guardians.gone.len(), changes.links.is_empty()),
        (0, 0, true),
        "{:?}",
        changes.guardians
    );
    after(before, &list, Covers::Everybody);
}
