//! The school's own list of guardians, as CSV: one row per guardian and pupil. Tells every problem at once, so that
//! the office repairs the file in one go. A cell that looks like a formula is text here; whoever *exports* must disarm it.

use super::{Names, Reason, Refusal, text};
use std::collections::BTreeMap;

mod row;

pub use row::{GuardianRow, Language, Status};

/// The header row; the order is free and columns we do not know are ignored.
pub const COLUMNS: [&str; 10] =
    ["pupil_key", "household", "call_name", "infix", "last_name", "email", "language", "authority", "status", "phone"];

/// A file full of mistakes is one mistake: stop counting here.
const MAX_REFUSALS: usize = 500;

pub fn read(bytes: &[u8]) -> Result<Vec<GuardianRow>, Vec<Refusal>> {
    let source = text::decode_utf8(bytes).map_err(|refusal| vec![refusal])?;
    let mut lines = Lines { source: source.as_bytes(), at: 0, line: 1 };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter(source)).flexible(true).has_headers(false).from_reader(source.as_bytes());
    let mut records = reader.records();
    let header = match records.next() {
        Some(Ok(header)) => header,
        _ => return Err(vec![Refusal::new(1, Reason::MissingColumn, COLUMNS[0])]),
    };
    let columns = columns(&header)?;
    let (mut rows, mut refusals) = (Vec::new(), Vec::new());
    for record in records {
        let Ok(record) = record else {
            refusals.push(Refusal::new(lines.line, Reason::NotWellFormed, "row"));
            break;
        };
        let line = lines.of(&record);
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if record.len() != header.len() {
            refusals.push(Refusal::new(line, Reason::WrongColumnCount, "row"));
        } else {
            rows.extend(row::read(&record, &columns, line, &mut refusals));
        }
    }
    refusals.extend(contradictions(&rows));
    refusals.sort_by_key(|refusal| (refusal.line, refusal.reason, refusal.what));
    refusals.truncate(MAX_REFUSALS);
    if refusals.is_empty() { Ok(rows) } else { Err(refusals) }
}

/// Dutch spreadsheets write semicolons; the header holds none of either in its names.
fn delimiter(source: &str) -> u8 {
    let header = source.trim_start().lines().next().unwrap_or_default();
    if header.matches(';').count() > header.matches(',').count() { b';' } else { b',' }
}

fn columns(header: &csv::StringRecord) -> Result<[usize; 10], Vec<Refusal>> {
    let names: Vec<String> = header.iter().map(|cell| cell.trim().to_lowercase()).collect();
    let mut found = [0; 10];
    let mut refusals = Vec::new();
    for (slot, column) in found.iter_mut().zip(COLUMNS) {
        let mut places = names.iter().enumerate().filter(|(_, name)| *name == column);
        match (places.next(), places.next()) {
            (Some((at, _)), None) => *slot = at,
            (Some(_), Some(_)) => refusals.push(Refusal::new(1, Reason::DuplicateColumn, column)),
            (None, _) => refusals.push(Refusal::new(1, Reason::MissingColumn, column)),
        }
    }
    if refusals.is_empty() { Ok(found) } else { Err(refusals) }
}

/// One address is one person, in one household, and is named once per pupil.
fn contradictions(rows: &[GuardianRow]) -> Vec<Refusal> {
    let mut first: BTreeMap<&str, &GuardianRow> = BTreeMap::new();
    let mut pairs: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut refusals = Vec::new();
    for row in rows {
        if pairs.insert((&row.email, &row.pupil_key), row.line).is_some() {
            refusals.push(Refusal::new(row.line, Reason::DuplicateKey, "pupil_key"));
        }
        let known = first.entry(&row.email).or_insert(row);
        let same = [
            ("last_name", known.names == row.names),
            ("household", known.household == row.household),
            ("language", known.language == row.language),
            ("phone", known.phone == row.phone),
        ];
        let differing = same.into_iter().filter(|(_, same)| !same);
        refusals.extend(differing.map(|(column, _)| Refusal::new(row.line, Reason::Conflict, column)));
    }
    refusals
}

/// Where a record starts. The csv crate counts the blank lines before a record as part of it; we do not.
struct Lines<'a> {
    source: &'a [u8],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, record: &csv::StringRecord) -> usize {
        let start = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
        let mut start = start.min(self.source.len());
        while self.source.get(start).is_some_and(|byte| matches!(byte, b'\r' | b'\n')) {
            start += 1;
        }
        if start > self.at {
            self.line += text::newlines(&self.source[self.at..start]);
            self.at = start;
        }
        self.line
    }
}

/// The same person or not, whatever the capitals: for noticing a blocked guardian who comes back with another address.
pub(super) fn same_name(one: &Names, other: &Names) -> bool {
    let flat = |names: &Names| {
        let parts = [&names.call_name, &names.infix, &names.last_name];
        parts.into_iter().flatten().flat_map(|part| part.chars().filter(|c| c.is_alphanumeric())).flat_map(char::to_lowercase).collect::<String>()
    };
    flat(one) == flat(other)
}
