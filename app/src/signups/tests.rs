//! Stories of lists, on both engines.
mod change;

use http::StatusCode;

use crate::base::clock::Moment;
use crate::sql;
use crate::stories;
use crate::testing::{Answer, Probe, School};

const SANNE: &str = "sanne.dewit@wilgenboom.example";
const KARIM: &str = "karim.benali@wilgenboom.example";
const FATIMA: &str = "fatima.elamrani@ouders.example";
const MARK: &str = "mark.jansen@ouders.example";
const EVA: &str = "eva.kuipers@ouders.example";

/// The form of a list for De Otters; `more` comes instead, where the names are the same.
async fn make(school: &School, who: &mut Probe, more: &[(&str, &str)]) -> Answer {
    let group = format!("group:{}", school.group("G-OTTERS").await);
    let key = who.get("/lists/new").await.field("key").expect("a key");
    let usual = [
        ("key", key.as_str()),
        ("form[title]", "Kerstviering"),
        ("form[day]", "2026-12-17"),
        ("form[closes]", "2026-12-10T20:00"),
        ("whom[audience][]", &group),
        ("form[task][]", "Zaal versieren"),
        ("form[places][]", "1"),
        ("form[task][]", "Soep koken"),
        ("form[places][]", "2"),
        ("form[task][]", ""),
        ("form[places][]", ""),
    ];
    let instead = |name: &str| more.iter().any(|(other, _)| *other == name);
    let fields: Vec<(&str, &str)> = usual.iter().filter(|(name, _)| !instead(name)).chain(more).copied().collect();
    who.post("signups/open", &fields).await
}

/// The address of a list that Sanne makes.
async fn list(school: &School) -> String {
    let mut sanne = school.as_person(SANNE).await;
    let made = make(school, &mut sanne, &[]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    made.location()
}

async fn task(school: &School, address: &str, label: &str) -> String {
    let statement = sql!("SELECT t.id FROM sign_up_tasks t WHERE t.list_id = $1 AND t.label = $2");
    let id = address.rsplit('/').next().expect("an id").to_owned();
    let robot = school.robot();
    let query = robot.db().query(statement).bind(id).bind(label);
    query.one::<(String,)>().await.expect("the task").0
}

/// The list itself, without what people say below it.
async fn look(who: &mut Probe, address: &str) -> String {
    let page = who.get(address).await.text();
    page.split("Reacties").next().unwrap_or_default().to_owned()
}

stories! {
    async fn one_tap_gives_a_place_and_the_next_one_waits(school) {
        let address = list(&school).await;
        let hall = task(&school, &address, "Zaal versieren").await;
        let mut fatima = school.as_person(FATIMA).await;
        let today = fatima.get("/").await.text();
        assert!(today.contains("Kun je helpen? Kerstviering"), "{today}");
        for _ in 0..2 {
            let joined = fatima.post("signups/join", &[("task", &hall), ("__from", &address)]).await;
            assert_eq!(joined.status, StatusCode::SEE_OTHER);
        }
        let page = look(&mut fatima, &address).await;
        assert!(page.contains("Zaal versieren 1 van 1 plekken bezet") && page.contains("Je doet mee. Fijn!"), "{page}");
        assert_eq!(page.matches("Fatima El Amrani").count(), 1, "the same tap twice: {page}");
        let today = fatima.get("/").await.text();
        assert!(today.contains("Je helpt donderdag 17 december: Zaal versieren (Kerstviering)"), "{today}");
        let mut mark = school.as_person(MARK).await;
        assert!(look(&mut mark, &address).await.contains("Zet mij op de wachtlijst"));
        mark.post("signups/join", &[("task", &hall)]).await;
        let page = look(&mut mark, &address).await;
        assert!(page.contains("Op de wachtlijst: MJ Mark Jansen") && page.contains("Je bent nummer 1 op de wachtlijst."), "{page}");
        assert!(mark.get("/").await.text().contains("Je staat op de wachtlijst: Zaal versieren"));
    }

    async fn who_goes_makes_room_for_the_first_who_waits(school) {
        let address = list(&school).await;
        let hall = task(&school, &address, "Zaal versieren").await;
        let mut people = Vec::new();
        for who in [FATIMA, MARK, EVA] {
            let mut probe = school.as_person(who).await;
            probe.post("signups/join", &[("task", &hall)]).await;
            people.push(probe);
        }
        // Whoever waits and goes leaves everybody where they are.
        people[2].post("signups/leave", &[("task", &hall)]).await;
        people[2].post("signups/join", &[("task", &hall)]).await;
        assert!(look(&mut people[1], &address).await.contains("Je bent nummer 1 op de wachtlijst."));
        people[0].post("signups/leave", &[("task", &hall)]).await;
        assert!(look(&mut people[1], &address).await.contains("Je doet mee. Fijn!"));
        assert!(look(&mut people[2], &address).await.contains("Je bent nummer 1 op de wachtlijst."));
        school.app.clock.advance(2 * Moment::MINUTE);
        crate::jobs::work_off(&school.app).await.unwrap();
        let mails: Vec<_> = school.mails().into_iter().filter(|mail| mail.subject.contains("plek")).collect();
        assert_eq!(mails.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), [MARK], "{mails:?}");
        assert!(mails[0].text.contains(&address) && !mails[0].text.contains("Kerst"), "a pointer: {}", mails[0].text);
    }

    async fn not_this_time_is_an_answer_too(school) {
        let address = list(&school).await;
        let mut fatima = school.as_person(FATIMA).await;
        fatima.post("signups/pass", &[("list", address.rsplit('/').next().unwrap())]).await;
        assert!(!fatima.get("/").await.text().contains("Kun je helpen?"));
        assert!(look(&mut fatima, &address).await.contains("Bedenk je je, dan kun je alsnog meedoen."));
        let soup = task(&school, &address, "Soep koken").await;
        fatima.post("signups/join", &[("task", &soup)]).await;
        assert!(look(&mut fatima, &address).await.contains("Soep koken 1 van 2 plekken bezet"));
    }

    async fn the_day_before_everybody_with_a_place_is_told(school) {
        let address = list(&school).await;
        let hall = task(&school, &address, "Zaal versieren").await;
        for who in [FATIMA, MARK] {
            school.as_person(who).await.post("signups/join", &[("task", &hall)]).await;
        }
        let zone = crate::base::clock::zone("Europe/Amsterdam");
        let until = |day: &str| Moment::of_local(day.parse().unwrap(), &zone).unwrap().0 - school.app.clock.now().0;
        school.app.clock.advance(until("2026-12-16T15:50:00"));
        crate::jobs::work_off(&school.app).await.unwrap();
        assert!(school.mails().iter().all(|mail| mail.subject != "Morgen doe je mee"));
        school.app.clock.advance(until("2026-12-16T16:10:00"));
        for _ in 0..2 {
            crate::jobs::work_off(&school.app).await.unwrap();
        }
        let told: Vec<_> = school.mails().into_iter().filter(|mail| mail.subject == "Morgen doe je mee").map(|mail| mail.to).collect();
        assert_eq!(told, [FATIMA]);
    }

    async fn a_closed_list_takes_nobody_and_lets_nobody_go(school) {
        let address = list(&school).await;
        let id = address.rsplit('/').next().unwrap();
        let (hall, soup) = (task(&school, &address, "Zaal versieren").await, task(&school, &address, "Soep koken").await);
        let mut fatima = school.as_person(FATIMA).await;
        fatima.post("signups/join", &[("task", &hall)]).await;
        school.as_person(SANNE).await.post("signups/close", &[("list", id)]).await;
        for (door, task) in [("signups/join", &soup), ("signups/leave", &hall)] {
            assert_eq!(fatima.call(door, &[("task", task)]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{door}");
        }
        let refused = fatima.post("signups/join", &[("task", &soup), ("__from", &address)]).await;
        assert!(fatima.follow(&refused).await.status == StatusCode::OK);
        assert!(!look(&mut fatima, &address).await.contains("Ik doe mee"));
    }

    async fn all_that_is_wrong_is_said_at_once_and_nothing_is_lost(school) {
        let mut sanne = school.as_person(SANNE).await;
        let wrong = [("form[title]", ""), ("form[day]", "2020-01-01"), ("form[closes]", ""), ("whom[audience][]", ""), ("form[task][]", "Rijden"), ("form[places][]", "veel")];
        let sent = make(&school, &mut sanne, &wrong).await;
        let page = sanne.follow(&sent).await;
        assert_eq!(page.html().matches("class=\"field__problem\"").count(), 5, "{}", page.text());
        assert!(page.html().contains("value=\"Rijden\"") && page.html().contains("value=\"veel\""), "{}", page.html());
    }

    async fn strangers_see_no_list_and_change_none(school) {
        let address = list(&school).await;
        let hall = task(&school, &address, "Zaal versieren").await;
        let mut karim = school.as_person(KARIM).await;
        assert_eq!(karim.get(&address).await.status, StatusCode::NOT_FOUND);
        for door in ["signups/join", "signups/leave"] {
            assert_eq!(karim.call(door, &[("task", &hall)]).await.status, StatusCode::NOT_FOUND, "{door}");
        }
        let mut sanne = school.as_person(SANNE).await;
        assert_eq!(sanne.call("signups/join", &[("task", &hall)]).await.status, StatusCode::FORBIDDEN, "her own list");
        assert_eq!(sanne.post("signups/remove", &[("list", address.rsplit('/').next().unwrap())]).await.location(), "/lists");
        assert_eq!(school.as_person(FATIMA).await.get(&address).await.status, StatusCode::NOT_FOUND);
    }
}
