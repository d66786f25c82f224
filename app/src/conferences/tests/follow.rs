//! Stories of talks that follow who belongs to whom: called otherwise, merged, moved to another group, gone from school.
use super::*;
use crate::access::{Following, SchoolId};
use crate::base::db::Statement;
use crate::jobs::work_off;
use crate::people::{self, Which};
use crate::shell::follow;
use crate::sql;
use crate::stories;
use crate::testing::day;

const GUARDIANS: &str = include_str!("../../../demo/guardians.csv");
const SCHOOL: &str = include_str!("../../../demo/school.edexml.xml");
const ON: &str = "2026-11-23";

/// This school, in a command of an import.
fn here() -> Which {
    Which { brin: Some("99WB".to_owned()), ..Which::default() }
}

/// Changes who belongs to whom as an import does: the statements with one value each, and then the talks follow.
async fn change(school: &School, statements: &[(&'static Statement, &str)]) {
    let statements: Vec<(&'static Statement, String)> =
        statements.iter().map(|(statement, value)| (*statement, (*value).to_owned())).collect();
    let (id,): (SchoolId,) = school
        .robot()
        .db()
        .query(sql!("SELECT school_id FROM school_groups WHERE import_key = 'G-OTTERS'"))
        .one()
        .await
        .unwrap();
    let who = Following { school: id, now: school.app.clock.now(), today: day(ON) };
    let robot = school.robot();
    let done = robot.db().write((statements, who), |tx, (statements, who)| {
        Box::pin(async move {
            for (statement, value) in statements {
                assert!(tx.query(statement).bind(value).run().await? > 0, "{} changed nothing", statement.text);
            }
            follow(tx, who).await.map(drop)
        })
    });
    done.await.expect("changed");
}

/// Pupil and time of every talk of the round, and the label of its household.
async fn talks(school: &School, afternoon: &Afternoon) -> Vec<String> {
    let statement = sql!(
        "SELECT u.call_name, t.starts, h.label FROM bookings b JOIN pupils u ON u.id = b.pupil_id JOIN slots t ON t.id = b.slot_id
         JOIN households h ON h.id = b.household_id WHERE b.round_id = $1"
    );
    let rows: Vec<(String, String, String)> =
        school.robot().db().query(statement).bind(&afternoon.round).all().await.unwrap();
    let mut talks: Vec<String> = rows.into_iter().map(|(pupil, at, label)| format!("{pupil} {at} {label}")).collect();
    talks.sort();
    talks
}

/// Who was told what since then.
async fn mails(school: &School, before: usize) -> Vec<String> {
    work_off(&school.app).await.unwrap();
    let mut told: Vec<String> =
        school.mails()[before..].iter().map(|mail| format!("{}: {}", mail.to, mail.subject)).collect();
    told.sort();
    told
}

async fn label_of(school: &School, email: &str) -> String {
    let statement = sql!(
        "SELECT MIN(h.label) FROM guardianships g JOIN persons n ON n.id = g.person_id JOIN households h ON h.id = g.household_id WHERE n.email = $1"
    );
    let (label,): (String,) = school.robot().db().query(statement).bind(email).one().await.unwrap();
    label
}

stories! {
    async fn a_household_with_another_label_keeps_its_talk(school) {
        let afternoon = Afternoon::open(&school).await;
        let mut fatima = school.fatima().await;
        afternoon.book(&mut fatima, &afternoon.noor, "14:15", "Ze slaapt slecht.").await;
        work_off(&school.app).await.unwrap();
        let (before, label) = (school.mails().len(), label_of(&school, "fatima.elamrani@ouders.example").await);
        let file = GUARDIANS.replace(&label, "ANDERS-1");
        assert_ne!(file, GUARDIANS);
        people::import_guardians(&school.robot(), &here(), file.as_bytes(), day(ON), false).await.expect("taken in");

        assert_eq!(talks(&school, &afternoon).await, ["Noor 14:15 ANDERS-1"]);
        assert!(afternoon.told(&mut fatima).await.contains("Verzetten"));
        let page = fatima.get(&afternoon.page(&afternoon.noor)).await;
        assert_eq!(hint(&page, "14:15"), "jouw tijd");
        afternoon.book(&mut fatima, &afternoon.noor, "14:30", "").await;
        assert_eq!(talks(&school, &afternoon).await, ["Noor 14:30 ANDERS-1"], "moved, not booked twice");
        let office = school.hanneke().await.get(&format!("/talks/{}/manage", afternoon.round)).await;
        assert!(office.html().contains("talk-question") && !office.text().contains("Niet meer in deze ronde"));
        let day = school.sanne().await.get(&format!("/talks/{}/days/2026-12-10", afternoon.round)).await.text();
        assert!(day.contains("Noor El Amrani De Otters Fatima El Amrani, Youssef El Amrani"), "{day}");
        assert_eq!(mails(&school, before).await, ["fatima.elamrani@ouders.example: Je gesprek is vastgelegd", "youssef.elamrani@ouders.example: Je gesprek is vastgelegd"]);
    }

    async fn of_two_households_that_become_one_the_talk_that_was_chosen_first_stays(school) {
        let afternoon = Afternoon::open(&school).await;
        let (mut mark, mut eva) = (school.as_person(MARK).await, school.as_person(EVA).await);
        afternoon.book(&mut mark, &afternoon.daan, "14:00", "").await;
        school.app.clock.advance(Moment::MINUTE);
        afternoon.book(&mut eva, &afternoon.daan, "14:30", "").await;
        work_off(&school.app).await.unwrap();
        let before = school.mails().len();
        let label = label_of(&school, EVA).await;
        let merge = sql!(
            "UPDATE guardianships SET household_id = (SELECT h.id FROM households h WHERE h.label = $1)
             WHERE person_id IN (SELECT n.id FROM persons n WHERE n.email = 'mark.jansen@ouders.example')"
        );
        change(&school, &[(merge, &label)]).await;
        assert_eq!(talks(&school, &afternoon).await, [format!("Daan 14:00 {label}")]);
        // They had a talk each in the round of autumn, too. Of both one stands: that is what they are told.
        let told = ["eva.kuipers@ouders.example", "mark.jansen@ouders.example"].map(|to| format!("{to}: Je gesprek is vastgelegd"));
        assert_eq!(mails(&school, before).await, [told[0].clone(), told[0].clone(), told[1].clone(), told[1].clone()]);
        assert!(afternoon.told(&mut eva).await.contains("14:00"));
    }

    async fn a_child_that_leaves_its_group_or_the_school_has_no_talk_and_its_time_is_free(school) {
        let afternoon = Afternoon::open(&school).await;
        let (mut fatima, mut mark) = (school.fatima().await, school.as_person(MARK).await);
        afternoon.book(&mut fatima, &afternoon.noor, "14:15", "").await;
        afternoon.book(&mut mark, &afternoon.daan, "14:45", "").await;
        work_off(&school.app).await.unwrap();
        let before = school.mails().len();
        change(&school, &[
            (sql!("UPDATE memberships SET ends_on = '2026-11-23' WHERE pupil_id = $1"), &afternoon.noor),
            (sql!("UPDATE pupils SET ends_on = '2026-12-09' WHERE id = $1"), &afternoon.daan),
        ]).await;
        assert_eq!(talks(&school, &afternoon).await, Vec::<String>::new());
        assert_eq!(mails(&school, before).await, [
            "fatima.elamrani@ouders.example: Je gesprek is afgezegd",
            "mark.jansen@ouders.example: Je gesprek is afgezegd",
            "youssef.elamrani@ouders.example: Je gesprek is afgezegd",
        ]);
        let day = school.sanne().await.get(&format!("/talks/{}/days/2026-12-10", afternoon.round)).await.text();
        assert!(day.contains("Bezet: 0 van 4"), "{day}");
    }

    async fn whoever_is_blocked_keeps_no_talk_and_hands_it_to_nobody(school) {
        let afternoon = Afternoon::open(&school).await;
        afternoon.book(&mut school.as_person(MARK).await, &afternoon.daan, "14:00", "Liever zonder Eva.").await;
        work_off(&school.app).await.unwrap();
        let before = school.mails().len();
        let block = sql!("UPDATE guardianships SET status = 'blocked' WHERE person_id = (SELECT id FROM persons WHERE email = $1)");
        change(&school, &[(block, MARK)]).await;
        assert_eq!(talks(&school, &afternoon).await, Vec::<String>::new());
        assert_eq!(mails(&school, before).await, Vec::<String>::new());
        let page = school.as_person(EVA).await.get(&afternoon.page(&afternoon.daan)).await;
        assert!(!page.html().contains("Liever zonder Eva") && hint(&page, "14:00") != "jouw tijd");
    }

    async fn an_import_says_how_many_talks_it_ends_before_it_does(school) {
        let afternoon = Afternoon::open(&school).await;
        let mut fatima = school.fatima().await;
        afternoon.book(&mut fatima, &afternoon.noor, "14:15", "").await;
        work_off(&school.app).await.unwrap();
        let (before, told) = (talks(&school, &afternoon).await, school.mails().len());
        let (head, rest) = SCHOOL.split_once("<leerling key=\"L-NOOR\">").unwrap();
        let gone = format!("{head}{}", rest.split_once("</leerling>").unwrap().1);
        let ends = |report: &people::ImportReport| report.lines.iter().find(|line| line.part == "talks").map(|line| line.count);
        let tried = people::import_school(&school.robot(), &here(), gone.as_bytes(), day(ON), true).await.expect("a trial");
        assert!(ends(&tried).is_some_and(|count| count >= 1));
        assert_eq!((talks(&school, &afternoon).await, mails(&school, told).await.len()), (before, 0), "a trial touches nothing");
        let done = people::import_school(&school.robot(), &here(), gone.as_bytes(), day(ON), false).await.expect("taken in");
        assert_eq!(ends(&done), ends(&tried));
        assert!(talks(&school, &afternoon).await.is_empty());
        assert!(mails(&school, told).await.contains(&"fatima.elamrani@ouders.example: Je gesprek is afgezegd".to_owned()));
    }

    async fn a_list_of_guardians_that_merges_two_households_or_blocks_lets_talks_follow(school) {
        let afternoon = Afternoon::open(&school).await;
        afternoon.book(&mut school.as_person(MARK).await, &afternoon.daan, "14:00", "").await;
        school.app.clock.advance(Moment::MINUTE);
        afternoon.book(&mut school.as_person(EVA).await, &afternoon.daan, "14:30", "").await;
        assert_eq!(talks(&school, &afternoon).await, ["Daan 14:00 H-002", "Daan 14:30 H-003"]);
        let merged = GUARDIANS.replace("H-003,Eva", "H-002,Eva");
        people::import_guardians(&school.robot(), &here(), merged.as_bytes(), day(ON), false).await.expect("taken in");
        assert_eq!(talks(&school, &afternoon).await, ["Daan 14:00 H-002"]);
        let blocked = merged.replace("mark.jansen@ouders.example,nl,yes,confirmed", "mark.jansen@ouders.example,nl,no,blocked");
        let blocked = blocked.replace("eva.kuipers@ouders.example,nl,yes,confirmed", "eva.kuipers@ouders.example,nl,no,blocked");
        people::import_guardians(&school.robot(), &here(), blocked.as_bytes(), day(ON), false).await.expect("taken in");
        assert_eq!(talks(&school, &afternoon).await, Vec::<String>::new());
    }

    async fn a_file_of_the_school_without_a_child_or_with_it_elsewhere_frees_their_times(school) {
        let afternoon = Afternoon::open(&school).await;
        afternoon.book(&mut school.fatima().await, &afternoon.noor, "14:15", "").await;
        afternoon.book(&mut school.as_person(MARK).await, &afternoon.daan, "14:45", "").await;
        let child = |key: &str| {
            let from = SCHOOL.find(&format!("<leerling key=\"{key}\">")).expect("the child");
            SCHOOL[from..from + SCHOOL[from..].find("</leerling>").expect("its end") + 11].to_owned()
        };
        let noor = child("L-NOOR");
        let moved = noor.replace("<groep key=\"G-OTTERS\"/>", "<groep key=\"G-UILEN\"/>");
        let file = SCHOOL.replace(&noor, &moved).replace(&child("L-DAAN"), "");
        people::import_school(&school.robot(), &here(), file.as_bytes(), day(ON), false).await.expect("taken in");
        assert_eq!(talks(&school, &afternoon).await, Vec::<String>::new());
        let day = school.sanne().await.get(&format!("/talks/{}/days/2026-12-10", afternoon.round)).await.text();
        assert!(day.contains("Bezet: 0 van 4"), "{day}");
    }

    async fn what_did_not_change_stays(school) {
        let afternoon = Afternoon::open(&school).await;
        afternoon.book(&mut school.as_person(MARK).await, &afternoon.daan, "14:00", "").await;
        afternoon.book(&mut school.as_person(EVA).await, &afternoon.daan, "14:30", "").await;
        afternoon.book(&mut school.fatima().await, &afternoon.noor, "14:15", "").await;
        work_off(&school.app).await.unwrap();
        let (before, standing) = (school.mails().len(), talks(&school, &afternoon).await);
        change(&school, &[(sql!("UPDATE persons SET phone = $1 WHERE email = 'fatima.elamrani@ouders.example'"), "06 12345678")]).await;
        assert_eq!((talks(&school, &afternoon).await, standing.len()), (standing.clone(), 3));
        assert_eq!(mails(&school, before).await, Vec::<String>::new());
    }

    async fn a_talk_with_a_teacher_who_left_the_group_can_be_moved(school) {
        let afternoon = Afternoon::open(&school).await;
        let mut fatima = school.fatima().await;
        afternoon.book(&mut fatima, &afternoon.noor, "14:15", "").await;
        let sanne = school.person("sanne.dewit@wilgenboom.example").await;
        let otters = school.group("G-OTTERS").await;
        let replace = sql!("UPDATE teaching SET ends_on = '2026-11-23' WHERE person_id = $1");
        change(&school, &[(replace, &sanne)]).await;
        let joins = sql!("UPDATE teaching SET group_id = $1 WHERE person_id = (SELECT id FROM persons WHERE email = 'karim.benali@wilgenboom.example')");
        change(&school, &[(joins, &otters)]).await;
        let page = fatima.get(&afternoon.page(&afternoon.noor)).await;
        assert!(page.text().contains("Karim Benali") && page.text().contains("14:15 jouw tijd"), "{}", page.text());
        let answer = afternoon.book(&mut fatima, &afternoon.noor, "14:30", "").await;
        assert_eq!(answer.location(), "/talks?done=moved", "{}", answer.text());
        assert!(afternoon.told(&mut fatima).await.contains("Met Karim Benali"));
    }

    async fn the_office_sees_and_takes_back_a_talk_that_is_nobodys(school) {
        let afternoon = Afternoon::open(&school).await;
        afternoon.book(&mut school.fatima().await, &afternoon.noor, "14:15", "").await;
        // Changed by hand, past everything that lets talks follow.
        let robot = school.robot();
        let by_hand = robot.db().write(afternoon.noor.clone(), |tx, noor| {
            Box::pin(async move {
                tx.query(sql!("UPDATE memberships SET ends_on = '2026-11-20' WHERE pupil_id = $1")).bind(noor).run().await?;
                Ok(())
            })
        });
        by_hand.await.unwrap();
        let mut office = school.hanneke().await;
        let page = office.get(&format!("/talks/{}/manage", afternoon.round)).await;
        assert!(page.text().contains("Niet meer in deze ronde Noor El Amrani"), "{}", page.text());
        let booking = after(&page, "name=\"booking\"");
        let answer = office.post("conferences/cancel", &[("booking", &booking), ("from", "manage")]).await;
        assert!(!office.follow(&answer).await.text().contains("Niet meer in deze ronde"));
    }
}
