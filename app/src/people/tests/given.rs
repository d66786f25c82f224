//! Roles that somebody at school gives and ends, and people who are in no file.
use http::StatusCode;

use super::*;
use crate::base::ids;
use crate::testing::{Answer, Probe};

const HEAD: &str = "marijke.oosterhuis@wilgenboom.example";
const SANNE: &str = "sanne.dewit@wilgenboom.example";
const MARK: &str = "mark.jansen@ouders.example";

async fn page(who: &mut Probe, person: &str) -> String {
    who.get(&format!("/school/people/{person}")).await.text()
}

async fn give(who: &mut Probe, person: &str, role: &str) -> Answer {
    who.get(&format!("/school/people/{person}")).await;
    who.post("people/give-role", &[("person", person), ("what", role)]).await
}

/// The id of what somebody is at school.
async fn role(school: &School, person: &str, role: &str) -> String {
    let statement =
        crate::sql!("SELECT id FROM roles WHERE person_id = $1 AND role = $2 ORDER BY ends_on DESC LIMIT 1");
    school.robot().db().query(statement).bind(person).bind(role).one::<(String,)>().await.expect("a role").0
}

async fn add(who: &mut Probe, key: &str, (call_name, last_name, email): (&str, &str, &str)) -> Answer {
    who.get("/school/people/new").await;
    let fields = [
        ("key", key),
        ("form[call_name]", call_name),
        ("form[last_name]", last_name),
        ("form[email]", email),
        ("form[phone]", ""),
    ];
    who.post("people/add", &fields).await
}

crate::stories! {
    async fn a_role_is_given_and_ended_and_no_file_changes_it(school) {
        let (mut hanneke, mut head) = (school.hanneke().await, school.as_person(HEAD).await);
        let mark = school.person(MARK).await;
        for _ in 0..2 {
            let done = give(&mut hanneke, &mark, "council").await;
            assert!(hanneke.follow(&done).await.text().contains("De rol is gegeven."));
        }
        let text = page(&mut hanneke, &mark).await;
        assert_eq!(text.matches("Ouderraad sinds 23 november").count(), 1, "{text}");
        let sanne = school.person(SANNE).await;
        give(&mut hanneke, &sanne, "coordinator").await;
        take_school(&school, SCHOOL, TODAY).await.expect("the file says nothing of it");
        assert!(page(&mut hanneke, &sanne).await.contains("Intern begeleider"));
        assert!(take_school(&school, SCHOOL, TODAY).await.expect("the same again").nothing);
        let log = head.get("/school/log").await.text();
        assert!(log.contains("Mark Jansen kreeg een rol: Ouderraad Hanneke Smit"), "{log}");
        let ended = hanneke.post("people/end-role", &[("role", &role(&school, &mark, "council").await)]).await;
        assert!(hanneke.follow(&ended).await.text().contains("De rol is beëindigd."));
        assert!(!page(&mut hanneke, &mark).await.contains("Ouderraad sinds"));
        assert!(head.get("/school/log").await.text().contains("Mark Jansen is niet meer: Ouderraad"));
    }

    async fn only_a_head_makes_and_unmakes_those_who_lead(school) {
        let (mut hanneke, mut head) = (school.hanneke().await, school.as_person(HEAD).await);
        let (sanne, marijke) = (school.person(SANNE).await, school.person(HEAD).await);
        for leading in ["head", "office", "board"] {
            assert_eq!(hanneke.call("people/give-role", &[("person", &sanne), ("what", leading)]).await.status, StatusCode::FORBIDDEN, "{leading}");
        }
        let offered = hanneke.get(&format!("/school/people/{sanne}")).await.html();
        assert!(offered.contains("value=\"mr\"") && !offered.contains("value=\"head\"") && !offered.contains("value=\"board\""));
        let headship = role(&school, &marijke, "head").await;
        assert_eq!(hanneke.call("people/end-role", &[("role", &headship)]).await.status, StatusCode::FORBIDDEN);
        // The last head stays one; with another beside her she may go.
        page(&mut head, &marijke).await;
        let alone = head.post("people/end-role", &[("role", &headship)]).await;
        assert!(head.follow(&alone).await.text().contains("Dit is de enige directeur."));
        give(&mut head, &sanne, "head").await;
        head.post("people/end-role", &[("role", &headship)]).await;
        assert_eq!(head.call("people/end-role", &[("role", &headship)]).await.status, StatusCode::NOT_FOUND, "she sees nothing of it any more");
        assert!(school.sanne().await.get("/school/log").await.text().contains("Marijke Oosterhuis is niet meer: Directie"));
    }

    async fn whoever_leaves_the_file_works_here_no_more_and_stays_what_else_they_are(school) {
        let mut hanneke = school.hanneke().await;
        let sanne = school.person(SANNE).await;
        for given in ["coordinator", "mr"] {
            give(&mut hanneke, &sanne, given).await;
        }
        let key = crate::sql!("SELECT import_key FROM persons WHERE id = $1");
        let (key,): (String,) = school.robot().db().query(key).bind(&sanne).one().await.unwrap();
        let without_her = {
            let (head, rest) = SCHOOL.split_once(&format!("<leerkracht key=\"{key}\">")).expect("Sanne");
            let (_, rest) = rest.split_once("</leerkracht>").expect("her end");
            format!("{head}{rest}")
        };
        take_school(&school, &without_her, NEXT_WEEK).await.expect("she left");
        let later = crate::sql!("SELECT role FROM roles WHERE person_id = $1 AND $2 BETWEEN starts_on AND ends_on ORDER BY role");
        let left: Vec<(String,)> = school.robot().db().query(later).bind(&sanne).bind(NEXT_WEEK).all().await.unwrap();
        assert_eq!(left, [("mr".to_owned(),)]);
    }

    async fn what_a_file_comes_to_say_too_is_its_from_then_on(school) {
        let mut head = school.as_person(HEAD).await;
        let karim = school.person("karim.benali@wilgenboom.example").await;
        let before = take_school(&school, SCHOOL, TODAY).await.expect("nothing to do");
        assert!(before.nothing);
        let role_of_file = crate::sql!("UPDATE roles SET by_hand = TRUE WHERE person_id = $1 RETURNING role");
        let held: Vec<(String,)> = school.robot().db().write(karim.clone(), move |tx, karim| Box::pin(async move {
            Ok(tx.query(role_of_file).bind(&*karim).all().await?)
        })).await.expect("as if given by hand");
        assert!(!held.is_empty());
        let done = take_school(&school, SCHOOL, TODAY).await.expect("the file catches up");
        assert!(!done.nothing && !page(&mut head, &karim).await.contains("Bevestig:"), "confirmed it stays");
        assert!(take_school(&school, SCHOOL, TODAY).await.expect("once").nothing);
    }

    async fn somebody_who_is_in_no_file_is_written_down_once(school) {
        let mut hanneke = school.hanneke().await;
        let key = ids::fresh(school.app.clock.now());
        let wrong = add(&mut hanneke, &key, ("", "", "geen adres")).await;
        let text = hanneke.follow(&wrong).await.text();
        assert_eq!(text.matches("Vul dit in.").count(), 2, "{text}");
        assert!(text.contains("Dit is geen mailadres."), "{text}");
        let taken = add(&mut hanneke, &key, ("Bart", "Verhulst", MARK)).await;
        assert!(hanneke.follow(&taken).await.text().contains("Iemand anders van school heeft dit mailadres al."));
        for _ in 0..2 {
            let done = add(&mut hanneke, &key, ("Bart", "Verhulst", "bart@bestuur.example")).await;
            assert_eq!(done.location(), format!("/school/people/{key}"));
            assert!(hanneke.follow(&done).await.text().contains("Bart Verhulst"));
        }
        let found = hanneke.post("people/find", &[("q", "verhulst")]).await;
        assert!(hanneke.follow(&found).await.text().contains("1 gevonden"));
        let mut sanne = school.sanne().await;
        let asked = [("key", key.as_str()), ("form[call_name]", "An"), ("form[last_name]", "Bos")];
        assert_eq!(sanne.call("people/add", &asked).await.status, StatusCode::FORBIDDEN);
    }
}
