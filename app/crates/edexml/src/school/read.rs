//! From the kept elements to the school's words. Tells every mistake of the file at once, and takes in nothing as long as there is
//! one: half an import would end the periods of children who are still here.

use super::keys::{Keys, spelled};
use super::names::{of_pupil, of_staff};
use super::{Edex, Gender, Group, Lists, Pupil, Remark, RemarkCode, Role, School, Teacher, YEAR_GROUPS, is_stable};
use crate::xml::{self, Node};
use crate::{Names, Reason, Refusal, text};
use std::collections::{BTreeMap, BTreeSet};

pub fn read(bytes: &[u8]) -> Result<Edex, Vec<Refusal>> {
    let root = text::decode_xml(bytes).and_then(|source| xml::read(&source)).map_err(|refusal| vec![refusal])?;
    let mut file = Reading::default();
    let school = file.noted(root.need("school")).and_then(|node| file.school(node));
    let groups = root.child("groepen").map(|node| file.groups(node));
    let lists = Lists { groups: groups.is_some(), teachers: root.child("leerkrachten").is_some() };
    let pupils = file.noted(root.need("leerlingen")).map(|node| file.pupils(node)).unwrap_or_default();
    let teachers = root.child("leerkrachten").map(|node| file.teachers(node)).unwrap_or_default();
    match school {
        Some(school) if file.refusals.is_empty() => {
            Ok(Edex { school, groups: groups.unwrap_or_default(), pupils, teachers, lists, remarks: file.remarks })
        }
        _ => {
            file.refusals.sort_by_key(|refusal| (refusal.line, refusal.reason, refusal.what));
            file.refusals.truncate(crate::MAX_REFUSALS);
            Err(file.refusals)
        }
    }
}

#[derive(Default)]
struct Reading {
    refusals: Vec<Refusal>,
    remarks: Vec<Remark>,
    /// The key of a group in the file → the key we keep.
    known: BTreeMap<String, String>,
}

impl Reading {
    /// The value; a mistake is noted, and reading goes on.
    fn noted<T>(&mut self, read: Result<T, Refusal>) -> Option<T> {
        read.map_err(|refusal| self.refusals.push(refusal)).ok()
    }

    fn school(&mut self, node: &Node) -> Option<School> {
        let year = node.need("schooljaar").and_then(|year| {
            node.value("schooljaar")?.filter(|text| is_school_year(text)).ok_or(year.refuse(Reason::InvalidSchoolYear))
        });
        if let Some(foreign) = node.child("instellingsnummer").filter(|_| node.child("brincode").is_none()) {
            self.refusals.push(foreign.refuse(Reason::NotDutch));
        }
        let mut value = |name| self.noted(node.value(name)).flatten();
        let (brin, dependance, key, xsd_version) =
            (value("brincode"), value("dependancecode"), value("schoolkey"), value("xsdversie"));
        Some(School { school_year: self.noted(year)?, brin, dependance, key, xsd_version })
    }

    fn groups(&mut self, list: &Node) -> Vec<Group> {
        let mut keys = Keys::default();
        let mut read = Vec::new();
        for node in list.children() {
            let name = self.noted(node.value("naam").and_then(|name| name.ok_or(node.refuse(Reason::MissingName))));
            let (description, year_group) =
                (self.noted(node.value("omschrijving")).flatten(), self.noted(year_group(node)).flatten());
            let natural = [node.name, name.as_deref().unwrap_or_default()];
            let own = keys.own(node, &natural, &mut self.remarks);
            let Some((name, (raw, key))) = name.zip(self.noted(own)) else { continue };
            self.known.insert(raw, key.clone());
            read.push(Group { key, name, description, year_group, composite: node.name == "samengestelde_groep" });
        }
        read
    }

    fn pupils(&mut self, list: &Node) -> Vec<Pupil> {
        let mut keys = Keys::default();
        list.all("leerling").filter_map(|node| self.pupil(node, &mut keys)).collect()
    }

    fn pupil(&mut self, node: &Node, keys: &mut Keys) -> Option<Pupil> {
        let names = self.noted(names(node)).map(of_pupil);
        let birth_date = self.noted(date(node, "geboortedatum")).flatten();
        let spelled = names.as_ref().map(spelled).unwrap_or_default();
        let own = keys.own(node, &[&spelled, birth_date.as_deref().unwrap_or_default()], &mut self.remarks);
        let own = self.noted(own);
        let group_key = node.child("groep").and_then(|group| self.noted(reference(group, &self.known)));
        let mut composite_keys =
            node.child("samengestelde_groepen").map(|list| self.references(list)).unwrap_or_default();
        // A child is in a group once, however often the file says so.
        composite_keys.retain(|key| Some(key) != group_key.as_ref());
        let gender = self.noted(gender(node)).unwrap_or_default();
        let year_group = self.noted(year_group(node)).flatten();
        let (from, until) =
            (self.noted(date(node, "instroomdatum")).flatten(), self.noted(date(node, "uitstroomdatum")).flatten());
        let (names, (_, key)) = names.zip(own)?;
        Some(Pupil {
            stable_key: is_stable(&key),
            key,
            names,
            birth_date,
            gender,
            year_group,
            group_key,
            composite_keys,
            from,
            until,
        })
    }

    fn teachers(&mut self, list: &Node) -> Vec<Teacher> {
        let (mut keys, mut addresses) = (Keys::default(), BTreeSet::new());
        list.all("leerkracht").filter_map(|node| self.teacher(node, &mut keys, &mut addresses)).collect()
    }

    fn teacher(&mut self, node: &Node, keys: &mut Keys, addresses: &mut BTreeSet<String>) -> Option<Teacher> {
        let names = self.noted(names(node)).map(of_staff);
        // One wrong address of one teacher is worth a remark, not a school that waits.
        let (email, bad) = match checked(node, "emailadres", text::email) {
            Ok(email) => (email, false),
            Err(_) => (None, true),
        };
        let spelled = names.as_ref().map(spelled).unwrap_or_default();
        let own = keys.own(node, &[&email.clone().unwrap_or(spelled)], &mut self.remarks);
        let (_, key) = self.noted(own)?;
        if bad {
            self.remark(node, RemarkCode::BadEmail, "emailadres", &key);
        }
        if email.as_ref().is_some_and(|address| !addresses.insert(address.clone())) {
            self.remark(node, RemarkCode::SharedEmail, "emailadres", &key);
        }
        let roles = self.roles(node, &key);
        let group_keys = node.child("groepen").map(|list| self.references(list)).unwrap_or_default();
        Some(Teacher { stable_key: is_stable(&key), key, names: names?, email, roles, group_keys })
    }

    /// Of the person, and of the person in a group: whoever has two is asked for twice.
    fn roles(&mut self, node: &Node, key: &str) -> Vec<Role> {
        let of_groups = node.child("groepen").into_iter().flat_map(|list| list.children());
        let mut roles = BTreeSet::new();
        for said in std::iter::once(node).chain(of_groups).flat_map(|node| node.all("rol")) {
            let Some(code) = self.noted(said.text()).flatten() else { continue };
            if roles.insert(Role::from_code(&code)) && Role::from_code(&code) == Role::Other {
                self.remark(node, RemarkCode::UnknownRole, "rol", key);
            }
        }
        if roles.is_empty() { vec![Role::Other] } else { roles.into_iter().collect() }
    }

    /// Naming a group twice says nothing new.
    fn references(&mut self, list: &Node) -> Vec<String> {
        let keys: BTreeSet<String> =
            list.children().iter().filter_map(|node| self.noted(reference(node, &self.known))).collect();
        keys.into_iter().collect()
    }

    fn remark(&mut self, node: &Node, code: RemarkCode, what: &'static str, key: &str) {
        self.remarks.push(Remark { line: node.line, code, what, key: key.to_owned() });
    }
}

fn is_school_year(text: &str) -> bool {
    let Some((from, to)) = text.split_once('-') else { return false };
    let number = |year: &str| if year.len() == 4 { year.parse::<u16>().ok() } else { None };
    matches!((number(from), number(to)), (Some(from), Some(to)) if to == from + 1)
}

fn reference(node: &Node, known: &BTreeMap<String, String>) -> Result<String, Refusal> {
    let raw = node.key.as_ref().ok_or(node.refuse(Reason::MissingKey))?;
    known.get(raw).cloned().ok_or(node.refuse(Reason::UnknownGroup))
}

fn names(node: &Node) -> Result<Names, Refusal> {
    let names = Names {
        last_name: node.value("achternaam")?,
        infix: node.value("voorvoegsel")?,
        first_names: node.value("voornamen")?,
        initials: node.value("voorletters-1")?,
        call_name: node.value("roepnaam")?,
    };
    if [&names.last_name, &names.call_name, &names.first_names].iter().all(|name| name.is_none()) {
        return Err(node.refuse(Reason::MissingName));
    }
    Ok(names)
}

fn date(node: &Node, element: &'static str) -> Result<Option<String>, Refusal> {
    checked(node, element, text::date)
}

fn year_group(node: &Node) -> Result<Option<String>, Refusal> {
    checked(
        node,
        "jaargroep",
        |code| if YEAR_GROUPS.contains(&code) { Ok(code.to_owned()) } else { Err(Reason::InvalidCode) },
    )
}

fn gender(node: &Node) -> Result<Gender, Refusal> {
    let code = checked(node, "geslacht", |code| Gender::from_code(code).ok_or(Reason::InvalidCode))?;
    Ok(code.unwrap_or_default())
}

fn checked<T>(
    node: &Node,
    element: &'static str,
    check: impl Fn(&str) -> Result<T, Reason>,
) -> Result<Option<T>, Refusal> {
    let Some(value) = node.value(element)? else { return Ok(None) };
    let line = node.child(element).map_or(node.line, |child| child.line);
    check(&value).map(Some).map_err(|reason| Refusal::new(line, reason, element))
}
