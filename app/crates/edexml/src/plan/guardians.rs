//! The list of guardians against what the school has. The file may propose, confirm and block; it may never
//! lift a block, not by saying so, not by leaving the row out, not by another address.

use super::diff::{Changes, Entry, Field, Held, compare, is_open};
use super::homes::{self, Labels};
use super::moved::moved;
use super::{Remark, RemarkCode, school};
use crate::Names;
use crate::guardians::{GuardianRow, Language, Status, address_of, alike, nameless};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CurrentGuardians {
    /// The keys of the pupils the school has now.
    pub pupil_keys: BTreeSet<String>,
    pub households: Vec<Held<Household>>,
    pub guardians: Vec<Held<Guardian>>,
    /// Ended links too: a block outlives its period.
    pub links: Vec<Held<Link>>,
    /// Every address at this school, and whether it is of somebody who works here.
    pub addresses: BTreeMap<String, bool>,
}

/// What a list is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Covers {
    /// All guardians of the school: who is not in it ends.
    #[default]
    Everybody,
    /// Only whom it names: it adds and changes, and ends nothing.
    Some,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Household {
    pub label: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guardian {
    pub email: String,
    pub names: Names,
    pub language: Language,
    pub phone: Option<String>,
    /// The label of the household they live in.
    pub household: String,
}

/// A guardian of a pupil.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub email: String,
    pub pupil_key: String,
    pub authority: bool,
    pub status: Status,
}

/// Apply in this order: households, guardians, links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuardianPlan {
    pub households: Changes<Household>,
    pub guardians: Changes<Guardian>,
    pub links: Changes<Link>,
    pub remarks: Vec<Remark>,
    /// What the school has, under the addresses and labels that hold from now on: the same rows.
    pub now: CurrentGuardians,
}

impl GuardianPlan {
    pub fn is_empty(&self) -> bool {
        self.households.is_empty() && self.guardians.is_empty() && self.links.is_empty()
    }

    /// What a row is found by has changed: that is a change too.
    fn note_keys(&mut self, current: &CurrentGuardians, moved: &BTreeMap<String, String>, guardians: &[Guardian]) {
        let homes = current.households.iter().zip(self.now.households.clone());
        for (was, is) in homes.filter(|(was, is)| was.value != is.value) {
            self.households.note(&is.id, &is.value, field("label", &was.value.label, &is.value.label));
        }
        let people = current.guardians.iter().zip(self.now.guardians.clone());
        for (was, is) in people.filter(|(was, _)| moved.contains_key(&was.value.email)) {
            let value = guardians.iter().find(|guardian| guardian.email == is.value.email).unwrap_or(&is.value);
            self.guardians.note(&is.id, value, field("email", &was.value.email, &is.value.email));
        }
    }
}

pub fn plan_guardians(current: &CurrentGuardians, rows: &[GuardianRow], covers: Covers, on: &str) -> GuardianPlan {
    let here: Vec<GuardianRow> =
        rows.iter().filter(|row| current.pupil_keys.contains(&row.pupil_key)).cloned().collect();
    let moved = moved(current, &here, on);
    let mut now = current.clone();
    rename(&mut now, |who, _| moved.get(who).cloned());
    let labels = homes::labels(&now, &here, covers);
    relabel(&mut now, &labels);
    let mut wanted =
        Wanted { current: &now, on, guardians: BTreeMap::new(), links: BTreeMap::new(), remarks: Vec::new() };
    for row in rows {
        wanted.add(row, rows);
    }
    wanted.keep_blocked();
    wanted.tell_moved(&moved, rows);
    let Wanted { guardians, links, remarks, .. } = wanted;
    let guardians: Vec<Guardian> = guardians.into_values().collect();
    let links: Vec<Link> = links.into_values().collect();
    let homes: BTreeSet<Household> =
        guardians.iter().map(|guardian| Household { label: guardian.household.clone() }).collect();
    let mut plan = GuardianPlan {
        households: compare(&now.households, &homes.into_iter().collect::<Vec<_>>(), on),
        guardians: compare(&now.guardians, &guardians, on),
        links: compare(&now.links, &links, on),
        remarks,
        now,
    };
    if covers == Covers::Some {
        plan.households = plan.households.without_ends();
        plan.guardians = plan.guardians.without_ends();
        plan.links = plan.links.without_ends();
    }
    plan.note_keys(current, &moved, &guardians);
    plan
}

fn field(name: &'static str, old: &str, new: &str) -> Field {
    Field { name, old: Some(old.to_owned()), new: Some(new.to_owned()) }
}

/// Gives people another key, in everything that names them.
fn rename(current: &mut CurrentGuardians, new: impl Fn(&str, &Guardian) -> Option<String>) {
    let renamed: BTreeMap<String, String> = current
        .guardians
        .iter()
        .filter_map(|held| Some((held.value.email.clone(), new(&held.value.email, &held.value)?)))
        .collect();
    let emails = current.guardians.iter_mut().map(|held| &mut held.value.email);
    for email in emails.chain(current.links.iter_mut().map(|held| &mut held.value.email)) {
        if let Some(now) = renamed.get(email) {
            email.clone_from(now);
        }
    }
}

fn relabel(current: &mut CurrentGuardians, labels: &Labels) {
    let held = current.households.iter_mut().map(|held| &mut held.value.label);
    for label in held.chain(current.guardians.iter_mut().map(|held| &mut held.value.household)) {
        if let Some(now) = labels.get(label) {
            label.clone_from(now);
        }
    }
    rename(current, |who, guardian| address_of(who).is_none().then(|| nameless(&guardian.names, &guardian.household)));
}

struct Wanted<'a> {
    current: &'a CurrentGuardians,
    on: &'a str,
    guardians: BTreeMap<String, Guardian>,
    links: BTreeMap<(String, String), Link>,
    remarks: Vec<Remark>,
}

impl Wanted<'_> {
    fn add(&mut self, row: &GuardianRow, rows: &[GuardianRow]) {
        if !self.current.pupil_keys.contains(&row.pupil_key) {
            return self.remark(RemarkCode::UnknownPupil, row);
        }
        if row.phone_lost {
            self.remark(RemarkCode::PhoneLeftOut, row);
        }
        if address_of(&row.email).is_some_and(|email| !email.split('@').next().unwrap_or_default().is_ascii()) {
            self.remark(RemarkCode::OddAddress, row);
        }
        let link = self.settle(row, rows);
        self.links.insert((row.email.clone(), row.pupil_key.clone()), link);
        let guardian = Guardian {
            email: row.email.clone(),
            names: row.names.clone(),
            language: row.language,
            phone: row.phone.clone(),
            household: row.household.clone(),
        };
        self.guardians.entry(row.email.clone()).or_insert(guardian);
    }

    /// The link as the file wants it, unless the school decided otherwise.
    fn settle(&mut self, row: &GuardianRow, rows: &[GuardianRow]) -> Link {
        let mut link = Link {
            email: row.email.clone(),
            pupil_key: row.pupil_key.clone(),
            authority: row.authority,
            status: row.status,
        };
        if row.status == Status::Blocked {
            return link;
        }
        let (current, on) = (self.current, self.on);
        let held = || {
            current.links.iter().filter(|held| held.value.email == row.email && held.value.pupil_key == row.pupil_key)
        };
        if let Some(blocked) = held().find(|held| held.value.status == Status::Blocked) {
            self.remark(RemarkCode::BlockedKept, row);
            return blocked.value.clone();
        }
        let confirmed = held().any(|held| held.value.status == Status::Confirmed && is_open(held.ended.as_deref(), on));
        match (row.status, confirmed) {
            (Status::Proposed, true) => {
                self.remark(RemarkCode::ConfirmedKept, row);
                link.status = Status::Confirmed;
            }
            (Status::Confirmed, false) if self.looks_blocked(row, rows) => {
                self.remark(RemarkCode::LooksBlocked, row);
                link.status = Status::Proposed;
            }
            (Status::Confirmed, false) if self.blocked_elsewhere(row, rows) => {
                self.remark(RemarkCode::BlockedElsewhere, row)
            }
            _ => {}
        }
        link
    }

    fn looks_blocked(&self, row: &GuardianRow, rows: &[GuardianRow]) -> bool {
        let named = |email: &str| {
            self.current.guardians.iter().any(|held| held.value.email == email && alike(&held.value.names, &row.names))
        };
        self.blocked_links().any(|link| link.pupil_key == row.pupil_key && named(&link.email))
            || rows.iter().any(|other| {
                other.status == Status::Blocked && other.pupil_key == row.pupil_key && alike(&other.names, &row.names)
            })
    }

    fn blocked_elsewhere(&self, row: &GuardianRow, rows: &[GuardianRow]) -> bool {
        self.blocked_links().any(|link| link.email == row.email)
            || rows.iter().any(|other| other.status == Status::Blocked && other.email == row.email)
    }

    fn blocked_links(&self) -> impl Iterator<Item = &Link> {
        self.current.links.iter().map(|held| &held.value).filter(|link| link.status == Status::Blocked)
    }

    /// A block that is not in the file stays, with the person it is about. Otherwise leaving a row out
    /// and bringing it back would be a way round.
    fn keep_blocked(&mut self) {
        let running = self
            .current
            .links
            .iter()
            .filter(|held| held.value.status == Status::Blocked && is_open(held.ended.as_deref(), self.on));
        for held in running {
            let link = &held.value;
            let place = (link.email.clone(), link.pupil_key.clone());
            if self.links.contains_key(&place) {
                continue;
            }
            self.remarks.push(Remark { code: RemarkCode::BlockedKept, key: link.pupil_key.clone(), line: 0 });
            self.links.insert(place, link.clone());
            if let Some(person) = self.current.guardians.iter().find(|held| held.value.email == link.email) {
                self.guardians.entry(link.email.clone()).or_insert_with(|| person.value.clone());
            }
        }
    }

    fn tell_moved(&mut self, moved: &BTreeMap<String, String>, rows: &[GuardianRow]) {
        for now in moved.values() {
            if let Some(row) =
                rows.iter().find(|row| row.email == *now && self.current.pupil_keys.contains(&row.pupil_key))
            {
                self.remark(RemarkCode::NewAddress, row);
            }
        }
    }

    fn remark(&mut self, code: RemarkCode, row: &GuardianRow) {
        self.remarks.push(Remark { code, key: row.pupil_key.clone(), line: row.line });
    }
}

impl Entry for Household {
    const REOPENS: bool = true;

    fn key(&self) -> String {
        self.label.clone()
    }

    fn fields(&self) -> Vec<(&'static str, Option<String>)> {
        Vec::new()
    }

    /// An office may well write a surname there.
    fn shown(&self) -> Option<String> {
        None
    }
}

impl Entry for Guardian {
    const REOPENS: bool = true;

    fn key(&self) -> String {
        self.email.clone()
    }

    fn fields(&self) -> Vec<(&'static str, Option<String>)> {
        let mut fields = school::names(&self.names);
        fields.extend([
            ("language", Some(self.language.code().to_owned())),
            ("phone", self.phone.clone()),
            ("household", Some(self.household.clone())),
        ]);
        fields
    }

    fn shown(&self) -> Option<String> {
        None
    }
}

impl Entry for Link {
    const REOPENS: bool = true;

    fn key(&self) -> String {
        format!("{} {}", self.email, self.pupil_key)
    }

    fn fields(&self) -> Vec<(&'static str, Option<String>)> {
        let authority = if self.authority { "yes" } else { "no" };
        vec![("authority", Some(authority.to_owned())), ("status", Some(self.status.code().to_owned()))]
    }

    fn shown(&self) -> Option<String> {
        Some(self.pupil_key.clone())
    }
}
