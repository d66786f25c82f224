//! Stories of work groups: made, filled, written to, ended.
use http::StatusCode;

use crate::base::ids;
use crate::stories;
use crate::testing::{Probe, School};

const MARK: &str = "mark.jansen@ouders.example";
const KARIM: &str = "karim.benali@wilgenboom.example";

/// A work group of this name: its page.
async fn begin(school: &School, hanneke: &mut Probe, name: &str) -> (String, String) {
    let key = ids::fresh(school.app.clock.now());
    hanneke.get("/school/work-groups").await;
    let begun = hanneke.post("workgroups/begin", &[("key", &key), ("name", name)]).await;
    let page = hanneke.follow(&begun).await.text();
    (key, page)
}

async fn find(hanneke: &mut Probe, group: &str, typed: &str) -> String {
    hanneke.get(&format!("/school/work-groups/{group}")).await;
    let found = hanneke.post("workgroups/find", &[("group", group), ("q", typed)]).await;
    assert!(!found.location().contains(typed), "no name in an address: {}", found.location());
    hanneke.follow(&found).await.text()
}

async fn with(who: &mut Probe, action: &str, group: &str, person: &str) -> String {
    let done = who.post(action, &[("group", group), ("person", person)]).await;
    who.follow(&done).await.text()
}

stories! {
    async fn the_office_makes_a_work_group_and_somebody_in_it_writes_to_it(school) {
        let mut hanneke = school.hanneke().await;
        let (group, page) = begin(&school, &mut hanneke, "Avondvierdaagse").await;
        assert!(page.contains("De werkgroep is er.") && page.contains("Er zit nog niemand in"), "{page}");
        let found = find(&mut hanneke, &group, "jansen").await;
        assert!(found.contains("Mark Jansen") && found.contains("Zet erin"), "{found}");
        let (mark, karim) = (school.person(MARK).await, school.person(KARIM).await);
        for _ in 0..2 {
            let page = with(&mut hanneke, "workgroups/add", &group, &mark).await;
            assert!(page.contains("1 persoon") && page.contains("Mark Jansen"), "{page}");
        }
        assert!(find(&mut hanneke, &group, "jansen").await.contains("Zit erin"));
        assert!(!school.as_person(KARIM).await.get("/new").await.text().contains("Avondvierdaagse"));
        with(&mut hanneke, "workgroups/add", &group, &karim).await;
        let mut karim_here = school.as_person(KARIM).await;
        assert!(karim_here.get("/new").await.text().contains("Avondvierdaagse"), "whoever works here and is in it writes to it");
        let key = ids::fresh(school.app.clock.now());
        let fields = [("key", key.as_str()), ("audience", &format!("circle:{group}")), ("body", "Wie loopt er mee langs de rivier?")];
        karim_here.post_files("feed/publish", &fields, &[]).await;
        let mut parent = school.as_person(MARK).await;
        assert!(parent.get("/").await.text().contains("langs de rivier"));
        assert!(!school.fatima().await.get("/").await.text().contains("langs de rivier"));
        // Out of it one sees nothing of it any more; ended, nobody writes to it.
        let page = with(&mut hanneke, "workgroups/drop", &group, &mark).await;
        assert!(page.contains("Hoort er niet meer bij.") && page.contains("1 persoon"), "{page}");
        assert!(!parent.get("/").await.text().contains("langs de rivier"));
        let ended = hanneke.post("workgroups/end", &[("group", &group)]).await;
        let page = hanneke.follow(&ended).await.text();
        assert!(page.contains("opgeheven") && page.contains("Er is nog geen werkgroep"), "{page}");
        assert!(!karim_here.get("/new").await.text().contains("Avondvierdaagse"));
        assert_eq!(hanneke.get(&format!("/school/work-groups/{group}")).await.status, StatusCode::NOT_FOUND);
        let log = school.as_person("marijke.oosterhuis@wilgenboom.example").await.get("/school/log").await.text();
        for expected in ["Er kwam een werkgroep bij", "Mark Jansen kwam in een werkgroep", "Mark Jansen ging uit een werkgroep", "Een werkgroep werd opgeheven"] {
            assert!(log.contains(expected), "{expected}: {log}");
        }
    }

    async fn a_name_is_given_once_and_can_be_another(school) {
        let mut hanneke = school.hanneke().await;
        let (group, _) = begin(&school, &mut hanneke, "Koor").await;
        let (_, again) = begin(&school, &mut hanneke, "  KOOR ").await;
        assert!(again.contains("Er is al een werkgroep met deze naam."), "{again}");
        let (_, nothing) = begin(&school, &mut hanneke, " ").await;
        assert!(nothing.contains("Vul dit in."), "{nothing}");
        hanneke.get(&format!("/school/work-groups/{group}")).await;
        let renamed = hanneke.post("workgroups/rename", &[("group", &group), ("name", "Het grote koor")]).await;
        assert!(hanneke.follow(&renamed).await.text().contains("Het grote koor"));
        let (_, free) = begin(&school, &mut hanneke, "Koor").await;
        assert!(free.contains("De werkgroep is er."), "{free}");
    }

    async fn nobody_else_makes_one_or_looks_into_it(school) {
        let mut hanneke = school.hanneke().await;
        let (group, _) = begin(&school, &mut hanneke, "Schoolkrant").await;
        for mut other in [school.sanne().await, school.fatima().await, school.as_person("ruben.koster@lindeboom.example").await] {
            assert_eq!(other.get(&format!("/school/work-groups/{group}")).await.status, StatusCode::NOT_FOUND);
            assert_eq!(other.call("workgroups/end", &[("group", &group)]).await.status, StatusCode::NOT_FOUND);
        }
        assert!(hanneke.get("/school/work-groups").await.text().contains("Schoolkrant"));
    }
}
