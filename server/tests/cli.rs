//! The real binary at a command line, in an empty folder: files go in once, broken ones not at all.
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const BEGIN: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<EDEX><school><schooljaar>2026-2027</schooljaar><brincode>99ZZ</brincode><xsdversie>2.1</xsdversie></school>
<groepen><groep key="G1"><naam>De Meerkoeten</naam><jaargroep>3</jaargroep></groep></groepen>
<leerlingen><leerling key="L1"><achternaam>Bos</achternaam><roepnaam>Pim</roepnaam><groep key="G1"/></leerling></leerlingen>
<leerkrachten><leerkracht key="T1"><achternaam>Vos</achternaam><roepnaam>Lies</roepnaam><emailadres>lies.vos@school.example</emailadres>
<rol>DIR</rol></leerkracht></leerkrachten></EDEX>"#;

const LIST: &str = "pupil_key,household,call_name,infix,last_name,email,language,authority,status,phone
L1,H1,Anna,,Bos,anna.bos@ouders.example,nl,yes,confirmed,
";

const NEW_SCHOOL: [&str; 6] = ["--name", "De Vijver", "--board", "Stichting De Vijver", "--place", "Gouda"];

/// Runs `kring` with a database below this folder.
fn kring(folder: &Path, args: &[&str], input: &str) -> (bool, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_kring"))
        .args(args)
        .current_dir(folder)
        .env("KRING_DATABASE", format!("sqlite:{}", folder.join("kring.db").display()))
        .env("KRING_MAIL", "folder:outbox")
        .env("KRING_BLOBS", "disk:photos")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("kring starts");
    child.stdin.take().expect("an input").write_all(input.as_bytes()).ok();
    let Output { status, stdout, stderr } = child.wait_with_output().expect("kring ends");
    (status.success(), format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr)))
}

struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Desk(tempfile::tempdir().expect("a folder"))
    }

    fn with_school() -> Self {
        let desk = Desk::new();
        desk.edexml(BEGIN, &NEW_SCHOOL).expect("the first import");
        desk
    }

    fn run(&self, args: &[&str], input: &str) -> Result<String, String> {
        let (well, said) = kring(self.0.path(), args, input);
        if well { Ok(said) } else { Err(said) }
    }

    fn import(&self, kind: &str, text: &str, more: &[&str]) -> Result<String, String> {
        let file = self.0.path().join("file");
        std::fs::write(&file, text).expect("a file");
        let path = file.display().to_string();
        self.run(&[&["import", kind, &path], more].concat(), "")
    }

    fn edexml(&self, text: &str, more: &[&str]) -> Result<String, String> {
        self.import("edexml", text, more)
    }
}

#[test]
fn a_school_is_tried_founded_and_the_second_time_unchanged() {
    let desk = Desk::new();
    let unknown = desk.edexml(BEGIN, &[]).expect_err("nobody said what the school is called");
    assert!(unknown.contains("--name"), "{unknown}");
    let tried = desk.edexml(BEGIN, &[&NEW_SCHOOL[..], &["--dry-run"]].concat()).expect("a dry run");
    assert!(tried.contains("School 99ZZ (new here)") && tried.contains("pupils: 1 new (L1)"), "{tried}");
    assert!(tried.contains("nothing was changed"), "{tried}");
    let done = desk.edexml(BEGIN, &NEW_SCHOOL).expect("the import");
    assert!(done.contains("(new here)") && done.contains("Done."), "the dry run left nothing behind: {done}");
    let again = desk.edexml(BEGIN, &[]).expect("the same file");
    assert!(again.contains("Nothing to do.") && again.contains("pupils: 1 unchanged"), "{again}");
    for said in [tried, done, again] {
        assert!(!said.contains("Pim") && !said.contains("Bos") && !said.contains('@'), "no personal data: {said}");
    }
}

#[test]
fn a_broken_file_is_refused_with_its_line_and_changes_nothing() {
    let desk = Desk::with_school();
    let cut = &BEGIN[..BEGIN.find("</leerlingen>").expect("the pupils")];
    let refused = desk.edexml(cut, &[]).expect_err("a file that stops halfway");
    assert!(refused.contains("truncated in line 4"), "{refused}");
    let unknown = desk
        .edexml(&BEGIN.replace("<groep key=\"G1\"/>", "<groep key=\"G7\"/>"), &[])
        .expect_err("a group that is not there");
    assert!(unknown.contains("unknown_group in line 4"), "{unknown}");
    let other = desk.edexml(&BEGIN.replace("99ZZ", "88YY"), &["--school", "99ZZ"]).expect_err("another school");
    assert!(other.contains("88YY"), "{other}");
    let list = desk.import("guardians", &LIST.replace("yes", "perhaps"), &[]).expect_err("a list with a mistake");
    assert!(list.contains("invalid_code in line 2: authority"), "{list}");
    assert!(desk.edexml(BEGIN, &[]).expect("the file as before").contains("Nothing to do."));
}

#[test]
fn a_newer_school_year_with_unknown_elements_is_taken_in() {
    let desk = Desk::with_school();
    let newer = BEGIN
        .replace("2026-2027", "2029-2030")
        .replace("<xsdversie>2.1", "<xsdversie>4.0")
        .replace(
            "<roepnaam>Pim</roepnaam>",
            "<roepnaam>Pim</roepnaam><bsn>111222333</bsn><toevoegingen><nieuw><bsn>1</bsn></nieuw></toevoegingen>",
        )
        .replace("</EDEX>", "<toekomst><iets/></toekomst></EDEX>");
    assert!(desk.edexml(&newer, &[]).expect("a newer file").contains("Nothing to do."), "nobody changed");
    let moved = newer.replace("<jaargroep>3", "<jaargroep>4");
    assert!(desk.edexml(&moved, &[]).expect("a new year").contains("groups: 1 changed (G1)"));
}

#[test]
fn guardians_roles_and_an_account() {
    let desk = Desk::with_school();
    let first = desk.import("guardians", LIST, &["--dry-run"]).expect("a dry run");
    assert!(first.contains("links: 1 new (L1)") && !first.contains("anna"), "{first}");
    desk.import("guardians", LIST, &["--school", "99zz"]).expect("the list");
    assert!(desk.import("guardians", LIST, &[]).expect("the same list").contains("Nothing to do."));
    assert!(desk.run(&["people", "confirm-roles"], "").expect("roles").contains("head: T1"));
    assert!(desk.run(&["people", "confirm-roles"], "").expect("roles").contains("0 roles"));
    let weak = desk.run(&["account", "anna.bos@ouders.example"], "welkom123\n").expect_err("a weak password");
    assert!(weak.contains("password"), "{weak}");
    let open = desk.run(&["account", "Anna.Bos@ouders.example"], "drie gele laarzen\n").expect("an account");
    assert!(!open.contains("laarzen") && !open.contains("anna"), "{open}");
    assert!(desk.run(&["account", "nobody@ouders.example"], "drie gele laarzen\n").is_err());
}
