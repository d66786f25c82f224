//! The comparison itself, the same for groups, pupils and guardians. Matches by key only.

use std::collections::BTreeMap;

/// A row the school has. `ended` is the first day on which it no longer holds, past or future.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held<T> {
    pub id: String,
    pub ended: Option<String>,
    pub value: T,
}

/// What to do. Applying it and planning again gives nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes<T> {
    pub new: Vec<T>,
    pub changed: Vec<Changed<T>>,
    pub gone: Vec<Gone<T>>,
    pub unchanged: usize,
    /// Keys of records that had ended before `on` and were never known: not taken in.
    pub passed_over: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed<T> {
    pub id: String,
    pub value: T,
    /// A field named "until" is the end of the period; its new value is `value.until()`.
    pub fields: Vec<Field>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub name: &'static str,
    pub old: Option<String>,
    pub new: Option<String>,
}

/// No longer in the file: the period ends on `until`; nothing is deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone<T> {
    pub id: String,
    pub value: T,
    pub until: String,
}

pub trait Entry: Clone {
    /// Whether a record that ended continues when it comes back. If not, a new period begins.
    const REOPENS: bool;

    fn key(&self) -> String;
    fn fields(&self) -> Vec<(&'static str, Option<String>)>;

    fn until(&self) -> Option<&str> {
        None
    }

    /// The key a summary may print; an e-mail address is not one.
    fn shown(&self) -> Option<String> {
        Some(self.key())
    }
}

impl<T> Changes<T> {
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty() && self.gone.is_empty()
    }
}

pub(super) fn compare<T: Entry>(held: &[Held<T>], wanted: &[T], on: &str) -> Changes<T> {
    let mut waiting: BTreeMap<String, Vec<&Held<T>>> = BTreeMap::new();
    for row in held {
        waiting.entry(row.value.key()).or_default().push(row);
    }
    let mut changes =
        Changes { new: Vec::new(), changed: Vec::new(), gone: Vec::new(), unchanged: 0, passed_over: Vec::new() };
    for value in wanted {
        let found = waiting.get_mut(&value.key()).and_then(|rows| take(rows, value.until(), on));
        changes.add(found, value, on);
    }
    for row in waiting.into_values().flatten().filter(|row| is_open(row.ended.as_deref(), on)) {
        changes.gone.push(Gone { id: row.id.clone(), value: row.value.clone(), until: on.to_owned() });
    }
    changes
}

/// Of several periods with one key: the one that ends as the file says, else the one still running.
fn take<'a, T: Entry>(rows: &mut Vec<&'a Held<T>>, until: Option<&str>, on: &str) -> Option<&'a Held<T>> {
    let same = rows.iter().position(|row| row.ended.as_deref() == until);
    let open = || rows.iter().position(|row| is_open(row.ended.as_deref(), on));
    let last = || if T::REOPENS { rows.len().checked_sub(1) } else { None };
    same.or_else(open).or_else(last).map(|at| rows.remove(at))
}

pub(super) fn is_open(ended: Option<&str>, on: &str) -> bool {
    ended.is_none_or(|day| day > on)
}

impl<T: Entry> Changes<T> {
    fn add(&mut self, found: Option<&Held<T>>, value: &T, on: &str) {
        let Some(row) = found else {
            if is_open(value.until(), on) {
                self.new.push(value.clone());
            } else {
                self.passed_over.extend(value.shown());
            }
            return;
        };
        let fields = differing(row, value);
        if fields.is_empty() {
            self.unchanged += 1;
        } else {
            self.changed.push(Changed { id: row.id.clone(), value: value.clone(), fields });
        }
    }
}

fn differing<T: Entry>(row: &Held<T>, value: &T) -> Vec<Field> {
    let ends = ("until", row.ended.clone(), value.until().map(str::to_owned));
    let pairs = row.value.fields().into_iter().zip(value.fields()).map(|((name, old), (_, new))| (name, old, new));
    pairs.chain([ends]).filter(|(_, old, new)| old != new).map(|(name, old, new)| Field { name, old, new }).collect()
}

impl<T: Entry> Changes<T> {
    /// Another change of a row that was found by what it is now: its key changed.
    pub(super) fn note(&mut self, id: &str, value: &T, field: Field) {
        match self.changed.iter_mut().find(|changed| changed.id == id) {
            Some(changed) => changed.fields.push(field),
            None => {
                self.unchanged = self.unchanged.saturating_sub(1);
                self.changed.push(Changed { id: id.to_owned(), value: value.clone(), fields: vec![field] });
            }
        }
    }

    /// What is not in the file goes on as it is.
    pub(super) fn without_ends(mut self) -> Self {
        self.unchanged += self.gone.len();
        self.gone.clear();
        self
    }
}
