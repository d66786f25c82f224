//! What Kring keeps of a file, decided before it is compared, so that importing the same file twice changes nothing.
//! Pure: no database. Never lets two people share an address, and never overrules what somebody chose in the portal.
use std::collections::{BTreeMap, BTreeSet};

use edexml::Names;
use edexml::guardians::{GuardianRow, Language};
use edexml::school::{Edex, Proposal, Remark, RemarkCode, Role, Teacher};

/// Somebody the school knows, with an address.
#[derive(Debug, Clone)]
pub struct Known {
    /// The key in the pupil administration; only staff have one.
    pub staff_key: Option<String>,
    pub names: Names,
    pub language: Language,
}

/// By address.
pub type Addresses = BTreeMap<String, Known>;

/// A role as the tables name it.
pub fn role_code(role: Role) -> &'static str {
    match role.proposal() {
        Proposal::Head => "head",
        Proposal::SupportCoordinator => "support",
        Proposal::Office => "office",
        Proposal::Teacher => "teacher",
        Proposal::Other => "other",
    }
}

/// Of seventeen codes five proposals remain; one code stands for each.
pub fn role_of(code: &str) -> Role {
    let each = [Role::Dir, Role::Ib, Role::Adm, Role::Lrk];
    each.into_iter().find(|role| role_code(*role) == code).unwrap_or(Role::Other)
}

/// One code for each proposal; «something else» says nothing beside a role that we know.
fn kept_roles(roles: &[Role]) -> Vec<Role> {
    let known: BTreeSet<Role> =
        roles.iter().map(|role| role_of(role_code(*role))).filter(|role| *role != Role::Other).collect();
    if known.is_empty() { vec![Role::Other] } else { known.into_iter().collect() }
}

/// Of staff no first names and initials are kept.
pub fn staff_names(names: &Names) -> Names {
    Names { first_names: None, initials: None, ..names.clone() }
}

/// The school file as it is kept. `held`: the address that each teacher has now, by key.
pub fn school(mut file: Edex, held: &BTreeMap<String, Option<String>>, addresses: &Addresses) -> Edex {
    let lasting: Vec<Teacher> = file.teachers.clone();
    for teacher in &mut file.teachers {
        teacher.names = staff_names(&teacher.names);
        teacher.roles = kept_roles(&teacher.roles);
        if file.remarks.iter().any(|remark| remark.code == RemarkCode::BadEmail && remark.key == teacher.key) {
            teacher.email = held.get(&teacher.key).cloned().flatten();
        }
        let Some(address) = teacher.email.clone() else { continue };
        let shared = lasting.iter().filter(|other| other.email.as_ref() == Some(&address)).count() > 1;
        if shared {
            teacher.email = None;
        } else if belongs_to_another(&address, &teacher.key, &lasting, held, addresses) {
            teacher.email = held.get(&teacher.key).cloned().flatten();
            file.remarks.push(Remark {
                line: 0,
                code: RemarkCode::SharedEmail,
                what: "emailadres",
                key: teacher.key.clone(),
            });
        }
    }
    file
}

/// A colleague who gives up the address in this same file is no obstacle; neither is a guardian who now comes to work here.
fn belongs_to_another(
    address: &str,
    key: &str,
    file: &[Teacher],
    held: &BTreeMap<String, Option<String>>,
    addresses: &Addresses,
) -> bool {
    let Some(known) = addresses.get(address) else { return false };
    match &known.staff_key {
        Some(other) if other == key => false,
        Some(other) => !file.iter().any(|teacher| teacher.key == *other && teacher.email.as_deref() != Some(address)),
        None => held.contains_key(key),
    }
}

/// The list of guardians as it is kept: the names of staff come from the pupil administration, and a language is only
/// proposed, because people choose their own.
pub fn guardians(mut rows: Vec<GuardianRow>, addresses: &Addresses) -> Vec<GuardianRow> {
    for row in &mut rows {
        let Some(known) = addresses.get(&row.email) else { continue };
        row.language = known.language;
        if known.staff_key.is_some() {
            row.names = known.names.clone();
        }
    }
    rows
}
