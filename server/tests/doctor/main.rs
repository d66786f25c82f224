//! The real binary and a mail server that answers wrongly: settings that refuse, `doctor`, `mail test`, `jobs`.
mod door;
mod tls;

use std::path::Path;
use std::process::Command;

use app::base::clock::{Clock, zone};
use app::testing::smtp::{MailServer, Mood};

/// Runs `kring` in this folder with these variables; says whether it ended well, and all that it said.
fn kring(folder: &Path, args: &[&str], variables: &[(&str, &str)]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_kring"))
        .args(args)
        .current_dir(folder)
        .env_remove("KRING_SITE")
        .env("KRING_DATABASE", "sqlite:kring.db")
        .env("KRING_BLOBS", "disk:photos")
        .env("KRING_MAIL", "folder:outbox")
        .envs(variables.iter().copied())
        .output()
        .expect("kring runs");
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.success(), said(&output.stdout) + &said(&output.stderr))
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

const FILE: &str = r#"<EDEX><school><schooljaar>YEAR</schooljaar><brincode>99ZZ</brincode><xsdversie>2.1</xsdversie></school>
<groepen><groep key="G1"><naam>De Meerkoeten</naam><jaargroep>3</jaargroep></groep></groepen>
<leerlingen><leerling key="L1"><achternaam>Bos</achternaam><roepnaam>Pim</roepnaam><groep key="G1"/></leerling></leerlingen></EDEX>"#;

/// A folder with a school in it.
fn school() -> tempfile::TempDir {
    let place = folder();
    found(place.path(), &[]);
    place
}

/// A school in the database that the variables name.
fn found(place: &Path, variables: &[(&str, &str)]) {
    let today = Clock::System.today(&zone("Europe/Amsterdam"));
    let from = today.year() - i16::from(today.month() < 8);
    let file = FILE.replace("YEAR", &format!("{from}-{}", from + 1));
    std::fs::write(place.join("export.xml"), file).expect("an export");
    let founding = ["--name", "De Vijver", "--board", "Stichting De Vijver", "--place", "Gouda"];
    let (well, said) = kring(place, &[&["import", "edexml", "export.xml"], &founding[..]].concat(), variables);
    assert!(well, "{said}");
}

#[test]
fn where_no_school_is_none_is_made_and_one_is_told() {
    let place = folder();
    for command in [
        &["doctor"][..],
        &["jobs"],
        &["log"],
        &["people", "roles"],
        &["modules"],
        &["account", "a@b.example"],
        &["backup", "."],
    ] {
        let (well, said) = kring(place.path(), command, &[]);
        assert!(!well && said.contains("there is no database at"), "{command:?}: {said}");
        assert!(!place.path().join("kring.db").exists(), "{command:?} made one");
    }
    assert!(kring(place.path(), &["migrate"], &[]).0);
    let (well, said) = kring(place.path(), &["doctor"], &[]);
    assert!(!well && said.contains("FAULT  school") && said.contains("there is none in this database"), "{said}");
}

#[test]
fn a_typo_stops_the_start_with_every_mistake_and_no_secret() {
    let place = folder();
    let wrong = [
        ("KRING_BLOBS", "/var/lib/kring/photos"),
        ("KRING_MAIL", "SMTP://kring:hunter2@mail.school.example"),
        ("KRING_PUBLIC_URL", "https://kring.example/kring"),
        ("KRING_TRUSTED", "x"),
        ("KRING_DATABASE_FILE", "/run/secrets/none"),
    ];
    for command in ["serve", "migrate", "doctor", "jobs"] {
        let (well, said) = kring(place.path(), &[command], &wrong);
        assert!(!well, "{command}: {said}");
        for told in ["blobs (from KRING_BLOBS)", "mail (from KRING_MAIL)", "public_url", "KRING_TRUSTED", "said twice"]
        {
            assert!(said.contains(told), "{command} does not say {told}: {said}");
        }
        assert!(!said.contains("hunter2"), "{said}");
    }
    assert!(!place.path().join("kring.db").exists(), "nothing was opened");
}

#[test]
fn what_a_cluster_sets_is_warned_about_and_left_alone() {
    let variables = [("KRING_PORT", "tcp://10.0.0.1:3000"), ("KRING_SERVICE_HOST", "10.0.0.1")];
    let (well, said) = kring(folder().path(), &["migrate"], &variables);
    assert!(well && said.contains("KRING_PORT") && said.contains("KRING_SERVICE_HOST"), "{said}");
}

#[test]
fn a_healthy_school_has_no_fault() {
    let (well, said) = kring(school().path(), &["doctor"], &[]);
    assert!(well, "{said}");
    assert!(said.contains("De Vijver (99ZZ): 1 pupils, 0 guardians, 0 staff"), "{said}");
    for what in ["settings", "public_url", "database", "school", "blobs", "clock", "mail", "jobs"] {
        assert!(said.lines().any(|line| line.starts_with(&format!("ok     {what}"))), "no {what}: {said}");
    }
    assert!(said.contains("SQLite 3.") && said.contains("UTF-8: a row was written"), "{said}");
    assert!(!said.contains("FAULT"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_names_a_wrong_password_and_ends_with_an_error() {
    let (server, place) = (MailServer::open(Mood::Auth535).await, school());
    let mail = format!("smtp://kring:hunter2@localhost:{}?tls=none", server.port);
    let (well, said) = kring(place.path(), &["doctor"], &[("KRING_MAIL", &mail)]);
    assert!(!well && said.contains("FAULT  mail") && said.contains("does not accept this name and password"), "{said}");
    assert!(!said.contains("hunter2"), "{said}");
    server.becomes(Mood::Fine);
    let (well, said) = kring(place.path(), &["doctor"], &[("KRING_MAIL", &mail)]);
    assert!(well && said.contains("lets us in"), "{said}");
    assert!(server.mails().is_empty(), "the doctor sends nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_mail_tells_how_far_it_came() {
    let (server, place) = (MailServer::open(Mood::Fine).await, folder());
    let mail = format!("smtp://kring:hunter2@localhost:{}?tls=none", server.port);
    let send = || kring(place.path(), &["mail", "test", "anna@ouders.example"], &[("KRING_MAIL", &mail)]);
    let (well, said) = send();
    assert!(well, "{said}");
    for step in ["is found", "connected", "signed in", "has taken the mail", "Done."] {
        assert!(said.contains(step), "no {step}: {said}");
    }
    assert_eq!(server.mails().len(), 1);
    for (mood, told) in [
        (Mood::Auth535, "does not accept this name and password"),
        (Mood::NeedStarttls530, "(mail_starttls)"),
        (Mood::From550, "refuses the sender"),
        (Mood::Reject550, "this address does not exist"),
    ] {
        server.becomes(mood);
        let (well, said) = send();
        assert!(!well && said.contains(told) && !said.contains("hunter2"), "{mood:?}: {said}");
    }
    let tls = format!("smtp://kring:hunter2@localhost:{}", server.port);
    server.becomes(Mood::Fine);
    let (well, said) = kring(place.path(), &["mail", "test", "anna@ouders.example"], &[("KRING_MAIL", &tls)]);
    assert!(!well && said.contains("TLS is needed"), "{said}");
    let (well, said) = kring(place.path(), &["mail", "test", "anna"], &[("KRING_MAIL", &mail)]);
    assert!(!well && said.contains("the address is none"), "{said}");
}

#[test]
fn jobs_are_listed_and_revived() {
    let place = school();
    let (well, said) = kring(place.path(), &["jobs"], &[]);
    assert!(well && said.contains("0 jobs did not succeed. 0 more wait for their time."), "{said}");
    let (well, said) = kring(place.path(), &["jobs", "revive", "all"], &[]);
    assert!(well && said.contains("0 jobs are tried again"), "{said}");
    let (well, said) = kring(place.path(), &["jobs", "revive", "x"], &[]);
    assert!(!well && said.contains("no job with this id"), "{said}");
}
