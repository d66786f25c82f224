//! Stories of signing in: what comes back, what does not, and what an attacker learns.
use axum::body::Body;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{Request, StatusCode, header};

use super::server::store::tries;
use crate::access::audit;
use crate::sql;
use crate::stories;
use crate::testing::{Answer, Probe, School, demo};

mod schools;

const FATIMA: &str = "fatima.elamrani@ouders.example";

async fn try_password(probe: &mut Probe, email: &str, password: &str) -> Answer {
    probe.get("/sign-in?next=%2Ftalks").await;
    probe.post("accounts/sign-in", &[("email", email), ("password", password), ("next", "/talks")]).await
}

/// The session cookie as the browser got it, with its flags.
fn cookie(answer: &Answer) -> String {
    let cookies = answer.headers.get_all(header::SET_COOKIE).iter();
    let ours = cookies.filter_map(|value| value.to_str().ok());
    let ours = ours.into_iter().find(|value| value.starts_with("__Host-kring=") || value.starts_with("kring="));
    ours.unwrap_or_default().to_owned()
}

/// The same school, reached at another address.
async fn with_address(school: &School, address: &str) -> crate::access::App {
    let settings = crate::base::settings::Settings { public_url: address.to_owned(), ..school.app.settings.clone() };
    crate::access::App::open(settings, crate::base::site::Site::default(), school.app.clock.clone()).await.unwrap()
}

async fn with_cookie(school: &School, pair: &str) -> Answer {
    let request = Request::get("/me").header(header::COOKIE, pair).body(Body::empty()).unwrap();
    school.visitor().send(request).await
}

stories! {
    async fn a_parent_signs_in_and_goes_where_she_wanted(school) {
        let mut fatima = school.visitor();
        let answer = try_password(&mut fatima, "Fatima.ElAmrani@Ouders.Example ", demo::PASSWORD).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.location(), "/talks");
        assert!(fatima.get("/me").await.text().contains("Fatima El Amrani"));
    }

    async fn a_wrong_password_and_an_unknown_address_answer_the_same(school) {
        let mut probe = school.visitor();
        let wrong = try_password(&mut probe, FATIMA, "not this one").await;
        let unknown = try_password(&mut probe, "nobody@ouders.example", "not this one").await;
        assert_eq!(wrong.status, unknown.status);
        assert_eq!(wrong.body, unknown.body);
        assert_eq!(wrong.location(), unknown.location());
        let told = async |email: &str| {
            let mut probe = school.visitor();
            let answer = try_password(&mut probe, email, "not this one").await;
            let carried = probe.cookie_named("kring-flash").expect("what the next page says");
            let carried = String::from_utf8(URL_SAFE_NO_PAD.decode(carried).expect("base64")).expect("text");
            [carried, probe.follow(&answer).await.html()].map(|said| said.replace(email, "ADDRESS"))
        };
        assert_eq!(told(FATIMA).await, told("nobody@ouders.example").await, "what the page says, and what it was told to say");
        let mut probe = school.visitor();
        let wrong = try_password(&mut probe, FATIMA, "not this one").await;
        let page = probe.follow(&wrong).await;
        assert!(page.text().contains("E-mailadres of wachtwoord klopt niet"), "{}", page.text());
        assert!(page.html().contains(&format!("value=\"{FATIMA}\"")), "the address is kept");
        assert!(!page.html().contains("not this one"), "the password is not");
        assert!(!wrong.location().contains("fatima"), "no personal data in the address");
        assert!(page.html().contains("<title>Mislukt: Inloggen"), "the title says it first");
        assert!(page.html().contains("autofocus"), "and that is where one goes on");
        assert!(!probe.get("/sign-in").await.text().contains("klopt niet"), "it is said once");
    }

    async fn the_cookie_is_bound_to_this_host_and_new_with_every_sign_in(school) {
        let app = with_address(&school, "https://kring.wilgenboom.example").await;
        let first = cookie(&try_password(&mut Probe::new(&app), FATIMA, demo::PASSWORD).await);
        let second = cookie(&try_password(&mut Probe::new(&app), FATIMA, demo::PASSWORD).await);
        assert!(first.starts_with("__Host-kring="), "{first}");
        for flag in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
            assert!(first.contains(flag), "{flag} is missing in {first}");
        }
        assert!(!first.contains("Domain"));
        assert_ne!(first.split(';').next(), second.split(';').next());
    }

    async fn on_localhost_the_cookie_is_one_that_every_browser_keeps(school) {
        let plain = cookie(&try_password(&mut school.visitor(), FATIMA, demo::PASSWORD).await);
        assert!(plain.starts_with("kring=") && plain.contains("HttpOnly") && !plain.contains("Secure"), "{plain}");
    }

    async fn a_cookie_that_was_planted_before_is_worth_nothing_after(school) {
        let mut fatima = school.visitor();
        let planted = "planted-by-somebody-else";
        fatima.plant("kring", planted);
        fatima.plant("kring-device", planted);
        assert_eq!(try_password(&mut fatima, FATIMA, demo::PASSWORD).await.location(), "/talks");
        for name in ["kring", "kring-device"] {
            let now = fatima.cookie_named(name).expect("a cookie");
            assert!(now != planted && now.len() > 40, "{name} is still what was planted");
        }
        assert_eq!(with_cookie(&school, &format!("kring={planted}")).await.location(), "/sign-in?next=/me");
        let mut thief = school.visitor();
        thief.plant("kring-device", planted);
        assert!(!tries::begin(&thief.at_the_door(&school.app).await, FATIMA).await.unwrap().known);
    }

    async fn signing_out_ends_the_session_and_clears_the_browser(school) {
        let mut fatima = school.visitor();
        let answer = try_password(&mut fatima, FATIMA, demo::PASSWORD).await;
        let pair = cookie(&answer).split(';').next().unwrap().to_owned();
        assert_eq!(with_cookie(&school, &pair).await.status, StatusCode::OK);
        let out = fatima.post("accounts/sign-out", &[]).await;
        let cleared = out.headers.get("clear-site-data").and_then(|value| value.to_str().ok());
        assert_eq!(cleared, Some("\"storage\""), "clearing a large cache hangs the browser");
        assert_eq!(out.location(), "/sign-in");
        assert!(fatima.follow(&out).await.text().contains("Je bent uitgelogd"), "a word after it");
        assert_eq!(with_cookie(&school, &pair).await.location(), "/sign-in?next=/me");
    }

    async fn a_lost_telephone_is_signed_out_from_another_device(school) {
        let mut lost = school.fatima().await;
        let mut home = school.fatima().await;
        let page = home.get("/me").await;
        assert!(page.text().contains("Dit apparaat"));
        let session = page.attributes("value=\"").into_iter().find(|value| value.len() == 36).unwrap();
        home.post("accounts/revoke", &[("session", &session)]).await;
        assert_eq!(lost.get("/me").await.location(), "/sign-in?next=/me");
        assert_eq!(home.get("/me").await.status, StatusCode::OK);
        let noted = audit::newest(&school.robot(), 1).await.unwrap();
        assert_eq!((noted[0].deed.as_str(), noted[0].who.as_str()), ("device_revoked", FATIMA));
    }

    async fn nobody_ends_the_session_of_somebody_else(school) {
        let mut fatima = school.fatima().await;
        let (session,): (String,) = school
            .robot()
            .db()
            .query(sql!("SELECT s.id FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE a.email = $1"))
            .bind(FATIMA)
            .one()
            .await
            .unwrap();
        let refused = school.wei().await.call("accounts/revoke", &[("session", &session)]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        assert_eq!(fatima.get("/me").await.status, StatusCode::OK);
    }

    async fn guessing_is_stopped_and_locks_out_nobody(school) {
        let (mut home, mut thief) = (school.visitor().from_address("198.51.100.7"), school.visitor().from_address("203.0.113.9"));
        assert_eq!(try_password(&mut home, FATIMA, demo::PASSWORD).await.location(), "/talks");
        for _ in 0..10 {
            try_password(&mut thief, FATIMA, "guess").await;
        }
        let answer = try_password(&mut thief, FATIMA, demo::PASSWORD).await;
        let page = thief.follow(&answer).await;
        assert!(page.text().contains("Probeer het over 15 minuten nog eens"), "{}", page.text());
        assert!(page.text().contains("Vraag school om hulp, dan hoef je niet te wachten."), "{}", page.text());
        // She herself, in the browser that knows her, behind the same address as the thief; and somewhere new.
        home.post("accounts/sign-out", &[]).await;
        home.forwarded = thief.forwarded.clone();
        assert_eq!(try_password(&mut home, FATIMA, demo::PASSWORD).await.location(), "/talks");
        let mut new = school.visitor().from_address("192.0.2.44");
        assert_eq!(try_password(&mut new, FATIMA, demo::PASSWORD).await.location(), "/talks");
        let other = try_password(&mut thief, "wei.chen@ouders.example", demo::PASSWORD).await;
        assert_eq!(other.location(), "/talks");
        school.app.clock.advance(15 * crate::base::clock::Moment::MINUTE);
        assert_eq!(try_password(&mut thief, FATIMA, demo::PASSWORD).await.location(), "/talks");
        let stopped = audit::newest(&school.robot(), 100).await.unwrap();
        let stopped: Vec<&str> = stopped.iter().filter(|line| line.deed == "guessing_stopped").map(|line| line.about.as_str()).collect();
        assert_eq!(stopped, [FATIMA], "once, and whose account it was");
    }

    async fn with_a_new_password_of_the_school_nobody_waits(school) {
        let mut phone = school.visitor().from_address("198.51.100.7");
        for _ in 0..11 {
            try_password(&mut phone, FATIMA, "vergeten").await;
        }
        let page = phone.get("/sign-in").await;
        let waits = try_password(&mut phone, FATIMA, demo::PASSWORD).await;
        assert!(phone.follow(&waits).await.text().contains("Probeer het over"), "{}", page.text());
        let hash = crate::accounts::password::hash(&school.app, "drie rode laarzen".to_owned()).await.unwrap();
        let (person, _) = crate::people::with_address(&school.robot(), FATIMA).await.unwrap().remove(0);
        crate::accounts::server::open_account(&school.robot(), &person, FATIMA, Some(&hash)).await.unwrap();
        assert_eq!(try_password(&mut phone, FATIMA, "drie rode laarzen").await.location(), "/talks");
    }

    async fn a_whole_school_signs_in_behind_one_address(school) {
        for _ in 0..30 {
            for (email, ..) in demo::SHOWN {
                let mut parent = school.visitor().from_address("198.51.100.7");
                assert_eq!(try_password(&mut parent, email, demo::PASSWORD).await.location(), "/talks", "{email}");
            }
        }
    }

    async fn many_networks_have_few_tries_together(school) {
        let mut made = 0;
        let mut tries = Vec::new();
        for network in 0..256 {
            let door = school.visitor().from_address(&format!("203.0.{network}.1")).at_the_door(&school.app).await;
            tries.extend((0..12).map(|_| door.clone()));
        }
        for together in tries.chunks(64) {
            let asked = futures::future::join_all(together.iter().map(|door| tries::begin(door, FATIMA))).await;
            made += asked.iter().filter(|attempt| attempt.is_ok()).count();
        }
        assert!((700..1_300).contains(&made), "{made} tries for one account in a quarter of an hour");
        let mut fatima = school.visitor().from_address("192.0.2.44");
        assert_eq!(try_password(&mut fatima, FATIMA, demo::PASSWORD).await.location(), "/talks");
        // The counters outlive the process.
        let (settings, clock) = (school.app.settings.clone(), school.app.clock.clone());
        let again = crate::access::App::open(settings, crate::base::site::Site::default(), clock).await.unwrap();
        let thief = Probe::new(&again).from_address("203.0.7.1").at_the_door(&again).await;
        assert!(tries::begin(&thief, FATIMA).await.is_err());
    }

    async fn a_forged_address_is_still_the_same_network(school) {
        let mut thief = school.visitor();
        thief.peer = "203.0.113.9".parse().unwrap();
        for guess in 0..10 {
            thief.forwarded = Some(format!("198.51.100.{guess}"));
            try_password(&mut thief, FATIMA, "guess").await;
        }
        assert!(tries::begin(&thief.at_the_door(&school.app).await, FATIMA).await.is_err());
        let mut many = school.visitor();
        for guess in 0..10 {
            many.forwarded = Some(format!("2001:db8:1:2::{guess:x}"));
            try_password(&mut many, "wei.chen@ouders.example", "guess").await;
        }
        many.forwarded = Some("2001:db8:1:2:ffff::1".into());
        assert!(tries::begin(&many.at_the_door(&school.app).await, "wei.chen@ouders.example").await.is_err());
    }

    async fn a_new_password_ends_every_session(school) {
        let mut fatima = school.fatima().await;
        let person = crate::access::PersonId::from(school.person(FATIMA).await);
        let hash = super::server::password::hash(&school.app, "een heel ander wachtwoord".into()).await.unwrap();
        super::open_account(&school.robot(), &person, FATIMA, Some(&hash)).await.unwrap();
        assert_eq!(fatima.get("/me").await.location(), "/sign-in?next=/me");
        let noted = audit::newest(&school.robot(), 1).await.unwrap();
        assert_eq!((noted[0].deed.as_str(), noted[0].about.as_str()), ("password_set", FATIMA));
    }

    async fn a_password_that_changed_while_it_was_checked_opens_nothing(school) {
        let visitor = school.visitor().at_the_door(&school.app).await;
        let checked = super::server::store::account(&visitor, FATIMA).await.unwrap().expect("an account");
        let hash = super::server::password::hash(&school.app, "een heel ander wachtwoord".into()).await.unwrap();
        super::open_account(&school.robot(), &checked.person_id, FATIMA, Some(&hash)).await.unwrap();
        let started = super::server::store::start_session(&visitor, &checked, None).await;
        assert!(started.is_err(), "the old one was right a moment ago");
    }

    async fn what_people_do_at_the_door_is_written_down(school) {
        school.app.clock.advance(crate::base::clock::Moment::MINUTE);
        let mut fatima = school.visitor();
        try_password(&mut fatima, FATIMA, "guess").await;
        try_password(&mut fatima, FATIMA, "guess again").await;
        try_password(&mut fatima, "nobody@ouders.example", "guess").await;
        school.app.clock.advance(1);
        try_password(&mut fatima, FATIMA, demo::PASSWORD).await;
        let token = fatima.cookie_named("kring").expect("a session");
        school.app.clock.advance(1);
        fatima.post("accounts/sign-out", &[]).await;
        let noted = audit::newest(&school.robot(), 3).await.unwrap();
        let deeds: Vec<&str> = noted.iter().map(|line| line.deed.as_str()).collect();
        assert_eq!(deeds, ["signed_out", "signed_in", "sign_in_failed"]);
        assert_eq!(noted[1].who, FATIMA);
        let all = format!("{:?}", audit::newest(&school.robot(), 1_000).await.unwrap());
        for secret in ["guess again", demo::PASSWORD, token.as_str(), "argon2"] {
            assert!(!secret.is_empty() && !all.contains(secret), "{secret} in {all}");
        }
    }

    async fn a_session_that_nobody_uses_ends(school) {
        let mut fatima = school.fatima().await;
        school.app.clock.advance(29 * crate::base::clock::Moment::DAY);
        assert_eq!(fatima.get("/me").await.status, StatusCode::OK);
        school.app.clock.advance(31 * crate::base::clock::Moment::DAY);
        assert_eq!(fatima.get("/me").await.location(), "/sign-in?next=/me");
    }

    async fn another_site_cannot_sign_anybody_in_or_out(school) {
        let mut fatima = school.fatima().await;
        for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example"), ("x-nothing", "")] {
            let request = Request::post("/api/accounts/sign-in")
                .header(header::HOST, "localhost:3000")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header(name, value)
                .body(Body::from("email=a&password=b&next=/"))
                .unwrap();
            assert_eq!(fatima.send(request).await.status, StatusCode::FORBIDDEN, "{name}: {value}");
        }
        assert_eq!(fatima.get("/me").await.status, StatusCode::OK);
    }

    async fn who_is_signed_in_needs_no_form_for_it(school) {
        let mut fatima = school.fatima().await;
        assert_eq!(fatima.get("/sign-in?next=/talks").await.location(), "/talks");
        assert_eq!(fatima.get("/sign-in?next=//evil.example").await.location(), "/");
    }

    async fn where_there_are_two_schools_the_page_is_nobodys_in_particular(school) {
        assert!(school.visitor().get("/sign-in").await.html().contains("<title>Inloggen · Kring</title>"));
    }

    async fn everybody_finds_their_own_people_on_their_page(school) {
        let page = school.fatima().await.get("/me").await.text();
        assert!(page.contains("Noor El Amrani De Otters"), "{page}");
        assert!(page.contains("Youssef El Amrani"), "{page}");
        assert!(page.contains("Hanneke Smit van de administratie"), "{page}");
        assert!(page.contains("Zo bereikt school jou") && page.contains("fatima.elamrani@ouders.example") && page.contains("06 24681012"), "{page}");
        let page = school.as_person("eva.kuipers@ouders.example").await.get("/me").await.text();
        assert!(page.contains("Daan") && !page.contains("Mark Jansen"), "the other household is not told: {page}");
        let page = school.ronald().await.get("/me").await.text();
        assert!(!page.contains("Lisa"), "whoever is blocked finds nobody: {page}");
    }

    async fn nothing_is_written_by_asking_for_it(school) {
        let mut fatima = school.fatima().await;
        for action in ["accounts/sign-out", "accounts/demo", "accounts/language"] {
            let answer = fatima.get(&format!("/api/{action}")).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{action}");
        }
        assert_eq!(fatima.get("/me").await.status, StatusCode::OK);
    }

    async fn the_language_is_a_persons_own(school) {
        let mut fatima = school.fatima().await;
        let form = fatima.get("/me").await.html();
        assert!(form.contains("aria-labelledby=\"language-title\"") && form.contains("<h2 id=\"language-title\">Taal"), "{form}");
        let chosen = fatima.post("accounts/language", &[("code", "en")]).await;
        let page = fatima.follow(&chosen).await.text();
        assert!(page.contains("My devices") && page.contains("Kring speaks English with you now."), "{page}");
        assert!(!fatima.get("/me").await.text().contains("speaks English"), "it is said once");
        assert!(school.fatima().await.get("/me").await.text().contains("My devices"));
        fatima.post("accounts/language", &[("code", "nl")]).await;
        assert!(fatima.get("/me").await.text().contains("Mijn apparaten"));
    }

    async fn a_real_school_has_no_one_tap_sign_in(school) {
        let mut settings = school.app.settings.clone();
        settings.demo = false;
        let clock = school.app.clock.clone();
        let real = crate::access::App::open(settings, crate::base::site::Site::default(), clock).await.unwrap();
        let mut probe = Probe::new(&real);
        let answer = probe.call("accounts/demo", &[("person", FATIMA)]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(!probe.get("/sign-in").await.text().contains("Kijk rond als"));
        assert_eq!(probe.get("/mailbox").await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn the_page_of_the_only_school_names_it() {
    let folder = tempfile::tempdir().unwrap();
    let settings = crate::base::settings::Settings::below(folder.path());
    let clock = crate::base::clock::Clock::turned(crate::base::clock::Moment(0));
    let app = crate::access::App::open(settings, crate::base::site::Site::default(), clock).await.unwrap();
    let statements = [
        sql!("INSERT INTO boards (id, name) VALUES ('b', 'Stichting')"),
        sql!(
            "INSERT INTO schools (id, board_id, name, place, brin) VALUES ('s', 'b', 'De Regenboog', 'Zwolle', '00AA')"
        ),
    ];
    for statement in statements {
        let robot = crate::access::Robot::new(&app, crate::access::Duty::Trial("story"));
        let wrote =
            robot.db().write(statement, |tx, statement| Box::pin(async move { Ok(tx.query(statement).run().await?) }));
        wrote.await.unwrap();
    }
    let page = Probe::new(&app).get("/sign-in").await;
    assert!(page.html().contains("<title>Inloggen · De Regenboog</title>"), "{}", page.html());
}
