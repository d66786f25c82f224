//! Stories of changing places, and of two hundred people at once.
use std::collections::BTreeSet;

use http::StatusCode;
use tokio::task::JoinSet;

use super::{EVA, FATIMA, MARK, SANNE, list, look, make, task};
use crate::access::{Ended, Following, SchoolId};
use crate::base::clock::zone;
use crate::shell::follow;
use crate::sql;
use crate::stories;
use crate::testing::{Probe, School};

async fn sign_up(school: &School, who: &str, task: &str) -> String {
    let statement =
        sql!("SELECT s.id FROM sign_ups s JOIN persons n ON n.id = s.person_id WHERE n.email = $1 AND s.task_id = $2");
    let robot = school.robot();
    let query = robot.db().query(statement).bind(who).bind(task);
    query.one::<(String,)>().await.expect("a sign-up").0
}

/// Fatima decorates, Mark cooks; she asks him to change. The offer, and their telephones.
async fn asked(school: &School) -> (String, String, Probe, Probe) {
    let address = list(school).await;
    let (hall, soup) = (task(school, &address, "Zaal versieren").await, task(school, &address, "Soep koken").await);
    let (mut fatima, mut mark) = (school.as_person(FATIMA).await, school.as_person(MARK).await);
    fatima.post("signups/join", &[("task", &hall)]).await;
    mark.post("signups/join", &[("task", &soup)]).await;
    let (own, other) = (sign_up(school, FATIMA, &hall).await, sign_up(school, MARK, &soup).await);
    let offered = fatima.post("signups/offer", &[("own", &own), ("other", &other)]).await;
    assert_eq!(offered.status, StatusCode::SEE_OTHER);
    (address, own, fatima, mark)
}

/// This child is in its group until then, as an import writes it. What ended by it.
async fn follow_after(school: &School, pupil: &str, ends: &str) -> Vec<Ended> {
    let pupil = school.pupil(pupil).await;
    let robot = school.robot();
    let asked = sql!("SELECT school_id FROM pupils WHERE id = $1");
    let (id,): (SchoolId,) = robot.db().query(asked).bind(&pupil).one().await.expect("the school");
    let now = school.app.clock.now();
    let today = now.local(&zone("Europe/Amsterdam")).date().into();
    let who = Following { school: id, now, today };
    let done = robot.db().write((pupil, ends.to_owned(), who), |tx, (pupil, ends, who)| {
        Box::pin(async move {
            let end = sql!("UPDATE memberships SET ends_on = $2 WHERE pupil_id = $1");
            tx.query(end).bind(pupil).bind(ends).run().await?;
            follow(tx, who).await
        })
    });
    done.await.expect("followed")
}

stories! {
    async fn two_people_change_places_when_both_want_to(school) {
        let (address, offer, mut fatima, mut mark) = asked(&school).await;
        assert!(look(&mut fatima, &address).await.contains("Je vroeg Mark Jansen om te ruilen (Soep koken)."));
        assert!(mark.get("/").await.text().contains("Ruilen? Kerstviering"));
        let page = look(&mut mark, &address).await;
        assert!(page.contains("Fatima El Amrani wil met je ruilen. Jij krijgt: Zaal versieren. Fatima El Amrani krijgt: Soep koken."), "{page}");
        // Nobody else answers for him.
        let mut eva = school.as_person(EVA).await;
        assert_eq!(eva.call("signups/swap", &[("offer", &offer), ("answer", "yes")]).await.status, StatusCode::NOT_FOUND);
        mark.post("signups/swap", &[("offer", &offer), ("answer", "yes")]).await;
        let page = look(&mut mark, &address).await;
        assert!(page.contains("Zaal versieren 1 van 1 plekken bezet MJ Mark Jansen"), "{page}");
        assert!(page.contains("Soep koken 1 van 2 plekken bezet FA Fatima El Amrani") || page.contains("Soep koken 1 van 2 plekken bezet FE Fatima El Amrani"), "{page}");
        assert!(!page.contains("wil met je ruilen"), "{page}");
        let again = mark.call("signups/swap", &[("offer", &offer), ("answer", "yes")]).await;
        assert_eq!(again.status, StatusCode::NOT_FOUND, "once");
    }

    async fn no_is_no(school) {
        let (address, offer, mut fatima, mut mark) = asked(&school).await;
        mark.post("signups/swap", &[("offer", &offer), ("answer", "no")]).await;
        assert!(look(&mut mark, &address).await.contains("Soep koken 1 van 2 plekken bezet MJ Mark Jansen"));
        assert!(!look(&mut fatima, &address).await.contains("Je vroeg Mark"));
    }

    async fn who_waits_can_have_the_place_of_who_has_one(school) {
        let address = list(&school).await;
        let hall = task(&school, &address, "Zaal versieren").await;
        let (mut fatima, mut mark) = (school.as_person(FATIMA).await, school.as_person(MARK).await);
        fatima.post("signups/join", &[("task", &hall)]).await;
        mark.post("signups/join", &[("task", &hall)]).await;
        let (own, other) = (sign_up(&school, MARK, &hall).await, sign_up(&school, FATIMA, &hall).await);
        mark.post("signups/offer", &[("own", &own), ("other", &other)]).await;
        assert!(look(&mut fatima, &address).await.contains("Jij krijgt: wacht op Zaal versieren."));
        fatima.post("signups/swap", &[("offer", &own), ("answer", "yes")]).await;
        assert!(look(&mut mark, &address).await.contains("Je doet mee. Fijn!"));
        assert!(look(&mut fatima, &address).await.contains("Je bent nummer 1 op de wachtlijst."));
    }

    async fn whom_a_list_does_not_ask_any_more_gives_their_place_to_who_waits(school) {
        let address = list(&school).await;
        let hall = task(&school, &address, "Zaal versieren").await;
        let (mut fatima, mut mark) = (school.as_person(FATIMA).await, school.as_person(MARK).await);
        fatima.post("signups/join", &[("task", &hall)]).await;
        mark.post("signups/join", &[("task", &hall)]).await;
        assert_eq!(follow_after(&school, "L-DAAN", "2027-07-01").await, [], "nothing has changed yet");
        assert!(look(&mut mark, &address).await.contains("Je bent nummer 1 op de wachtlijst."));
        assert_eq!(follow_after(&school, "L-NOOR", "2026-11-01").await, [("sign_ups", 1)]);
        assert!(look(&mut mark, &address).await.contains("Je doet mee. Fijn!"));
        assert_eq!(fatima.get(&address).await.status, StatusCode::NOT_FOUND);
        assert_eq!(follow_after(&school, "L-NOOR", "2026-11-01").await, [], "once");
    }

    async fn nobody_does_the_same_twice_by_changing(school) {
        let (address, offer, mut fatima, mut mark) = asked(&school).await;
        let soup = task(&school, &address, "Soep koken").await;
        fatima.post("signups/join", &[("task", &soup)]).await;
        let refused = mark.call("signups/swap", &[("offer", &offer), ("answer", "yes")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "she cooks already");
        assert!(look(&mut mark, &address).await.contains("Zaal versieren 1 van 1 plekken bezet FA Fatima El Amrani") || look(&mut mark, &address).await.contains("Zaal versieren 1 van 1 plekken bezet FE Fatima El Amrani"), "both stay where they were");
    }

    async fn ten_places_under_two_hundred_people_stay_ten(school) {
        let mut head = school.as_person("marijke.oosterhuis@wilgenboom.example").await;
        let made = make(&school, &mut head, &[("whom[audience][]", "school"), ("form[task][]", "Rijden"), ("form[places][]", "10")]).await;
        let address = made.location();
        let drive = task(&school, &address, "Rijden").await;
        let people = sql!("SELECT a.email FROM accounts a JOIN account_persons i ON i.account_id = a.id JOIN schools c ON c.id = i.school_id
                           WHERE c.brin = '99WB' AND a.email LIKE '%@ouders.example' ORDER BY a.email LIMIT 200");
        let people: Vec<(String,)> = school.robot().db().query(people).all().await.unwrap();
        let mut phones = Vec::new();
        for (person,) in people.iter().cycle().take(200) {
            phones.push(school.as_person(person).await);
        }
        let mut running = JoinSet::new();
        for mut phone in phones {
            let drive = drive.clone();
            running.spawn(async move { phone.call("signups/join", &[("task", &drive)]).await.status });
        }
        let answers: Vec<StatusCode> = running.join_all().await;
        let asked = sql!("SELECT person_id, number FROM sign_ups WHERE task_id = $1 ORDER BY number");
        let all: Vec<(String, i64)> = school.robot().db().query(asked).bind(&drive).all().await.unwrap();
        let joined: BTreeSet<&String> = all.iter().map(|(person, _)| person).collect();
        assert_eq!(joined.len(), all.len(), "nobody twice");
        assert!((1_i64..).zip(&all).all(|(place, (_, number))| place == *number), "one after the other: {all:?}");
        assert!(answers.iter().all(|status| [StatusCode::OK, StatusCode::NOT_FOUND].contains(status)), "{answers:?}");
        let welcome = answers.iter().filter(|status| **status == StatusCode::OK).count();
        assert!(welcome >= 150 && all.len() > 50, "{welcome} {}", all.len());
        let page = look(&mut school.as_person(SANNE).await, &address).await;
        assert!(page.contains("10 van 10 plekken bezet"), "{page}");
    }
}
