//! What speaks TLS with the outside: a mail server that begins with it, one that is asked for it, a PostgreSQL. Each with a
//! certificate that this computer trusts, and with one that it does not know.
use app::testing::postgres;
use app::testing::smtp::{MailServer, Mood};

use super::door::{Certificate, Door, Front};
use super::{folder, found, kring};

#[tokio::test(flavor = "multi_thread")]
async fn mail_leaves_under_tls_and_a_password_never_without_it() {
    let (ours, strange) = (Certificate::of_localhost(), Certificate::of_localhost());
    for (front, scheme) in [(Front::Starttls, "smtp"), (Front::Wrapped, "smtps")] {
        let (server, place) = (MailServer::open(Mood::Fine).await, folder());
        let door = Door::open(front, &ours, server.port).await;
        let mail = format!("{scheme}://kring:hunter2@localhost:{}", door.port);
        let send = |trusted: &str| {
            let variables = [("KRING_MAIL", mail.as_str()), ("SSL_CERT_FILE", trusted)];
            kring(place.path(), &["mail", "test", "anna@ouders.example"], &variables)
        };
        let (well, said) = send(&strange.file);
        assert!(!well && said.contains("(mail_tls)") && !said.contains("hunter2"), "{scheme}: {said}");
        assert!(server.commands().is_empty(), "{scheme}: nothing goes to a server that nobody vouches for");
        let (well, said) = send(&ours.file);
        assert!(well, "{scheme}: {said}");
        for step in ["speaking TLS", "signed in", "has taken the mail"] {
            assert!(said.contains(step), "{scheme}, no {step}: {said}");
        }
        assert_eq!(server.mails().len(), 1, "{scheme}");
        assert!(server.commands().iter().any(|command| command.starts_with("AUTH")), "{scheme}");
        let clear = door.heard_in_clear();
        assert!(clear.iter().all(|said| said.starts_with("EHLO") || said == "STARTTLS"), "{scheme}: {clear:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_behind_tls_is_known_by_its_certificate() {
    let (ours, strange, place) = (Certificate::of_localhost(), Certificate::of_localhost(), folder());
    let url = postgres::empty().await.expect("PostgreSQL");
    let (start, name) = url.rsplit_once('/').expect("a name");
    let behind = start.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
    let door = Door::open(Front::Postgres, &ours, behind).await;
    let database = format!("postgres://kring@localhost:{}/{name}?sslmode=verify-full", door.port);
    let ask =
        |trusted: &str| kring(place.path(), &["doctor"], &[("KRING_DATABASE", &database), ("SSL_CERT_FILE", trusted)]);
    let (well, said) = ask(&strange.file);
    assert!(!well && said.contains("FAULT  database"), "{said}");
    found(place.path(), &[("KRING_DATABASE", &url)]);
    let (well, said) = ask(&ours.file);
    assert!(well && said.contains("PostgreSQL 1"), "{said}");
}
