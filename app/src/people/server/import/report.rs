//! What a file would change, as somebody looks at it: the same groups of changes that are taken over, with names, old beside new.
use std::collections::{BTreeMap, BTreeSet};

use edexml::Names;
use edexml::guardians::address_of;
use edexml::plan::{self, Changed, Field, Held, Membership, Part, Plan, Teaching};
use edexml::school::Teacher;
use serde::{Deserialize, Serialize};

use super::planned::{GuardiansPlanned, Planned, SchoolPlanned};
use crate::base::day::Day;
use crate::people::server::hands::Otherwise;

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
    /// What stays as somebody put it right by hand.
    #[serde(default)]
    pub by_hand: Vec<Otherwise>,
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
        let by_hand = planned.by_hand().iter().cloned().collect();
        Report { about, new_year, parts, remarks: remarks(planned), by_hand, ends, ..Report::default() }
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

/// Names of the groups that somebody comes into, or goes out of, by their key.
fn by_somebody<'p>(known: &Known<'_>, pairs: impl Iterator<Item = (&'p str, &'p str)>) -> BTreeMap<&'p str, String> {
    let mut groups: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (who, group) in pairs {
        groups.entry(who).or_default().push(group);
    }
    groups.into_iter().map(|(who, keys)| (who, known.groups_of(keys.into_iter()))).collect()
}

/// Where somebody comes from and goes to.
struct Ways<'a> {
    into: BTreeMap<&'a str, String>,
    out: BTreeMap<&'a str, String>,
}

impl<'a> Ways<'a> {
    fn of_pupils(plan: &'a Plan, known: &Known<'_>) -> Self {
        let pair = |one: &'a Membership| (one.pupil_key.as_str(), one.group_key.as_str());
        Ways {
            into: by_somebody(known, plan.memberships.new.iter().map(pair)),
            out: by_somebody(known, plan.memberships.gone.iter().map(|gone| pair(&gone.value))),
        }
    }

    fn of_teachers(plan: &'a Plan, known: &Known<'_>) -> Self {
        let pair = |one: &'a Teaching| (one.teacher_key.as_str(), one.group_key.as_str());
        Ways {
            into: by_somebody(known, plan.teaching.new.iter().map(pair)),
            out: by_somebody(known, plan.teaching.gone.iter().map(|gone| pair(&gone.value))),
        }
    }

    fn to(&self, key: &str) -> String {
        self.into.get(key).cloned().unwrap_or_default()
    }

    fn from(&self, key: &str) -> String {
        self.out.get(key).cloned().unwrap_or_default()
    }

    /// Those who were here already and stay, with what becomes of them.
    fn of_those_who_stay(&self, new: &BTreeSet<&str>, gone: &BTreeSet<&str>) -> BTreeSet<&'a str> {
        let into = self.into.keys().copied().filter(|key| !new.contains(key));
        into.chain(self.out.keys().copied().filter(|key| !gone.contains(key))).collect()
    }

    fn was(&self, field: &str, key: &str) -> Was {
        Was { field: field.to_owned(), old: self.from(key), new: self.to(key) }
    }
}

fn of_school(planned: &SchoolPlanned) -> Vec<List> {
    let (known, plan) = (Known::of(planned), &planned.plan);
    let (pupils, teachers) = (Ways::of_pupils(plan, &known), Ways::of_teachers(plan, &known));
    let movers = pupils.of_those_who_stay(
        &plan.pupils.new.iter().map(|pupil| pupil.key.as_str()).collect(),
        &plan.pupils.gone.iter().map(|gone| gone.value.key.as_str()).collect(),
    );
    let roles = |teacher: &Teacher| {
        let about = teachers.to(&teacher.key);
        if about.is_empty() { teacher.email.clone().unwrap_or_default() } else { about }
    };
    vec![
        list("groups_new", plan.groups.new.iter().map(|group| item(group.name.clone(), String::new()))),
        list("groups_changed", plan.groups.changed.iter().map(|one| changed(one, one.value.name.clone(), ""))),
        list("groups_gone", plan.groups.gone.iter().map(|gone| item(gone.value.name.clone(), String::new()))),
        list("pupils_new", plan.pupils.new.iter().map(|pupil| item(called(&pupil.names), pupils.to(&pupil.key)))),
        list("moves", moves(plan, &known, &pupils, &movers)),
        list("pupils_changed", pupils_changed(planned, &movers)),
        list(
            "pupils_gone",
            plan.pupils.gone.iter().map(|gone| item(called(&gone.value.names), pupils.from(&gone.value.key))),
        ),
        list("teachers_new", plan.teachers.new.iter().map(|teacher| item(called(&teacher.names), roles(teacher)))),
        list("teachers_changed", teachers_changed(planned)),
        list("teachers_gone", plan.teachers.gone.iter().map(|gone| item(called(&gone.value.names), String::new()))),
        list("teaching", teaching(plan, &known, &teachers)),
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
fn pupils_changed(planned: &SchoolPlanned, movers: &BTreeSet<&str>) -> Vec<Item> {
    let stay = planned.plan.pupils.changed.iter().filter(|one| !movers.contains(one.value.key.as_str()));
    let name = |id: &str| known_name(&planned.current.pupils, id, |pupil| called(&pupil.names));
    stay.map(|one| changed(one, name(&one.id), "")).collect()
}

fn teachers_changed(planned: &SchoolPlanned) -> Vec<Item> {
    let name = |id: &str| known_name(&planned.current.teachers, id, |teacher| called(&teacher.names));
    planned.plan.teachers.changed.iter().map(|one| changed(one, name(&one.id), "")).collect()
}

/// Who was here already and is in other groups now: from which, to which, and what else changes.
fn moves(plan: &Plan, known: &Known<'_>, ways: &Ways<'_>, movers: &BTreeSet<&str>) -> Vec<Item> {
    let moved = |key: &&str| {
        let more = plan.pupils.changed.iter().filter(|one| one.value.key == *key).flat_map(|one| fields(&one.fields));
        let name = known.pupils.get(key).cloned().unwrap_or_default();
        Item { name, about: String::new(), fields: std::iter::once(ways.was("group", key)).chain(more).collect() }
    };
    movers.iter().map(moved).collect()
}

/// Who teaches what otherwise, of those who stay.
fn teaching(plan: &Plan, known: &Known<'_>, ways: &Ways<'_>) -> Vec<Item> {
    let new = plan.teachers.new.iter().map(|teacher| teacher.key.as_str()).collect();
    let gone = plan.teachers.gone.iter().map(|gone| gone.value.key.as_str()).collect();
    let moved = |key: &str| {
        let name = known.teachers.get(key).cloned().unwrap_or_default();
        Item { name, about: String::new(), fields: vec![ways.was("teaches", key)] }
    };
    ways.of_those_who_stay(&new, &gone).into_iter().map(moved).collect()
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
