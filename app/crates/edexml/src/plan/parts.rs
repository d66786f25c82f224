//! A plan in the groups of changes that somebody takes over one by one. Every change is in exactly one of them, but for what is new
//! and needed by two (a group that children move to, a household that parents move to): it comes with whichever is taken first.
//! Whatever order they are taken in, planning again in between, they end in the whole.

use super::diff::{Changed, Changes, Entry, Gone};
use super::{GuardianPlan, Household, Plan};
use std::collections::BTreeSet;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Who comes, or comes back, with all that belongs to them.
    New,
    /// Whoever was here already and changes groups or years.
    Moved,
    /// Names, addresses, roles.
    Changed,
    /// Who goes, and what ends with them.
    Gone,
}

impl Part {
    pub const ALL: [Part; 4] = [Self::New, Self::Moved, Self::Changed, Self::Gone];

    pub fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Moved => "moved",
            Self::Changed => "changed",
            Self::Gone => "gone",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.code() == code)
    }
}

impl Plan {
    /// Only this part, to be applied like the whole.
    pub fn part(&self, part: Part) -> Plan {
        let sorting = Sorting::of(self);
        let mut plan = Plan {
            groups: self.groups.only(|_| false, |_| part == Part::Changed, |gone| sorting.group(&gone.id) == part),
            pupils: self.pupils.only(|_| part == Part::New, |changed| pupil(changed) == part, |_| part == Part::Gone),
            memberships: self.memberships.only(
                |new| sorting.belongs(&new.pupil_key, &sorting.new_pupils) == part,
                |changed| sorting.until(&changed.value.pupil_key) == part,
                |gone| sorting.leaves(&gone.value.pupil_key, &sorting.gone_pupils) == part,
            ),
            teachers: self.teachers.only(
                |_| part == Part::New,
                |changed| (if returns(changed) { Part::New } else { Part::Changed }) == part,
                |_| part == Part::Gone,
            ),
            teaching: self.teaching.only(
                |new| sorting.belongs(&new.teacher_key, &sorting.new_teachers) == part,
                |_| part == Part::Moved,
                |gone| sorting.leaves(&gone.value.teacher_key, &sorting.gone_teachers) == part,
            ),
            remarks: self.remarks.clone(),
        };
        let joined = plan.memberships.new.iter().map(|new| new.group_key.as_str());
        let taught = plan.teaching.new.iter().map(|new| new.group_key.as_str());
        let needed: BTreeSet<&str> = joined.chain(taught).collect();
        let wanted = |key: &str| part == Part::New || needed.contains(key);
        plan.groups.new = self.groups.new.iter().filter(|group| wanted(&group.key)).cloned().collect();
        plan
    }
}

impl GuardianPlan {
    /// Only this part, to be applied like the whole. Nobody moves: a new household is a change.
    pub fn part(&self, part: Part) -> GuardianPlan {
        let leave: BTreeSet<&str> = self.guardians.gone.iter().map(|gone| gone.id.as_str()).collect();
        // A household that ends because those who stay move out of it ends by their moving.
        let left = |label: &str| {
            let mut stay = self.now.guardians.iter().filter(|held| !leave.contains(held.id.as_str()));
            if stay.any(|held| held.value.household == label) { Part::Changed } else { Part::Gone }
        };
        let mut plan = GuardianPlan {
            households: self.households.only(
                |_| false,
                |_| part == Part::Changed,
                |gone| left(&gone.value.label) == part,
            ),
            guardians: self.guardians.only(|_| part == Part::New, |_| part == Part::Changed, |_| part == Part::Gone),
            links: self.links.only(|_| part == Part::New, |_| part == Part::Changed, |_| part == Part::Gone),
            remarks: self.remarks.clone(),
            now: self.now.clone(),
        };
        let needed: BTreeSet<&str> =
            plan.guardians.changed.iter().map(|changed| changed.value.household.as_str()).collect();
        let wanted = |home: &&Household| part == Part::New || needed.contains(home.label.as_str());
        plan.households.new = self.households.new.iter().filter(wanted).cloned().collect();
        plan
    }
}

/// Who is new and who goes: what belongs to them goes along.
struct Sorting<'a> {
    new_pupils: BTreeSet<&'a str>,
    gone_pupils: BTreeSet<&'a str>,
    /// Those whose last day is in the file.
    leaving: BTreeSet<&'a str>,
    new_teachers: BTreeSet<&'a str>,
    gone_teachers: BTreeSet<&'a str>,
    /// Ids of groups that somebody who stays has to leave first.
    left: BTreeSet<&'a str>,
}

impl<'a> Sorting<'a> {
    fn of(plan: &'a Plan) -> Self {
        let gone_pupils: BTreeSet<&str> = plan.pupils.gone.iter().map(|gone| gone.value.key.as_str()).collect();
        let gone_teachers: BTreeSet<&str> = plan.teachers.gone.iter().map(|gone| gone.value.key.as_str()).collect();
        let members = plan.memberships.gone.iter().map(|gone| &gone.value);
        let members = members.filter(|one| !gone_pupils.contains(one.pupil_key.as_str()));
        let taught = plan.teaching.gone.iter().map(|gone| &gone.value);
        let taught = taught.filter(|one| !gone_teachers.contains(one.teacher_key.as_str()));
        let keys: BTreeSet<&str> =
            members.map(|one| one.group_key.as_str()).chain(taught.map(|one| one.group_key.as_str())).collect();
        let returning = plan.teachers.changed.iter().filter(|changed| returns(changed));
        let returning = returning.map(|changed| changed.value.key.as_str());
        let left = plan.groups.gone.iter().filter(|gone| keys.contains(gone.value.key.as_str()));
        Sorting {
            left: left.map(|gone| gone.id.as_str()).collect(),
            new_pupils: plan.pupils.new.iter().map(|new| new.key.as_str()).chain(of(plan, Part::New)).collect(),
            leaving: of(plan, Part::Gone).collect(),
            new_teachers: plan.teachers.new.iter().map(|new| new.key.as_str()).chain(returning).collect(),
            gone_pupils,
            gone_teachers,
        }
    }

    fn belongs(&self, key: &str, new: &BTreeSet<&str>) -> Part {
        if new.contains(key) { Part::New } else { Part::Moved }
    }

    fn leaves(&self, key: &str, gone: &BTreeSet<&str>) -> Part {
        if gone.contains(key) { Part::Gone } else { Part::Moved }
    }

    /// A period in a group that ends otherwise does so with its child.
    fn until(&self, key: &str) -> Part {
        if self.leaving.contains(key) {
            Part::Gone
        } else if self.new_pupils.contains(key) {
            Part::New
        } else {
            Part::Changed
        }
    }

    fn group(&self, id: &str) -> Part {
        if self.left.contains(id) { Part::Moved } else { Part::Gone }
    }
}

/// The children whose change is of this part.
fn of(plan: &Plan, part: Part) -> impl Iterator<Item = &str> {
    let changed = plan.pupils.changed.iter().filter(move |changed| pupil(changed) == part);
    changed.map(|changed| changed.value.key.as_str())
}

fn pupil(changed: &Changed<crate::school::Pupil>) -> Part {
    if returns(changed) {
        Part::New
    } else if has(changed, "until") && changed.value.until.is_some() {
        Part::Gone
    } else if has(changed, "year_group") {
        Part::Moved
    } else {
        Part::Changed
    }
}

fn has<T>(changed: &Changed<T>, name: &str) -> bool {
    changed.fields.iter().any(|field| field.name == name)
}

/// Somebody who had gone, or was to go.
fn returns<T: Entry>(changed: &Changed<T>) -> bool {
    has(changed, "until") && changed.value.until().is_none()
}

impl<T: Clone> Changes<T> {
    fn only(
        &self,
        new: impl Fn(&T) -> bool,
        changed: impl Fn(&Changed<T>) -> bool,
        gone: impl Fn(&Gone<T>) -> bool,
    ) -> Changes<T> {
        Changes {
            new: self.new.iter().filter(|value| new(value)).cloned().collect(),
            changed: self.changed.iter().filter(|one| changed(one)).cloned().collect(),
            gone: self.gone.iter().filter(|one| gone(one)).cloned().collect(),
            unchanged: self.unchanged,
            passed_over: self.passed_over.clone(),
        }
    }
}
