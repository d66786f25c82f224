//! EDEXML against what the school has: groups, pupils, teachers, and who belongs to which group.
//! Never touches guardians, and never gives a role: that waits for a person.

use super::diff::{Changes, Entry, Held, compare, is_open};
use super::{Remark, RemarkCode};
use crate::people::import::Names;
use crate::people::import::edexml::{Edex, Group, Pupil, Teacher};
use std::collections::BTreeSet;

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
        self.groups.is_empty() && self.pupils.is_empty() && self.memberships.is_empty() && self.teachers.is_empty() && self.teaching.is_empty()
    }
}

/// `on` is the day the change takes effect: what is gone ends then, what is new begins then.
pub fn plan_school(current: &Current, file: &Edex, on: &str) -> Plan {
    let pupils = compare(&current.pupils, &file.pupils, on);
    let mut remarks = many_gone(current, &pupils, on);
    remarks.extend(pupils.passed_over.iter().map(|key| Remark { code: RemarkCode::LeftAlready, key: key.clone(), line: 0 }));
    Plan {
        groups: compare(&current.groups, &file.groups, on),
        memberships: compare(&current.memberships, &memberships(current, file, on), on),
        teachers: compare(&current.teachers, &file.teachers, on),
        teaching: compare(&current.teaching, &teaching(current, file, on), on),
        pupils,
        remarks,
    }
}

fn memberships(current: &Current, file: &Edex, on: &str) -> Vec<Membership> {
    let known: BTreeSet<&str> = current.pupils.iter().map(|row| row.value.key.as_str()).collect();
    let of = |pupil: &Pupil| {
        let from = begin(known.contains(pupil.key.as_str()), &file.school.school_year, pupil.from.as_deref(), on);
        let keys = pupil.group_key.iter().chain(&pupil.composite_keys).cloned();
        let in_group = |group_key| Membership { pupil_key: pupil.key.clone(), group_key, from: from.clone(), until: pupil.until.clone() };
        keys.map(in_group).collect::<Vec<_>>()
    };
    file.pupils.iter().flat_map(of).collect()
}

fn teaching(current: &Current, file: &Edex, on: &str) -> Vec<Teaching> {
    let known: BTreeSet<&str> = current.teachers.iter().map(|row| row.value.key.as_str()).collect();
    let of = |teacher: &Teacher| {
        let from = begin(known.contains(teacher.key.as_str()), &file.school.school_year, None, on);
        let keys = teacher.group_keys.iter().cloned();
        keys.map(|group_key| Teaching { teacher_key: teacher.key.clone(), group_key, from: from.clone() }).collect::<Vec<_>>()
    };
    file.teachers.iter().flat_map(of).collect()
}

/// Somebody we already knew changes groups on `on`. Somebody new has been in the group since the school year began,
/// or since coming to school: the file does not say, and a school year begins on 1 August.
fn begin(known: bool, school_year: &str, arrived: Option<&str>, on: &str) -> String {
    if known {
        return on.to_owned();
    }
    let year = format!("{}-08-01", school_year.get(..4).unwrap_or("0000"));
    let since = arrived.filter(|day| *day > year.as_str()).unwrap_or(&year);
    since.min(on).to_owned()
}

fn many_gone(current: &Current, pupils: &Changes<Pupil>, on: &str) -> Vec<Remark> {
    let here = current.pupils.iter().filter(|row| is_open(row.ended.as_deref(), on)).count();
    if pupils.gone.len() >= 5 && pupils.gone.len() * 4 > here {
        return vec![Remark { code: RemarkCode::ManyGone, key: String::new(), line: 0 }];
    }
    Vec::new()
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
        fields.extend([("email", self.email.clone()), ("role", Some(self.role.code().to_owned()))]);
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
