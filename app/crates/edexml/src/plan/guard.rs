//! The brake of every import: what a plan would END, by list and key. A file that ends more than a few percent is probably the wrong
//! one, half of one, or broken by a spreadsheet. It is refused, unless somebody names the number that was shown.

use super::diff::{Changed, Changes, Entry, Held, is_open};
use super::somebody_else::somebody_else;
use super::{Current, CurrentGuardians, GuardianPlan, Line, Link, Plan};
use crate::guardians::Status;
use crate::school::{Proposal, Role, Teacher};
use std::collections::BTreeSet;

/// So many endings are ordinary, whatever part of the list they are.
const FEW: usize = 5;
/// One in so many is too many.
const ONE_IN: usize = 10;

/// Children who would become another child: always asked about.
const IDENTITY: &str = "identity";

/// What would end of one list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    pub part: &'static str,
    /// How many there are now.
    pub here: usize,
    pub keys: Vec<String>,
}

pub fn too_many(endings: &[Ending]) -> bool {
    endings.iter().any(|ending| {
        let ends = ending.keys.len();
        if ending.part == IDENTITY {
            return ends > 0;
        }
        (ends >= FEW && ends * ONE_IN > ending.here) || (ends > 1 && ends >= ending.here)
    })
}

/// The number that somebody has to name.
pub fn count(endings: &[Ending]) -> usize {
    endings.iter().map(|ending| ending.keys.len()).sum()
}

pub fn lines(endings: &[Ending]) -> Vec<Line> {
    let told = endings.iter().filter(|ending| !ending.keys.is_empty());
    told.map(|ending| Line { part: ending.part, change: "ends", count: ending.keys.len(), keys: ending.keys.clone() })
        .collect()
}

/// In a new school year groups, classes and teachers of groups change as a whole: then only children without any group count.
pub fn of_school(current: &Current, plan: &Plan, new_year: bool, on: &str) -> Vec<Ending> {
    let pupils = ended(&current.pupils, &plan.pupils, on);
    let teachers = ended(&current.teachers, &plan.teachers, on);
    let groups = ended(&current.groups, &plan.groups, on);
    let placed: BTreeSet<&String> = plan.memberships.new.iter().map(|new| &new.pupil_key).collect();
    let moved = plan.memberships.gone.iter().map(|gone| &gone.value).filter(|gone| !pupils.contains(&gone.pupil_key));
    let moved: BTreeSet<String> = moved
        .filter(|gone| !new_year || !placed.contains(&gone.pupil_key))
        .map(|gone| gone.pupil_key.clone())
        .collect();
    let taught = plan.teaching.gone.iter().map(|gone| &gone.value).filter(|gone| !teachers.contains(&gone.teacher_key));
    let taught: BTreeSet<String> = taught.map(|gone| gone.teacher_key.clone()).collect();
    let unless_new = |keys: BTreeSet<String>| if new_year { BTreeSet::new() } else { keys };
    let roles = plan
        .teachers
        .changed
        .iter()
        .filter(|changed| loses_role(&current.teachers, changed))
        .map(|changed| changed.value.key.clone());
    vec![
        ending(IDENTITY, open(&current.pupils, on), somebody_else(&current.pupils, &plan.pupils)),
        ending("pupils", open(&current.pupils, on), pupils),
        ending("memberships", each(current.memberships.iter(), on, |held| &held.pupil_key), moved),
        ending("groups", open(&current.groups, on), unless_new(groups)),
        ending("teachers", open(&current.teachers, on), teachers),
        ending("roles", open(&current.teachers, on), roles.collect()),
        ending("teaching", each(current.teaching.iter(), on, |held| &held.teacher_key), unless_new(taught)),
    ]
}

/// A link that stays, and opens nothing any more, ended too: blocked, or without authority.
pub fn of_guardians(current: &CurrentGuardians, plan: &GuardianPlan, on: &str) -> Vec<Ending> {
    let opens = |link: &Link| link.status == Status::Confirmed && link.authority;
    let held = |id: &str| current.links.iter().find(|held| held.id == id && is_open(held.ended.as_deref(), on));
    let closed = plan
        .links
        .changed
        .iter()
        .filter(|changed| held(&changed.id).is_some_and(|held| opens(&held.value)) && !opens(&changed.value));
    let mut keys: Vec<String> = plan.links.gone.iter().map(|gone| gone.value.pupil_key.clone()).collect();
    keys.extend(closed.map(|changed| changed.value.pupil_key.clone()));
    keys.sort();
    vec![
        Ending { part: "links", here: open(&current.links, on), keys },
        ending("households", open(&current.households, on), merged(current, plan, on)),
    ]
}

/// Households that end although somebody of them stays: they would share talks, and read what is another family's.
fn merged(current: &CurrentGuardians, plan: &GuardianPlan, on: &str) -> BTreeSet<String> {
    let leaving: BTreeSet<&str> = plan.guardians.gone.iter().map(|gone| gone.id.as_str()).collect();
    let here = current.guardians.iter().filter(|held| is_open(held.ended.as_deref(), on));
    let stay: BTreeSet<&String> =
        here.filter(|held| !leaving.contains(held.id.as_str())).map(|held| &held.value.household).collect();
    plan.households.gone.iter().map(|gone| &gone.value.label).filter(|label| stay.contains(label)).cloned().collect()
}

fn ending(part: &'static str, here: usize, keys: BTreeSet<String>) -> Ending {
    Ending { part, here, keys: keys.into_iter().collect() }
}

fn open<T>(held: &[Held<T>], on: &str) -> usize {
    held.iter().filter(|row| is_open(row.ended.as_deref(), on)).count()
}

fn each<'a, T: 'a>(held: impl Iterator<Item = &'a Held<T>>, on: &str, key: impl Fn(&'a T) -> &'a String) -> usize {
    held.filter(|row| is_open(row.ended.as_deref(), on)).map(|row| key(&row.value)).collect::<BTreeSet<_>>().len()
}

/// Left out of the file, or in it with an end that is past.
fn ended<T: Entry>(held: &[Held<T>], changes: &Changes<T>, on: &str) -> BTreeSet<String> {
    let was_open: BTreeSet<&str> =
        held.iter().filter(|row| is_open(row.ended.as_deref(), on)).map(|row| row.id.as_str()).collect();
    let past = changes
        .changed
        .iter()
        .filter(|changed| was_open.contains(changed.id.as_str()) && !is_open(changed.value.until(), on));
    changes.gone.iter().map(|gone| gone.value.key()).chain(past.map(|changed| changed.value.key())).collect()
}

fn loses_role(held: &[Held<Teacher>], changed: &Changed<Teacher>) -> bool {
    let had = held.iter().find(|row| row.id == changed.id).map(|row| row.value.roles.as_slice()).unwrap_or_default();
    let counts = |role: &&Role| role.proposal() != Proposal::Other;
    had.iter().filter(counts).any(|role| !changed.value.roles.contains(role))
}
