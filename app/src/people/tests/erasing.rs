//! Stories of being shown what the school holds of somebody, and of being forgotten: afterwards no text of any table says it.
use http::StatusCode;

use super::TODAY;
use crate::base::db::Statement;
use crate::people::{About, Refused, erase, export};
use crate::sql;
use crate::stories;
use crate::testing::cells::{Cell, rows};
use crate::testing::{Engine, Probe, School, day};

/// Nobody in the demo says this.
const WORD: &str = "zeepaard";
const FORGOTTEN: [(&str, &str); 2] =
    [("mark.jansen@ouders.example", "Xanthos"), ("karim.benali@wilgenboom.example", "Quetzal")];
const MARIJKE: &str = "marijke.oosterhuis@wilgenboom.example";

async fn write(school: &School, statement: &'static Statement, values: &[&str]) {
    let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
    let robot = school.robot();
    let wrote = robot.db().write((statement, values), |tx, (statement, values)| {
        Box::pin(async move {
            let query = values.iter().fold(tx.query(statement), |query, value| query.bind(value));
            Ok(query.run().await?)
        })
    });
    assert!(wrote.await.expect("it is written") > 0, "{}", statement.text);
}

/// Whatever somebody can leave behind.
async fn leave_traces(school: &School, email: &str, name: &str) {
    write(school, sql!("UPDATE persons SET last_name = $2, phone = '0612345678' WHERE email = $1"), &[email, name])
        .await;
    // The office changed the number once: the one before it stands beside it.
    let mut head = school.as_person(MARIJKE).await;
    let person = school.person(email).await;
    let was = head.get(&format!("/school/people/{person}")).await.field("form[was]").expect("what stood there");
    let reach =
        [("person", person.as_str()), ("form[email]", email), ("form[phone]", "0687654321"), ("form[was]", &was)];
    assert_eq!(head.call("people/reach", &reach).await.status, StatusCode::OK);
    let mut probe = school.as_person(email).await;
    let post = post_of(&mut probe).await;
    let said = probe
        .post(
            "comments/write",
            &[("subject", &post), ("parent", ""), ("body", &format!("Een {WORD}!")), ("key", &key(school))],
        )
        .await;
    let place = said.location();
    let comment = place.split("#comment-").nth(1).unwrap_or_else(|| panic!("{place} {}", said.text())).to_owned();
    probe.post("comments/edit", &[("comment", &comment), ("body", &format!("Twee {WORD}jes!"))]).await;
    probe.post("comments/heart", &[("subject", &post), ("on", "true")]).await;
    let long = format!("{WORD} {}", "x".repeat(3_000));
    probe.post("comments/write", &[("subject", &post), ("parent", ""), ("body", &long), ("key", &key(school))]).await;
    let draft =
        probe.call_files("feed/draft", &[("key", &key(school)), ("body", &format!("Concept: {WORD}."))], &[]).await;
    assert!([StatusCode::OK, StatusCode::FORBIDDEN].contains(&draft.status), "{}", draft.status);
}

fn key(school: &School) -> String {
    crate::base::ids::fresh(school.app.clock.now())
}

async fn post_of(probe: &mut Probe) -> String {
    let page = probe.get("/").await.html();
    let link = page.split("href=\"/posts/").nth(1).expect("a post");
    link.split(['"', '?', '#']).next().expect("its id").to_owned()
}

async fn one(school: &School, statement: &'static Statement, id: &str) -> String {
    let robot = school.robot();
    robot.db().query(statement).bind(id).one::<(String,)>().await.expect("one").0
}

/// Mark books with a note, answers a poll and puts himself down; somebody waits behind him.
async fn take_part(school: &School) -> (String, String) {
    let mark = FORGOTTEN[0].0;
    write(
        school,
        sql!("UPDATE bookings SET note = $2 WHERE booked_by = (SELECT id FROM persons WHERE email = $1)"),
        &[mark, WORD],
    )
    .await;
    let (mut sanne, group) = (school.sanne().await, format!("group:{}", school.group("G-OTTERS").await));
    let closes = ("form[closes]", "2026-12-18T20:00");
    let whom = ("whom[audience][]", group.as_str());
    let (poll, list) = (key(school), key(school));
    let fields = [
        ("key", poll.as_str()),
        ("form[question]", "Welke?"),
        ("form[option][]", "Deze"),
        ("form[option][]", "Die"),
        closes,
        whom,
    ];
    sanne.post("polls/open", &fields).await;
    let fields = [
        ("key", list.as_str()),
        ("form[title]", "Soep"),
        ("form[task][]", "Koken"),
        ("form[places][]", "1"),
        closes,
        whom,
    ];
    sanne.post("signups/open", &fields).await;
    let option = one(school, sql!("SELECT MIN(id) FROM poll_options WHERE poll_id = $1"), &poll).await;
    let task = one(school, sql!("SELECT id FROM sign_up_tasks WHERE list_id = $1"), &list).await;
    for who in [mark, "eva.kuipers@ouders.example"] {
        let mut probe = school.as_person(who).await;
        probe.post("polls/answer", &[("poll", &poll), ("choice[]", &option)]).await;
        probe.post("signups/join", &[("task", &task)]).await;
    }
    (poll, list)
}

fn about(who: &str) -> About {
    About { brin: Some("99WB".to_owned()), who: who.to_owned(), by: MARIJKE.to_owned() }
}

/// Where it still stands.
async fn traces(school: &School) -> Vec<Cell> {
    let marks: Vec<&str> =
        FORGOTTEN.iter().flat_map(|(email, name)| [*email, *name]).chain([WORD, "0612345678"]).collect();
    let cells = rows(school).await.into_iter().flatten();
    cells.filter(|(.., value)| marks.iter().any(|mark| value.to_lowercase().contains(&mark.to_lowercase()))).collect()
}

#[tokio::test]
async fn whoever_is_forgotten_stands_in_no_text_of_any_table() {
    let school = School::open(Engine::Sqlite).await;
    for (email, name) in FORGOTTEN {
        leave_traces(&school, email, name).await;
    }
    take_part(&school).await;
    let before: std::collections::BTreeSet<String> =
        traces(&school).await.into_iter().map(|(table, ..)| table).collect();
    for table in ["accounts", "bookings", "comment_versions", "comments", "drafts", "kept_forms", "persons"] {
        assert!(before.contains(table), "{table} is looked at: {before:?}");
    }
    for (email, _) in FORGOTTEN {
        erase(&school.robot(), &about(email), day(TODAY)).await.expect("it is done");
    }
    let after = traces(&school).await;
    assert!(after.is_empty(), "{after:?}");
}

stories! {
    async fn what_others_see_goes_on_without_a_name(school) {
        let (mark, name) = FORGOTTEN[0];
        leave_traces(&school, mark, name).await;
        let (poll, list) = take_part(&school).await;
        let mut phone = school.as_person(mark).await;
        erase(&school.robot(), &about(mark), day(TODAY)).await.expect("it is done");
        assert_eq!(phone.get("/").await.location(), "/sign-in?next=/", "his telephone is signed out");
        let mut sanne = school.sanne().await;
        sanne.post("polls/close", &[("poll", &poll)]).await;
        let page = sanne.get(&format!("/polls/{poll}")).await.text();
        assert!(page.contains("Deze 2 · 100 %") && page.contains("2 mensen antwoordden."), "{page}");
        let page = sanne.get(&format!("/lists/{list}")).await.text();
        assert!(page.contains("Koken 1 van 1 plekken bezet") && page.contains("Eva Kuipers") && !page.contains("wachtlijst"), "{page}");
        let today = sanne.get("/").await;
        assert!(today.status == StatusCode::OK && !today.text().contains(name), "{}", today.text());
        assert_eq!(erase(&school.robot(), &about(mark), day(TODAY)).await, Err(Refused::UnknownPerson), "once");
    }

    async fn somebody_is_shown_everything(school) {
        let (mark, name) = FORGOTTEN[0];
        leave_traces(&school, mark, name).await;
        take_part(&school).await;
        let all = export(&school.robot(), Some("99WB"), mark).await.expect("all of it").to_string();
        for held in [mark, name, "0612345678", WORD, "Welke?", "Deze", "Koken", "Herfstgesprekken", "Daan"] {
            assert!(all.contains(held), "{held}: {all}");
        }
        assert!(!all.contains("Eva"), "nobody else's: {all}");
    }

    async fn a_block_is_not_forgotten_with_somebody(school) {
        let ronald = "ronald.visser@ouders.example";
        assert_eq!(erase(&school.robot(), &about(ronald), day(TODAY)).await, Err(Refused::Blocked));
        let shown = export(&school.robot(), Some("99WB"), "Ronald Visser").await.expect("by the name in full").to_string();
        assert!(shown.contains(ronald) && !shown.contains("blocked"), "{shown}");
    }

    async fn only_a_head_has_somebody_forgotten(school) {
        let (mark, _) = FORGOTTEN[0];
        let by = |by: &str| About { by: by.to_owned(), ..about(mark) };
        for nobody in ["sanne.dewit@wilgenboom.example", "hanneke.smit@wilgenboom.example", ""] {
            assert_eq!(erase(&school.robot(), &by(nobody), day(TODAY)).await, Err(Refused::NotAHead), "{nobody}");
        }
        assert_eq!(erase(&school.robot(), &about("niemand@ouders.example"), day(TODAY)).await, Err(Refused::UnknownPerson));
        assert_eq!(erase(&school.robot(), &about(MARIJKE), day(TODAY)).await, Err(Refused::NotAHead), "not oneself");
    }
}
