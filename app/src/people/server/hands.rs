//! What was put right by hand, beside what a file says. Pure: no database.
use std::collections::BTreeSet;

use edexml::guardians::{GuardianRow, address_of};
use edexml::school::{Edex, Pupil};
use serde::{Deserialize, Serialize};

use super::kept::Addresses;

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
    /// The id of the person, or of the child.
    pub whose: String,
    /// email, phone; of a child group
    pub field: String,
    pub ours: String,
    pub file: String,
}

/// A group by the key that files call it by.
#[derive(Debug, Clone)]
pub struct Named {
    pub key: String,
    pub name: String,
}

/// A child who was put into another group by hand.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The id of the child.
    pub pupil: String,
    pub key: String,
    pub name: String,
    /// Where the files have it; `None`: nowhere.
    pub before: Option<Named>,
    pub now: Named,
    /// «2026-2027»
    pub school_year: String,
}

/// Everybody of a school of whom something was put right by hand.
#[derive(Debug, Clone, Default)]
pub struct Hands {
    pub people: Vec<ByHand>,
    pub children: Vec<Placed>,
}

impl Hands {
    /// A list of guardians calls people by their address: by the one that it knows.
    pub fn guardians(&self, rows: &mut [GuardianRow], addresses: &Addresses) -> BTreeSet<Otherwise> {
        let mut otherwise = BTreeSet::new();
        for row in rows {
            let moved = |hand: &&ByHand| hand.email.as_ref() == Some(&row.email) && hand.who != row.email;
            // Whoever has that address by now is somebody else.
            if let Some(hand) = self.people.iter().find(moved).filter(|_| !addresses.contains_key(&row.email)) {
                otherwise.insert(hand.says("email", address(&hand.who), address(&row.email)));
                row.email = hand.who.clone();
            }
            let Some(hand) = self.people.iter().find(|hand| hand.who == row.email) else { continue };
            let Some(ours) = &hand.phone else { continue };
            if let Some(file) = row.phone.as_ref().filter(|file| *file != ours) {
                otherwise.insert(hand.says("phone", ours, file));
            }
            row.phone = Some(ours.clone()).filter(|ours| !ours.is_empty());
            row.phone_lost = false;
        }
        otherwise
    }

    /// The pupil administration calls staff and children by their key.
    pub fn school(&self, file: &mut Edex) -> BTreeSet<Otherwise> {
        let mut otherwise = self.children(file);
        for teacher in &mut file.teachers {
            let of = |hand: &&ByHand| hand.email.is_some() && hand.staff_key.as_ref() == Some(&teacher.key);
            let Some(hand) = self.people.iter().find(of) else { continue };
            let ours = address(&hand.who);
            if let Some(file) = teacher.email.as_deref().filter(|file| *file != ours) {
                otherwise.insert(hand.says("email", ours, file));
            }
            teacher.email = address_of(&hand.who).map(str::to_owned);
        }
        otherwise
    }

    /// A group that is not in the file any more takes nobody; a file of another year says anew who is where.
    fn children(&self, file: &mut Edex) -> BTreeSet<Otherwise> {
        let mut otherwise = BTreeSet::new();
        for placed in self.children.iter().filter(|placed| placed.school_year == file.school.school_year) {
            if !file.groups.iter().any(|group| group.key == placed.now.key) {
                continue;
            }
            let Some(pupil) = file.pupils.iter_mut().find(|pupil| pupil.key == placed.key) else { continue };
            if placed.take(pupil) {
                otherwise.insert(placed.says());
            }
        }
        otherwise
    }
}

impl Placed {
    /// Whether the file has the child where it was before.
    fn take(&self, pupil: &mut Pupil) -> bool {
        let Some(before) = &self.before else {
            let nowhere = pupil.group_key.is_none() && pupil.composite_keys.is_empty();
            if nowhere {
                pupil.group_key = Some(self.now.key.clone());
            }
            return nowhere;
        };
        let mut held = pupil.group_key.iter_mut().chain(&mut pupil.composite_keys);
        let Some(held) = held.find(|key| **key == before.key) else { return false };
        held.clone_from(&self.now.key);
        true
    }

    fn says(&self) -> Otherwise {
        let file = self.before.as_ref().map(|before| before.name.clone()).unwrap_or_default();
        let (name, whose) = (self.name.clone(), self.pupil.clone());
        Otherwise { name, whose, field: "group".to_owned(), ours: self.now.name.clone(), file }
    }
}

impl ByHand {
    fn says(&self, field: &str, ours: &str, file: &str) -> Otherwise {
        let (name, whose) = (self.name.clone(), self.person.clone());
        Otherwise { name, whose, field: field.to_owned(), ours: ours.to_owned(), file: file.to_owned() }
    }
}

fn address(who: &str) -> &str {
    address_of(who).unwrap_or_default()
}
