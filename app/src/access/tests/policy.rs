//! The rules as tables: one line per kind of person and thing, one sign per deed.
use crate::access::policy::{Deed, Denied, Facts, Openings, policy};
use crate::access::{Kind, Reason, Seat, Seats};

const TODAY: &str = "2026-11-23";
const DEEDS: [Deed; 7] = [Deed::Read, Deed::React, Deed::Write, Deed::Remove, Deed::Manage, Deed::Book, Deed::Edit];

/// `o` may, `-` not there for them, `/` there but not theirs to do, `>` not open yet; in the order of `DEEDS`.
fn signs(who: &Seats, facts: &Facts, openings: &Openings) -> String {
    let sign = |deed: &Deed| match policy(who, *deed, facts, openings, TODAY) {
        Ok(()) => 'o',
        Err(Denied::NotFound) => '-',
        Err(Denied::NotYours) => '/',
        Err(Denied::NotYet(_)) => '>',
    };
    DEEDS.iter().map(sign).collect()
}

fn seat(kind: Kind, target: &str, reason: Reason, about: &str) -> Seat {
    Seat { kind, target: target.into(), reason, about: about.into() }
}

fn person(who: &str) -> Seats {
    let school = |reason| seat(Kind::School, "school", reason, "school");
    let lead = |reason| {
        vec![
            school(Reason::Staff),
            seat(Kind::Group, "otters", reason, "otters"),
            seat(Kind::Group, "vossen", reason, "vossen"),
        ]
    };
    Seats(match who {
        "parent" => vec![
            school(Reason::Guardian),
            seat(Kind::Group, "otters", Reason::Guardian, "noor"),
            seat(Kind::Pupil, "noor", Reason::Guardian, "noor"),
        ],
        "teacher" => vec![school(Reason::Staff), seat(Kind::Group, "otters", Reason::Teacher, "otters")],
        "caretaker" => vec![school(Reason::Staff)],
        "head" => lead(Reason::Head),
        "office" => lead(Reason::Office),
        // As the database would say it, if one day it said something that nobody here knows.
        "unknown" => {
            let seats =
                "school school inspector x 2000-01-01 9999-12-31,group otters inspector x 2000-01-01 9999-12-31";
            return Seats::of(seats, TODAY);
        }
        _ => Vec::new(),
    })
}

fn open(module: &str, from: &str) -> Openings {
    Openings(vec![(module.into(), from.into())])
}

fn check(facts: impl Fn(&str) -> Facts, openings: &Openings, table: &[(&str, &str, &str)]) {
    for (who, what, expected) in table {
        assert_eq!(signs(&person(who), &facts(what), openings), *expected, "{who}, {what}");
    }
}

/// `draft`, `owner`, `member` and `taught` as words.
fn post(words: &str) -> Facts {
    let said = |word| words.split(' ').any(|one| one == word);
    Facts::Shared {
        module: "news",
        draft: said("draft"),
        owner: said("owner"),
        member: said("member"),
        teacher: said("taught"),
    }
}

#[test]
fn what_is_shared_while_the_module_is_open() {
    check(
        post,
        &open("news", TODAY),
        &[
            ("nobody", "", "-------"),
            ("unknown", "owner", "-------"),
            ("nobody", "member", "oo/////"),
            ("nobody", "owner", "-------"),
            ("nobody", "draft owner", "ooooooo"),
            ("parent", "member", "oo/////"),
            ("parent", "owner", "-------"),
            ("parent", "draft member", "-------"),
            ("teacher", "", "-------"),
            ("teacher", "member", "oo/////"),
            ("teacher", "owner", "oo/oo/o"),
            ("teacher", "owner member", "oo/oo/o"),
            ("teacher", "draft", "-------"),
            ("caretaker", "member", "oo/////"),
            ("head", "", "-------"),
            ("head", "member", "oo/oo/o"),
            ("office", "member", "oo/oo/o"),
            ("head", "draft member", "-------"),
            ("head", "draft owner", "ooooooo"),
            ("teacher", "member taught", "oo////o"),
            ("parent", "taught", "-------"),
        ],
    );
}

#[test]
fn what_is_shared_before_the_module_opens() {
    check(
        post,
        &open("news", "2026-11-24"),
        &[
            ("parent", "member", ">>>>>>>"),
            ("parent", "", "-------"),
            ("teacher", "member", "oo/////"),
            ("head", "member", "oo/oo/o"),
        ],
    );
    check(post, &Openings::default(), &[("parent", "member", "-------"), ("teacher", "member", "oo/////")]);
}

#[test]
fn what_somebody_said() {
    let said = |words: &str| Facts::Said { author: words.contains("author"), post: Box::new(post(words)) };
    check(
        said,
        &open("news", TODAY),
        &[
            ("parent", "member", "oo/////"),
            ("parent", "member author", "oooo///"),
            ("parent", "author", "-------"),
            ("teacher", "member", "oo/////"),
            ("teacher", "member owner", "oo/oo//"),
            ("head", "member", "oo/oo//"),
            ("head", "member author", "ooooo//"),
            ("head", "", "-------"),
            ("nobody", "author", "-------"),
        ],
    );
    check(said, &open("news", "2026-12-01"), &[("parent", "member author", ">>>>>>>")]);
}

#[test]
fn groups_and_the_school() {
    check(
        |group| Facts::Group { id: group.into() },
        &Openings::default(),
        &[
            ("parent", "otters", "o//////"),
            ("parent", "vossen", "-------"),
            ("teacher", "otters", "o/o/o//"),
            ("teacher", "vossen", "-------"),
            ("caretaker", "otters", "-------"),
            ("head", "vossen", "o/o/o//"),
            ("head", "linde", "-------"),
            ("nobody", "otters", "-------"),
            ("unknown", "otters", "-------"),
        ],
    );
    check(
        |_| Facts::School,
        &Openings::default(),
        &[
            ("parent", "", "o//////"),
            ("teacher", "", "o//////"),
            ("office", "", "o/o/o//"),
            ("nobody", "", "-------"),
            ("unknown", "", "-------"),
        ],
    );
}

#[test]
fn a_talk_about_a_pupil() {
    let talk = |words: &str| Facts::Talk {
        pupil: words.split(' ').next().unwrap_or_default().into(),
        invited: words.ends_with("invited"),
    };
    check(
        talk,
        &open("talks", TODAY),
        &[
            ("parent", "noor invited", "o////o/"),
            ("parent", "noor", "-------"),
            ("parent", "daan invited", "-------"),
            ("teacher", "noor invited", "-------"),
            ("office", "daan invited", "o////o/"),
            ("office", "daan", "-------"),
            ("nobody", "noor invited", "-------"),
            ("unknown", "noor invited", "-------"),
        ],
    );
    check(talk, &Openings::default(), &[("parent", "noor invited", "-------"), ("head", "noor invited", "o////o/")]);
}

#[test]
fn a_talk_that_was_booked_and_the_list_of_a_day() {
    check(
        |words| Facts::Booked { household: words == "household" },
        &open("talks", TODAY),
        &[
            ("parent", "household", "o//o///"),
            ("parent", "other", "-------"),
            ("teacher", "other", "-------"),
            ("office", "other", "o//o///"),
        ],
    );
    let agenda = |words: &str| Facts::Agenda { own: words.contains("own-talks"), round: Box::new(post(words)) };
    check(
        agenda,
        &open("news", TODAY),
        &[
            ("parent", "member own-talks", "-------"),
            ("teacher", "member", "-------"),
            ("teacher", "member own-talks", "o//////"),
            ("teacher", "owner", "o//////"),
            ("office", "member", "o//////"),
        ],
    );
}

#[test]
fn what_is_somebodys_own() {
    check(
        |words| Facts::Own { owner: words == "own" },
        &Openings::default(),
        &[("parent", "own", "ooooooo"), ("head", "other", "-------"), ("nobody", "own", "ooooooo")],
    );
}
