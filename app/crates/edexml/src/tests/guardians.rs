//! Reading the list of guardians: every mistake at once, and never a guess.

use super::LIST;
use crate::guardians::{Language, Status, read};
use crate::{Reason, Refusal};

fn told(text: &str) -> Vec<(usize, Reason, &'static str)> {
    let refusals = read(text.as_bytes()).expect_err("refused");
    refusals.into_iter().map(|Refusal { line, reason, what }| (line, reason, what)).collect()
}

#[test]
fn commas_semicolons_marks_and_line_ends_read_the_same() {
    let rows = read(LIST.as_bytes()).expect("read");
    assert_eq!(rows.len(), 4);
    assert_eq!(
        (rows[0].email.as_str(), rows[0].status, rows[0].authority),
        ("mark@ouders.example", Status::Confirmed, true)
    );
    assert_eq!((rows[1].language, rows[1].names.infix.as_deref()), (Language::En, Some("van")));
    assert_eq!((rows[2].authority, rows[3].line), (false, 5));
    let windows = format!("\u{FEFF}{}", LIST.replace(',', ";").replace('\n', "\r\n"));
    assert_eq!(read(windows.as_bytes()).expect("semicolons"), rows);
    let old_mac = LIST.replace('\n', "\r");
    assert_eq!(read(old_mac.as_bytes()).expect("cr").len(), 4);
}

#[test]
fn every_problem_is_told_with_its_line() {
    let list = "pupil_key;household;call_name;infix;last_name;email;language;authority;status;phone;extra\n\
        \n\
        L1;H1;;;;kees;fr;misschien;vrij;bel mij;x\n\
        ;;Kees;;;kees@x.example;nl;ja;confirmed;;x\n\
        too;short\n\
        L1;H1;Kees;;;kees@y.example;nl;ja;confirmed;\"06\n 12345678\";x\n\
        L2;H1;Kees;;;;nl;ja;confirmed;;x\n";
    assert_eq!(
        told(list),
        [
            (3, Reason::MissingName, "last_name"),
            (3, Reason::InvalidCode, "authority"),
            (3, Reason::InvalidCode, "language"),
            (3, Reason::InvalidCode, "status"),
            (3, Reason::InvalidEmail, "email"),
            (4, Reason::MissingValue, "household"),
            (4, Reason::MissingValue, "pupil_key"),
            (5, Reason::WrongColumnCount, "row"),
        ]
    );
}

#[test]
fn one_address_is_one_person_in_one_household() {
    let list =
        LIST.replace("L2,H2,Eva,van,Kuipers,eva@ouders.example,en", "L2,H9,Eva,van,Kuiper,EVA@ouders.example,nl");
    assert_eq!(
        told(&list),
        [(4, Reason::Conflict, "household"), (4, Reason::Conflict, "language"), (4, Reason::Conflict, "last_name")]
    );
    let twice = format!("{LIST}L1,H1,Mark,,Jansen,mark@ouders.example,nl,yes,blocked,06 12345678\n");
    assert_eq!(told(&twice), [(6, Reason::DuplicateKey, "pupil_key")]);
}

#[test]
fn a_missing_or_double_column_is_named() {
    assert_eq!(told(&LIST.replacen("status", "state", 1)), [(1, Reason::MissingColumn, "status")]);
    assert_eq!(
        told(&LIST.replacen("household", "email", 1)),
        [(1, Reason::MissingColumn, "household"), (1, Reason::DuplicateColumn, "email")]
    );
    assert_eq!(told(""), [(1, Reason::MissingColumn, "pupil_key")]);
    for other in ["<?xml version=\"1.0\"?>\n<EDEX></EDEX>\n", "PK\u{3}\u{4}xl/workbook.xml\n", "naam;adres\nAnna;x\n"] {
        assert_eq!(told(other), [(1, Reason::NotAList, "file")], "{other}");
    }
}

#[test]
fn a_cell_that_looks_like_a_formula_is_only_text() {
    let list = LIST.replacen("Mark", "=HYPERLINK(1)", 1);
    assert_eq!(read(list.as_bytes()).expect("read")[0].names.call_name.as_deref(), Some("=HYPERLINK(1)"));
}

#[test]
fn a_line_break_cannot_hide_in_a_name() {
    let list = LIST.replacen("Mark", "\"Mark\nBcc: x\"", 1);
    assert_eq!(read(list.as_bytes()).expect("read")[0].names.call_name.as_deref(), Some("Mark Bcc: x"));
    assert_eq!(told(&LIST.replacen("Mark", "Ma\u{7}rk", 1)), [(2, Reason::BadCharacter, "call_name")]);
}
