//! A school of six hundred, from its first file to its second year: everything but the founding is done in the browser.
use std::collections::BTreeMap;

use http::StatusCode;

use super::*;
use crate::accounts::{open_account, password};
use crate::base::db::counting;
use crate::people::{Confirm, confirm_roles};
use crate::sql;
use crate::testing::generator::Made;
use crate::testing::{Answer, Probe};

const BRIN: &str = "88GM";
const PUPILS: usize = 600;
/// What no page of the office asks the database more often than.
const MOST: usize = 8;
const PASSWORD: &str = "een lange zin voor school";

/// Somebody at a browser, and how many statements each page took at most.
struct Desk {
    probe: Probe,
    asked: BTreeMap<String, usize>,
}

impl Desk {
    async fn get(&mut self, page: &str) -> Answer {
        let (answer, asked) = counting(self.probe.get(page)).await;
        assert_eq!(answer.status, StatusCode::OK, "{page}: {}", answer.text());
        // Pages of one kind count together.
        let id = |part: &str| part.len() > 30;
        let kind: Vec<&str> = page
            .split('?')
            .next()
            .unwrap_or_default()
            .split('/')
            .map(|part| if id(part) { "{id}" } else { part })
            .collect();
        let most = self.asked.entry(kind.join("/")).or_default();
        *most = asked.max(*most);
        answer
    }

    async fn post(&mut self, action: &str, fields: &[(&str, &str)]) -> String {
        let done = self.probe.post(action, fields).await;
        self.probe.follow(&done).await.text()
    }

    /// Brings a file in: the page on which it is looked at.
    async fn bring(&mut self, name: &str, file: &str, fields: &[(&str, &str)]) -> String {
        let brought =
            self.probe.post_files("people/bring", fields, &[("file", name, "text/plain", file.as_bytes())]).await;
        let page = brought.location().split('?').next().unwrap_or_default().to_owned();
        assert!(page.starts_with("/school/lists/"), "{page} {}", brought.text());
        page
    }

    /// Takes one group of changes over; where a brake is on, the number that it asks for is typed.
    async fn take(&mut self, page: &str, part: &str) -> String {
        let shown = self.get(page).await;
        let import = page.rsplit('/').next().unwrap_or_default();
        let seen = shown.field("seen").unwrap_or_default();
        let text = shown.text();
        let count =
            text.split("Typ dan het aantal: ").nth(1).and_then(|rest| rest.split(' ').next()).unwrap_or_default();
        self.post("people/take", &[("import", import), ("part", part), ("seen", &seen), ("count", count)]).await
    }

    async fn find(&mut self, typed: &str) -> Answer {
        let found = self.probe.post("people/find", &[("q", typed)]).await;
        self.get(&found.location()).await
    }
}

async fn head_of(school: &School, made: &Made) -> Desk {
    let robot = school.robot();
    let founding = Founding { name: "De Gemaakte".into(), board: "Stichting Gemaakt".into(), place: "Gouda".into() };
    let which = Which { founding: Some(founding), ..Which::default() };
    import_school(&robot, &which, made.school(0).as_bytes(), day(TODAY), false).await.expect("a school");
    let head = Confirm::Some(vec!["T-HEAD".to_owned()]);
    confirm_roles(&robot, Some(BRIN), head, day(TODAY)).await.expect("a head");
    let statement = sql!("SELECT id FROM persons WHERE email = 't-head@gemaakt.example'");
    let (head,): (String,) = robot.db().query(statement).one().await.expect("the head");
    let hash = password::hash(&school.app, PASSWORD.to_owned()).await.expect("a hash");
    open_account(&robot, &head.into(), "t-head@gemaakt.example", Some(&hash)).await.expect("an account");
    let mut probe = school.visitor();
    probe.sign_in("t-head@gemaakt.example").await;
    Desk { probe, asked: BTreeMap::new() }
}

/// Confirms everybody who waits; a head does that once, before the holidays.
async fn confirm_roles_in_browser(desk: &mut Desk) -> usize {
    let mut confirmed = 0;
    while let Some(role) = desk.get("/school/roles").await.field("role") {
        assert!(desk.post("people/confirm-role", &[("role", &role)]).await.contains("De rol is bevestigd."));
        confirmed += 1;
    }
    confirmed
}

crate::stories! {
    async fn a_school_of_six_hundred_comes_in_opens_and_begins_its_second_year(school) {
        let (nobody, made) = (Made::new(BRIN, 0), Made::new(BRIN, PUPILS));
        let mut desk = head_of(&school, &nobody).await;

        let list = desk.bring("leerlingen.xml", &made.school(0), &[]).await;
        let text = desk.get(&list).await.text();
        assert!(text.contains("24 groepen · 600 kinderen"), "{text}");
        for part in ["new", "moved", "changed", "gone"] {
            desk.take(&list, part).await;
        }
        assert!(desk.get(&list).await.text().contains("Alles klopt al"), "{}", desk.get(&list).await.text());
        assert!(confirm_roles_in_browser(&mut desk).await > 20);

        let parents = desk.bring("ouders.csv", &made.guardians(0), &[("covers", "all")]).await;
        let taken = desk.take(&parents, "new").await;
        assert!(taken.contains("Overgenomen.") && taken.contains("Alles klopt al"), "{taken}");

        for module in ["news", "talks"] {
            desk.get("/school/modules").await;
            let opened = desk.post("school/module", &[("module", module), ("opens", TODAY)]).await;
            assert!(opened.contains("Open sinds"), "{opened}");
        }

        let found = desk.find("werf").await;
        assert!(found.text().contains("van der Werf"), "{}", found.text());
        for kind in ["/school/children/", "/school/people/"] {
            let page = found.attribute(&format!("href=\"{kind}")).unwrap_or_else(|| panic!("{kind}: {}", found.text()));
            desk.get(&page).await;
        }
        let group = desk.get("/school").await.attribute("href=\"/school/groups/").expect("a group");
        assert!(desk.get(&group).await.text().contains("25 kinderen"));
        for page in ["/school", "/school/lists", "/school/modules", "/school/about", "/school/log", "/school/exports", "/school/roles"] {
            desk.get(page).await;
        }

        // In the summer: the next year, from its first day on.
        let next = desk.bring("volgend-jaar.xml", &made.school(1), &[("day", "2027-08-16")]).await;
        let text = desk.get(&next).await.text();
        assert!(text.contains("Een nieuw schooljaar") && text.contains("Erbij (75)") && text.contains("Groep 1A → Groep 2A (25)"), "{text}");
        for part in ["moved", "new", "changed", "gone"] {
            desk.take(&next, part).await;
        }
        let text = desk.get(&next).await.text();
        assert!(text.contains("Alles klopt al"), "{text}");
        let parents = desk.bring("ouders-2027.csv", &made.guardians(1), &[("covers", "all"), ("day", "2027-08-16")]).await;
        for part in ["new", "changed", "gone"] {
            desk.take(&parents, part).await;
        }
        println!("{:?}: statements per page: {:?}", school.engine, desk.asked);
        let members = sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM memberships m JOIN schools c ON c.id = m.school_id WHERE c.brin = '88GM' AND $1 BETWEEN m.starts_on AND m.ends_on");
        for on in [TODAY, "2027-08-15", "2027-08-16"] {
            let (there,): (i64,) = school.robot().db().query(members).bind(day(on)).one().await.expect("a number");
            assert_eq!(there, 600, "{on}");
        }

        let many: Vec<_> = desk.asked.iter().filter(|(_, asked)| **asked > MOST).collect();
        assert!(many.is_empty() && desk.asked.len() >= 11, "{many:?}");
    }
}
