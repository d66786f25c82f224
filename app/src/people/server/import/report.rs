//! What a file would change, as somebody looks at it: the same groups of changes that are taken over, with names, old beside new.
use std::collections::{BTreeMap, BTreeSet};

use edexml::Names;
use edexml::guardians::address_of;
use edexml::plan::{self, Changed, Field, Held, Part};
use edexml::school::Teacher;
use serde::{Deserialize, Serialize};

use super::planned::{GuardiansPlanned, Planned, SchoolPlanned};
use crate::base::day::Day;

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub about: About,
    /// Why nothing can be taken over: by language, a sentence each. Empty: it can.
    pub refused: BTreeMap<String, Vec<String>>,
    /// It is of a school year that begins on this day.
    pub begins: Option<Day>,
    /// It is of a later year than the school is in.
    pub new_year: bool,
    /// Those that have something, in their order.
    pub parts: Vec<Shown>,
    /// Codes of what somebody should look at, and whom it is about.
    pub remarks: Vec<(String, Vec<String>)>,
    /// What else ends by it: a code, and how many.
    pub ends: Vec<(String, usize)>,
}

/// What the file is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    pub brin: String,
    pub year: String,
    pub encoding: String,
    /// A list of guardians that is not all of them.
    pub some: bool,
    /// How many there are of what: a code, and how many.
    pub counts: Vec<(String, usize)>,
}

/// A group of changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// A code of `Part`.
    pub part: String,
    /// So many changes.
    pub count: usize,
    pub lists: Vec<List>,
    /// So much would end that somebody has to type the number.
    pub brake: Option<usize>,
}

/// Of one kind: children, groups, colleagues.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// «pupils», «moves», …
    pub kind: String,
    pub items: Vec<Item>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Item {
    pub name: String,
    /// Groups, children, an address: whatever tells one from another of the same name.
    pub about: String,
    pub fields: Vec<Was>,
}

/// A value that changes, by the code of its field.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Was {
    pub field: String,
    pub old: String,
    pub new: String,
}

impl Report {
    pub fn of(planned: &Planned, about: About, ends: Vec<(String, usize)>) -> Self {
        let parts = Part::ALL.into_iter().filter_map(|part| shown(&planned.part(part), part)).collect();
        let new_year = matches!(planned, Planned::School(planned) if planned.new_year);
        Report { about, new_year, parts, remarks: remarks(planned), ends, ..Report::default() }
    }

    pub fn part(&self, part: Part) -> Option<&Shown> {
        self.parts.iter().find(|shown| shown.part == part.code())
    }
}

fn shown(planned: &Planned, part: Part) -> Option<Shown> {
    if planned.is_empty() {
        return None;
    }
    let mut lists = match planned {
        Planned::School(planned) => of_school(planned),
        Planned::Guardians(planned) => of_guardians(planned),
    };
    lists.retain(|list| !list.items.is_empty());
    for list in &mut lists {
        list.items.sort();
    }
    let endings = planned.endings();
    let brake = plan::too_many(&endings).then(|| plan::count(&endings));
    let count = lists.iter().map(|list| list.items.len()).sum();
    Some(Shown { part: part.code().to_owned(), count, lists, brake })
}

fn list(kind: &str, items: impl IntoIterator<Item = Item>) -> List {
    List { kind: kind.to_owned(), items: items.into_iter().collect() }
}

fn item(name: String, about: String) -> Item {
    Item { name, about, fields: Vec::new() }
}

/// «Sam van 't Hof».
fn called(names: &Names) -> String {
    let given = names.call_name.as_ref().or(names.first_names.as_ref()).or(names.initials.as_ref());
    [given, names.infix.as_ref(), names.last_name.as_ref()]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(" ")
}

fn fields(fields: &[Field]) -> Vec<Was> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let was = |field: &Field| Was { field: field.name.to_owned(), old: text(&field.old), new: text(&field.new) };
    fields.iter().map(was).collect()
}

/// Names of groups, children and colleagues by their keys: what the school has, and what the file adds.
struct Known<'a> {
    groups: BTreeMap<&'a str, &'a str>,
    pupils: BTreeMap<&'a str, String>,
    teachers: BTreeMap<&'a str, String>,
}

impl<'a> Known<'a> {
    fn of(planned: &'a SchoolPlanned) -> Self {
        let (current, file) = (&planned.current, &planned.file);
        let groups = current.groups.iter().map(|held| &held.value).chain(&file.groups);
        let pupils = current.pupils.iter().map(|held| &held.value).chain(&file.pupils);
        let teachers = current.teachers.iter().map(|held| &held.value).chain(&file.teachers);
        Known {
            groups: groups.map(|group| (group.key.as_str(), group.name.as_str())).collect(),
            pupils: pupils.map(|pupil| (pupil.key.as_str(), called(&pupil.names))).collect(),
            teachers: teachers.map(|teacher| (teacher.key.as_str(), called(&teacher.names))).collect(),
        }
    }

    fn groups_of<'k>(&self, keys: impl Iterator<Item = &'k str>) -> String {
        let names: BTreeSet<&str> = keys.filter_map(|key| self.groups.get(key).copied()).collect();
        names.into_iter().collect::<Vec<_>>().join(", ")
    }
}

fn of_school(planned: &SchoolPlanned) -> Vec<List> {
    let (known, plan) = (Known::of(planned), &planned.plan);
    let new_of = |key: &str| {
        let into = plan.memberships.new.iter().filter(|new| new.pupil_key == key);
        known.groups_of(into.map(|new| new.group_key.as_str()))
    };
    let left = |key: &str| {
        let from = plan.memberships.gone.iter().filter(|gone| gone.value.pupil_key == key);
        known.groups_of(from.map(|gone| gone.value.group_key.as_str()))
    };
    let taught = |key: &str| {
        let into = plan.teaching.new.iter().filter(|new| new.teacher_key == key);
        known.groups_of(into.map(|new| new.group_key.as_str()))
    };
    let roles = |teacher: &Teacher| {
        let about = taught(&teacher.key);
        if about.is_empty() { teacher.email.clone().unwrap_or_default() } else { about }
    };
    vec![
        list("groups_new", plan.groups.new.iter().map(|group| item(group.name.clone(), String::new()))),
        list("groups_changed", plan.groups.changed.iter().map(|one| changed(one, one.value.name.clone(), ""))),
        list("groups_gone", plan.groups.gone.iter().map(|gone| item(gone.value.name.clone(), String::new()))),
        list("pupils_new", plan.pupils.new.iter().map(|pupil| item(called(&pupil.names), new_of(&pupil.key)))),
        list("moves", moves(planned, &known)),
        list("pupils_changed", pupils_changed(planned)),
        list("pupils_gone", plan.pupils.gone.iter().map(|gone| item(called(&gone.value.names), left(&gone.value.key)))),
        list("teachers_new", plan.teachers.new.iter().map(|teacher| item(called(&teacher.names), roles(teacher)))),
        list("teachers_changed", teachers_changed(planned)),
        list("teachers_gone", plan.teachers.gone.iter().map(|gone| item(called(&gone.value.names), String::new()))),
        list("teaching", teaching(planned, &known)),
    ]
}

fn changed<T>(changed: &Changed<T>, name: String, about: &str) -> Item {
    Item { name, about: about.to_owned(), fields: fields(&changed.fields) }
}

/// What somebody is called here: whoever looks knows them by that.
fn known_name<T>(held: &[Held<T>], id: &str, name: impl Fn(&T) -> String) -> String {
    held.iter().find(|held| held.id == id).map(|held| name(&held.value)).unwrap_or_default()
}

/// Children who change and stay in their groups; those who move tell it there.
fn pupils_changed(planned: &SchoolPlanned) -> Vec<Item> {
    let moved = movers(planned);
    let stay = planned.plan.pupils.changed.iter().filter(|one| !moved.contains(one.value.key.as_str()));
    let name = |id: &str| known_name(&planned.current.pupils, id, |pupil| called(&pupil.names));
    stay.map(|one| changed(one, name(&one.id), "")).collect()
}

fn teachers_changed(planned: &SchoolPlanned) -> Vec<Item> {
    let name = |id: &str| known_name(&planned.current.teachers, id, |teacher| called(&teacher.names));
    planned.plan.teachers.changed.iter().map(|one| changed(one, name(&one.id), "")).collect()
}

/// Keys of those who were here already and are in other groups now.
fn movers(planned: &SchoolPlanned) -> BTreeSet<&str> {
    let plan = &planned.plan;
    let new: BTreeSet<&str> = plan.pupils.new.iter().map(|pupil| pupil.key.as_str()).collect();
    let gone: BTreeSet<&str> = plan.pupils.gone.iter().map(|pupil| pupil.value.key.as_str()).collect();
    let into = plan.memberships.new.iter().map(|one| one.pupil_key.as_str()).filter(|key| !new.contains(key));
    let from = plan.memberships.gone.iter().map(|one| one.value.pupil_key.as_str()).filter(|key| !gone.contains(key));
    into.chain(from).collect()
}

/// From which groups, to which.
fn moves(planned: &SchoolPlanned, known: &Known<'_>) -> Vec<Item> {
    let plan = &planned.plan;
    let into = |key: &str| {
        let to = plan.memberships.new.iter().filter(|one| one.pupil_key == key);
        known.groups_of(to.map(|one| one.group_key.as_str()))
    };
    let out = |key: &str| {
        let from = plan.memberships.gone.iter().filter(|one| one.value.pupil_key == key);
        known.groups_of(from.map(|one| one.value.group_key.as_str()))
    };
    let moved = |key: &str| {
        let group = Was { field: "group".to_owned(), old: out(key), new: into(key) };
        let more = plan.pupils.changed.iter().filter(|one| one.value.key == key).flat_map(|one| fields(&one.fields));
        let name = known.pupils.get(key).cloned().unwrap_or_default();
        Item { name, about: String::new(), fields: std::iter::once(group).chain(more).collect() }
    };
    movers(planned).into_iter().map(moved).collect()
}

/// Who teaches what otherwise, of those who stay.
fn teaching(planned: &SchoolPlanned, known: &Known<'_>) -> Vec<Item> {
    let plan = &planned.plan;
    let new: BTreeSet<&str> = plan.teachers.new.iter().map(|teacher| teacher.key.as_str()).collect();
    let gone: BTreeSet<&str> = plan.teachers.gone.iter().map(|teacher| teacher.value.key.as_str()).collect();
    let into = plan.teaching.new.iter().filter(|one| !new.contains(one.teacher_key.as_str()));
    let from = plan.teaching.gone.iter().map(|gone| &gone.value).filter(|one| !gone.contains(one.teacher_key.as_str()));
    let keys: BTreeSet<&str> = into
        .clone()
        .map(|one| one.teacher_key.as_str())
        .chain(from.clone().map(|one| one.teacher_key.as_str()))
        .collect();
    let moved = |key: &str| {
        let new = known.groups_of(into.clone().filter(|one| one.teacher_key == key).map(|one| one.group_key.as_str()));
        let old = known.groups_of(from.clone().filter(|one| one.teacher_key == key).map(|one| one.group_key.as_str()));
        Item {
            name: known.teachers.get(key).cloned().unwrap_or_default(),
            about: String::new(),
            fields: vec![Was { field: "teaches".to_owned(), old, new }],
        }
    };
    keys.into_iter().map(moved).collect()
}

fn of_guardians(planned: &GuardiansPlanned) -> Vec<List> {
    let plan = &planned.plan;
    let people: BTreeMap<&str, String> = (planned.current.guardians.iter().map(|held| &held.value))
        .chain(plan.now.guardians.iter().map(|held| &held.value))
        .chain(&plan.guardians.new)
        .map(|guardian| (guardian.email.as_str(), called(&guardian.names)))
        .collect();
    let child = |key: &str| planned.pupils.get(key).cloned().unwrap_or_else(|| key.to_owned());
    let who = |email: &str| people.get(email).cloned().unwrap_or_default();
    let address = |email: &str| address_of(email).unwrap_or_default().to_owned();
    let guardians = plan.guardians.changed.iter();
    let links = plan.links.changed.iter();
    vec![
        list("guardians_new", plan.guardians.new.iter().map(|one| item(called(&one.names), address(&one.email)))),
        list("links_new", plan.links.new.iter().map(|link| item(who(&link.email), child(&link.pupil_key)))),
        list(
            "guardians_changed",
            guardians.map(|one| {
                let held = &planned.current.guardians;
                changed(one, known_name(held, &one.id, |guardian| called(&guardian.names)), "")
            }),
        ),
        list("links_changed", links.map(|one| changed(one, who(&one.value.email), &child(&one.value.pupil_key)))),
        list("households_changed", plan.households.changed.iter().map(|one| changed(one, one.value.label.clone(), ""))),
        list(
            "links_gone",
            plan.links.gone.iter().map(|gone| item(who(&gone.value.email), child(&gone.value.pupil_key))),
        ),
    ]
}

/// Remarks of the comparison and of the reader, each with the people it is about.
fn remarks(planned: &Planned) -> Vec<(String, Vec<String>)> {
    let mut by_code: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    match planned {
        Planned::School(planned) => {
            let known = Known::of(planned);
            let name = |key: &str| {
                let found = known.pupils.get(key).or_else(|| known.teachers.get(key));
                found.cloned().unwrap_or_else(|| key.to_owned())
            };
            for remark in &planned.plan.remarks {
                by_code.entry(remark.code.code()).or_default().insert(name(&remark.key));
            }
            for remark in &planned.file.remarks {
                by_code.entry(remark.code.code()).or_default().insert(name(&remark.key));
            }
        }
        Planned::Guardians(planned) => {
            for remark in &planned.plan.remarks {
                let child = planned.pupils.get(&remark.key).cloned().unwrap_or_else(|| remark.key.clone());
                by_code.entry(remark.code.code()).or_default().insert(child);
            }
        }
    }
    by_code.into_iter().map(|(code, names)| (code.to_owned(), names.into_iter().collect())).collect()
}
