//! EDEXML as administrations really export it: what is left out, spelled otherwise, or wrong.

use super::small::{but, cut, school};
use crate::Reason;
use crate::school::{Edex, Remark, RemarkCode, Role, read};

fn taken(text: &str) -> Edex {
    read(text.as_bytes()).expect("the file is read")
}

fn told(text: &str) -> Vec<(usize, Reason, &'static str)> {
    read(text.as_bytes())
        .expect_err("the file is refused")
        .into_iter()
        .map(|refusal| (refusal.line, refusal.reason, refusal.what))
        .collect()
}

fn child(cells: &str) -> String {
    but(
        &school(),
        "</leerlingen>",
        &format!("<leerling key=\"00021\">{cells}<groep key=\"G1\"/></leerling></leerlingen>"),
    )
}

#[test]
fn nobody_is_nameless() {
    let called = |cells: &str| {
        let names = taken(&child(cells)).pupils.pop().expect("the child").names;
        (names.call_name.unwrap_or_default(), names.infix.unwrap_or_default(), names.last_name.unwrap_or_default())
    };
    let of = |call: &str, infix: &str, last: &str| (call.to_owned(), infix.to_owned(), last.to_owned());
    assert_eq!(
        called("<achternaam>Assati</achternaam><voornamen>Ismaël Hassan</voornamen>"),
        of("Ismaël", "", "Assati")
    );
    assert_eq!(
        called("<achternaam>Bakker</achternaam><voornamen>Anne-Fleur Johanna</voornamen>"),
        of("Anne-Fleur", "", "Bakker")
    );
    assert_eq!(
        called("<achternaam>Berg</achternaam><voorvoegsel>van den</voorvoegsel><voorletters-1>J</voorletters-1>"),
        of("van den Berg", "", "")
    );
    assert_eq!(called("<voornamen>Mei Lin</voornamen>"), of("Mei", "", ""));
    let teacher = but(&school(), "<roepnaam>Iris</roepnaam>", "<voorletters-1>I.</voorletters-1>");
    assert_eq!(taken(&teacher).teachers[0].names.call_name.as_deref(), Some("I."));
}

#[test]
fn twins_without_call_names_are_two() {
    let twin = |name: &str| {
        format!(
            "<leerling key=\"#1{name}\"><achternaam>Tweeling</achternaam><voornamen>{name}</voornamen><geboortedatum>2019-05-05</geboortedatum></leerling>"
        )
    };
    let both = but(&school(), "</leerlingen>", &format!("{}{}</leerlingen>", twin("Bo"), twin("Jo")));
    let swapped = but(&school(), "</leerlingen>", &format!("{}{}</leerlingen>", twin("Jo"), twin("Bo")));
    let key = |file: &Edex, name: &str| {
        file.pupils.iter().find(|pupil| pupil.names.call_name.as_deref() == Some(name)).map(|pupil| pupil.key.clone())
    };
    for name in ["Bo", "Jo"] {
        assert_eq!(key(&taken(&both), name), key(&taken(&swapped), name), "whatever the order");
    }
    assert_ne!(key(&taken(&both), "Bo"), key(&taken(&both), "Jo"));
}

#[test]
fn a_list_that_is_absent_is_not_talked_about() {
    let file = taken(&cut(&school(), "<leerkrachten>", "</leerkrachten>"));
    assert!(file.lists.groups && !file.lists.teachers && file.teachers.is_empty());
    let bare =
        cut(&school(), "<groepen>", "</groepen>").replace("<groep key=\"G1\"/>", "").replace("<groep key=\"G2\"/>", "");
    let file = taken(&bare);
    assert!(!file.lists.groups && file.lists.teachers && file.pupils.len() == 12);
}

#[test]
fn every_encoding_that_is_valid_is_read() {
    let text = but(&child("<achternaam>Šimić</achternaam><roepnaam>Œdipe</roepnaam>"), "Iris", "Irisë");
    let check = |bytes: &[u8], what: &str| {
        let file = read(bytes).expect(what);
        let names = &file.pupils[12].names;
        assert_eq!((names.last_name.as_deref(), names.call_name.as_deref()), (Some("Šimić"), Some("Œdipe")), "{what}");
        assert_eq!(file.teachers[0].names.call_name.as_deref(), Some("Irisë"), "{what}");
    };
    let wide = |mark: u16, big: bool| -> Vec<u8> {
        let units = std::iter::once(mark).chain(text.replace("UTF-8", "UTF-16").encode_utf16().collect::<Vec<_>>());
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    check(&wide(0xFEFF, false), "utf-16, little end first");
    check(&wide(0xFEFF, true), "utf-16, big end first");
    check(&wide(0xFEFF, false)[2..], "utf-16 without a mark");
    let latin = text.replace("UTF-8", "ISO-8859-15").replace('ć', "&#263;");
    let latin: Vec<u8> = latin
        .chars()
        .map(|letter| match letter {
            'Š' => 0xA6,
            'Œ' => 0xBC,
            other => u8::try_from(u32::from(other)).expect("a letter of that encoding"),
        })
        .collect();
    check(&latin, "latin-9");
    check(format!("\n {text}").as_bytes(), "an empty line first");
    check(but(&text, "version=\"1.0\"", "version=\"1.1\"").as_bytes(), "XML 1.1");
    check(but(&text, "<EDEX>", "<EDEX xmlns=\"http://www.edexml.nl/EDEXML\">").as_bytes(), "a namespace");
}

#[test]
fn comments_sections_and_entities_are_text() {
    let file = taken(&child(
        "<achternaam>O&apos;Brien &amp; de Wit &#x2013; &#233;</achternaam><roepnaam><!-- hier --><![CDATA[Noor & co]]></roepnaam>",
    ));
    let names = &file.pupils[12].names;
    assert_eq!(
        (names.last_name.as_deref(), names.call_name.as_deref()),
        (Some("O'Brien & de Wit – é"), Some("Noor & co"))
    );
}

#[test]
fn what_cannot_be_seen_is_cleaned_away() {
    let file = taken(&child("<achternaam>السيد</achternaam><roepnaam>\u{200F}مريم\u{200B}</roepnaam>"));
    assert_eq!(file.pupils[12].names.call_name.as_deref(), Some("مريم"));
}

#[test]
fn one_wrong_address_is_a_remark() {
    let no_domain = format!("iris@{}.example", "a".repeat(64));
    for wrong in ["geen", &no_domain] {
        let file = taken(&but(&school(), "iris@aa.example", wrong));
        assert_eq!(file.teachers[0].email, None);
        let bad = |remark: &Remark| remark.code == RemarkCode::BadEmail && remark.key == "T1";
        assert!(file.remarks.iter().any(bad), "{:?}", file.remarks);
    }
    let named = taken(&but(&school(), "iris@aa.example", "Iris van Zee &lt;iris@aa.example&gt;"));
    assert_eq!(named.teachers[0].email.as_deref(), Some("iris@aa.example"));
}

#[test]
fn somebody_with_two_roles_has_two() {
    let roles = |file: Edex, at: usize| file.teachers[at].roles.clone();
    assert_eq!(
        roles(taken(&but(&school(), "<rol>DIR</rol>", "<rol>LRK</rol><rol>DIR</rol>")), 2),
        [Role::Dir, Role::Lrk]
    );
    let in_group = but(
        &school(),
        "<rol>LRK</rol><groepen><groep key=\"G1\"/>",
        "<groepen><groep key=\"G1\"><rol>LRK</rol><rol>IB</rol></groep>",
    );
    assert_eq!(roles(taken(&in_group), 0), [Role::Ib, Role::Lrk]);
}

#[test]
fn one_group_named_twice_is_one() {
    let twice = "<samengestelde_groepen><samengestelde_groep key=\"G1\"/><samengestelde_groep key=\"SG1\"/></samengestelde_groepen>";
    let file = taken(&child(&format!("<roepnaam>Noor</roepnaam>{twice}")));
    assert_eq!(
        (file.pupils[12].group_key.as_deref(), file.pupils[12].composite_keys.as_slice()),
        (Some("G1"), ["SG1".to_owned()].as_slice())
    );
}

#[test]
fn a_key_for_two_things_is_refused_with_its_line() {
    let two = but(&school(), "<leerling key=\"00002\">", "<leerling key=\"00001\">");
    assert_eq!(told(&two), [(5, Reason::DuplicateKey, "leerling")]);
    let shared = but(&school(), "<samengestelde_groep key=\"SG1\">", "<samengestelde_groep key=\"G1\">");
    assert_eq!(told(&shared), [(3, Reason::DuplicateKey, "samengestelde_groep")]);
}

#[test]
fn all_mistakes_are_told_at_once() {
    let file = school()
        .replacen("2019-02-11", "0000-00-00", 1)
        .replacen("2025-08-18", "gisteren", 1)
        .replacen("<groep key=\"G2\"/>", "<groep key=\"G7\"/>", 1)
        .replacen("2026-2027", "2026", 1)
        .replacen("<jaargroep>3<", "<jaargroep>drie<", 1);
    assert_eq!(
        told(&file),
        [
            (2, Reason::InvalidSchoolYear, "schooljaar"),
            (3, Reason::InvalidCode, "jaargroep"),
            (4, Reason::InvalidDate, "geboortedatum"),
            (4, Reason::InvalidDate, "instroomdatum"),
            (5, Reason::UnknownGroup, "groep"),
        ]
    );
}

#[test]
fn what_is_no_file_of_a_dutch_school_is_told_plainly() {
    let flemish = school().replace(
        "<brincode>88AA</brincode><dependancecode>00</dependancecode>",
        "<instellingsnummer>1234</instellingsnummer>",
    );
    assert_eq!(told(&flemish), [(2, Reason::NotDutch, "instellingsnummer")]);
    assert_eq!(told(""), [(1, Reason::NotEdex, "EDEX")]);
    assert_eq!(
        told("<?xml version=\"1.0\"?>\n<EDEX></EDEX>"),
        [(2, Reason::MissingElement, "leerlingen"), (2, Reason::MissingElement, "school")]
    );
    assert_eq!(told(&but(&school(), "<EDEX>", "<!DOCTYPE EDEX><EDEX>")), [(2, Reason::DoctypeRefused, "EDEX")]);
    let without = taken(&cut(&school(), "<brincode>", "</dependancecode>"));
    assert_eq!((without.school.brin, without.school.dependance), (None, None));
}
