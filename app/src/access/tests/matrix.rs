//! Who may do what, as one page: every kind of thing, every deed, every kind of person. What stands in the snapshot is what a privacy
//! officer reads; a rule that changes changes it.
use crate::testing::day;
use std::fmt::Write;

use crate::access::policy::{Asker, Deed, Denied, Facts, Rules, Stated, policy};
use crate::access::{Kind, Module, Openings, Reason, Role, Seat, Seats, Side};

const TODAY: &str = "2026-11-23";
const DEEDS: [Deed; 8] =
    [Deed::Read, Deed::React, Deed::Write, Deed::Edit, Deed::Remove, Deed::Manage, Deed::Book, Deed::Lift];
const PEOPLE: [&str; 10] = [
    "nobody",
    "unknown",
    "parent",
    "teacher",
    "teacher and parent",
    "caretaker",
    "coordinator",
    "head",
    "council",
    "board",
];

fn seat(kind: Kind, circle: &str, side: Side, reason: Reason, about: &str) -> Seat {
    Seat { circle: circle.into(), kind, side, reason, about: about.into() }
}

fn parent() -> Vec<Seat> {
    vec![
        seat(Kind::School, "school", Side::Family, Reason::Guardian, "noor"),
        seat(Kind::Group, "otters", Side::Family, Reason::Guardian, "noor"),
        seat(Kind::Family, "noor", Side::Family, Reason::Guardian, "noor"),
    ]
}

fn staff(more: Vec<Seat>) -> Vec<Seat> {
    let mut seats = vec![seat(Kind::School, "school", Side::Staff, Reason::Staff, "school")];
    seats.extend(more);
    seats
}

fn holds(role: Role) -> Seat {
    seat(Kind::Role, role.code(), Side::Staff, Reason::Holds(role), role.code())
}

fn person(who: &str) -> Seats {
    let teacher = || staff(vec![seat(Kind::Group, "otters", Side::Staff, Reason::Teacher, "otters")]);
    let head = |group: &str| seat(Kind::Group, group, Side::Staff, Reason::Head, group);
    Seats(match who {
        "parent" => parent(),
        "teacher" => teacher(),
        "teacher and parent" => [parent(), teacher()].concat(),
        "caretaker" => staff(Vec::new()),
        "coordinator" => staff(vec![holds(Role::Coordinator)]),
        "head" => staff(vec![head("otters"), head("vossen"), holds(Role::Head)]),
        "council" => [parent(), vec![holds(Role::Council)]].concat(),
        "board" => vec![holds(Role::Board)],
        // As the database would say it, if one day it said something that nobody here knows.
        "unknown" => {
            let seats = "school school staff inspector x 2000-01-01 9999-12-31,group otters up inspector x 2000-01-01 9999-12-31";
            return Seats::of(seats, day(TODAY));
        }
        _ => Vec::new(),
    })
}

/// What may be so about a thing, by name.
fn situations() -> Vec<(&'static str, Facts)> {
    let none = Facts::default;
    vec![
        ("not theirs", none()),
        ("shared it", Facts { owner: true, ..none() }),
        ("a draft of theirs", Facts { owner: true, draft: true, ..none() }),
        ("somebody's draft", Facts { family: true, staff: true, draft: true, ..none() }),
        ("their own", Facts { author: true, ..none() }),
        ("for them as family", Facts { family: true, ..none() }),
        ("for them as staff", Facts { staff: true, ..none() }),
        ("for whom they teach", Facts { staff: true, teacher: true, ..none() }),
        ("their own, for them as family", Facts { author: true, family: true, ..none() }),
        ("about their child", Facts { pupil: Some("noor".into()), ..none() }),
        ("about another child", Facts { pupil: Some("daan".into()), ..none() }),
        ("of their household", Facts { household: true, ..none() }),
        ("they are among them", Facts { among: true, ..none() }),
        ("they give the talks", Facts { gives: true, ..none() }),
        ("the Otters", Facts { circle: Some("otters".into()), ..none() }),
        ("the Vossen", Facts { circle: Some("vossen".into()), ..none() }),
        ("the school", Facts { circle: Some("school".into()), ..none() }),
    ]
}

/// What hangs under a subject is looked at together with a post that is so.
fn stated(rules: &'static Rules, facts: &Facts) -> Stated {
    let post = Rules::all().find(|rules| rules.thing == "post").expect("posts have rules");
    let stated = Stated::new(rules, facts.clone());
    if rules.hangs() { stated.under(Stated::new(post, facts.clone())) } else { stated }
}

/// `o` may, `-` not there for them, `/` there but not theirs to do, `>` not open yet; in the order of `DEEDS`.
fn signs(seats: &Seats, stated: &Stated, openings: &Openings) -> String {
    let asker = Asker { seats, openings, today: day(TODAY) };
    let sign = |deed: &Deed| match policy(asker, *deed, stated) {
        Ok(()) => 'o',
        Err(Denied::NotFound) => '-',
        Err(Denied::NotYours) => '/',
        Err(Denied::NotYet(_)) => '>',
    };
    DEEDS.iter().map(sign).collect()
}

fn open(from: &str) -> Openings {
    Openings::from(&Module::ALL.map(|module| (module, day(from))))
}

#[test]
fn who_may_do_what() {
    let mut page =
        format!("o may · - is not there for them · / is there, not theirs to do · > not open yet\n{DEEDS:?}\n");
    let mut rules: Vec<&'static Rules> = Rules::all().collect();
    rules.sort_by_key(|rules| rules.thing);
    for rules in rules {
        for (module, openings) in [("", open(TODAY)), (", before it is open", open("2026-12-01"))] {
            if !module.is_empty() && rules.module.is_none() && !rules.hangs() {
                continue;
            }
            writeln!(page, "\n# {}{module}", rules.thing).expect("a line");
            for (situation, facts) in situations() {
                let stated = stated(rules, &facts);
                let mut alike: Vec<(String, Vec<&str>)> = Vec::new();
                for who in PEOPLE {
                    let signs = signs(&person(who), &stated, &openings);
                    match alike.iter_mut().find(|(known, _)| *known == signs) {
                        Some((_, people)) => people.push(who),
                        None => alike.push((signs, vec![who])),
                    }
                }
                for (signs, people) in alike.iter().filter(|(signs, _)| signs.contains(|sign| sign != '-')) {
                    let everybody =
                        if people.len() == PEOPLE.len() { "everybody".to_owned() } else { people.join(", ") };
                    writeln!(page, "{signs}  {situation}: {everybody}").expect("a line");
                }
            }
        }
    }
    insta::assert_snapshot!(page);
}

/// The page above holds every kind of thing that a page or a door asks about; each has one name there.
#[test]
fn every_thing_has_a_name_of_its_own() {
    let mut things: Vec<&str> = Rules::all().map(|rules| rules.thing).collect();
    let all = things.len();
    things.sort_unstable();
    things.dedup();
    assert!(all > 10 && things.len() == all, "{things:?}");
}

#[test]
fn somebody_who_is_nobody_may_nothing() {
    for rules in Rules::all() {
        for (situation, facts) in situations().into_iter().filter(|(_, facts)| !facts.author && !facts.draft) {
            // Belonging and living somewhere are seats: who has none belongs to nothing.
            if facts.family || facts.staff || facts.household {
                continue;
            }
            for who in ["nobody", "unknown"] {
                let signs = signs(&person(who), &stated(rules, &facts), &open(TODAY));
                assert_eq!(signs, "--------", "{who}, {}, {situation}", rules.thing);
            }
        }
    }
}
