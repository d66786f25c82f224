//! EDEXML against what the school has: groups, pupils, teachers, and who belongs to which group.
//! Never touches guardians, and never gives a role: that waits for a person.

use super::diff::{Changes, Entry, Held, compare, is_open};
use super::{Remark, RemarkCode};
use crate::Names;
use crate::school::{Edex, Group, Pupil, Teacher};
use std::collections::{BTreeMap, BTreeSet};

/// What came from the pupil administration earlier. Rows made by hand do not belong here: an import must not end them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Current {
    pub groups: Vec<Held<Group>>,
    /// `ended` counts, `value.until`, `group_key` and `composite_keys` are not looked at.
    pub pupils: Vec<Held<Pupil>>,
    /// Every period, ended ones too.
    pub memberships: Vec<Held<Membership>>,
    pub teachers: Vec<Held<Teacher>>,
    pub teaching: Vec<Held<Teaching>>,
}

/// A pupil in a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    pub pupil_key: String,
    pub group_key: String,
    pub from: String,
    pub until: Option<String>,
}

/// A teacher of a group; the days of the week are not in EDEXML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teaching {
    pub teacher_key: String,
    pub group_key: String,
    pub from: String,
}

/// Apply in this order: groups, pupils, memberships, teachers, teaching.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub groups: Changes<Group>,
    pub pupils: Changes<Pupil>,
    pub memberships: Changes<Membership>,
    pub teachers: Changes<Teacher>,
    pub teaching: Changes<Teaching>,
    pub remarks: Vec<Remark>,
}

impl Plan {
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
            && self.pupils.is_empty()
            && self.memberships.is_empty()
            && self.teachers.is_empty()
            && self.teaching.is_empty()
    }
}

/// `on` is the day the change takes effect: what is gone ends then, what is new begins then.
pub fn plan_school(current: &Current, file: &Edex, on: &str) -> Plan {
    let here: Vec<Pupil> =
        file.pupils.iter().filter(|pupil| !never_here(pupil) || is_known(current, pupil)).cloned().collect();
    let pupils = compare(&current.pupils, &here, on);
    let never =
        file.pupils.iter().filter(|pupil| never_here(pupil)).map(|pupil| (RemarkCode::NeverHere, pupil.key.clone()));
    let left = pupils.passed_over.iter().map(|key| (RemarkCode::LeftAlready, key.clone()));
    let remarks = never.chain(left).map(|(code, key)| Remark { code, key, line: 0 }).collect();
    let memberships =
        if file.lists.groups { memberships(current, file, on) } else { still_in_groups(current, file, on) };
    let teaching = if file.lists.groups {
        teaching(current, file, on)
    } else {
        current.teaching.iter().map(|held| held.value.clone()).collect()
    };
    Plan {
        groups: unless_absent(file.lists.groups, &current.groups, &file.groups, on),
        memberships: compare(&current.memberships, &memberships, on),
        teachers: unless_absent(file.lists.teachers, &current.teachers, &file.teachers, on),
        teaching: unless_absent(file.lists.groups && file.lists.teachers, &current.teaching, &teaching, on),
        pupils,
        remarks,
    }
}

/// A list that is not in the file is left alone.
fn unless_absent<T: Entry>(there: bool, held: &[Held<T>], wanted: &[T], on: &str) -> Changes<T> {
    if there {
        return compare(held, wanted, on);
    }
    let unchanged = held.iter().filter(|row| is_open(row.ended.as_deref(), on)).count();
    Changes { new: Vec::new(), changed: Vec::new(), gone: Vec::new(), unchanged, passed_over: Vec::new() }
}

/// Leaves before arriving, or on the day of arriving.
fn never_here(pupil: &Pupil) -> bool {
    pupil.from.as_ref().zip(pupil.until.as_ref()).is_some_and(|(from, until)| from >= until)
}

fn is_known(current: &Current, pupil: &Pupil) -> bool {
    current.pupils.iter().any(|row| row.value.key == pupil.key)
}

/// Groups are not in the file: whoever is still at school stays where they are, until they leave.
fn still_in_groups(current: &Current, file: &Edex, on: &str) -> Vec<Membership> {
    let until: BTreeMap<&str, &Option<String>> =
        file.pupils.iter().map(|pupil| (pupil.key.as_str(), &pupil.until)).collect();
    let open = current.memberships.iter().filter(|held| is_open(held.ended.as_deref(), on));
    let stays = |held: &Held<Membership>| {
        let until = until.get(held.value.pupil_key.as_str())?;
        Some(Membership { until: (*until).clone(), ..held.value.clone() })
    };
    open.filter_map(stays).collect()
}

fn memberships(current: &Current, file: &Edex, on: &str) -> Vec<Membership> {
    let known: BTreeSet<&str> = current.pupils.iter().map(|row| row.value.key.as_str()).collect();
    let of = |pupil: &Pupil| {
        let from = begin(known.contains(pupil.key.as_str()), &file.school.school_year, pupil.from.as_deref(), on);
        let keys: BTreeSet<String> = pupil.group_key.iter().chain(&pupil.composite_keys).cloned().collect();
        let in_group = |group_key| Membership {
            pupil_key: pupil.key.clone(),
            group_key,
            from: from.clone(),
            until: pupil.until.clone(),
        };
        keys.into_iter().map(in_group).collect::<Vec<_>>()
    };
    file.pupils.iter().filter(|pupil| !never_here(pupil)).flat_map(of).collect()
}

fn teaching(current: &Current, file: &Edex, on: &str) -> Vec<Teaching> {
    let known: BTreeSet<&str> = current.teachers.iter().map(|row| row.value.key.as_str()).collect();
    let of = |teacher: &Teacher| {
        let from = begin(known.contains(teacher.key.as_str()), &file.school.school_year, None, on);
        let keys = teacher.group_keys.iter().cloned();
        keys.map(|group_key| Teaching { teacher_key: teacher.key.clone(), group_key, from: from.clone() })
            .collect::<Vec<_>>()
    };
    file.teachers.iter().flat_map(of).collect()
}

/// Somebody we already knew changes groups on `on`. Somebody new has been in the group since the school year began,
/// or since coming to school: the file does not say, and a school year begins on 1 August.
fn begin(known: bool, school_year: &str, arrived: Option<&str>, on: &str) -> String {
    // Nobody is in a group before coming to school.
    if let Some(later) = arrived.filter(|day| *day > on) {
        return later.to_owned();
    }
    if known {
        return on.to_owned();
    }
    let year = format!("{}-08-01", school_year.get(..4).unwrap_or("0000"));
    let since = arrived.filter(|day| *day > year.as_str()).unwrap_or(&year);
    since.min(on).to_owned()
}

impl Entry for Group {
    const REOPENS: bool = true;

    fn key(&self) -> String {
        self.key.clone()
    }

    fn fields(&self) -> Vec<(&'static str, Option<String>)> {
        vec![
            ("name", Some(self.name.clone())),
            ("description", self.description.clone()),
            ("year_group", self.year_group.clone()),
            ("composite", Some(if self.composite { "yes" } else { "no" }.to_owned())),
        ]
    }
}

impl Entry for Pupil {
    const REOPENS: bool = true;

    fn key(&self) -> String {
        self.key.clone()
    }

    fn fields(&self) -> Vec<(&'static str, Option<String>)> {
        let mut fields = names(&self.names);
        fields.extend([
            ("birth_date", self.birth_date.clone()),
            ("gender", Some(self.gender.code().to_owned())),
            ("year_group", self.year_group.clone()),
            ("from", self.from.clone()),
        ]);
        fields
    }

    fn until(&self) -> Option<&str> {
        self.until.as_deref()
    }
}

impl Entry for Teacher {
    const REOPENS: bool = true;

    fn key(&self) -> String {
        self.key.clone()
    }

    fn fields(&self) -> Vec<(&'static str, Option<String>)> {
        let mut fields = names(&self.names);
        fields.extend([
            ("email", self.email.clone()),
            ("role", Some(self.roles.iter().map(|role| role.code()).collect::<Vec<_>>().join(" "))),
        ]);
        fields
    }
}

impl Entry for Membership {
    const REOPENS: bool = false;

    fn key(&self) -> String {
        format!("{} {}", self.pupil_key, self.group_key)
    }

    fn fields(&self) -> Vec<(&'static str, Option<String>)> {
        Vec::new()
    }

    fn until(&self) -> Option<&str> {
        self.until.as_deref()
    }
}

impl Entry for Teaching {
    const REOPENS: bool = false;

    fn key(&self) -> String {
        format!("{} {}", self.teacher_key, self.group_key)
    }

    fn fields(&self) -> Vec<(&'static str, Option<String>)> {
        Vec::new()
    }
}

pub(super) fn names(names: &Names) -> Vec<(&'static str, Option<String>)> {
    vec![
        ("last_name", names.last_name.clone()),
        ("infix", names.infix.clone()),
        ("first_names", names.first_names.clone()),
        ("initials", names.initials.clone()),
        ("call_name", names.call_name.clone()),
    ]
}
