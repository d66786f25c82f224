//! From the kept elements to the school's words. Refuses the whole file at the first thing it cannot vouch for:
//! half an import would end the periods of children who are still here.

use super::keys::{Keys, spelled};
use super::{Edex, Gender, Group, Pupil, Remark, RemarkCode, Role, School, Teacher, YEAR_GROUPS, is_stable};
use crate::people::import::xml::{self, Node};
use crate::people::import::{Names, Reason, Refusal, text};
use std::collections::{BTreeMap, BTreeSet};

pub fn read(bytes: &[u8]) -> Result<Edex, Refusal> {
    let source = text::decode_xml(bytes)?;
    let root = xml::read(&source)?;
    let mut remarks = Vec::new();
    let school = school(root.need("school")?)?;
    let groups = groups(root.need("groepen")?, &mut remarks)?;
    let (groups, known): (Vec<Group>, Known) = groups.into_iter().map(|(raw, group)| (group.clone(), (raw, group.key))).unzip();
    let pupils = pupils(root.need("leerlingen")?, &known, &mut remarks)?;
    let teachers = teachers(root.need("leerkrachten")?, &known, &mut remarks)?;
    Ok(Edex { school, groups, pupils, teachers, remarks })
}

fn school(node: &Node) -> Result<School, Refusal> {
    let year = node.need("schooljaar")?;
    let school_year = node.value("schooljaar")?.filter(|text| is_school_year(text)).ok_or(year.refuse(Reason::InvalidSchoolYear))?;
    Ok(School {
        school_year,
        brin: node.value("brincode")?,
        dependance: node.value("dependancecode")?,
        key: node.value("schoolkey")?,
        xsd_version: node.value("xsdversie")?,
    })
}

fn is_school_year(text: &str) -> bool {
    let Some((from, to)) = text.split_once('-') else { return false };
    let number = |year: &str| if year.len() == 4 { year.parse::<u16>().ok() } else { None };
    matches!((number(from), number(to)), (Some(from), Some(to)) if to == from + 1)
}

/// The key in the file → the key we keep.
type Known = BTreeMap<String, String>;

fn groups(node: &Node, remarks: &mut Vec<Remark>) -> Result<Vec<(String, Group)>, Refusal> {
    let mut keys = Keys::default();
    node.children().iter().map(|item| {
        let name = item.value("naam")?.ok_or(item.refuse(Reason::MissingName))?;
        let composite = item.name == "samengestelde_groep";
        let (raw, key) = keys.own(item, &[item.name, &name], remarks)?;
        Ok((raw, Group { key, name, description: item.value("omschrijving")?, year_group: year_group(item)?, composite }))
    }).collect()
}

fn pupils(node: &Node, known: &Known, remarks: &mut Vec<Remark>) -> Result<Vec<Pupil>, Refusal> {
    let mut keys = Keys::default();
    node.all("leerling").map(|item| {
        let (names, birth_date) = (names(item)?, date(item, "geboortedatum")?);
        let (_, key) = keys.own(item, &[&spelled(&names), birth_date.as_deref().unwrap_or_default()], remarks)?;
        let composites = item.child("samengestelde_groepen");
        Ok(Pupil {
            stable_key: is_stable(&key),
            key,
            names,
            birth_date,
            gender: gender(item)?,
            year_group: year_group(item)?,
            group_key: item.child("groep").map(|group| reference(group, known)).transpose()?,
            composite_keys: composites.map_or(Ok(Vec::new()), |list| references(list, known))?,
            from: date(item, "instroomdatum")?,
            until: date(item, "uitstroomdatum")?,
        })
    }).collect()
}

fn teachers(node: &Node, known: &Known, remarks: &mut Vec<Remark>) -> Result<Vec<Teacher>, Refusal> {
    let (mut keys, mut addresses) = (Keys::default(), BTreeSet::new());
    node.all("leerkracht").map(|item| {
        let (names, email) = (names(item)?, email(item)?);
        let (_, key) = keys.own(item, &[&email.clone().unwrap_or_else(|| spelled(&names))], remarks)?;
        let role = role(item, &key, remarks)?;
        if email.as_ref().is_some_and(|address| !addresses.insert(address.clone())) {
            remarks.push(Remark { line: item.line, code: RemarkCode::SharedEmail, what: "emailadres", key: key.clone() });
        }
        let group_keys = item.child("groepen").map_or(Ok(Vec::new()), |list| references(list, known))?;
        Ok(Teacher { stable_key: is_stable(&key), key, names, email, role, group_keys })
    }).collect()
}

fn reference(node: &Node, known: &Known) -> Result<String, Refusal> {
    let raw = node.key.as_ref().ok_or(node.refuse(Reason::MissingKey))?;
    known.get(raw).cloned().ok_or(node.refuse(Reason::UnknownGroup))
}

/// Naming a group twice says nothing new.
fn references(list: &Node, known: &Known) -> Result<Vec<String>, Refusal> {
    let keys: BTreeSet<String> = list.children().iter().map(|node| reference(node, known)).collect::<Result<_, _>>()?;
    Ok(keys.into_iter().collect())
}

fn names(node: &Node) -> Result<Names, Refusal> {
    let names = Names {
        last_name: node.value("achternaam")?,
        infix: node.value("voorvoegsel")?,
        first_names: node.value("voornamen")?,
        initials: node.value("voorletters-1")?,
        call_name: node.value("roepnaam")?,
    };
    if names.last_name.is_none() && names.call_name.is_none() {
        return Err(node.refuse(Reason::MissingName));
    }
    Ok(names)
}

fn date(node: &Node, element: &'static str) -> Result<Option<String>, Refusal> {
    checked(node, element, text::date)
}

fn email(node: &Node) -> Result<Option<String>, Refusal> {
    checked(node, "emailadres", text::email)
}

fn year_group(node: &Node) -> Result<Option<String>, Refusal> {
    checked(node, "jaargroep", |code| if YEAR_GROUPS.contains(&code) { Ok(code.to_owned()) } else { Err(Reason::InvalidCode) })
}

fn gender(node: &Node) -> Result<Gender, Refusal> {
    let code = checked(node, "geslacht", |code| Gender::from_code(code).ok_or(Reason::InvalidCode))?;
    Ok(code.unwrap_or_default())
}

fn role(node: &Node, key: &str, remarks: &mut Vec<Remark>) -> Result<Role, Refusal> {
    let code = node.value("rol")?;
    let role = code.as_deref().map_or(Role::Other, Role::from_code);
    if code.is_some() && role == Role::Other {
        remarks.push(Remark { line: node.line, code: RemarkCode::UnknownRole, what: "rol", key: key.to_owned() });
    }
    Ok(role)
}

fn checked<T>(node: &Node, element: &'static str, check: impl Fn(&str) -> Result<T, Reason>) -> Result<Option<T>, Refusal> {
    let Some(value) = node.value(element)? else { return Ok(None) };
    let line = node.child(element).map_or(node.line, |child| child.line);
    check(&value).map(Some).map_err(|reason| Refusal::new(line, reason, element))
}
