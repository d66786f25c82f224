//! A school of six hundred, from its first file to its second year: everything but the founding is done in the browser.
use std::collections::BTreeMap;

use http::StatusCode;

use super::*;
use crate::base::db::counting;
use crate::sql;
use crate::testing::generator::{Founded, found};
use crate::testing::{Answer, Probe};

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

async fn head_of(school: &School) -> (Desk, Founded) {
    let founded = found(&school.app, PUPILS, PASSWORD).await.expect("a school");
    let mut probe = school.visitor();
    probe.sign_in(founded.head).await;
    (Desk { probe, asked: BTreeMap::new() }, founded)
}

/// Confirms everybody who waits.
async fn confirm_roles_in_browser(desk: &mut Desk) -> usize {
    let roles = desk.get("/school/roles").await.fields("role[]");
    let ticked: Vec<_> = roles.iter().map(|role| ("role[]", role.as_str())).collect();
    assert!(desk.post("people/confirm-role", &ticked).await.contains("De rollen zijn bevestigd."));
    roles.len()
}

crate::stories! {
    async fn a_school_of_six_hundred_comes_in_opens_and_begins_its_second_year(school) {
        let (mut desk, Founded { made, .. }) = head_of(&school).await;

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
        for page in ["/school", "/school/lists", "/school/modules", "/school/about", "/school/log", "/school/exports", "/school/roles", "/school/invitations"] {
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
