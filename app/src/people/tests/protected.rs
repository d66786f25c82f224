//! Stories of protected families: marked by the office, seen by who must know, on no list, and unmarked by a head only.
use http::StatusCode;

use crate::base::db::Statement;
use crate::base::ids;
use crate::sql;
use crate::testing::{Probe, School};

const FATIMA: &str = "fatima.elamrani@ouders.example";
const MARK: &str = "beschermd gezin";

async fn household(school: &School) -> String {
    let statement = sql!(
        "SELECT g.household_id FROM guardianships g JOIN persons n ON n.id = g.person_id JOIN pupils u ON u.id = g.pupil_id
         WHERE n.email = $1 AND u.import_key = 'L-NOOR'"
    );
    school.robot().db().query(statement).bind(FATIMA).one::<(String,)>().await.expect("a household").0
}

/// Fatima lives in another household from now on.
async fn moves(school: &School, home: &str) {
    let statement = sql!(
        "UPDATE guardianships SET household_id = (SELECT MIN(h.id) FROM households h WHERE h.id <> $1)
         WHERE household_id = $1 AND person_id = (SELECT id FROM persons WHERE email = 'fatima.elamrani@ouders.example')"
    );
    change(school, statement, home).await;
}

async fn change(school: &School, statement: &'static Statement, home: &str) {
    let robot = school.robot();
    let written = robot.db().write(home.to_owned(), move |tx, home| {
        Box::pin(async move {
            tx.query(statement).bind(&*home).run().await?;
            Ok(())
        })
    });
    written.await.expect("it is written");
}

async fn find(who: &mut Probe, typed: &str) -> String {
    who.get("/school").await;
    let found = who.post("people/find", &[("q", typed)]).await;
    who.follow(&found).await.text()
}

/// What «who sees this?» says of a post to De Otters.
async fn audience(school: &School, who: &mut Probe) -> String {
    let key = ids::fresh(school.app.clock.now());
    let group = school.group("G-OTTERS").await;
    let fields = [("key", key.as_str()), ("audience", &format!("group:{group}")), ("body", "Morgen naar het bos.")];
    who.get("/new").await;
    who.call_files("feed/preview", &fields, &[]).await;
    who.get(&format!("/new/audience/{key}")).await.text()
}

async fn list(who: &mut Probe) -> String {
    who.get("/school/exports").await;
    let fields = [("form[list]", "families"), ("form[reason]", "Belrondje"), ("password", "samen in de kring")];
    let asked = who.post("exports/ask", &fields).await;
    who.follow(&asked).await.text()
}

crate::stories! {
    async fn a_protected_family_is_marked_for_who_must_know_and_nowhere_else(school) {
        let (mut hanneke, mut marijke) = (school.hanneke().await, school.as_person("marijke.oosterhuis@wilgenboom.example").await);
        let (home, noor) = (household(&school).await, format!("/school/children/{}", school.pupil("L-NOOR").await));
        assert!(list(&mut hanneke).await.contains(FATIMA));
        hanneke.get(&noor).await;
        let nothing = hanneke.post("people/protect", &[("household", &home), ("reason", " ")]).await;
        assert!(hanneke.follow(&nothing).await.text().contains("Vul dit in."));
        for _ in 0..2 {
            let marked = hanneke.post("people/protect", &[("household", &home), ("reason", "Bedreigd door een oud-partner.")]).await;
            let page = hanneke.follow(&marked).await.text();
            assert!(page.contains("Beschermd gezin") && page.contains("Hanneke Smit markeerde dit") && page.contains("Alleen de directie kan"), "{page}");
        }
        assert!(find(&mut hanneke, "elam").await.contains("Beschermd gezin"));
        let fatima = format!("/school/people/{}", school.person(FATIMA).await);
        assert!(hanneke.get(&fatima).await.text().contains("Beschermd gezin"));
        let fetched = list(&mut hanneke).await;
        assert!(fetched.contains("beschermd: vraag het op school") && !fetched.contains(FATIMA), "{fetched}");

        // Her teacher knows it before she sends something.
        let seen = audience(&school, &mut school.sanne().await).await;
        assert!(seen.contains("Fatima El Amrani ouder van Noor · beschermd gezin") && seen.contains("Petra de Boer ouder van Lisa"), "{seen}");
        for email in [FATIMA, "youssef.elamrani@ouders.example", "mark.jansen@ouders.example", "karim.benali@wilgenboom.example"] {
            let mut other = school.as_person(email).await;
            for page in ["/", "/me", "/talks"] {
                assert!(!other.get(page).await.text().to_lowercase().contains(MARK), "{email} {page}");
            }
            assert_eq!(other.call("people/protect", &[("household", &home), ("reason", "Zomaar")]).await.status, StatusCode::NOT_FOUND);
        }

        // The list says that she lives elsewhere: she stays protected.
        moves(&school, &home).await;
        assert!(!list(&mut hanneke).await.contains(FATIMA), "the mark stays with whom it was about");
        let statement = sql!("UPDATE guardianships SET household_id = $1 WHERE household_id <> $1 AND person_id = (SELECT id FROM persons WHERE email = 'fatima.elamrani@ouders.example')");
        change(&school, statement, &home).await;
        assert_eq!(hanneke.call("people/unprotect", &[("household", &home)]).await.status, StatusCode::FORBIDDEN);
        marijke.get(&noor).await;
        let unmarked = marijke.post("people/unprotect", &[("household", &home)]).await;
        let page = marijke.follow(&unmarked).await.text();
        assert!(page.contains("De markering is weg.") && !page.contains("Beschermd gezin"), "{page}");
        assert!(list(&mut hanneke).await.contains(FATIMA));
        let log = marijke.get("/school/log").await.text();
        assert!(log.contains("Een gezin werd gemarkeerd als beschermd") && !log.contains("oud-partner"), "{log}");
    }
}
