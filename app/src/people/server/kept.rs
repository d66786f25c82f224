//! What Kring keeps of a file, decided before it is compared, so that importing the same file twice changes nothing.
//! Pure: no database. Never lets two people share an address, and never overrules what somebody chose in the portal.
use std::collections::{BTreeMap, BTreeSet};

use edexml::Names;
use edexml::guardians::{GuardianRow, Language, address_of};
use edexml::school::{Edex, Proposal, Remark, RemarkCode, Role, Teacher};
use serde::{Deserialize, Serialize};

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

/// Somebody whose address or number was put right by hand.
#[derive(Debug, Clone)]
pub struct ByHand {
    /// The id of the person.
    pub person: String,
    pub name: String,
    pub staff_key: Option<String>,
    /// Who they are here: the address, or `nameless` for somebody who has none.
    pub who: String,
    /// Who they were in the file before; `None`: this was not changed.
    pub email: Option<String>,
    /// Their number; `None`: this was not changed.
    pub phone: Option<String>,
}

/// What a file says otherwise than somebody put right by hand: ours stays until that is let go of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Otherwise {
    pub name: String,
    /// The id of the person.
    pub person: String,
    /// email, phone
    pub field: String,
    pub ours: String,
    pub file: String,
}

/// Everybody of a school of whom something was put right by hand.
#[derive(Debug, Clone, Default)]
pub struct Hands(pub Vec<ByHand>);

impl Hands {
    /// A list of guardians calls people by their address: by the one that it knows.
    pub fn guardians(&self, rows: &mut [GuardianRow], addresses: &Addresses) -> BTreeSet<Otherwise> {
        let mut otherwise = BTreeSet::new();
        for row in rows {
            let moved = |hand: &&ByHand| hand.email.as_ref() == Some(&row.email) && hand.who != row.email;
            // Whoever has that address by now is somebody else.
            if let Some(hand) = self.0.iter().find(moved).filter(|_| !addresses.contains_key(&row.email)) {
                otherwise.insert(hand.says("email", address(&hand.who), address(&row.email)));
                row.email = hand.who.clone();
            }
            let Some(hand) = self.0.iter().find(|hand| hand.who == row.email) else { continue };
            let Some(ours) = &hand.phone else { continue };
            if let Some(file) = row.phone.as_ref().filter(|file| *file != ours) {
                otherwise.insert(hand.says("phone", ours, file));
            }
            row.phone = Some(ours.clone()).filter(|ours| !ours.is_empty());
            row.phone_lost = false;
        }
        otherwise
    }

    /// The pupil administration calls staff by their key.
    pub fn school(&self, file: &mut Edex) -> BTreeSet<Otherwise> {
        let mut otherwise = BTreeSet::new();
        for teacher in &mut file.teachers {
            let of = |hand: &&ByHand| hand.email.is_some() && hand.staff_key.as_ref() == Some(&teacher.key);
            let Some(hand) = self.0.iter().find(of) else { continue };
            let ours = address(&hand.who);
            if let Some(file) = teacher.email.as_deref().filter(|file| *file != ours) {
                otherwise.insert(hand.says("email", ours, file));
            }
            teacher.email = address_of(&hand.who).map(str::to_owned);
        }
        otherwise
    }
}

impl ByHand {
    fn says(&self, field: &str, ours: &str, file: &str) -> Otherwise {
        let (name, person) = (self.name.clone(), self.person.clone());
        Otherwise { name, person, field: field.to_owned(), ours: ours.to_owned(), file: file.to_owned() }
    }
}

fn address(who: &str) -> &str {
    address_of(who).unwrap_or_default()
}
