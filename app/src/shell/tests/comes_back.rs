//! Stories of forms that come back: what was typed is there, nobody else reads it, and nobody chooses what the page says.
use http::{Request, StatusCode, header};
use pixels::testing::phone_jpeg;

use super::tests::free_slot;
use crate::base::clock::Moment;
use crate::base::ids;
use crate::comments::LONGEST;
use crate::sql;
use crate::stories;
use crate::testing::{Answer, Probe, School, demo};

const FATIMA: &str = "fatima.elamrani@ouders.example";
const SANNE: &str = "sanne.dewit@wilgenboom.example";
const WEI: &str = "wei.chen@ouders.example";

/// An action, the page that it is sent from, and its fields.
type Sent<'a> = (&'a str, &'a str, Vec<(&'a str, &'a str)>);

/// The page of the newest post that somebody reads.
async fn post(who: &mut Probe) -> String {
    let links = who.get("/").await.attributes("href=\"/posts/");
    let link = links.into_iter().find(|link| link.len() == "/posts/".len() + 36).expect("a post");
    link.trim_start_matches("/posts/").to_owned()
}

/// The field that says where a form of this page was drawn, and for whom.
async fn drawn(who: &mut Probe, page: &str) -> String {
    let answer = who.get(page).await;
    answer.field("__from").unwrap_or_else(|| panic!("no form of {page} says where it is: {}", answer.text()))
}

async fn kept(school: &School) -> i64 {
    let statement = sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM kept_forms");
    school.robot().db().query(statement).one::<(i64,)>().await.expect("a number").0
}

/// A comment of a form that was drawn earlier.
async fn send(who: &mut Probe, school: &School, post: &str, body: &str, from: &str) -> Answer {
    let key = ids::fresh(school.app.clock.now());
    let fields = [("__from", from), ("subject", post), ("parent", ""), ("body", body), ("key", &key)];
    who.post_without_referer("comments/write", &fields).await
}

async fn sign_in_on(page: &Answer, who: &mut Probe, email: &str, password: &str) -> Answer {
    let (carried, next) = (page.field("carried").expect("what was typed"), page.field("next").expect("where to go"));
    let fields = [("email", email), ("password", password), ("next", &next), ("carried", &carried)];
    who.post_without_referer("accounts/sign-in", &fields).await
}

stories! {
    async fn nothing_is_kept_for_who_is_not_signed_in(school) {
        let mut visitor = school.visitor();
        for _ in 0..3 {
            let fields = [("email", FATIMA), ("password", "not this one"), ("next", "/"), ("__from", "/sign-in?next=/talks")];
            let answer = visitor.post_without_referer("accounts/sign-in", &fields).await;
            assert_eq!(answer.location(), "/sign-in?next=/talks");
            let page = visitor.follow(&answer).await;
            assert!(page.text().contains("klopt niet") && page.field("email").as_deref() == Some(FATIMA), "{}", page.text());
        }
        visitor.post("comments/write", &[("subject", "x"), ("parent", ""), ("body", "Hallo"), ("key", "x")]).await;
        assert_eq!(kept(&school).await, 0);
    }

    async fn little_is_kept_for_a_person(school) {
        let mut fatima = school.fatima().await;
        let post = post(&mut fatima).await;
        let from = drawn(&mut fatima, &format!("/posts/{post}")).await;
        for _ in 0..12 {
            send(&mut fatima, &school, &post, &"a".repeat(LONGEST + 1), &from).await;
        }
        assert_eq!(kept(&school).await, 8);
        school.app.clock.advance(2 * Moment::HOUR);
        send(&mut school.wei().await, &school, "nothing", "Hallo", "/").await;
        assert_eq!(kept(&school).await, 1, "what is old goes, whoever left it");
    }

    async fn a_form_comes_back_to_where_it_was_sent_without_a_referer(school) {
        let mut fatima = school.fatima().await;
        let post = post(&mut fatima).await;
        let from = drawn(&mut fatima, &format!("/posts/{post}?before=zzz")).await;
        let long = format!("Lang verhaal {}", "a".repeat(LONGEST));
        let back = send(&mut fatima, &school, &post, &long, &from).await;
        assert!(back.location().starts_with(&format!("/posts/{post}?before=zzz&__kept=")), "{}", back.location());
        assert!(back.location().contains('#'), "{}", back.location());
        let page = fatima.get(back.location().split('#').next().unwrap_or_default()).await;
        assert!(page.html().contains("Lang verhaal aaa"), "the words are there");
        assert!(page.html().contains("<title>Mislukt: "));
        assert!(!page.field("__from").unwrap_or_default().contains("__kept"), "the next answer does not carry it on");
    }

    async fn every_form_says_why_it_was_refused_where_it_was_sent_without_a_referer(school) {
        let (mut fatima, mut hanneke) = (school.fatima().await, school.hanneke().await);
        let post = format!("/posts/{}", post(&mut fatima).await);
        let picker = fatima.get("/talks").await.attribute("href=\"/talks/").expect("a talk to choose");
        let (round, pupil) = picker["/talks/".len()..].split_once("?child=").expect("a round and a child");
        let new = format!("/talks/new?group={}", school.group("G-OTTERS").await);
        let (manage, none) = (format!("/talks/{round}/manage"), ids::fresh(school.app.clock.now()));
        let none = none.as_str();
        let (slot, key) = (free_slot(&fatima.get(&picker).await), ids::fresh(school.app.clock.now()));
        let wish = [("round", round), ("pupil", pupil), ("slot", slot.as_str()), ("note", ""), ("key", key.as_str())];
        assert_eq!(fatima.call("conferences/book", &wish).await.status, StatusCode::OK);
        let of_fatima: [Sent; 6] = [
            ("accounts/revoke", "/me", vec![("session", none)]),
            ("comments/edit", &post, vec![("comment", none), ("body", "")]),
            ("comments/remove", &post, vec![("comment", none)]),
            ("comments/heart", &post, vec![("subject", none), ("on", "true")]),
            ("conferences/book", &picker, vec![("round", round), ("pupil", pupil), ("slot", ""), ("note", ""), ("key", none)]),
            ("conferences/cancel", "/talks", vec![("booking", none), ("slot", none), ("from", "mine")]),
        ];
        let of_hanneke: [Sent; 3] = [
            ("conferences/open", &new, vec![("key", none), ("form[title]", "")]),
            ("conferences/deadline", &manage, vec![("round", round), ("closes", "gisteren")]),
            ("conferences/withdraw", &manage, vec![("round", none)]),
        ];
        for (who, forms) in [(&mut fatima, &of_fatima[..]), (&mut hanneke, &of_hanneke[..])] {
            for (action, page, fields) in forms {
                let (from, before) = (drawn(who, page).await, who.get(page).await.text());
                let fields: Vec<_> = fields.iter().copied().chain([("__from", from.as_str())]).collect();
                let answer = who.post_without_referer(action, &fields).await;
                assert!(answer.location().starts_with(*page) && answer.location().contains("__kept="), "{action}: {}", answer.location());
                let page = who.follow(&answer).await;
                assert!(page.html().contains("<title>Mislukt: "), "{action}: {}", page.html());
                let says = ["role=\"alert\"", "aria-live=\"assertive\"", "class=\"field__problem\""];
                assert!(says.iter().any(|place| page.html().contains(place)), "{action} says nothing: {}", page.text());
                let text = page.text();
                let mut told = text.split_inclusive('.').filter(|sentence| !before.contains(sentence.trim()) && !sentence.contains("Mislukt"));
                assert!(told.next().is_some(), "{action} says nothing that was not there before: {text}");
            }
        }
    }

    async fn a_kept_form_is_for_one_person_and_one_hour(school) {
        let mut fatima = school.fatima().await;
        let post = post(&mut fatima).await;
        let from = drawn(&mut fatima, &format!("/posts/{post}")).await;
        let back = send(&mut fatima, &school, &post, &format!("Lang verhaal {}", "a".repeat(LONGEST)), &from).await;
        let address = back.location();
        assert!(!school.sanne().await.get(&address).await.html().contains("Lang verhaal"));
        assert!(fatima.get(&address).await.html().contains("Lang verhaal"));
        school.app.clock.advance(61 * Moment::MINUTE);
        let page = fatima.get(&address).await;
        assert!(!page.html().contains("Lang verhaal") && !page.html().contains("Mislukt"));
    }

    async fn nobody_chooses_what_the_page_says(school) {
        // {"Broken":{"reference":"bel 06-1"}}
        let code = "eyJCcm9rZW4iOnsicmVmZXJlbmNlIjoiYmVsIDA2LTEifX0=";
        for action in ["accounts/sign-in", "comments/write"] {
            let page = school.visitor().get(&format!("/sign-in?__path=/api/{action}&__err={code}")).await;
            assert!(!page.text().contains("06-1") && !page.html().contains("Mislukt"), "{}", page.text());
        }
        let mut fatima = school.fatima().await;
        let post = post(&mut fatima).await;
        let page = fatima.get(&format!("/posts/{post}?__path=/api/comments/write&__err={code}")).await;
        assert!(!page.text().contains("06-1"));
    }

    async fn an_answer_never_leads_to_another_site(school) {
        let mut fatima = school.fatima().await;
        let who = drawn(&mut fatima, "/me").await.split('/').next().unwrap_or_default().to_owned();
        for evil in ["//evil.example/x", "/\\evil.example", "/\u{e9}", "/%0d%0a//evil.example"] {
            for from in [evil.to_owned(), format!("{who}{evil}")] {
                let fields = [("__from", from.as_str()), ("subject", "x"), ("on", "true")];
                let to = fatima.post_without_referer("comments/heart", &fields).await.location();
                assert!(to.starts_with('/') && !to.starts_with("//") && !to.contains('\\'), "{from}: {to}");
            }
        }
        let elsewhere = [("__from", "https://evil.example/x"), ("subject", "x"), ("on", "true")];
        assert_eq!(fatima.post_without_referer("comments/heart", &elsewhere).await.location(), "", "drawn for nobody we know");
    }

    async fn what_was_typed_when_the_session_ended_is_there_after_signing_in_again(school) {
        let mut fatima = school.fatima().await;
        let post = post(&mut fatima).await;
        let from = drawn(&mut fatima, &format!("/posts/{post}")).await;
        school.app.clock.advance(31 * Moment::DAY);
        let page = send(&mut fatima, &school, &post, "Twee uur aan \"geschreven\" <b>", &from).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED);
        assert!(page.text().contains("Log opnieuw in") && page.text().contains("Twee uur aan"), "{}", page.text());
        assert_eq!(kept(&school).await, 0, "nothing before somebody has signed in");
        let page = sign_in_on(&page, &mut fatima, FATIMA, "not this one").await;
        assert!(page.text().contains("klopt niet") && page.text().contains("Twee uur aan"), "{}", page.text());
        let back = sign_in_on(&page, &mut fatima, FATIMA, demo::PASSWORD).await;
        assert!(back.location().starts_with(&format!("/posts/{post}?__kept=")), "{}", back.location());
        let page = fatima.follow(&back).await;
        assert!(page.html().contains("Twee uur aan \"geschreven\" &lt;b"), "{}", page.html());
        assert!(page.text().contains("Je bent weer ingelogd"), "{}", page.text());
        assert!(!page.text().contains("Log opnieuw in") && !page.html().contains("Mislukt"), "that is over");
    }

    async fn what_one_person_typed_is_not_given_to_another(school) {
        let mut fatima = school.fatima().await;
        let post = post(&mut fatima).await;
        let from = drawn(&mut fatima, &format!("/posts/{post}")).await;
        school.app.clock.advance(31 * Moment::DAY);
        let page = send(&mut fatima, &school, &post, "Alleen van mij", &from).await;
        let other = sign_in_on(&page, &mut fatima, WEI, demo::PASSWORD).await;
        assert!(!other.location().contains("__kept"), "{}", other.location());
        assert_eq!(kept(&school).await, 0);
    }

    async fn a_session_that_was_ended_elsewhere_loses_no_words_either(school) {
        let (mut lost, mut home) = (school.fatima().await, school.fatima().await);
        let post = post(&mut lost).await;
        let from = drawn(&mut lost, &format!("/posts/{post}")).await;
        let page = home.get("/me").await;
        let session = page.attributes("value=\"").into_iter().find(|value| value.len() == 36).expect("another device");
        home.post("accounts/revoke", &[("session", &session)]).await;
        let page = send(&mut lost, &school, &post, "Op de bank geschreven", &from).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED);
        let back = sign_in_on(&page, &mut lost, FATIMA, demo::PASSWORD).await;
        assert!(lost.follow(&back).await.html().contains("Op de bank geschreven"));
    }

    async fn a_post_with_photos_comes_along_too(school) {
        let mut sanne = school.sanne().await;
        let group = school.group("G-OTTERS").await;
        sanne.get("/new").await;
        school.app.clock.advance(31 * Moment::DAY);
        let (key, audience) = (ids::fresh(school.app.clock.now()), format!("group:{group}"));
        let words: Vec<String> = (0..2_000).map(|number| format!("{number:x}")).collect();
        let words = words.join(" ");
        let fields = [("key", key.as_str()), ("audience", audience.as_str()), ("body", words.as_str())];
        let photo = phone_jpeg(1, 60, 40, 6);
        let photos = [("photo", "a.jpg", "image/jpeg", photo.as_slice()), ("photo", "b.jpg", "image/jpeg", photo.as_slice())];
        let page = sanne.post_files("feed/publish", &fields, &photos).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED);
        assert!(page.html().contains(&words), "all of it is in sight: {}", page.text());
        let back = sign_in_on(&page, &mut sanne, SANNE, demo::PASSWORD).await;
        assert!(back.location().starts_with("/new?__kept="), "{}", back.location());
        let page = sanne.follow(&back).await;
        assert!(page.html().contains(&words) && page.text().contains("Je bent weer ingelogd"), "{}", page.text());
        assert!(page.html().contains(&format!("value=\"{audience}\" checked")), "for whom is there, too");
        assert!(page.text().contains("niet meegekomen. Kies ze opnieuw."), "photos are not forgotten in silence: {}", page.text());
        let drew = page.field("drew").expect("a form of somebody's");
        let fields = [("key", key.as_str()), ("drew", drew.as_str()), ("audience", audience.as_str()), ("body", words.as_str())];
        assert_eq!(sanne.call_files("feed/publish", &fields, &photos).await.status, StatusCode::OK, "once they are chosen again");
    }

    async fn what_was_drawn_for_one_person_is_not_sent_as_another(school) {
        let mut tab = school.fatima().await;
        let post = post(&mut tab).await;
        let from = drawn(&mut tab, &format!("/posts/{post}")).await;
        tab.post("accounts/sign-out", &[]).await;
        tab.sign_in(SANNE).await;
        let answer = send(&mut tab, &school, &post, "Dit schreef Fatima", &from).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.text().contains("iemand anders ingelogd"), "{}", answer.text());
        let who = from.split('/').next().unwrap_or_default().to_owned();
        let key = ids::fresh(school.app.clock.now());
        let body = format!("subject={post}&parent=&body=Dit+schreef+Fatima&key={key}");
        let by_phone = Request::post("/api/comments/write")
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, tab.cookie())
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("x-kring-who", who)
            .body(body.into())
            .expect("a request");
        assert_eq!(tab.send(by_phone).await.status, StatusCode::CONFLICT);
        assert!(!tab.get(&format!("/posts/{post}")).await.html().contains("Dit schreef Fatima"));
    }

    async fn a_talk_that_was_chosen_by_one_parent_is_not_booked_by_another(school) {
        let mut tab = school.fatima().await;
        let picker = tab.get("/talks").await.attribute("href=\"/talks/").expect("a talk to choose");
        let page = tab.get(&picker).await;
        let from = page.field("__from").unwrap_or_else(|| panic!("{picker} {}", page.text()));
        let (round, pupil) = picker["/talks/".len()..].split_once("?child=").expect("a round and a child");
        let slot = free_slot(&page);
        tab.post("accounts/sign-out", &[]).await;
        tab.sign_in(WEI).await;
        let key = ids::fresh(school.app.clock.now());
        let fields = [("__from", from.as_str()), ("round", round), ("pupil", pupil), ("slot", slot.as_str()), ("note", ""), ("key", key.as_str())];
        let answer = tab.post_without_referer("conferences/book", &fields).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.text().contains("Somebody else was signed in"), "{}", answer.text());
        let booked = sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM bookings WHERE slot_id = $1");
        assert_eq!(school.robot().db().query(booked).bind(slot).one::<(i64,)>().await.expect("a number").0, 0);
    }

    async fn a_lost_page_knows_the_school_of_who_is_signed_in(school) {
        let page = school.fatima().await.get("/nowhere").await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert!(page.html().contains("Wilgenboom</title>") && page.html().contains("class=\"nav\""), "{}", page.html());
        let offline = school.fatima().await.get("/offline").await;
        assert!(offline.html().contains("Wilgenboom") && offline.html().contains("class=\"nav\""));
        let page = school.visitor().get("/offline").await;
        assert!(!page.html().contains("Wilgenboom") && !page.html().contains("class=\"nav\""));
    }

    async fn a_write_from_elsewhere_is_refused_with_a_sentence(school) {
        let request = Request::post("/api/comments/heart")
            .header(header::HOST, "127.0.0.1:3000")
            .header(header::ORIGIN, "https://evil.example")
            .header(header::ACCEPT, "text/html")
            .body(axum::body::Body::empty())
            .expect("a request");
        let page = school.fatima().await.send(request).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(page.text().contains("Dit kwam niet van een pagina van school"), "{}", page.text());
    }
}
