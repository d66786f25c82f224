//! Stories of polls, on both engines.
use http::StatusCode;

use crate::base::clock::Moment;
use crate::stories;
use crate::testing::{Answer, Probe, School};

const SANNE: &str = "sanne.dewit@wilgenboom.example";
const KARIM: &str = "karim.benali@wilgenboom.example";
const MARIJKE: &str = "marijke.oosterhuis@wilgenboom.example";
const FATIMA: &str = "fatima.elamrani@ouders.example";
const MARK: &str = "mark.jansen@ouders.example";
const EVA: &str = "eva.kuipers@ouders.example";

/// The form of a poll for De Otters; `more` comes besides, or instead.
async fn ask(school: &School, who: &mut Probe, more: &[(&str, &str)]) -> Answer {
    let group = format!("group:{}", school.group("G-OTTERS").await);
    let key = who.get("/polls/new").await.field("key").expect("a key");
    let usual = [
        ("key", key.as_str()),
        ("form[question]", "Welke dag gaan we naar het bos?"),
        ("form[closes]", "2026-12-01T20:00"),
        ("whom[audience][]", &group),
    ];
    let options = [("form[option][]", "Dinsdag"), ("form[option][]", "Donderdag"), ("form[option][]", "")];
    let instead = |name: &str| more.iter().any(|(other, _)| *other == name);
    let fields: Vec<(&str, &str)> =
        usual.iter().chain(&options).filter(|(name, _)| !instead(name)).chain(more).copied().collect();
    who.post("polls/open", &fields).await
}

/// The address of a poll that Sanne asks.
async fn poll(school: &School, more: &[(&str, &str)]) -> String {
    let mut sanne = school.as_person(SANNE).await;
    let asked = ask(school, &mut sanne, more).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text());
    asked.location()
}

/// The ids of the answers on a page.
fn choices(page: &str) -> Vec<String> {
    let inputs = page.split("name=\"choice[]\" value=\"").skip(1);
    inputs.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

/// Chooses by the words of the answer.
async fn answer(who: &mut Probe, address: &str, chosen: &[&str]) -> Answer {
    let page = who.get(address).await.html();
    let id = address.rsplit('/').next().expect("an id").to_owned();
    let value = |label: &str| {
        let before = page.split(&format!("<span>{label}</span>")).next().expect("the answer is there");
        before.rsplit("value=\"").next().and_then(|rest| rest.split('"').next()).expect("a value").to_owned()
    };
    let choices: Vec<String> = chosen.iter().map(|label| value(label)).collect();
    let fields = choices.iter().map(|choice| ("choice[]", choice.as_str()));
    let fields: Vec<(&str, &str)> = [("poll", id.as_str())].into_iter().chain(fields).collect();
    who.post("polls/answer", &fields).await
}

stories! {
    async fn parents_answer_and_then_see_the_result(school) {
        let mut fatima = school.as_person(FATIMA).await;
        assert!(!fatima.get("/").await.text().contains("Peiling:"));
        let address = poll(&school, &[]).await;
        // In the same minute: nobody waits for what is asked of them.
        let today = fatima.get("/").await;
        assert!(today.text().contains("Peiling: Welke dag gaan we naar het bos?"), "{}", today.text());
        let page = fatima.get(&address).await.text();
        assert!(page.contains("De uitslag zie je als je hebt geantwoord.") && !page.contains(" %"), "{page}");
        let done = answer(&mut fatima, &address, &["Donderdag"]).await;
        let page = fatima.follow(&done).await.text();
        assert!(page.contains("Donderdag 1 · 100 %") && page.contains("1 persoon antwoordde."), "{page}");
        assert!(!fatima.get("/").await.text().contains("Peiling:"), "nothing waits any more");
        // She thinks again, and so does her browser: one answer.
        for _ in 0..2 {
            let changed = answer(&mut fatima, &address, &["Dinsdag"]).await;
            assert!(fatima.follow(&changed).await.text().contains("Dinsdag 1 · 100 %"));
        }
        let mut sanne = school.as_person(SANNE).await;
        let page = sanne.get(&address).await.text();
        assert!(page.contains("Wie koos wat?") && page.contains("Dinsdag Fatima El Amrani"), "{page}");
        assert!(page.contains("antwoordden nog niet") && page.contains("Mark Jansen"), "{page}");
        assert!(!page.contains("Marijke Oosterhuis"), "who leads the school is not asked by a class: {page}");
    }

    async fn what_is_anonymous_is_nowhere_with_a_name(school) {
        let address = poll(&school, &[("form[anonymous]", "yes")]).await;
        let people = [(FATIMA, "Dinsdag"), (MARK, "Donderdag")];
        for (who, choice) in people {
            let mut probe = school.as_person(who).await;
            answer(&mut probe, &address, &[choice]).await;
            let page = probe.get(&address).await.text();
            assert!(page.contains("Wat je koos, weet niemand.") && !page.contains(" %"), "{page}");
        }
        let chosen: Vec<(String,)> = school.robot().db().query(crate::sql!("SELECT person_id FROM poll_choices")).all().await.unwrap();
        assert!(chosen.is_empty(), "no row says it");
        let mut sanne = school.as_person(SANNE).await;
        sanne.post("polls/close", &[("poll", address.rsplit('/').next().unwrap())]).await;
        let page = sanne.get(&address).await.text();
        assert!(page.contains("Te weinig mensen antwoordden") && !page.contains("Wie koos wat?"), "{page}");
    }

    async fn three_answers_without_names_are_a_result_once_it_is_closed(school) {
        let address = poll(&school, &[("form[anonymous]", "yes"), ("form[several]", "yes")]).await;
        for who in [FATIMA, MARK, EVA] {
            let mut probe = school.as_person(who).await;
            answer(&mut probe, &address, &["Dinsdag", "Donderdag"]).await;
            // The same tap twice counts once.
            let id = address.rsplit('/').next().unwrap();
            let option: (String,) = school.robot().db().query(crate::sql!("SELECT MIN(id) FROM poll_options WHERE poll_id = $1")).bind(id).one().await.unwrap();
            probe.post("polls/answer", &[("poll", id), ("choice[]", &option.0)]).await;
        }
        let mut fatima = school.as_person(FATIMA).await;
        assert!(fatima.get(&address).await.text().contains("De uitslag komt als de peiling dicht is."));
        school.app.clock.advance(20 * Moment::DAY);
        let mut mark = school.as_person(MARK).await;
        let page = mark.get(&address).await.text();
        assert!(page.contains("Dinsdag 3 · 100 %") && page.contains("3 mensen antwoordden."), "{page}");
    }

    async fn a_closed_poll_takes_no_answer_and_its_result_stands_on_today(school) {
        let address = poll(&school, &[]).await;
        let mut fatima = school.as_person(FATIMA).await;
        answer(&mut fatima, &address, &["Dinsdag"]).await;
        let page = fatima.get(&address).await;
        let mut sanne = school.as_person(SANNE).await;
        sanne.post("polls/close", &[("poll", address.rsplit('/').next().unwrap())]).await;
        let option = page.field("choice[]").expect("an answer");
        let late = fatima.call("polls/answer", &[("poll", address.rsplit('/').next().unwrap()), ("choice[]", &option)]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        let late = fatima.post("polls/answer", &[("poll", address.rsplit('/').next().unwrap()), ("choice[]", &option), ("__from", &address)]).await;
        assert_eq!(late.status, StatusCode::SEE_OTHER);
        school.app.clock.advance(Moment::MINUTE);
        assert!(fatima.get("/").await.text().contains("Uitslag: Welke dag"));
        school.app.clock.advance(3 * Moment::DAY);
        assert!(!fatima.get("/").await.text().contains("Uitslag: Welke dag"));
    }

    async fn all_that_is_wrong_is_said_at_once_and_nothing_is_lost(school) {
        let mut sanne = school.as_person(SANNE).await;
        let long = "x".repeat(200);
        let wrong = [("form[question]", ""), ("form[about]", "Neem je laarzen mee."), ("form[option][]", long.as_str()), ("form[closes]", "2020-01-01T10:00"), ("whom[audience][]", "")];
        let sent = ask(&school, &mut sanne, &wrong).await;
        let page = sanne.follow(&sent).await;
        let text = page.text();
        assert!(page.html().contains("Neem je laarzen mee.") && page.html().contains(&long), "{text}");
        let problems = page.html().matches("class=\"field__problem\"").count();
        assert_eq!(problems, 4, "{text}");
        assert!(text.contains("Er ontbreekt nog iets."), "{text}");
    }

    async fn the_same_form_twice_is_one_poll_and_strangers_see_none(school) {
        let mut sanne = school.as_person(SANNE).await;
        let key = sanne.get("/polls/new").await.field("key").unwrap();
        for _ in 0..2 {
            assert_eq!(ask(&school, &mut sanne, &[("key", &key)]).await.location(), format!("/polls/{key}"));
        }
        let address = format!("/polls/{key}");
        assert_eq!(sanne.get("/polls").await.text().matches("Welke dag gaan we").count(), 1);
        let mut karim = school.as_person(KARIM).await;
        assert_eq!(karim.get(&address).await.status, StatusCode::NOT_FOUND);
        let refused = ask(&school, &mut karim, &[]).await;
        assert!(refused.location().starts_with("/polls/new?__kept="), "not his group: {}", refused.location());
        let mut marijke = school.as_person(MARIJKE).await;
        assert_eq!(marijke.get(&address).await.status, StatusCode::OK);
        let option: (String,) = school.robot().db().query(crate::sql!("SELECT MIN(id) FROM poll_options WHERE poll_id = $1")).bind(&key).one().await.unwrap();
        let answered = marijke.call("polls/answer", &[("poll", &key), ("choice[]", &option.0)]).await;
        assert_eq!(answered.refusal().code, "Denied");
        let removed = sanne.post("polls/remove", &[("poll", &key)]).await;
        assert_eq!(removed.location(), "/polls");
        assert_eq!(sanne.get(&address).await.status, StatusCode::NOT_FOUND);
    }

    async fn other_words_under_a_used_key_are_not_lost(school) {
        let mut sanne = school.as_person(SANNE).await;
        let key = sanne.get("/polls/new").await.field("key").unwrap();
        ask(&school, &mut sanne, &[("key", &key)]).await;
        let again = ask(&school, &mut sanne, &[("key", &key), ("form[question]", "Wie rijdt er mee?")]).await;
        let page = sanne.follow(&again).await;
        assert!(page.html().contains("Wie rijdt er mee?") && page.field("key").unwrap() != key, "{}", page.text());
    }

    async fn an_answer_is_never_kept_with_a_name(school) {
        let address = poll(&school, &[("form[anonymous]", "yes")]).await;
        let mut fatima = school.as_person(FATIMA).await;
        let choice = fatima.get(&address).await.field("choice[]").unwrap();
        school.app.clock.advance(20 * Moment::DAY);
        let mut fatima = school.as_person(FATIMA).await;
        let late = fatima.post("polls/answer", &[("poll", address.rsplit('/').next().unwrap()), ("choice[]", &choice), ("__from", &address)]).await;
        assert!(late.location().contains("__kept="), "{}", late.location());
        let kept: Vec<(String,)> = school.robot().db().query(crate::sql!("SELECT fields FROM kept_forms")).all().await.unwrap();
        assert!(!kept.is_empty() && kept.iter().all(|(fields,)| !fields.contains(&choice)), "{kept:?}");
    }

    async fn one_answer_where_one_is_asked_for(school) {
        let address = poll(&school, &[]).await;
        let other = poll(&school, &[("form[question]", "Wie rijdt?")]).await;
        let id = address.rsplit('/').next().unwrap();
        let mut fatima = school.as_person(FATIMA).await;
        let mine = choices(&fatima.get(&address).await.html());
        let foreign = fatima.get(&other).await.field("choice[]").unwrap();
        let two: Vec<(&str, &str)> = [("poll", id)].into_iter().chain(mine.iter().map(|choice| ("choice[]", choice.as_str()))).collect();
        assert!(two.len() == 3, "{two:?}");
        for fields in [two, vec![("poll", id), ("choice[]", foreign.as_str())], vec![("poll", id)]] {
            assert_eq!(fatima.call("polls/answer", &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        }
    }
}
