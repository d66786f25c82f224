//! Stories of what did not succeed: the office sees it, tries it again, and nobody else knows of it.
use http::StatusCode;

use crate::base::failure::Result;
use crate::base::ids;
use crate::testing::School;
use crate::{sql, stories};

const HANNEKE: &str = "hanneke.smit@wilgenboom.example";

/// A mail to Fatima that was given up, and a job of a kind that nobody knows.
async fn give_up(school: &School) {
    let fatima = school.person("fatima.elamrani@ouders.example").await;
    let payload =
        format!("{{\"round\":\"r\",\"before\":null,\"person\":\"{fatima}\",\"pupil\":\"p\",\"household\":\"h\"}}");
    let at = school.app.clock.now();
    let rows = [("conferences/changed", payload, "mail_refused"), ("story/nothing", "null".to_owned(), "payload")];
    for (kind, payload, problem) in rows {
        let args = (kind, payload, problem, at);
        let robot = school.robot();
        let written = robot.db().write(args, |tx, (kind, payload, problem, at)| {
            Box::pin(async move {
                let write = sql!(
                    "INSERT INTO jobs (id, school_id, lane, kind, payload, due_at, problem, dead)
                     SELECT $1, school_id, 'mail', $2, $3, CAST($4 AS BIGINT), $5, TRUE FROM persons WHERE email = 'fatima.elamrani@ouders.example'"
                );
                let query = tx.query(write).bind(ids::fresh(*at)).bind((*kind).to_owned()).bind(payload);
                query.bind(*at).bind((*problem).to_owned()).run().await?;
                Result::Ok(())
            })
        });
        written.await.expect("a job that was given up");
    }
}

stories! {
    async fn the_office_sees_what_did_not_succeed_in_words_and_tries_it_again(school) {
        let mut hanneke = school.as_person(HANNEKE).await;
        let quiet = hanneke.get("/undone").await.text();
        assert!(quiet.contains("Alles is gelukt"), "{quiet}");
        assert!(!hanneke.get("/").await.text().contains("niet gelukt"));
        give_up(&school).await;
        assert!(hanneke.get("/").await.text().contains("2 dingen zijn niet gelukt"));
        let page = hanneke.get("/undone").await;
        assert!(page.text().contains("Mail over een gesprek · Fatima El Amrani"), "{}", page.text());
        assert!(page.text().contains("Dit adres bestaat niet"), "{}", page.text());
        assert!(!page.html().contains("fatima.elamrani@"), "no address");
        let html = page.html();
        let mut jobs = html.split("name=\"job\" value=\"").filter_map(|rest| rest.split('"').next());
        let job = jobs.find(|job| ids::is_id(job)).expect("a job to try again").to_owned();
        let answer = hanneke.post("undone/revive", &[("job", &job)]).await;
        let after = hanneke.follow(&answer).await.text();
        assert!(after.contains("opnieuw") && hanneke.get("/").await.text().contains("1 ding is niet gelukt"), "{after}");
        assert_eq!(hanneke.call("undone/revive", &[("job", &job)]).await.status, StatusCode::NOT_FOUND, "it is not given up any more");
        hanneke.post("undone/revive", &[("job", "")]).await;
        assert!(!hanneke.get("/").await.text().contains("niet gelukt"));
    }

    async fn nobody_else_knows_of_it(school) {
        give_up(&school).await;
        for mut other in [school.fatima().await, school.sanne().await, school.as_person("ruben.koster@lindeboom.example").await] {
            assert!(!other.get("/").await.text().contains("niet gelukt"));
            let page = other.get("/undone").await;
            assert!(!page.text().contains("Fatima"), "{}", page.text());
            let tried = other.call("undone/revive", &[("job", "")]).await.status;
            assert!(!tried.is_success(), "{tried}");
        }
    }
}
