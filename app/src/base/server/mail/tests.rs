//! Mail against a server that can answer wrongly, and messages as they travel.
use std::sync::Mutex;
use std::time::Duration;

use super::server::Server;
use super::*;
use crate::base::clock::Moment;
use crate::base::settings::Sender;
use crate::testing::smtp::{MailServer, Mood};

const SECRET: &str = "hunter2";

fn post(mail: &str) -> Post {
    let mail_from = Sender::parse("De Kring <kring@müller.example>").unwrap();
    let settings = Settings { mail: MailPlace::parse(mail).unwrap(), mail_from, ..Settings::default() };
    Post::open(&settings, Clock::turned(Moment(1_795_424_400_000_000))).unwrap()
}

/// Signs in, without TLS: possible to this computer only.
fn post_to(server: &MailServer) -> Post {
    post(&format!("smtp://kring:{SECRET}@127.0.0.1:{}?tls=none", server.port))
}

fn mail(to: &str) -> Mail {
    Mail { to: to.into(), subject: "Je gesprek is vastgelegd".into(), text: "Bekijk het in Kring.".into() }
}

async fn sent_in(mood: Mood) -> Result<(), Undelivered> {
    let server = MailServer::open(mood).await;
    post_to(&server).send(&mail("anna@ouders.example")).await
}

#[tokio::test]
async fn only_a_refused_receiver_is_final() {
    use Undelivered::{Later, Refused};
    for (mood, ended) in [
        (Mood::Fine, Ok(())),
        (Mood::NoSmtpUtf8, Ok(())),
        (Mood::Reject550, Err(Refused("mail_refused"))),
        (Mood::Auth535, Err(Later("mail_auth"))),
        (Mood::NeedStarttls530, Err(Later("mail_starttls"))),
        (Mood::From550, Err(Later("mail_refused_sender"))),
        (Mood::Relay550, Err(Later("mail_refused_by_rule"))),
        (Mood::Full452, Err(Later("mail_full"))),
        (Mood::Later451, Err(Later("mail_busy"))),
        (Mood::DropsAfterData, Err(Later("mail_lost"))),
    ] {
        assert_eq!(sent_in(mood).await, ended, "{mood:?}");
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_is_told_from_a_name_that_is_not() {
    let gone = MailServer::open(Mood::Fine).await.port;
    let unreachable = post(&format!("smtp://127.0.0.1:{gone}")).send(&mail("anna@ouders.example")).await;
    assert_eq!(unreachable, Err(Undelivered::Later("mail_unreachable")));
    let unknown = post("smtp://mail.school.invalid").send(&mail("anna@ouders.example")).await;
    assert_eq!(unknown, Err(Undelivered::Later("mail_name")));
}

#[tokio::test]
async fn a_server_that_says_nothing_is_waited_for_and_no_longer() {
    let server = MailServer::open(Mood::Hanging).await;
    let MailPlace::Smtp(smtp) = MailPlace::parse(&format!("smtp://127.0.0.1:{}", server.port)).unwrap() else {
        panic!("a mail server")
    };
    let mut waiting = Server::new(smtp, "kring.example".into());
    waiting.patience = Duration::from_millis(50);
    let post = Post { way: Way::Smtp(Arc::new(waiting)), ..post("memory:") };
    assert_eq!(post.send(&mail("anna@ouders.example")).await, Err(Undelivered::Later("mail_slow")));
    assert_eq!(post.greet(&|_| ()).await, Err(Undelivered::Later("mail_slow")));
}

#[tokio::test]
async fn a_password_is_never_said_in_clear_to_a_server_that_should_speak_tls() {
    for (mood, code) in [(Mood::Fine, "mail_starttls"), (Mood::BreaksTls, "mail_tls")] {
        let server = MailServer::open(mood).await;
        let post = post(&format!("smtp://kring:{SECRET}@127.0.0.1:{}", server.port));
        assert_eq!(post.send(&mail("anna@ouders.example")).await, Err(Undelivered::Later(code)));
        let said = server.commands();
        assert!(!said.is_empty() && said.iter().all(|line| !line.starts_with("AUTH")), "{said:?}");
    }
    let server = MailServer::open(Mood::Fine).await;
    let wrapped = post(&format!("smtps://kring:{SECRET}@127.0.0.1:{}", server.port));
    assert!(matches!(wrapped.greet(&|_| ()).await, Err(Undelivered::Later("mail_tls" | "mail_slow"))));
}

#[tokio::test]
async fn a_connection_serves_many_mails_and_a_lost_one_is_opened_again() {
    let server = MailServer::open(Mood::Fine).await;
    let post = post_to(&server);
    for _ in 0..3 {
        post.send(&mail("anna@ouders.example")).await.unwrap();
    }
    assert_eq!((server.connections(), server.mails().len()), (1, 3));
    server.becomes(Mood::Reject550);
    post.send(&mail("anna@ouders.example")).await.unwrap();
    let one = post_to(&server);
    assert!(one.send(&mail("nobody@ouders.example")).await.is_err());
    server.becomes(Mood::Fine);
    one.send(&mail("anna@ouders.example")).await.unwrap();
    assert_eq!((server.connections(), server.mails().len()), (3, 5), "a refusal is followed by a new connection");
}

#[tokio::test]
async fn a_mail_that_is_tried_again_is_the_same_mail() {
    let server = MailServer::open(Mood::DropsAfterData).await;
    let post = post_to(&server);
    let job = Job { id: "019ab".into(), ..Job::default() };
    assert_eq!(post.deliver(&mail("anna@ouders.example"), &job).await, Ended::Waiting("mail_lost"));
    server.becomes(Mood::Fine);
    assert_eq!(post.deliver(&mail("anna@ouders.example"), &job).await, Ended::Done);
    let ids: Vec<String> = server.mails().iter().map(|raw| header(raw, "Message-ID")).collect();
    assert_eq!(ids, ["<019ab@xn--mller-kva.example>"; 2], "whoever got the first throws the second away");
    server.becomes(Mood::Reject550);
    assert_eq!(post_to(&server).deliver(&mail("x@ouders.example"), &job).await, Ended::Never("mail_refused"));
}

#[tokio::test]
async fn the_steps_are_told_in_turn() {
    let server = MailServer::open(Mood::Fine).await;
    let steps = Mutex::new(Vec::new());
    let post = post_to(&server);
    post.send_told(&mail("anna@ouders.example"), &|step| steps.lock().unwrap().push(step)).await.unwrap();
    assert_eq!(*steps.lock().unwrap(), [Step::Found, Step::Connected, Step::SignedIn, Step::Accepted]);
    assert!(server.commands()[0].starts_with("EHLO localhost"));
}

#[tokio::test]
async fn letters_outside_ascii_in_an_address() {
    let server = MailServer::open(Mood::NoSmtpUtf8).await;
    let post = post_to(&server);
    post.send(&mail("anna@müller.example")).await.unwrap();
    assert!(server.commands().contains(&"RCPT TO:<anna@xn--mller-kva.example>".to_owned()), "{:?}", server.commands());
    let refused = Err(Undelivered::Refused("mail_address_letters"));
    assert_eq!(post.send(&mail("jürgen@ouders.example")).await, refused);
    server.becomes(Mood::Fine);
    post_to(&server).send(&mail("jürgen@ouders.example")).await.unwrap();
    for none in
        ["", "anna", "anna@", "@ouders.example", "anna@ouders.example\r\nBcc: x@y.example", "a b@ouders.example"]
    {
        assert_eq!(post.send(&mail(none)).await, Err(Undelivered::Refused("mail_address")), "{none:?}");
    }
}

/// The value of a header, unfolded.
fn header(raw: &str, name: &str) -> String {
    headers(raw).into_iter().find(|(key, _)| key == name).map(|(_, value)| value).unwrap_or_default()
}

fn headers(raw: &str) -> Vec<(String, String)> {
    let head = raw.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ");
    head.lines().filter_map(|line| line.split_once(": ").map(|(key, value)| (key.into(), value.into()))).collect()
}

#[tokio::test]
async fn a_message_has_the_headers_that_receivers_ask_for() {
    let post = post("memory:");
    post.send(&mail("anna@ouders.example")).await.unwrap();
    let raw = post.messages().remove(0);
    let names: Vec<String> = headers(&raw).into_iter().map(|(name, _)| name).collect();
    let wanted =
        ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Type", "Content-Transfer-Encoding"];
    assert_eq!(names, wanted, "and no Reply-To");
    assert_eq!(header(&raw, "From"), "\"De Kring\" <kring@xn--mller-kva.example>");
    assert_eq!(header(&raw, "Date"), "Mon, 23 Nov 2026 09:00:00 +0000");
    assert_eq!(header(&raw, "Auto-Submitted"), "auto-generated");
    assert!(header(&raw, "Message-ID").ends_with("@xn--mller-kva.example>"));
}

#[tokio::test]
async fn whatever_stands_in_a_subject_or_a_name_stays_in_its_header() {
    let evil = "Hoi\r\nBcc: x@evil.example\n\nDag\u{2028}Reply-To: y\u{0085}z\0 «Özge» ".to_owned() + &"a".repeat(900);
    let mail_from = Sender::parse("Obs 't Schrijvertje, «De Kring» \"x\" <kring@school.example>").unwrap();
    let settings = Settings { mail: MailPlace::Memory, mail_from, ..Settings::default() };
    let post = Post::open(&settings, Clock::System).unwrap();
    post.send(&Mail { subject: evil, ..mail("anna@ouders.example") }).await.unwrap();
    post.send(&Mail { subject: "Hoi\r\nBcc: x@evil.example\u{85}\u{2028}Dag".into(), ..mail("anna@ouders.example") })
        .await
        .unwrap();
    assert_eq!(header(&post.messages()[1], "Subject"), "Hoi Bcc: x@evil.example Dag", "one line, also when it is read");
    let raw = post.messages().remove(0);
    let names: Vec<String> = headers(&raw).into_iter().map(|(name, _)| name).collect();
    assert!(!names.iter().any(|name| name == "Bcc" || name == "Reply-To"), "{raw}");
    assert_eq!(names.len(), 8, "{raw}");
    assert!(raw.is_ascii() && raw.lines().all(|line| line.len() < 998), "{raw}");
    assert!(header(&raw, "From").ends_with("<kring@school.example>"), "{raw}");
}
