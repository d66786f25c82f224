//! The real binary at a command line, in an empty folder: files go in once, broken ones not at all.
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use app::base::clock::{Clock, zone};

/// With the school year of today in place of YEAR: a file of another year is refused.
const BEGIN: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<EDEX><school><schooljaar>YEAR</schooljaar><brincode>99ZZ</brincode><xsdversie>2.1</xsdversie></school>
<groepen><groep key="G1"><naam>De Meerkoeten</naam><jaargroep>3</jaargroep></groep></groepen>
<leerlingen><leerling key="L1"><achternaam>Bos</achternaam><roepnaam>Pim</roepnaam><groep key="G1"/></leerling></leerlingen>
<leerkrachten><leerkracht key="T1"><achternaam>Vos</achternaam><roepnaam>Lies</roepnaam><emailadres>lies.vos@school.example</emailadres>
<rol>DIR</rol></leerkracht></leerkrachten></EDEX>"#;

const LIST: &str = "pupil_key,household,call_name,infix,last_name,email,language,authority,status,phone
L1,H1,Anna,,Bos,anna.bos@ouders.example,nl,yes,confirmed,
";

const NEW_SCHOOL: [&str; 6] = ["--name", "De Vijver", "--board", "Stichting De Vijver", "--place", "Gouda"];

/// The school year that runs, and so many years later.
fn year(later: i16) -> String {
    let today = Clock::System.today(&zone("Europe/Amsterdam"));
    let from = today.year() - i16::from(today.month() < 8) + later;
    format!("{from}-{}", from + 1)
}

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
        std::fs::write(&file, text.replace("YEAR", &year(0))).expect("a file");
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
    let looked = desk.edexml(BEGIN, &["--dry-run"]).expect("looking first needs no name");
    assert!(looked.contains("School 99ZZ (nieuw)") && looked.contains("--name"), "{looked}");
    let unknown = desk.edexml(BEGIN, &[]).expect_err("nobody said what the school is called");
    assert!(unknown.contains("--name"), "{unknown}");
    let half = desk.edexml(BEGIN, &["--board", "Stichting", "--place", "Gouda"]).expect_err("nor what it is called");
    assert!(half.contains("nieuwe school") && half.contains("--name"), "{half}");
    let tried = desk.edexml(BEGIN, &[&NEW_SCHOOL[..], &["--dry-run"]].concat()).expect("a dry run");
    assert!(tried.contains("leerlingen: 1 nieuw (L1)") && tried.contains("er is niets veranderd"), "{tried}");
    let done = desk.edexml(BEGIN, &NEW_SCHOOL).expect("the import");
    assert!(done.contains("(nieuw)") && done.contains("Klaar."), "the dry run left nothing behind: {done}");
    let again = desk.edexml(BEGIN, &["--language", "en"]).expect("the same file");
    assert!(again.contains("Nothing to do.") && again.contains("pupils: 1 unchanged"), "{again}");
    for said in [tried, done, again] {
        assert!(!said.contains("Pim") && !said.contains("Bos") && !said.contains('@'), "no personal data: {said}");
    }
}

#[test]
fn a_broken_file_is_refused_with_every_mistake_and_changes_nothing() {
    let desk = Desk::with_school();
    let cut = &BEGIN[..BEGIN.find("</leerlingen>").expect("the pupils")];
    let refused = desk.edexml(cut, &[]).expect_err("a file that stops halfway");
    assert!(refused.contains("Regel 4, leerlingen: Het bestand houdt hier ineens op."), "{refused}");
    let two = BEGIN.replace("<groep key=\"G1\"/>", "<groep key=\"G7\"/>").replace("<jaargroep>3", "<jaargroep>drie");
    let told = desk.edexml(&two, &["--language", "en"]).expect_err("a group that is not there");
    assert!(told.contains("Line 3, jaargroep: We do not know this code."), "{told}");
    assert!(told.contains("Line 4, groep: This group is not in the file."), "{told}");
    let other = desk.edexml(&BEGIN.replace("99ZZ", "88YY"), &["--school", "99ZZ"]).expect_err("another school");
    assert!(other.contains("van een andere school (88YY)"), "{other}");
    let spoiled = LIST.replace("yes", "perhaps").replace("nl", "Nederlands");
    let list = desk.import("guardians", &spoiled, &[]).expect_err("a list with mistakes");
    assert!(
        list.contains("Regel 2, authority: Dit kan zijn: yes of no")
            && list.contains("Regel 2, language: Dit kan zijn: nl of en."),
        "{list}"
    );
    assert!(desk.edexml(BEGIN, &[]).expect("the file as before").contains("Er is niets te doen."));
}

#[test]
fn a_file_of_the_next_year_waits_for_it_and_unknown_elements_do_no_harm() {
    let desk = Desk::with_school();
    let newer = BEGIN
        .replace("<xsdversie>2.1", "<xsdversie>4.0")
        .replace(
            "<roepnaam>Pim</roepnaam>",
            "<roepnaam>Pim</roepnaam><bsn>111222333</bsn><toevoegingen><nieuw><bsn>1</bsn></nieuw></toevoegingen>",
        )
        .replace("</EDEX>", "<toekomst><iets/></toekomst></EDEX>");
    assert!(desk.edexml(&newer, &[]).expect("a newer version").contains("Er is niets te doen."), "nobody changed");
    let next = newer.replace("YEAR", &year(1)).replace("<jaargroep>3", "<jaargroep>4");
    let begins = format!("{}-08-01", &year(1)[..4]);
    let early = desk.edexml(&next, &[]).expect_err("too early");
    assert!(early.contains(&year(1)) && early.contains(&format!("--from {begins}")), "{early}");
    assert!(desk.edexml(&next, &["--from", &begins]).expect("a new year").contains("groepen: 1 gewijzigd (G1)"));
    let old = desk.edexml(&newer.replace("YEAR", "2014-2015"), &[]).expect_err("an old file");
    assert!(old.contains("ouder schooljaar (2014-2015)"), "{old}");
    assert!(desk.edexml(&newer, &["--from", "volgende week"]).expect_err("no day").contains("geen dag"));
    assert!(desk.edexml(&newer, &["--from", "2020-01-01"]).expect_err("a day of the past").contains("voorbij"));
}

#[test]
fn a_list_that_ends_many_says_the_number_that_allows_it() {
    let desk = Desk::with_school();
    let rows = |count: usize| {
        (1..=count)
            .map(|n| format!("L1,H{n},Ouder,,Nummer{n},ouder{n}@ouders.example,nl,yes,confirmed,\n"))
            .collect::<String>()
    };
    let heading = LIST.lines().next().expect("a heading");
    let list = |count: usize| format!("{heading}\n{}", rows(count));
    desk.import("guardians", &list(12), &[]).expect("twelve");
    let refused = desk.import("guardians", &list(2), &[]).expect_err("ten of twelve would end");
    assert!(
        refused.contains("ouders bij leerlingen: 10 zou eindigen (L1 L1") && refused.contains("--may-end 10"),
        "{refused}"
    );
    assert!(desk.import("guardians", &list(2), &["--may-end", "9"]).is_err(), "another number is no consent");
    assert!(desk.import("guardians", &list(2), &["--add"]).expect("only adding").contains("Er is niets te doen."));
    assert!(
        desk.import("guardians", &list(2), &["--may-end", "10", "--language", "en"]).expect("said").contains("10 gone")
    );
    assert!(
        desk.import("guardians", heading, &["--may-end", "2"])
            .expect_err("nothing under it")
            .contains("niets onder de kopregel")
    );
    let lost = list(2).replace("L1,", "1,");
    assert!(desk.import("guardians", &lost, &["--may-end", "2"]).expect_err("nobody").contains("Geen enkele leerling"));
}

#[test]
fn guardians_roles_modules_and_an_account() {
    let desk = Desk::with_school();
    let first = desk.import("guardians", LIST, &["--dry-run"]).expect("a dry run");
    assert!(first.contains("ouders bij leerlingen: 1 nieuw (L1)") && !first.contains("anna"), "{first}");
    desk.import("guardians", LIST, &["--school", "99zz"]).expect("the list");
    assert!(desk.import("guardians", LIST, &[]).expect("the same list").contains("Er is niets te doen."));
    assert!(desk.run(&["people", "roles"], "").expect("roles").contains("1. T1: directie (head)"));
    assert!(desk.run(&["people", "confirm-roles"], "").expect_err("nobody named").contains("--all"));
    assert!(desk.run(&["people", "confirm-roles", "T9"], "").expect_err("nobody waits").contains("T9"));
    assert!(desk.run(&["people", "confirm-roles", "T1"], "").expect("roles").contains("Rollen bevestigd: 1"));
    assert!(desk.run(&["people", "confirm-roles", "--all"], "").expect("roles").contains("Rollen bevestigd: 0"));
    assert!(desk.run(&["modules"], "").expect("modules").contains("news: dicht"));
    assert!(
        desk.run(&["modules", "open", "news", "--on", "2099-12-01"], "")
            .expect("a module")
            .contains("news: gaat open op 2099-12-01")
    );
    assert!(desk.run(&["modules", "open", "talks"], "").expect("a module").contains("talks: open sinds"));
    assert!(desk.run(&["modules", "close", "talks"], "").expect("a module").contains("talks: dicht"));
    assert!(desk.run(&["modules", "open", "toetsen"], "").expect_err("no such module").contains("news, talks"));
    let weak = desk.run(&["account", "anna.bos@ouders.example"], "welkom123\n").expect_err("a weak password");
    assert!(weak.contains("wachtwoord"), "{weak}");
    let open = desk.run(&["account", "Anna.Bos@ouders.example"], "drie gele laarzen\n").expect("an account");
    assert!(!open.contains("laarzen") && !open.contains("anna"), "{open}");
    assert!(desk.run(&["account", "nobody@ouders.example"], "drie gele laarzen\n").is_err());
}

#[cfg(unix)]
#[test]
fn what_kring_writes_is_for_nobody_else_on_this_machine() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with_school();
    let files = std::fs::read_dir(desk.0.path()).expect("the folder").map(|file| file.expect("a file"));
    let rights =
        |file: std::fs::DirEntry| (file.file_name(), file.metadata().expect("its rights").permissions().mode() & 0o077);
    let rights: Vec<_> = files.map(rights).filter(|(name, _)| name.to_string_lossy().starts_with("kring.db")).collect();
    assert!(!rights.is_empty() && rights.iter().all(|(_, others)| *others == 0), "{rights:?}");
}

#[test]
fn a_block_is_lifted_by_the_head_by_name() {
    let desk = Desk::with_school();
    desk.import("guardians", &LIST.replace("yes,confirmed", "no,blocked"), &[]).expect("the list");
    let unblock = |by: &str| {
        desk.run(
            &[
                "people",
                "unblock",
                "--pupil",
                "L1",
                "--email",
                "anna.bos@ouders.example",
                "--by",
                by,
                "--reason",
                "Besluit van de rechter",
            ],
            "",
        )
    };
    assert!(unblock("T1").expect_err("the role waits").contains("directie"));
    desk.run(&["people", "confirm-roles", "T1"], "").expect("the head");
    assert!(unblock("T1").expect("lifted").contains("De blokkade is weg."));
    assert!(unblock("T1").expect_err("nothing to lift").contains("niet geblokkeerd"));
    let log = desk.run(&["log"], "").expect("the log");
    let deeds: Vec<&str> = log.lines().filter_map(|line| line.splitn(3, "  ").nth(2)).collect();
    let lifted = "block_lifted  lies.vos@school.example  anna.bos@ouders.example L1";
    let blocked = "guardian_blocked  -  anna.bos@ouders.example L1";
    assert_eq!(
        deeds,
        [lifted, "role_confirmed  -  T1:head", "guardians_imported  -  ", blocked, "school_imported  -  "],
        "{log}"
    );
    assert_eq!(desk.run(&["log", "--most", "1"], "").expect("the log").lines().count(), 1);
}

#[test]
fn somebody_at_two_schools_has_one_account_for_both() {
    let desk = Desk::with_school();
    let other = BEGIN.replace("99ZZ", "88YY").replace("L1", "B1");
    desk.edexml(&other, &["--name", "De Plas", "--board", "Stichting De Vijver", "--place", "Gouda"])
        .expect("a second school");
    desk.import("guardians", LIST, &["--school", "99ZZ"]).expect("at the first");
    desk.import("guardians", &LIST.replace("L1", "B1"), &["--school", "88YY"]).expect("at the second");
    let account =
        |more: &[&str]| desk.run(&[&["account", "anna.bos@ouders.example"], more].concat(), "drie gele laarzen\n");
    assert!(account(&[]).expect_err("which one?").contains("--school"));
    assert!(account(&["--school", "88yy"]).expect("an account").contains("open"));
    let refused = account(&["--school", "99ZZ"]).expect_err("whose account is it?");
    assert!(refused.contains("88YY") && refused.contains("--link"), "{refused}");
    let linked = account(&["--school", "99ZZ", "--link"]).expect("the same account");
    assert!(linked.contains("88YY") && linked.contains("het wachtwoord blijft"), "{linked}");
    assert!(account(&["--school", "99ZZ"]).expect("a new password for both").contains("Het account is open"));
}
