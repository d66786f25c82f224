//! The school's own list of guardians, as CSV: one row per guardian and pupil. Tells every problem at once, so that
//! the office repairs the file in one go. A cell that looks like a formula is text here; whoever *exports* must disarm it.

use super::{MAX_REFUSALS, Reason, Refusal, text};
use std::collections::BTreeMap;

mod alike;
mod quotes;
mod row;

pub(crate) use alike::{alike, given_alike};
pub use row::{GuardianRow, Language, Status, address_of, nameless};

/// The header row; the order is free and columns we do not know are ignored.
pub const COLUMNS: [&str; 10] =
    ["pupil_key", "household", "call_name", "infix", "last_name", "email", "language", "authority", "status", "phone"];

pub fn read(bytes: &[u8]) -> Result<Vec<GuardianRow>, Vec<Refusal>> {
    let source = text::decode_csv(bytes).map_err(|refusal| vec![refusal])?;
    let (source, delimiter, first) = separated(&source);
    if let Some(line) = quotes::open(source, delimiter) {
        return Err(vec![Refusal::new(line + first - 1, Reason::OpenQuote, "row")]);
    }
    let mut lines = Lines { source: source.as_bytes(), at: 0, line: first };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(source.as_bytes());
    let mut records = reader.records();
    let header = match records.next() {
        Some(Ok(header)) => header,
        _ => return Err(vec![Refusal::new(1, Reason::MissingColumn, COLUMNS[0])]),
    };
    let columns = columns(&header, lines.of(&header))?;
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
    if rows.is_empty() && refusals.is_empty() {
        refusals.push(Refusal::new(1, Reason::NoRows, "row"));
    }
    refusals.extend(contradictions(&rows));
    one_phone(&mut rows);
    refusals.sort_by_key(|refusal| (refusal.line, refusal.reason, refusal.what));
    refusals.truncate(MAX_REFUSALS);
    if refusals.is_empty() { Ok(rows) } else { Err(refusals) }
}

/// The rows, what separates their cells, and the line on which they begin. Dutch spreadsheets write semicolons, and some say so in
/// a first line of their own (`sep=;`).
fn separated(source: &str) -> (&str, u8, usize) {
    let (head, rest) = source.split_once('\n').unwrap_or((source, ""));
    let said = head.trim().trim_matches('"').strip_prefix("sep=").and_then(|sign| sign.bytes().next());
    if let Some(sign @ (b';' | b',' | b'\t' | b'|')) = said {
        return (rest, sign, 2);
    }
    let heading = source.trim_start().lines().next().unwrap_or_default();
    let most = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|sign| (heading.bytes().filter(|byte| byte == sign).count(), *sign == b','));
    (source, most.unwrap_or(b','), 1)
}

fn columns(header: &csv::StringRecord, line: usize) -> Result<[usize; 10], Vec<Refusal>> {
    // «Pupil Key», " pupil-key " and pupil_key are one column.
    let named = |cell: &str| identity::tidy(cell).to_lowercase().replace([' ', '-'], "_");
    let names: Vec<String> = header.iter().map(named).collect();
    let mut found = [0; 10];
    let mut refusals = Vec::new();
    for (slot, column) in found.iter_mut().zip(COLUMNS) {
        let mut places = names.iter().enumerate().filter(|(_, name)| *name == column);
        match (places.next(), places.next()) {
            (Some((at, _)), None) => *slot = at,
            (Some(_), Some(_)) => refusals.push(Refusal::new(line, Reason::DuplicateColumn, column)),
            (None, _) => refusals.push(Refusal::new(line, Reason::MissingColumn, column)),
        }
    }
    if refusals.iter().filter(|refusal| refusal.reason == Reason::MissingColumn).count() == COLUMNS.len() {
        return Err(vec![Refusal::new(line, Reason::NotAList, "file")]);
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
        ];
        let differing = same.into_iter().filter(|(_, same)| !same);
        refusals.extend(differing.map(|(column, _)| Refusal::new(row.line, Reason::Conflict, column)));
    }
    refusals
}

/// A number is a convenience: of several for one person the first counts, and none is a reason to refuse a file.
fn one_phone(rows: &mut [GuardianRow]) {
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    for row in rows.iter() {
        if let Some(phone) = &row.phone {
            first.entry(row.email.clone()).or_insert_with(|| phone.clone());
        }
    }
    for row in rows {
        row.phone = first.get(&row.email).cloned();
    }
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
        while self.source.get(start).is_some_and(|byte| *byte == b'\n') {
            start += 1;
        }
        if start > self.at {
            self.line += text::newlines(&self.source[self.at..start]);
            self.at = start;
        }
        self.line
    }
}
