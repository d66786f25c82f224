//! A list as a table: its heading and its lines, the same on the page, on paper and in every file.
use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::cells::{guarded, phone, plain};
use super::list::List;
use super::store::{Colleague, Family, Pupil};
use crate::access::Role;
use crate::base::db::broken;
use crate::base::failure::Result;
use crate::base::language::Language;
use crate::say;
use crate::ui::person::role;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    pub columns: Vec<String>,
    pub lines: Vec<Vec<String>>,
}

/// With these a program of this country opens such a file as a table, in letters of all languages.
const MARK: &[u8] = b"\xef\xbb\xbf";
const SEPARATOR: u8 = b';';

/// Of a family that is protected neither leaves the school.
fn reached(language: Language, protected: bool, (email, number): (String, &str)) -> (String, String) {
    if protected { (say!(language, exports.kept_back), String::new()) } else { (email, phone(number)) }
}

impl Table {
    pub fn of_pupils(language: Language, pupils: Vec<Pupil>) -> Self {
        let columns = vec![
            say!(language, exports.group),
            say!(language, exports.call_name),
            say!(language, exports.infix),
            say!(language, exports.last_name),
            say!(language, exports.born),
        ];
        let line = |one: Pupil| {
            let born = one.birth_date.map(|day| day.to_string()).unwrap_or_default();
            vec![one.group_name, one.name.call_name, one.name.infix, one.name.last_name, born]
        };
        Table { columns, lines: pupils.into_iter().map(line).collect() }
    }

    pub fn of_families(language: Language, families: Vec<Family>) -> Self {
        let columns = vec![
            say!(language, exports.group),
            say!(language, exports.child),
            say!(language, exports.guardian),
            say!(language, exports.email),
            say!(language, exports.phone),
        ];
        let line = |one: Family| {
            let (email, number) = reached(language, one.protected, (one.email, &one.phone));
            vec![one.group_name, one.child.0.to_string(), one.name.to_string(), email, number]
        };
        Table { columns, lines: families.into_iter().map(line).collect() }
    }

    pub fn of_staff(language: Language, staff: Vec<Colleague>) -> Self {
        let columns = vec![
            say!(language, exports.call_name),
            say!(language, exports.infix),
            say!(language, exports.last_name),
            say!(language, exports.role),
            say!(language, exports.groups),
            say!(language, exports.email),
            say!(language, exports.phone),
        ];
        let line = |one: Colleague| {
            let roles = one.roles.split(',').filter_map(Role::of).map(|known| role(language, known));
            let roles = roles.collect::<Vec<_>>().join(", ");
            let name = one.name;
            let (email, number) = reached(language, one.protected, (one.email, &one.phone));
            vec![name.call_name, name.infix, name.last_name, roles, one.groups, email, number]
        };
        Table { columns, lines: staff.into_iter().map(line).collect() }
    }

    /// Separated by semicolons, as programs of this country expect it.
    pub fn csv(&self) -> Result<Vec<u8>> {
        let mut writer =
            csv::WriterBuilder::new().delimiter(SEPARATOR).terminator(csv::Terminator::CRLF).from_writer(MARK.to_vec());
        for line in std::iter::once(&self.columns).chain(&self.lines) {
            writer.write_record(line.iter().map(|cell| guarded(cell))).map_err(|error| broken(&error))?;
        }
        writer.into_inner().map_err(|error| broken(&error))
    }

    /// A workbook of one sheet. Every cell is text, so that nothing is reckoned out, and no telephone number loses its zero.
    pub fn workbook(&self, list: List, language: Language) -> Result<Vec<u8>> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let written = self.write(sheet, &list.title(language));
        written.and_then(|()| book.save_to_buffer()).map_err(|error| broken(&error))
    }

    fn write(&self, sheet: &mut Worksheet, title: &str) -> std::result::Result<(), rust_xlsxwriter::XlsxError> {
        sheet.set_name(title)?.set_freeze_panes(1, 0)?;
        let (heading, text) = (Format::new().set_bold().set_num_format("@"), Format::new().set_num_format("@"));
        for (row, line) in (0..).zip(std::iter::once(&self.columns).chain(&self.lines)) {
            for (column, cell) in (0..).zip(line) {
                let format = if row == 0 { &heading } else { &text };
                sheet.write_string_with_format(row, column, plain(cell), format)?;
            }
        }
        sheet.autofit();
        Ok(())
    }
}
