//! Stories of for whom a post is: a year, one side, one family, one of two homes, the people with a role.
use http::StatusCode;

use super::{OTTERS, hidden};
use crate::sql;
use crate::stories;
use crate::testing::{Answer, Probe, School};

const SANNE: &str = "sanne.dewit@wilgenboom.example";
const KARIM: &str = "karim.benali@wilgenboom.example";
const MARIJKE: &str = "marijke.oosterhuis@wilgenboom.example";
const FATIMA: &str = "fatima.elamrani@ouders.example";
const MARK: &str = "mark.jansen@ouders.example";
const EVA: &str = "eva.kuipers@ouders.example";

async fn circle(school: &School, statement: &'static crate::base::db::Statement, key: &str) -> String {
    let (id,): (String,) = school.robot().db().query(statement).bind(key).one().await.expect("a circle");
    format!("circle:{id}")
}

async fn family(school: &School, pupil: &str) -> String {
    circle(school, sql!("SELECT id FROM pupils WHERE import_key = $1"), pupil).await
}

async fn year(school: &School, code: &str) -> String {
    let asked = sql!(
        "SELECT c.id FROM circles c JOIN schools s ON s.id = c.school_id WHERE c.kind = 'year' AND s.brin = '99WB' AND c.code = $1"
    );
    circle(school, asked, code).await
}

async fn send(who: &mut Probe, body: &str, more: &[(&str, &str)]) -> Answer {
    let key = hidden(&who.get("/new").await, "key");
    let fields = [&[("key", key.as_str()), ("body", body)], more].concat();
    who.post_files("feed/publish", &fields, &[]).await
}

/// Who of them finds it on Today.
async fn readers(school: &School, body: &str, people: &[&'static str]) -> Vec<&'static str> {
    let mut readers = Vec::new();
    for person in people {
        if school.as_person(person).await.get("/").await.text().contains(body) {
            readers.push(*person);
        }
    }
    readers
}

stories! {
    async fn one_side_of_a_group_reads_what_is_for_it(school) {
        let group = format!("group:{}", school.group(OTTERS).await);
        let mut marijke = school.as_person(MARIJKE).await;
        let all = [FATIMA, MARK, SANNE, KARIM];
        for (side, said, expected) in [
            ("staff", "Otters, alleen collega's", vec![SANNE]),
            ("family", "Otters, alleen ouders", vec![FATIMA, MARK]),
            ("all", "De Otters ·", vec![FATIMA, MARK, SANNE]),
        ] {
            let body = format!("Voor deze kant: {side}.");
            let sent = send(&mut marijke, &body, &[("audience", &group), ("side", side)]).await;
            let post = marijke.follow(&sent).await.text();
            assert!(post.contains(said), "{post}");
            assert_eq!(readers(&school, &body, &all).await, expected, "{side}");
        }
    }

    async fn one_family_and_one_of_two_homes(school) {
        let mut sanne = school.as_person(SANNE).await;
        let (noor, daan) = (family(&school, "L-NOOR").await, family(&school, "L-DAAN").await);
        let page = sanne.get("/new").await;
        assert!(page.html().contains(&noor) && page.text().contains("Daan Jansen: alleen bij Mark Jansen"), "{}", page.text());
        let all = [FATIMA, MARK, EVA, KARIM];
        // What is still ticked does not count: the group does not hear of it.
        let otters = format!("group:{}", school.group(OTTERS).await);
        send(&mut sanne, "Noor vergat haar jas.", &[("audience", &otters), ("family", &noor)]).await;
        assert_eq!(readers(&school, "Noor vergat haar jas.", &all).await, [FATIMA]);
        send(&mut sanne, "Daan heeft een vest over.", &[("family", &daan)]).await;
        assert_eq!(readers(&school, "Daan heeft een vest over.", &all).await, [MARK, EVA]);
        let home = sql!("SELECT g.household_id FROM guardianships g JOIN persons p ON p.id = g.person_id WHERE p.email = $1");
        let home = circle(&school, home, MARK).await;
        let sent = send(&mut sanne, "Daan mag zijn fiets ophalen.", &[("audience", ""), ("family", &home)]).await;
        assert!(sanne.follow(&sent).await.text().contains("Eén huishouden"));
        assert_eq!(readers(&school, "Daan mag zijn fiets ophalen.", &all).await, [MARK]);
    }

    async fn a_year_is_for_who_teaches_it_and_for_its_families(school) {
        let of_daan = sql!("SELECT year_group FROM pupils WHERE import_key = $1");
        let (code,): (String,) = school.robot().db().query(of_daan).bind("L-DAAN").one().await.unwrap();
        let year = year(&school, &code).await;
        let mut sanne = school.as_person(SANNE).await;
        let page = sanne.get("/new").await;
        assert!(page.text().contains(&format!("Groep {code}")) && !page.text().contains("Hele school"), "{}", page.text());
        let sent = send(&mut sanne, "Ons hele leerjaar gaat naar het bos.", &[("audience", &year)]).await;
        assert!(sanne.follow(&sent).await.text().contains(&format!("Groep {code}")));
        assert!(readers(&school, "Ons hele leerjaar gaat naar het bos.", &[MARK]).await == [MARK]);
        let page = school.as_person(MARIJKE).await.get("/new").await.text();
        assert!((1..=8).all(|code| page.contains(&format!("Groep {code}"))) && page.contains("Hele school"), "{page}");
    }

    async fn nobody_writes_to_who_is_not_theirs(school) {
        let (noor, mut karim) = (family(&school, "L-NOOR").await, school.as_person(KARIM).await);
        assert!(!karim.get("/new").await.html().contains(&noor));
        let school_circle = circle(&school, sql!("SELECT id FROM schools WHERE brin = $1"), "99WB").await;
        let role = circle(&school, sql!("SELECT c.id FROM circles c JOIN schools s ON s.id = c.school_id WHERE c.kind = 'role' AND c.code = 'head' AND s.brin = $1"), "99WB").await;
        let other = circle(&school, sql!("SELECT id FROM schools WHERE brin = $1"), "99LB").await;
        let key = hidden(&karim.get("/new").await, "key");
        for value in [&noor, &school_circle, &role, &other] {
            let fields = [("key", key.as_str()), ("body", "Dit mag niet."), ("audience", value)];
            assert_eq!(karim.call_files("feed/publish", &fields, &[]).await.status, StatusCode::NOT_FOUND, "{value}");
        }
        let nobody = [("key", key.as_str()), ("body", "Voor wie?"), ("family", "")];
        assert_eq!(karim.call_files("feed/publish", &nobody, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn a_group_that_was_ticked_already_is_asked_for_once(school) {
        let mut sanne = school.as_person(SANNE).await;
        let (group, body) = (format!("group:{}", school.group(OTTERS).await), "Wie neemt maandag de hal?");
        let role = sql!("SELECT c.id FROM circles c JOIN schools s ON s.id = c.school_id WHERE c.kind = 'role' AND c.code = 'teacher' AND s.brin = $1");
        let role = circle(&school, role, "99WB").await;
        let page = sanne.get("/new").await;
        let beforehand = hidden(&page, "beforehand");
        assert_eq!(beforehand, group);
        let key = hidden(&page, "key");
        let fields =
            [("key", key.as_str()), ("body", body), ("beforehand", &group), ("audience", &group), ("audience", &role)];
        let asked = sanne.post_files("feed/publish", &fields, &[]).await;
        let asked = sanne.follow(&asked).await;
        assert!(asked.text().contains("Gaat dit ook naar je hele groep?"), "{}", asked.text());
        assert!(!asked.html().contains("name=\"beforehand\""), "once");
        assert_eq!(readers(&school, body, &[FATIMA, KARIM]).await, Vec::<&str>::new());
        // A draft of before keeps apart what was ticked for her.
        sanne.call_files("feed/draft", &fields[..4], &[]).await;
        assert_eq!(hidden(&sanne.get("/new").await, "beforehand"), group);
        let sent = sanne.post_files("feed/publish", &[&fields[..2], &fields[4..]].concat(), &[]).await;
        sanne.follow(&sent).await;
        assert_eq!(readers(&school, body, &[FATIMA, KARIM]).await, [KARIM]);
    }

    async fn whoever_has_a_role_has_no_sides(school) {
        let mut marijke = school.as_person(MARIJKE).await;
        let role = sql!("SELECT c.id FROM circles c JOIN schools s ON s.id = c.school_id WHERE c.kind = 'role' AND c.code = 'teacher' AND s.brin = $1");
        let role = circle(&school, role, "99WB").await;
        let body = "De vergadering begint om vier uur.";
        send(&mut marijke, body, &[("audience", &role), ("side", "family")]).await;
        assert_eq!(readers(&school, body, &[FATIMA, SANNE, KARIM]).await, [SANNE, KARIM]);
    }

    async fn what_was_chosen_is_there_again(school) {
        let (noor, mut sanne) = (family(&school, "L-NOOR").await, school.as_person(SANNE).await);
        let page = sanne.get("/new").await;
        assert!(page.html().contains("<details class=\"fold feed-more\">"), "closed until somebody needs it");
        let key = hidden(&page, "key");
        let fields = [("key", key.as_str()), ("body", "Half klaar."), ("family", noor.as_str()), ("side", "family")];
        sanne.call_files("feed/draft", &fields, &[]).await;
        let again = sanne.get("/new").await.html();
        assert!(again.contains("<details open class=\"fold feed-more\">"), "{again}");
        assert!(again.contains(&format!("name=\"family\" value=\"{noor}\" checked")), "{again}");
        assert!(again.contains("value=\"family\" checked"), "{again}");
    }
}
