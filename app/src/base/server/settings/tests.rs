//! Every key, said rightly and wrongly: what is accepted means what it says, what is refused is told in a sentence.
use std::io;

use super::*;

/// A word that stands where a password would: no sentence may repeat it.
const SECRET: &str = "hunter2";

fn of(file: &str, variables: &[(&str, &str)]) -> Result<(Settings, Vec<String>), Vec<String>> {
    let open = |path: &str| match path {
        "/run/secrets/mail" => Ok("smtps://kring:hunter2@mail.school.example\n".to_owned()),
        "/run/secrets/empty" => Ok("\n".to_owned()),
        _ => Err(io::Error::from(io::ErrorKind::NotFound)),
    };
    let variables = variables.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
    read(Some(file).filter(|file| !file.is_empty()), variables, &open).map_err(|mistakes| mistakes.0)
}

/// The one mistake of a line in the settings file.
fn wrong(line: &str) -> String {
    let mistakes = of(line, &[]).map(|_| ()).expect_err(line);
    assert_eq!(mistakes.len(), 1, "{line}: {mistakes:?}");
    assert!(!mistakes[0].contains(SECRET), "{line} shows a secret: {}", mistakes[0]);
    mistakes[0].clone()
}

fn right(line: &str) -> Settings {
    of(line, &[]).unwrap_or_else(|mistakes| panic!("{line}: {mistakes:?}")).0
}

/// A line of the settings file, and what is said of it.
const WRONG: &[(&str, &str)] = &[
    ("database = \"/var/lib/kring.db\"", "database (in the settings file) is not understood: write sqlite:"),
    ("database = \"SQLITE:x\"", "database (in the settings file) is not understood"),
    ("database = \"mysql://kring:hunter2@db/kring\"", "is not understood"),
    ("database = \"sqlite:\"", "names no path"),
    ("database = \"sqlite::memory:\"", "would be gone at the next start"),
    ("database = \"postgres://\"", "is not an address of PostgreSQL"),
    ("database = \"postgres://kring:hunter2#@db/kring\"", "is not an address of PostgreSQL"),
    ("database = 3", "must be a text in \"quotes\""),
    ("blobs = \"/var/lib/kring/photos\"", "blobs (in the settings file) is not understood: write disk:"),
    ("blobs = \"file:/x\"", "blobs (in the settings file) is not understood: write disk:"),
    ("blobs = \"disk:\"", "names no path"),
    ("blobs = \"s3:\"", "names no bucket"),
    ("blobs = \"s3://bucket\"", "names no bucket"),
    ("blobs = \"memory:\"", "would be gone at the next start"),
    ("blobs = \"memroy:\"", "is not understood"),
    ("mail = \"mail.school.nl:587\"", "mail (in the settings file) is not understood: write smtps://"),
    ("mail = \"SMTP://x\"", "mail (in the settings file) is not understood: write smtps://"),
    ("mail = \"smtp://\"", "names no host"),
    ("mail = \"smtp://kring:hunter2@mail.example:0\"", "has no port 0"),
    ("mail = \"smtp://kring:hunter2@mail.example:99999\"", "is not an address of a mail server"),
    ("mail = \"smtp://kring:hunter2/x@mail.example\"", "%2F"),
    ("mail = \"smtp://kring@mail.example\"", "a name without a password"),
    ("mail = \"smtp://kring:hunter2@mail.example?tls=none\"", "possible to localhost only"),
    ("mail = \"smtp://mail.example?tls=none\"", "possible to localhost only"),
    ("mail = \"smtp://kring:hunter2@mail.example?tls=opportunistic\"", "would send a password without TLS"),
    ("mail = \"smtp://mail.example?tls=sometimes\"", "has a tls that is none of"),
    ("mail = \"smtp://mail.example?timeout=3\"", "has something after the «?»"),
    ("mail = \"smtps://mail.example?tls=required\"", "asks for TLS twice"),
    ("mail = \"smtps://mail.example/kring\"", "has something after the host"),
    ("mail = \"smtp://kring:hunter2%zz@mail.example\"", "a «%» that does not begin a letter"),
    ("mail = \"memory:\"", "would never leave"),
    ("mail = \"folder:\"", "names no path"),
    ("mail_from = \"Kring\"", "mail_from (in the settings file) has no address"),
    ("mail_from = \"Kring <kring@>\"", "has an address that is none"),
    ("mail_from = \"Kring <kring @school.example>\"", "has an address that is none"),
    ("mail_from = \"Kring <křing@school.example>\"", "letters before the @"),
    ("mail_from = \"Kring\\nBcc: x <kring@school.example>\"", "is more than one line"),
    ("public_url = \"kring.example\"", "public_url (in the settings file) does not begin with https://"),
    ("public_url = \"https:kring.example\"", "does not begin with https://"),
    ("public_url = \"http://kring.example\"", "must be https"),
    ("public_url = \"http://localhost.kring.example\"", "must be https"),
    ("public_url = \"https://kring.example/kring\"", "has something after the host"),
    ("public_url = \"https://kring.example?x\"", "has something after the host"),
    ("public_url = \"https://kring:hunter2@kring.example\"", "holds a name or a password"),
    ("public_url = \"https://kring .example\"", "has a space"),
    ("public_url = \"https://\"", "is not an address"),
    ("listen = \"3000\"", "listen (in the settings file) is not an address with a port"),
    ("listen = \"127.0.0.1\"", "is not an address with a port"),
    ("listen = \"127.0.0.1:99999\"", "is not an address with a port"),
    ("trusted_proxies = [\"10.0.0.0/40\"]", "trusted_proxies (in the settings file) holds «10.0.0.0/40», which is not"),
    ("trusted_proxies = [\"nginx\"]", "holds «nginx»"),
    ("trusted_proxies = true", "is a list"),
    ("demo = \"yes\"", "demo (in the settings file) is true or false"),
    ("demo = true\npublic_url = \"https://kring.example\"", "works on this computer only"),
    ("demo = true\nlisten = \"0.0.0.0:3000\"", "works on this computer only"),
    ("mial = \"smtp://mail.example\"", "mial (in the settings file) is no setting; is mail meant?"),
    ("publicurl = \"https://kring.example\"", "is no setting; is public_url meant?"),
    ("colour = \"red\"", "colour (in the settings file) is no setting: there are blobs, database"),
    ("mail = smtps://kring:hunter2@mail.example", "the settings file is not TOML, see line 1, column"),
    ("mail = \"\"", "mail (in the settings file) is empty"),
    ("[mail]\nhost = \"hunter2\"", "mail (in the settings file) must be a text"),
];

#[test]
fn a_mistake_in_a_key_is_told_with_its_key() {
    for (line, told) in WRONG {
        assert!(wrong(line).contains(told), "{line}: {}", wrong(line));
    }
}

#[test]
fn all_mistakes_are_told_at_once() {
    let mistakes = of("mail = \"x\"\nblobs = \"y\"\npublic_url = \"z\"", &[("KRING_LISTEN", "w")]).expect_err("four");
    let keys: Vec<&str> = mistakes.iter().filter_map(|mistake| mistake.split(' ').next()).collect();
    assert_eq!(keys, ["blobs", "mail", "public_url", "listen"]);
}

#[test]
fn a_public_address_is_normalised() {
    for (text, means) in [
        ("https://kring.example/", "https://kring.example"),
        ("HTTPS://Kring.Example:443", "https://kring.example"),
        ("https://kring.example:8443/", "https://kring.example:8443"),
        ("https://Müller.example", "https://xn--mller-kva.example"),
        ("http://localhost:3000/", "http://localhost:3000"),
        ("http://127.0.0.1:80", "http://127.0.0.1"),
        ("http://[::1]:3000", "http://[::1]:3000"),
    ] {
        assert_eq!(right(&format!("public_url = \"{text}\"")).public_url, means, "{text}");
    }
}

#[test]
fn a_password_travels_under_tls_or_not_at_all() {
    for (text, port, tls) in [
        ("smtps://kring:hunter2@mail.example", 465, Tls::Always),
        ("smtp://kring:hunter2@mail.example:587", 587, Tls::Required),
        ("smtp://kring:hunter2@mail.example", 587, Tls::Required),
        ("smtp://mail.example", 25, Tls::Offered),
        ("smtp://mail.example?tls=required", 587, Tls::Required),
        ("smtp://localhost:2525", 2525, Tls::Never),
        ("smtp://127.0.0.1:2525", 2525, Tls::Never),
        ("smtp://kring:hunter2@localhost:2525", 2525, Tls::Required),
        ("smtp://kring:hunter2@localhost:2525?tls=none", 2525, Tls::Never),
    ] {
        let settings = right(&format!("mail = \"{text}\""));
        let MailPlace::Smtp(smtp) = &settings.mail else { panic!("{text}") };
        assert_eq!((smtp.port, smtp.tls), (port, tls), "{text}");
        assert!(!format!("{settings:?} {smtp}").contains(SECRET), "what is printed holds no password");
    }
    let MailPlace::Smtp(smtp) = right("mail = \"smtps://k%40x:a%2Fb@müller.example\"").mail else { panic!() };
    assert_eq!(smtp.host, "xn--mller-kva.example");
    assert_eq!(smtp.user.map(|(name, _)| name).as_deref(), Some("k@x"));
}

#[test]
fn a_sender_may_have_any_name() {
    for (text, name, address) in [
        (
            "Obs 't Schrijvertje, «De Kring» <kring@müller.example>",
            Some("Obs 't Schrijvertje, «De Kring»"),
            "kring@xn--mller-kva.example",
        ),
        (
            "\\\"De Kring, \\\\\\\"obs\\\\\\\"\\\" <kring@school.example>",
            Some("De Kring, \"obs\""),
            "kring@school.example",
        ),
        ("kring@School.Example", None, "kring@school.example"),
        ("<kring@school.example>", None, "kring@school.example"),
    ] {
        let Sender(mailbox) = right(&format!("mail_from = \"{text}\"")).mail_from;
        assert_eq!((mailbox.name.as_deref(), mailbox.email.to_string().as_str()), (name, address), "{text}");
    }
}

#[test]
fn variables_go_before_the_file_and_secrets_come_from_files() {
    let (settings, warnings) = of(
        "listen = \"127.0.0.1:1\"\ntrusted_proxies = [\"10.0.0.0/8\"]",
        &[
            ("KRING_LISTEN", "localhost:2"),
            ("KRING_MAIL_FILE", "/run/secrets/mail"),
            ("KRING_TRUSTED_PROXIES", "192.0.2.1, 2001:db8::/32"),
            ("KRING_POSTGRES_BIN", "/usr/bin"),
            ("HOME", "/root"),
        ],
    )
    .expect("settings");
    assert_eq!(settings.listen.to_string(), "127.0.0.1:2");
    let trusted = |hop: &str| settings.trusts(hop.parse().unwrap());
    assert!(trusted("192.0.2.1") && trusted("2001:db8::7") && !trusted("10.0.0.1") && !trusted("127.0.0.1"));
    assert!(matches!(settings.mail, MailPlace::Smtp(smtp) if smtp.to_string() == "mail.school.example:465"));
    assert!(warnings.is_empty(), "{warnings:?}");
}

#[test]
fn a_variable_that_cannot_be_used_is_told() {
    for (variables, told) in [
        (
            &[("KRING_MAIL_FILE", "/run/secrets/gone")][..],
            "mail: the file /run/secrets/gone that KRING_MAIL_FILE names cannot be read",
        ),
        (&[("KRING_MAIL_FILE", "/run/secrets/empty")], "mail (from KRING_MAIL_FILE) is empty"),
        (&[("KRING_MAIL", "folder:x"), ("KRING_MAIL_FILE", "/run/secrets/mail")], "mail is said twice"),
        (&[("KRING_MIAL", "smtp://x")], "the variable KRING_MIAL is no setting; is mail meant?"),
        (&[("KRING_DATABSE_FILE", "/x")], "the variable KRING_DATABSE_FILE is no setting; is database meant?"),
        (&[("KRING_PORT", "3000")], "the variable KRING_PORT is no setting"),
        (&[("KRING_DEMO", "1")], "demo (from KRING_DEMO) is true or false"),
    ] {
        let mistakes = of("", variables).map(|_| ()).expect_err(told);
        assert!(mistakes.len() == 1 && mistakes[0].contains(told), "{mistakes:?}");
    }
}

#[test]
fn what_a_cluster_sets_by_itself_is_left_alone_with_a_warning() {
    for (name, value) in [
        ("KRING_PORT", "tcp://10.0.0.1:3000"),
        ("KRING_SERVICE_HOST", "10.0.0.1"),
        ("KRING_SERVICE_PORT", "3000"),
        ("KRING_SERVICE_PORT_HTTP", "3000"),
        ("KRING_PORT_3000_TCP", "tcp://10.0.0.1:3000"),
        ("KRING_PORT_3000_TCP_ADDR", "10.0.0.1"),
        ("KRING_DB_SERVICE_HOST", "10.0.0.2"),
        ("KRING_DB_PORT", "tcp://10.0.0.2:5432"),
        ("KRING_DB_PORT_5432_TCP_PROTO", "tcp"),
    ] {
        let (settings, warnings) = of("", &[(name, value)]).unwrap_or_else(|mistakes| panic!("{name}: {mistakes:?}"));
        assert!(warnings.len() == 1 && warnings[0].contains(name), "{name}: {warnings:?}");
        assert_eq!(settings.listen, Settings::default().listen);
    }
}

#[test]
fn a_folder_that_cannot_be_made_or_written_is_told_at_the_start() {
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join("file");
    std::fs::write(&file, "").expect("a file");
    let mut settings = Settings::below(&place.path().join("new"));
    assert_eq!(super::rooms::missing(&settings), Vec::<String>::new(), "what is not there is made");
    settings.blobs = BlobPlace::Disk(file.join("photos"));
    settings.mail = MailPlace::Folder(file.join("outbox"));
    settings.database = Database::Sqlite(place.path().to_owned());
    settings.site = Some(file);
    let told = super::rooms::missing(&settings);
    let keys: Vec<&str> = told.iter().filter_map(|sentence| sentence.split(':').next()).collect();
    assert_eq!(keys, ["blobs", "mail", "database", "site"], "{told:?}");
}

#[test]
fn root_is_told_whose_folders_these_are() {
    let passwd = "root:x:0:0:root:/root:/bin/bash\nkring:x:998:998::/var/lib/kring:/usr/sbin/nologin\n";
    assert_eq!(super::rooms::owned(0, 998, passwd), Some("kring".to_owned()));
    assert_eq!(super::rooms::owned(0, 4711, passwd), Some("4711".to_owned()));
    assert_eq!(super::rooms::owned(0, 0, passwd), None, "root's own");
    assert_eq!(super::rooms::owned(998, 0, passwd), None, "the rights of the folder decide");
}
