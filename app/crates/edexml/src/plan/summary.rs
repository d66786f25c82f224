//! A plan in counts and keys, for the command line to put into sentences. Never a name, an address or a value.

use super::diff::{Changes, Entry};
use super::{GuardianPlan, Plan, Remark};
use std::collections::BTreeMap;

/// `part` and `change` are codes: ("pupils", "new"), ("links", "gone"), ("remark", "blocked_kept").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub part: &'static str,
    pub change: &'static str,
    pub count: usize,
    pub keys: Vec<String>,
}

impl Plan {
    pub fn summary(&self) -> Vec<Line> {
        let mut lines = part("groups", &self.groups);
        lines.extend(part("pupils", &self.pupils));
        lines.extend(part("memberships", &self.memberships));
        lines.extend(part("teachers", &self.teachers));
        lines.extend(part("teaching", &self.teaching));
        lines.extend(remarks(&self.remarks));
        lines
    }
}

impl GuardianPlan {
    pub fn summary(&self) -> Vec<Line> {
        let mut lines = part("households", &self.households);
        lines.extend(part("guardians", &self.guardians));
        lines.extend(part("links", &self.links));
        lines.extend(remarks(&self.remarks));
        lines
    }
}

fn part<T: Entry>(part: &'static str, changes: &Changes<T>) -> Vec<Line> {
    let keys = |values: Vec<&T>| values.into_iter().filter_map(Entry::shown).collect::<Vec<_>>();
    let lines = [
        Line { part, change: "new", count: changes.new.len(), keys: keys(changes.new.iter().collect()) },
        Line {
            part,
            change: "changed",
            count: changes.changed.len(),
            keys: keys(changes.changed.iter().map(|changed| &changed.value).collect()),
        },
        Line {
            part,
            change: "gone",
            count: changes.gone.len(),
            keys: keys(changes.gone.iter().map(|gone| &gone.value).collect()),
        },
        Line { part, change: "unchanged", count: changes.unchanged, keys: Vec::new() },
    ];
    lines.into_iter().filter(|line| line.count > 0).collect()
}

fn remarks(remarks: &[Remark]) -> Vec<Line> {
    let mut by_code: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for remark in remarks {
        by_code.entry(remark.code).or_default().push(remark.key.clone());
    }
    by_code
        .into_iter()
        .map(|(code, keys)| Line { part: "remark", change: code.code(), count: keys.len(), keys })
        .collect()
}
