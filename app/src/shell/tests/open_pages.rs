//! Stories of pages that are open while others write: who hears of it, and who does not.
use std::time::Duration;

use axum::body::BodyDataStream;
use futures::StreamExt;

use crate::access::App;
use crate::base::ids;
use crate::base::site::Site;
use crate::testing::{Engine, Probe, School};
use crate::{sql, stories};

const FATIMA: &str = "fatima.elamrani@ouders.example";
const MARK: &str = "mark.jansen@ouders.example";
const KARIM: &str = "karim.benali@wilgenboom.example";
const RONALD: &str = "ronald.visser@ouders.example";
const EVA: &str = "eva.kuipers@ouders.example";

/// What comes in next; `None` when it has ended. A comment of the stream («still there») is no news.
async fn next(page: &mut BodyDataStream) -> Option<String> {
    loop {
        let frame = tokio::time::timeout(Duration::from_secs(20), page.next()).await.expect("news in time")?;
        let text = String::from_utf8(frame.expect("a piece").to_vec()).expect("text");
        match text.strip_prefix("data: ") {
            // PostgreSQL began to listen.
            Some("*\n\n") | None => {}
            Some(line) => return Some(line.trim().to_owned()),
        }
    }
}

/// Listens once PostgreSQL does: what was said before is nobody's news.
async fn listening(school: &School) {
    let db = school.robot().db().clone();
    let mut hearing = db.hear();
    loop {
        db.write((), |tx, ()| Box::pin(async move { tx.announce("out nobody".to_owned()).await })).await.expect("said");
        let heard = tokio::time::timeout(Duration::from_millis(200), hearing.recv()).await;
        if heard.is_ok_and(|line| line.is_ok_and(|line| &*line == "out nobody")) {
            return;
        }
    }
}

async fn post_to(school: &School, group: &str) -> String {
    let asked = sql!(
        "SELECT MAX(p.subject_id) FROM subject_parts p JOIN subjects s ON s.id = p.subject_id JOIN school_groups g ON g.id = p.circle_id
         WHERE s.kind = 'post' AND NOT s.draft AND g.import_key = $1"
    );
    let (id,): (String,) = school.robot().db().query(asked).bind(group).one().await.expect("a post");
    id
}

async fn comment(who: &mut Probe, school: &School, post: &str) {
    let key = ids::fresh(school.app.clock.now());
    let sent =
        who.call("comments/write", &[("subject", post), ("parent", ""), ("body", "Wat leuk!"), ("key", &key)]).await;
    assert_eq!(sent.status, http::StatusCode::OK, "{}", sent.text());
}

stories! {
    async fn a_comment_a_heart_and_a_post_reach_who_sees_them_and_nobody_else(school) {
        listening(&school).await;
        let (otters, vossen) = (post_to(&school, "G-OTTERS").await, post_to(&school, "G-VOSSEN").await);
        let mut mark = school.as_person(MARK).await;
        let mut sanne = school.sanne().await;
        let mut elsewhere = school.as_person(KARIM).await.listen("/live").await;
        let (mut feed, mut thread) = (mark.listen("/live").await, mark.listen(&format!("/live?under={otters}")).await);
        comment(&mut sanne, &school, &otters).await;
        assert_eq!((next(&mut feed).await, next(&mut thread).await), (Some(otters.clone()), Some(otters.clone())));
        mark.call("comments/heart", &[("subject", &otters), ("on", "true")]).await;
        assert_eq!(next(&mut thread).await.as_deref(), Some(otters.as_str()));
        let mut karim = school.as_person(KARIM).await;
        comment(&mut karim, &school, &vossen).await;
        assert_eq!(next(&mut elsewhere).await.as_deref(), Some(vossen.as_str()), "of the other class he heard nothing");
        let key = sanne.get("/new").await.field("key").expect("a key");
        let group = format!("group:{}", school.group("G-OTTERS").await);
        sanne.post_files("feed/publish", &[("key", &key), ("audience", &group), ("body", "We gaan naar buiten.")], &[]).await;
        assert_eq!(next(&mut feed).await.as_deref(), Some(otters.as_str()), "the heart");
        assert_eq!(next(&mut feed).await.as_deref(), Some(key.as_str()));
    }

    async fn who_is_signed_out_is_hung_up_on(school) {
        listening(&school).await;
        let (mut phone, tablet) = (school.fatima().await, school.fatima().await);
        let (mut one, mut other) = (phone.listen("/live").await, tablet.listen("/live").await);
        phone.post("accounts/sign-out", &[]).await;
        assert_eq!(next(&mut one).await, None);
        let person = crate::access::PersonId::from(school.person(FATIMA).await);
        let hash = crate::accounts::password::hash(&school.app, "een heel ander wachtwoord".into()).await.unwrap();
        crate::accounts::open_account(&school.robot(), &person, FATIMA, Some(&hash)).await.unwrap();
        assert_eq!(next(&mut other).await, None);
    }

    async fn who_went_to_another_school_hears_no_more_of_this_one(school) {
        listening(&school).await;
        let mut eva = school.as_person(EVA).await;
        let mut page = eva.listen("/live").await;
        let there = sql!("SELECT i.person_id FROM account_persons i JOIN schools c ON c.id = i.school_id JOIN persons p ON p.id = i.person_id
                          WHERE p.email = $1 AND c.brin = '99LB'");
        let (there,): (String,) = school.robot().db().query(there).bind(EVA).one().await.unwrap();
        let gone = eva.call("accounts/switch", &[("person", &there), ("next", "/")]).await;
        assert_eq!(gone.status, http::StatusCode::OK, "{}", gone.text());
        assert_eq!(next(&mut page).await, None);
    }

    async fn nobody_waits_for_open_pages_when_the_house_closes(school) {
        let fatima = school.fatima().await;
        let mut page = fatima.listen("/live").await;
        school.app.hang_up();
        assert_eq!(next(&mut page).await, None);
    }

    async fn a_page_of_what_one_does_not_see_is_not_listened_to(school) {
        let vossen = post_to(&school, "G-VOSSEN").await;
        let mark = school.as_person(MARK).await;
        let somebody_elses = mark.listen("/live?who=somebodyelse").await;
        for mut page in [
            somebody_elses,mark.listen(&format!("/live?under={vossen}")).await, school.visitor().listen("/live").await] {
            assert_eq!(page.next().await.expect("a word").expect("no error"), "event: out\ndata: out\n\n");
            assert!(page.next().await.is_none(), "and that is all");
        }
        assert_eq!(school.as_person(RONALD).await.get("/live").await.status, http::StatusCode::OK, "who is not confirmed hears nothing");
    }
}

#[tokio::test]
async fn two_processes_on_one_database_hear_each_other() {
    let school = School::open(Engine::Postgres).await;
    let (settings, clock) = (school.app.settings.clone(), school.app.clock.clone());
    let second = App::open(settings, Site::default(), clock).await.expect("a second process");
    let post = post_to(&school, "G-OTTERS").await;
    let mut there = Probe::new(&second);
    there.sign_in(FATIMA).await;
    let mut page = there.listen("/live").await;
    // From the moment on which the second one listens.
    assert_eq!(page.next().await.expect("a piece").expect("no error"), "data: *\n\n");
    comment(&mut school.sanne().await, &school, &post).await;
    assert_eq!(next(&mut page).await, Some(post));
}
