//! Reading EDEXML: generous to newer versions, strict about everything that could hurt.

use super::NEWER;
use crate::school::{Gender, Proposal, RemarkCode, Role, read};
use crate::{Reason, Refusal, xml};

fn refused(text: &str) -> Refusal {
    read(text.as_bytes()).expect_err("the file is refused").remove(0)
}

fn changed(from: &str, to: &str) -> String {
    assert!(NEWER.contains(from), "the fixture holds {from}");
    NEWER.replacen(from, to, 1)
}

#[test]
fn a_newer_school_year_with_unknown_elements_is_read() {
    let file = read(NEWER.as_bytes()).expect("read");
    assert_eq!(file.school.school_year, "2031-2032");
    assert_eq!(file.school.xsd_version.as_deref(), Some("3.7"));
    assert_eq!((file.groups.len(), file.pupils.len(), file.teachers.len()), (3, 2, 2));
    assert_eq!(file.groups[0].name, "De Otters");
    assert!(file.groups[2].composite);
    let daan = &file.pupils[0];
    assert_eq!(daan.names.last_name.as_deref(), Some("Jansen & Zn"));
    assert_eq!((daan.names.infix.as_deref(), daan.names.call_name.as_deref()), (Some("van der"), Some("Daan")));
    assert_eq!((daan.birth_date.as_deref(), daan.gender), (Some("2019-03-01"), Gender::Male));
    assert_eq!((daan.group_key.as_deref(), daan.composite_keys.as_slice()), (Some("G1"), ["G3".to_owned()].as_slice()));
    assert_eq!((daan.from.as_deref(), daan.until.as_deref()), (Some("2023-08-21"), None));
    assert_eq!(file.pupils[1].names.call_name.as_deref(), Some("Zoé"));
}

#[test]
fn forbidden_fields_are_nowhere() {
    let file = read(NEWER.as_bytes()).expect("read");
    assert!(!format!("{file:?}").contains("CANARY"));
    let tree = xml::read(NEWER).expect("read");
    assert!(!format!("{tree:?}").contains("CANARY"), "not even on the way");
}

#[test]
fn a_refusal_never_carries_the_content_of_the_file() {
    let bad = changed("<geboortedatum>2019-03-01+01:00", "<geboortedatum>CANARY-DATE");
    let refusal = refused(&bad);
    assert_eq!((refusal.line, refusal.reason, refusal.what), (16, Reason::InvalidDate, "geboortedatum"));
    assert!(!format!("{refusal} {refusal:?}").contains("CANARY"));
}

#[test]
fn roles_are_proposals_and_an_unknown_one_is_other() {
    let file = read(NEWER.as_bytes()).expect("read");
    assert_eq!(
        (file.teachers[0].roles.as_slice(), file.teachers[0].roles[0].proposal()),
        ([Role::Lrk].as_slice(), Proposal::Teacher)
    );
    assert_eq!(
        (file.teachers[1].roles.as_slice(), file.teachers[1].roles[0].proposal()),
        ([Role::Other].as_slice(), Proposal::Other)
    );
    assert_eq!(Role::from_code("oud").proposal(), Proposal::Other, "a parent on the list never becomes a teacher");
    assert!(file.remarks.iter().any(|remark| remark.code == RemarkCode::UnknownRole && remark.key == "T2"));
    assert_eq!(file.teachers[0].email.as_deref(), Some("sanne@school.example"));
    assert_eq!(file.teachers[0].group_keys, ["G1", "G3"]);
}

#[test]
fn a_passing_key_becomes_a_lasting_one() {
    let one = read(NEWER.as_bytes()).expect("read");
    let other = read(NEWER.replace("\"#7\"", "\"#99\"").replace("\"#2\"", "\"#1\"").as_bytes()).expect("read");
    let zoe = &one.pupils[1];
    assert!(!zoe.stable_key && zoe.key.len() == 17 && zoe.key.starts_with('#'));
    assert_eq!(one, other, "another number, the same child");
    assert_eq!(zoe.group_key.as_ref(), Some(&one.groups[1].key));
    assert_eq!(one.remarks.iter().filter(|remark| remark.code == RemarkCode::UnstableKey).count(), 2);
}

#[test]
fn two_children_with_one_name_keep_apart() {
    let twice = changed("</leerlingen>", "<leerling key=\"#8\"><roepnaam>Zoé</roepnaam></leerling></leerlingen>");
    let file = read(twice.as_bytes()).expect("read");
    assert_ne!(file.pupils[1].key, file.pupils[2].key);
}

#[test]
fn broken_files_are_refused_with_place_and_reason() {
    let cases = [
        (changed("<groep key=\"G1\"/>", "<groep key=\"G9\"/>"), 20, Reason::UnknownGroup, "groep"),
        (changed("<groep key=\"G1\"/>", "<groep/>"), 20, Reason::MissingKey, "groep"),
        (changed("key=\"#7\"", "key=\"L1\""), 24, Reason::DuplicateKey, "leerling"),
        (changed("key=\"G3\"", "key=\"G1\""), 11, Reason::DuplicateKey, "samengestelde_groep"),
        (changed("<roepnaam>Zo&#233;</roepnaam>", ""), 24, Reason::MissingName, "leerling"),
        (changed("2023-08-21", "2023-02-30"), 21, Reason::InvalidDate, "instroomdatum"),
        (changed("2023-08-21", "2023-08-21 CANARY"), 21, Reason::InvalidDate, "instroomdatum"),
        (changed("<geslacht>1", "<geslacht>5"), 16, Reason::InvalidCode, "geslacht"),
        (changed("<jaargroep>3", "<jaargroep>9"), 9, Reason::InvalidCode, "jaargroep"),
        (changed("2031-2032", "2031-2033"), 4, Reason::InvalidSchoolYear, "schooljaar"),
        (changed("Robot", "Ro\u{7}bot"), 29, Reason::BadCharacter, "roepnaam"),
        (changed("Robot", &"o".repeat(201)), 29, Reason::TooLong, "roepnaam"),
        (changed("Robot", "Ro&naam;bot"), 29, Reason::EntityRefused, "roepnaam"),
        (changed("</leerling>", "</leerkracht>"), 23, Reason::NotWellFormed, "leerling"),
        (changed("<EDEX ", "<EDEX xmlns=\"urn:x\" "), 2, Reason::NotEdex, "EDEX"),
        ("<html></html>".to_owned(), 1, Reason::NotEdex, "EDEX"),
        (String::new(), 1, Reason::NotEdex, "EDEX"),
        ("<EDEX/>".to_owned(), 1, Reason::MissingElement, "leerlingen"),
        (format!("{}<EDEX/>", NEWER), 32, Reason::NotEdex, "EDEX"),
    ];
    for (file, line, reason, what) in cases {
        let refusal = refused(&file);
        assert_eq!((refusal.line, refusal.reason, refusal.what), (line, reason, what), "{refusal}");
    }
}

#[test]
fn a_file_cut_off_anywhere_is_refused() {
    let whole = NEWER.trim_end();
    for cut in (0..whole.len()).filter(|cut| whole.is_char_boundary(*cut)) {
        let refusal = refused(&whole[..cut]);
        assert!(
            matches!(refusal.reason, Reason::Truncated | Reason::NotEdex | Reason::NotWellFormed),
            "cut at {cut}: {refusal}"
        );
    }
}

#[test]
fn without_a_list_of_pupils_nobody_leaves_school() {
    let start = NEWER.find("<leerlingen>").expect("there");
    let end = NEWER.find("<leerkrachten>").expect("there");
    let file = format!("{}{}", &NEWER[..start], &NEWER[end..]);
    let refusal = refused(&file);
    assert_eq!((refusal.reason, refusal.what), (Reason::MissingElement, "leerlingen"));
}

#[test]
fn a_dtd_is_refused_before_anything_expands() {
    let bomb = r#"<?xml version="1.0"?>
<!DOCTYPE EDEX [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
<EDEX><school><schooljaar>&b;&x;</schooljaar></school></EDEX>"#;
    assert_eq!(refused(bomb), Refusal { line: 2, reason: Reason::DoctypeRefused, what: "EDEX" });
    assert_eq!(refused("<!DOCTYPE EDEX SYSTEM \"http://evil.example/x.dtd\"><EDEX/>").reason, Reason::DoctypeRefused);
    let attribute = changed("key=\"T2\"", "key=\"&x;\"");
    assert_eq!(refused(&attribute).reason, Reason::EntityRefused);
}

#[test]
fn deep_nesting_is_refused() {
    let deep = changed("<hoera>CANARY</hoera>", &format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000)));
    assert_eq!(refused(&deep).reason, Reason::TooDeep);
}

#[test]
fn latin_1_and_a_byte_order_mark_are_read() {
    let mut marked = b"\xEF\xBB\xBF".to_vec();
    marked.extend(NEWER.bytes());
    assert!(read(&marked).is_ok());
    let latin = NEWER.replacen("UTF-8", "ISO-8859-1", 1).replacen("Robot", "Ren@ #", 1);
    let latin: Vec<u8> = latin
        .bytes()
        .map(|byte| match byte {
            b'@' => 0xE9,
            other => other,
        })
        .collect();
    // The address lost its @ too: put that one back.
    let at = latin.windows(12).position(|part| part == b"Sanne\xE9School").expect("there");
    let mut latin = latin;
    latin[at + 5] = b'@';
    let file = read(&latin).expect("latin-1");
    assert_eq!(file.teachers[1].names.call_name.as_deref(), Some("René #"));
    let wrong = NEWER.replacen("Robot", "Ren\u{0}", 1).replace('\u{0}', "@");
    let wrong: Vec<u8> = wrong.bytes().map(|byte| if byte == b'@' { 0xE9 } else { byte }).collect();
    assert_eq!(read(&wrong).expect_err("not utf-8")[0].reason, Reason::BadEncoding);
    assert_eq!(refused(&changed("UTF-8", "EBCDIC-NL")).reason, Reason::UnsupportedEncoding);
    assert_eq!(read(b"\xFF\xFE<\0E\0").expect_err("half of a file in utf-16")[0].reason, Reason::Truncated);
}
