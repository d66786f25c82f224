//! A small school of twelve children in two groups as a file, and its list of guardians: what the stories of broken files spoil.

/// Children `00001` … `00012`, by turns in G1 and G2; teachers T1 … T4 of whom T3 leads and T4 keeps the office.
pub fn school() -> String {
    let child = |number: usize| {
        let group = 2 - number % 2;
        format!(
            "<leerling key=\"{number:05}\"><achternaam>Kind{number}</achternaam><roepnaam>Roos{number}</roepnaam><geboortedatum>2019-02-11</geboortedatum><groep key=\"G{group}\"/><instroomdatum>2025-08-18</instroomdatum></leerling>\n"
        )
    };
    let children: String = (1..=12).map(child).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<EDEX><school><schooljaar>2026-2027</schooljaar><brincode>88AA</brincode><dependancecode>00</dependancecode><schoolkey>AA</schoolkey></school>\n\
        <groepen><groep key=\"G1\"><naam>De Reigers</naam><jaargroep>3</jaargroep></groep><groep key=\"G2\"><naam>De Dassen</naam><jaargroep>4</jaargroep></groep><samengestelde_groep key=\"SG1\"><naam>Plus</naam></samengestelde_groep></groepen>\n\
        <leerlingen>{children}</leerlingen>\n\
        <leerkrachten><leerkracht key=\"T1\"><achternaam>Zee</achternaam><voorvoegsel>van</voorvoegsel><roepnaam>Iris</roepnaam><emailadres>iris@aa.example</emailadres><rol>LRK</rol><groepen><groep key=\"G1\"/></groepen></leerkracht>\n\
        <leerkracht key=\"T2\"><achternaam>Bos</achternaam><roepnaam>Omar</roepnaam><emailadres>omar@aa.example</emailadres><rol>LRK</rol><groepen><groep key=\"G2\"/></groepen></leerkracht>\n\
        <leerkracht key=\"T3\"><achternaam>Dijk</achternaam><roepnaam>Els</roepnaam><emailadres>els@aa.example</emailadres><rol>DIR</rol></leerkracht>\n\
        <leerkracht key=\"T4\"><achternaam>Veld</achternaam><roepnaam>Jan</roepnaam><emailadres>jan@aa.example</emailadres><rol>ADM</rol></leerkracht></leerkrachten>\n</EDEX>\n"
    )
}

pub const HEADING: &str = "pupil_key,household,call_name,infix,last_name,email,language,authority,status,phone\n";

/// One guardian for each of ten children, two for the first.
pub fn guardians() -> String {
    let row = |number: usize| {
        format!("{number:05},H-{number},Ouder{number},,Kind{number},ouder{number}@ouders.example,nl,yes,confirmed,\n")
    };
    let rows: String = (1..=10).map(row).collect();
    format!("{HEADING}{rows}00001,H-1,Tweede,,Ouder,tweede@ouders.example,nl,yes,confirmed,06-12345678\n")
}

/// One row of a list.
pub fn row(cells: &str) -> String {
    format!("{HEADING}{cells}\n")
}

/// The text with one place changed, which has to be there.
pub fn but(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from} is not in the file");
    text.replacen(from, to, 1)
}

/// The text without everything from one mark up to and including another.
pub fn cut(text: &str, from: &str, to: &str) -> String {
    let start = text.find(from).expect("the beginning is there");
    let end = start + text[start..].find(to).expect("the end is there") + to.len();
    format!("{}{}", &text[..start], &text[end..])
}
