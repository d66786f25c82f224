//! Stories of a board: its schools in numbers, and a day in one of them that the school reads of.
use http::StatusCode;

use crate::people::{Founding, Which, import_guardians, import_school};
use crate::testing::{Probe, School, day};
use crate::{sql, stories};

const HEAD: &str = "marijke.oosterhuis@wilgenboom.example";
const KARIM: &str = "karim.benali@wilgenboom.example";
const TODAY: &str = "2026-11-23";
const OTHER: &str = include_str!("../../demo/school.edexml.xml");

/// Karim is of the board.
async fn of_the_board(school: &School) -> Probe {
    let (mut head, karim) = (school.as_person(HEAD).await, school.person(KARIM).await);
    let given = head.post("people/give-role", &[("person", &karim), ("what", "board")]).await;
    assert!(head.follow(&given).await.text().contains("De rol is gegeven."));
    school.as_person(KARIM).await
}

/// A second school of the board of the first, with nobody's account; its id.
async fn sister(school: &School) -> String {
    let which = Which {
        brin: Some("98ZU".into()),
        founding: Some(Founding {
            name: "De Zuster".into(),
            board: "Stichting Het Groene Hart".into(),
            place: "Gouda".into(),
        }),
        ..Which::default()
    };
    let file = OTHER.replace("99WB", "98ZU").replace("@wilgenboom.example", "@zuster.example");
    import_school(&school.robot(), &which, file.as_bytes(), day(TODAY), false).await.expect("another school");
    let list = "pupil_key,household,call_name,infix,last_name,email,language,authority,status,phone\n\
        L-NOOR,H-1,Anna,,Bos,anna.bos@ouders.example,nl,yes,confirmed,\n";
    import_guardians(&school.robot(), &which, list.as_bytes(), day(TODAY), false).await.expect("a family");
    let statement = sql!("SELECT id FROM schools WHERE brin = '98ZU'");
    school.robot().db().query(statement).one::<(String,)>().await.expect("the school").0
}

/// Karim is of the board there, too: that school said so.
async fn let_in(school: &School) {
    let robot = school.robot();
    let karim = sql!("SELECT id FROM persons WHERE email = 'karim.benali@zuster.example'");
    let (karim,): (String,) = robot.db().query(karim).one().await.expect("Karim there");
    let board = sql!(
        "INSERT INTO roles (id, school_id, person_id, role, status, starts_on, by_hand)
         SELECT 'board-there', school_id, id, 'board', 'confirmed', '2026-11-23', TRUE FROM persons WHERE id = $1"
    );
    let given = robot
        .db()
        .write(karim.clone(), move |tx, karim| Box::pin(async move { Ok(tx.query(board).bind(&*karim).run().await?) }));
    assert_eq!(given.await.expect("a role"), 1);
    crate::accounts::open_account(&robot, &karim.into(), KARIM, None).await.expect("the same account");
}

stories! {
    async fn the_board_sees_its_schools_side_by_side_and_no_name(school) {
        let mut karim = of_the_board(&school).await;
        sister(&school).await;
        let page = karim.get("/board").await.text();
        for expected in ["De Wilgenboom", "De Zuster Gouda Gezinnen met een account 0 / 1 Laatste lijst ingelezen vandaag 10:00 Niet gelukt 0"] {
            assert!(page.contains(expected), "{expected}: {page}");
        }
        assert!(!page.contains("De Lindeboom"), "that is of another board: {page}");
        assert!(!page.contains("Anna") && !page.contains("Fatima"), "{page}");
        assert!(karim.get("/").await.html().contains("href=\"/board\""));
        for mut other in [school.sanne().await, school.hanneke().await, school.as_person(HEAD).await] {
            assert_eq!(other.get("/board").await.status, StatusCode::NOT_FOUND);
            assert!(!other.get("/").await.html().contains("href=\"/board\""));
        }
    }

    async fn somebody_of_the_board_goes_in_for_a_day_and_the_school_reads_why(school) {
        let mut karim = of_the_board(&school).await;
        let there = sister(&school).await;
        assert_eq!(karim.get("/school").await.status, StatusCode::FORBIDDEN);
        let asked = [("school", there.as_str()), ("reason", "De inspectie vraagt naar het verzuim.")];
        // What the head of his own school says opens no other one.
        assert!(karim.get("/board").await.text().contains("De directie van deze school laat je binnen"));
        assert_eq!(karim.call("boards/visit", &asked).await.status, StatusCode::FORBIDDEN);
        let_in(&school).await;
        assert!(!karim.get("/board").await.text().contains("laat je binnen"));
        let without = karim.post("boards/visit", &[("school", &there), ("reason", " ")]).await;
        assert!(karim.follow(&without).await.text().contains("Vul dit in."));
        let inside = karim.post("boards/visit", &asked).await;
        let page = karim.follow(&inside).await;
        assert!(page.text().contains("Je bent binnen.") && page.html().contains("De Zuster"), "{}", page.text());
        let read = karim.get("/school/visits").await.text();
        assert!(read.contains("Karim Benali") && read.contains("De inspectie vraagt naar het verzuim."), "{read}");
        // Its head reads it on Today, and in the log.
        let head = sql!("SELECT id FROM persons WHERE email = 'marijke.oosterhuis@zuster.example'");
        let (head,): (String,) = school.robot().db().query(head).one().await.expect("its head");
        let confirm = sql!("UPDATE roles SET status = 'confirmed' WHERE person_id = $1");
        let who = head.clone();
        let robot = school.robot();
        let confirmed = robot.db().write(who, move |tx, who| Box::pin(async move { Ok(tx.query(confirm).bind(&*who).run().await?) }));
        assert!(confirmed.await.expect("a head") > 0);
        let address = "marijke.oosterhuis@zuster.example";
        crate::accounts::open_account(&school.robot(), &head.into(), address, None).await.expect("an account");
        let mut head = school.as_person("marijke.oosterhuis@zuster.example").await;
        assert!(head.get("/").await.text().contains("Karim Benali van het bestuur is vandaag in jullie school"));
        assert!(head.get("/school/log").await.text().contains("Karim Benali van het bestuur kwam de school in"));
        // The next day it is over.
        school.app.clock.advance(crate::base::clock::Moment::DAY);
        assert_eq!(karim.get("/school").await.status, StatusCode::NOT_FOUND);
        assert!(!head.get("/").await.text().contains("is vandaag in jullie school"));
    }

    async fn nobody_goes_into_a_school_that_is_not_of_their_board(school) {
        let mut karim = of_the_board(&school).await;
        let lindeboom = sql!("SELECT id FROM schools WHERE brin LIKE '99LB%'");
        let (lindeboom,): (String,) = school.robot().db().query(lindeboom).one().await.expect("the other school");
        let there = sister(&school).await;
        assert_eq!(karim.call("boards/visit", &[("school", &lindeboom), ("reason", "Kijken")]).await.status, StatusCode::NOT_FOUND);
        for mut other in [school.hanneke().await, school.as_person(HEAD).await] {
            assert_eq!(other.call("boards/visit", &[("school", &there), ("reason", "Kijken")]).await.status, StatusCode::NOT_FOUND);
        }
    }
}
