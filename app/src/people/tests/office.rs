//! The office and the head in the browser: finding somebody, and deciding about the people around a child.
use http::StatusCode;

use super::*;
use crate::sql;
use crate::testing::Probe;

const HEAD: &str = "marijke.oosterhuis@wilgenboom.example";
const RONALD: &str = "ronald.visser@ouders.example";
const JUDITH: &str = "judith.bakker@ouders.example";

/// The id of a guardian of this child.
async fn link(school: &School, pupil: &str, email: &str) -> String {
    let statement = sql!(
        "SELECT g.id FROM guardianships g JOIN pupils u ON u.id = g.pupil_id JOIN persons n ON n.id = g.person_id
         WHERE u.import_key = $1 AND n.email = $2"
    );
    school.robot().db().query(statement).bind(pupil).bind(email).one::<(String,)>().await.expect("a guardian").0
}

async fn child(who: &mut Probe, school: &School, pupil: &str) -> String {
    who.get(&format!("/school/children/{}", school.pupil(pupil).await)).await.text()
}

async fn decide(who: &mut Probe, link: &str, (from, to): (&str, &str), reason: &str) -> crate::testing::Answer {
    who.post("people/decide", &[("link", link), ("from", from), ("to", to), ("reason", reason)]).await
}

async fn find(who: &mut Probe, typed: &str) -> String {
    let found = who.post("people/find", &[("q", typed)]).await;
    assert!(!found.location().contains(typed), "no name in an address: {}", found.location());
    who.follow(&found).await.text()
}

crate::stories! {
    async fn three_letters_find_children_parents_colleagues_and_groups(school) {
        let mut hanneke = school.hanneke().await;
        for (typed, found) in [
            ("noo", "Noor"),
            ("elam", "Fatima El Amrani Ouder van Ilias, Noor"),
            ("fatima.el", "Fatima El Amrani"),
            ("sanne", "Sanne de Wit Leerkracht"),
            ("wit", "Sanne de Wit"),
            ("DEMIRTAS", "Ayşe Demirtaş"),
            ("otters", "De Otters"),
        ] {
            let page = find(&mut hanneke, typed).await;
            assert!(page.contains(found), "{typed}: {page}");
        }
        let nobody = find(&mut hanneke, "zzzz").await;
        assert!(nobody.contains("Niemand gevonden"), "{nobody}");
        let all = hanneke.get("/school").await.text();
        assert!(all.contains("De Otters") && all.contains("Onderdelen") && !all.contains("Logboek"), "{all}");
        assert!(school.as_person(HEAD).await.get("/school").await.text().contains("Logboek"));
        // Nobody of another school is found.
        assert!(!find(&mut hanneke, "julia").await.contains("Julia Mendes"));
    }

    async fn a_child_shows_who_sees_what_and_why(school) {
        let mut hanneke = school.hanneke().await;
        let page = child(&mut hanneke, &school, "L-NOOR").await;
        assert!(page.contains("Fatima El Amrani") && page.contains("Bevestigd"), "{page}");
        assert!(page.contains("Ziet wat school over Noor deelt") && page.contains("Sanne de Wit"), "{page}");
        let page = child(&mut hanneke, &school, "L-LISA").await;
        assert!(page.contains("Geblokkeerd") && page.contains("school heeft dit geblokkeerd"), "{page}");
        assert!(page.contains("Alleen de directie kan dit opheffen."), "{page}");
    }

    async fn a_block_is_felt_at_once_and_only_a_head_lifts_it(school) {
        let (mut hanneke, mut fatima) = (school.hanneke().await, school.fatima().await);
        let link = link(&school, "L-NOOR", "fatima.elamrani@ouders.example").await;
        assert!(fatima.get("/").await.text().contains("De Otters"));
        // Without a reason nothing happens, and it is said at the field.
        child(&mut hanneke, &school, "L-NOOR").await;
        let refused = decide(&mut hanneke, &link, ("confirmed", "blocked"), " ").await;
        let page = hanneke.follow(&refused).await.text();
        assert!(page.contains("Vul dit in."), "{page}");
        let done = decide(&mut hanneke, &link, ("confirmed", "blocked"), "Uitspraak van de rechter.").await;
        assert!(done.status.is_redirection(), "{}", done.status);
        assert!(fatima.get("/").await.location().starts_with("/sign-in"), "what is open at her devices closes");
        let mut fatima = school.fatima().await;
        assert!(!fatima.get("/").await.text().contains("De Otters"), "nothing of the group any more");
        let talks = sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM guardianship_decisions d JOIN persons p ON p.id = d.decided_by WHERE d.reason = 'Uitspraak van de rechter.' AND p.import_key = 'T-HANNEKE'");
        assert_eq!(school.robot().db().query(talks).one::<(i64,)>().await.unwrap().0, 1);
        // The office shut the door, and cannot open it.
        let mut probe = school.hanneke().await;
        let fields = [("link", link.as_str()), ("from", "blocked"), ("to", "proposed"), ("reason", "Toch niet")];
        assert_eq!(probe.call("people/decide", &fields).await.status, StatusCode::FORBIDDEN);
        let mut marijke = school.as_person(HEAD).await;
        decide(&mut marijke, &link, ("blocked", "proposed"), "Vergissing.").await;
        assert!(!fatima.get("/").await.text().contains("De Otters"), "lifted is not confirmed");
        decide(&mut marijke, &link, ("proposed", "confirmed"), "").await;
        assert!(fatima.get("/").await.text().contains("De Otters"));
        let page = child(&mut marijke, &school, "L-NOOR").await;
        for said in ["Hanneke Smit blokkeerde dit", "Marijke Oosterhuis hief de blokkade op", "Marijke Oosterhuis bevestigde dit", "Vergissing."] {
            assert!(page.contains(said), "{said}: {page}");
        }
    }

    async fn two_who_decide_at_once_decide_once(school) {
        let link = link(&school, "L-NOOR", "fatima.elamrani@ouders.example").await;
        let (mut hanneke, mut marijke) = (school.hanneke().await, school.as_person(HEAD).await);
        decide(&mut hanneke, &link, ("confirmed", "blocked"), "Rechter.").await;
        let fields = [("link", link.as_str()), ("from", "confirmed"), ("to", "blocked"), ("reason", "Ook ik.")];
        let late = marijke.call("people/decide", &fields).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(late.text().contains("intussen veranderd"), "{}", late.text());
        // What no page offers is refused: a block does not become a confirmation in one step.
        let fields = [("link", link.as_str()), ("from", "blocked"), ("to", "confirmed"), ("reason", "Ja.")];
        assert_eq!(marijke.call("people/decide", &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn who_is_proposed_or_blocked_is_decided_from_the_page_of_the_child(school) {
        let mut marijke = school.as_person(HEAD).await;
        let judith = link(&school, "L-0041", JUDITH).await;
        let page = marijke.get(&format!("/school/children/{}", school.pupil("L-0041").await)).await;
        assert!(page.html().contains(&format!("confirmed-{judith}")), "a way to confirm her");
        let ronald = link(&school, "L-LISA", RONALD).await;
        let page = marijke.get(&format!("/school/children/{}", school.pupil("L-LISA").await)).await;
        assert!(page.html().contains(&format!("proposed-{ronald}")), "a way to let him in again");
    }

    async fn roles_of_the_file_are_confirmed_by_those_who_may(school) {
        let more = SCHOOL.replace(
            "<rol>CON</rol>",
            "<rol>ADM</rol>",
        );
        let more = more.replacen("<rol>STA</rol>", "<rol>LRK</rol>", 1);
        take_school(&school, &more, TODAY).await.expect("the file");
        let (mut hanneke, mut marijke) = (school.hanneke().await, school.as_person(HEAD).await);
        let page = hanneke.get("/school/roles").await;
        assert!(page.text().contains("Leerkracht JK Jayden Kartosen"), "{}", page.text());
        assert!(page.text().contains("Ab Kuiper") && page.text().contains("Dit doet de directie"), "{}", page.text());
        let role = sql!("SELECT r.id FROM roles r JOIN persons p ON p.id = r.person_id WHERE p.import_key = $1 AND r.status = 'proposed'");
        let id = async |key: &str| school.robot().db().query(role).bind(key).one::<(String,)>().await.expect("a role").0;
        let (office, teacher) = (id("T-AB").await, id("T-JAYDEN").await);
        let nobody = hanneke.call("people/confirm-role", &[]).await;
        assert!(nobody.status == StatusCode::UNPROCESSABLE_ENTITY && nobody.text().contains("Vink eerst aan"), "{}", nobody.text());
        let both = hanneke.call("people/confirm-role", &[("role[]", &teacher), ("role[]", &office)]).await;
        assert_eq!(both.status, StatusCode::FORBIDDEN, "not even among others");
        assert_eq!(hanneke.call("people/confirm-role", &[("role[]", &office)]).await.status, StatusCode::FORBIDDEN, "nobody makes an office but a head");
        assert_eq!(hanneke.call("people/confirm-role", &[("role[]", &teacher)]).await.status, StatusCode::OK);
        assert_eq!(hanneke.call("people/confirm-role", &[("role[]", &teacher)]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "it waits no more");
        assert_eq!(marijke.call("people/confirm-role", &[("role[]", &office)]).await.status, StatusCode::OK);
        assert!(marijke.get("/school/roles").await.text().contains("Alles is bevestigd"));
    }
}
