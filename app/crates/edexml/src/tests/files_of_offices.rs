//! Lists of guardians as offices really make them: with a spreadsheet, an old machine, a copy from a mail.

use super::small::{HEADING, but, guardians, row};
use crate::Reason;
use crate::guardians::{GuardianRow, address_of, read};

fn taken(text: &str) -> Vec<GuardianRow> {
    read(text.as_bytes()).expect("the list is read")
}

fn told(text: &str) -> Vec<(usize, Reason, &'static str)> {
    read(text.as_bytes())
        .expect_err("the list is refused")
        .into_iter()
        .map(|refusal| (refusal.line, refusal.reason, refusal.what))
        .collect()
}

/// The rows without their lines: a list may begin lower down.
fn rows(list: Vec<GuardianRow>) -> Vec<GuardianRow> {
    list.into_iter().map(|row| GuardianRow { line: 0, ..row }).collect()
}

#[test]
fn every_way_to_save_a_list_reads_the_same() {
    let list = but(&guardians(), "Tweede", "Zoë");
    let expected = rows(taken(&list));
    let semicolons = list.replace(',', ";");
    let wide: Vec<u8> =
        "\u{FEFF}".encode_utf16().chain(list.replace(',', "\t").encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let excel: Vec<u8> = semicolons
        .replace('\n', "\r\n")
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).expect("latin"))
        .collect();
    let quoted = list.replacen(
        HEADING.trim_end(),
        &HEADING.trim_end().split(',').map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(","),
        1,
    );
    let capitals = but(
        &list,
        HEADING.trim_end(),
        " Pupil Key,HOUSEHOLD,Call Name,Infix,Last-Name,Email,Language,Authority,Status,Phone ",
    );
    let saved: [(&str, Vec<u8>); 8] = [
        ("a mark", format!("\u{FEFF}{list}").into_bytes()),
        ("a mark, semicolons, lines of Windows", format!("\u{FEFF}{}", semicolons.replace('\n', "\r\n")).into_bytes()),
        ("a first line that says the sign", format!("sep=;\r\n{semicolons}").into_bytes()),
        ("lines of old Macs", list.replace('\n', "\r").into_bytes()),
        ("utf-16 with tabs", wide),
        ("windows-1252", excel),
        ("a heading in quotes", quoted.into_bytes()),
        ("a heading with capitals and spaces", capitals.into_bytes()),
    ];
    for (what, bytes) in saved {
        assert_eq!(rows(read(&bytes).expect(what)), expected, "{what}");
    }
}

#[test]
fn lines_of_old_macs_have_numbers_too() {
    let broken = but(&guardians(), "ouder3@", "ouder3").replace('\n', "\r");
    assert_eq!(told(&broken), [(4, Reason::InvalidEmail, "email")]);
    let below = format!("sep=;\n{}", but(&guardians(), "ouder3@", "ouder3").replace(',', ";"));
    assert_eq!(told(&below), [(5, Reason::InvalidEmail, "email")]);
}

#[test]
fn an_open_quote_never_swallows_rows() {
    assert_eq!(told(&but(&guardians(), "Ouder3,", "\"Ouder3,")), [(4, Reason::OpenQuote, "row")]);
    assert_eq!(told(&but(&guardians(), "06-12345678", "\"06-12345678")), [(12, Reason::OpenQuote, "row")]);
    let two = but(&but(&guardians(), "Ouder3,", "\"Ouder3,"), "Ouder5,", "\"Ouder5\",");
    assert_eq!(told(&two), [(4, Reason::OpenQuote, "row")], "not even up to the next quote");
    assert_eq!(taken(&but(&guardians(), "Ouder3,", "Ouder \"Juul\" 3,")).len(), 11, "a quote inside is a letter");
    let broken = but(&guardians(), "H-1,", "\"Dorpsstraat 1\nVerzonnen\",");
    assert_eq!(taken(&broken)[0].household, "Dorpsstraat 1 Verzonnen");
}

#[test]
fn a_number_costs_the_number_and_not_the_file() {
    for (written, kept) in [
        ("06 – 12345678", Some("06 - 12345678")),
        ("06-12345678 (werk)", Some("06-12345678")),
        ("'0612345678", Some("0612345678")),
        ("0031 (0)6-12345678", Some("0031 (0)6-12345678")),
        ("612345678", Some("612345678")),
        ("06.12.34.56.78", Some("06.12.34.56.78")),
        ("\"6,12346E+08\"", None),
        ("6.12346E+08", None),
        ("bel mij", None),
        ("12", None),
    ] {
        let read = taken(&row(&format!("00001,H-1,Pim,,Bos,pim@ouders.example,nl,yes,confirmed,{written}")));
        assert_eq!((read[0].phone.as_deref(), read[0].phone_lost), (kept, kept.is_none()), "{written}");
    }
}

#[test]
fn a_guardian_without_address_is_taken_in() {
    let read = taken(&row("00001,H-1,Opa,,Zondermail,,nl,yes,confirmed,"));
    assert_eq!(address_of(&read[0].email), None);
    assert_eq!(read[0].names.last_name.as_deref(), Some("Zondermail"));
}

#[test]
fn what_cannot_be_seen_is_cleaned_and_what_belongs_together_stays() {
    let spaced = taken(&format!(
        "{HEADING} 00001\u{A0},H-1\u{A0},\u{2003}Pieter\u{A0},de,Wit\u{200B},\u{A0}pieter@ouders.example\u{A0},NL,Ja,Confirmed,06\u{A0}12345678\n"
    ));
    let plain = taken(&row("00001,H-1,Pieter,de,Wit,pieter@ouders.example,nl,yes,confirmed,06 12345678"));
    assert_eq!(spaced, plain);
    for (written, kept) in [
        ("\u{200F}مريم", "مريم"),
        ("Pieter\u{200B}", "Pieter"),
        ("👨\u{200D}👩\u{200D}👧", "👨\u{200D}👩\u{200D}👧"),
        ("נועה", "נועה"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("+Piet", "+Piet"),
    ] {
        let read = taken(&row(&format!("00001,-2,{written},,@SUM(A1),pieter@ouders.example,nl,yes,confirmed,")));
        assert_eq!((read[0].names.call_name.as_deref(), read[0].household.as_str()), (Some(kept), "-2"));
    }
}

#[test]
fn two_spellings_of_a_domain_are_one_address() {
    let spelled =
        |address: &str| taken(&row(&format!("00001,H-1,Jörg,,Müller,{address},nl,yes,confirmed,"))).remove(0).email;
    assert_eq!(spelled("jorg@müller.example"), spelled("JORG@xn--mller-kva.example"));
    assert_ne!(
        spelled("jörg@ouders.example"),
        spelled("jorg@ouders.example"),
        "before the @ an accent is another letter box"
    );
}

#[test]
fn codes_in_dutch_are_refused_all_at_once() {
    let codes = row("00001,H-1,Pieter,de,Wit,pieter@ouders.example,Nederlands,J,bevestigd,");
    assert_eq!(
        told(&codes),
        [
            (2, Reason::InvalidCode, "authority"),
            (2, Reason::InvalidCode, "language"),
            (2, Reason::InvalidCode, "status")
        ]
    );
    assert_eq!(
        told(&row("00001,H-1,Pieter,de,Wit,pieter@ouders.example,nl,1,confirmed,")),
        [(2, Reason::InvalidCode, "authority")]
    );
}

#[test]
fn a_heading_alone_is_no_list() {
    assert_eq!(told(HEADING), [(1, Reason::NoRows, "row")]);
    assert_eq!(told(&format!("{HEADING}\n,,,,,,,,,\n")), [(1, Reason::NoRows, "row")]);
}
