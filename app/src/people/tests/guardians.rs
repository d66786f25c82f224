//! The list of guardians: twice is once, blocks stay, and a colleague who is a parent is one person.
use super::tables::contents;
use super::*;
use crate::sql;
use crate::testing::day;

async fn counted(school: &School, statement: &'static crate::base::db::Statement, key: &str) -> i64 {
    let robot = school.robot();
    let (count,): (i64,) = robot.db().query(statement).bind(key).one().await.expect("a count");
    count
}

crate::stories! {
    async fn the_same_list_twice_changes_nothing(school) {
        let before = contents(&school.robot()).await;
        for on in [TODAY, NEXT_WEEK] {
            let report = take_guardians(&school, GUARDIANS, on).await.unwrap();
            assert!(report.nothing, "{:?}", report.lines);
        }
        assert_eq!(contents(&school.robot()).await, before);
    }

    async fn who_is_left_out_sees_nothing_from_that_day_and_everything_again_when_back(school) {
        let seats = sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM belongs s JOIN persons p ON p.id = s.person_id WHERE p.email = $1 AND '2026-11-30' BETWEEN s.starts_on AND s.ends_on");
        let all = counted(&school, seats, "fatima.elamrani@ouders.example").await;
        assert!(all > 0);
        let list = without(GUARDIANS, "fatima.elamrani");
        take_guardians(&school, &list, NEXT_WEEK).await.unwrap();
        assert_eq!(counted(&school, seats, "fatima.elamrani@ouders.example").await, 0);
        assert!(take_guardians(&school, &list, NEXT_WEEK).await.unwrap().nothing);
        take_guardians(&school, GUARDIANS, NEXT_WEEK).await.unwrap();
        assert_eq!(counted(&school, seats, "fatima.elamrani@ouders.example").await, all);
        assert!(take_guardians(&school, GUARDIANS, NEXT_WEEK).await.unwrap().nothing);
    }

    async fn a_block_survives_every_list(school) {
        let blocked = sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM guardianships g JOIN persons p ON p.id = g.person_id WHERE p.email = $1 AND g.status = 'blocked' AND g.ends_on = '9999-12-31'");
        for list in [GUARDIANS.replace("nl,no,blocked", "nl,yes,confirmed"), without(GUARDIANS, "ronald.visser")] {
            take_guardians(&school, &list, NEXT_WEEK).await.unwrap();
            assert_eq!(counted(&school, blocked, "ronald.visser@ouders.example").await, 1);
        }
    }

    async fn a_block_closes_what_is_open_at_their_devices_and_at_nobody_elses(school) {
        let mut youssef = school.as_person("youssef.elamrani@ouders.example").await;
        let noor = |state: &str| format!("L-NOOR,H-001,Fatima,,El Amrani,fatima.elamrani@ouders.example,nl,{state}");
        let other = GUARDIANS.replace("06 24681012", "06 24681099");
        let of_another_child = format!("{}\nL-MEI,H-001,Fatima,,El Amrani,fatima.elamrani@ouders.example,nl,no,blocked,\n", other.trim_end());
        let of_this_child = of_another_child.replace(&noor("yes,confirmed"), &noor("no,blocked"));
        let mut fatima = school.fatima().await;
        take_guardians(&school, &other, TODAY).await.unwrap();
        assert_eq!(fatima.get("/me").await.status, 200, "another number ends nothing");
        for list in [of_another_child, of_this_child] {
            take_guardians(&school, &list, TODAY).await.unwrap();
            assert!(fatima.get("/me").await.location().starts_with("/sign-in"));
            fatima = school.fatima().await;
            assert!(take_guardians(&school, &list, TODAY).await.unwrap().nothing);
            assert_eq!(fatima.get("/me").await.status, 200, "the same block again ends nothing");
        }
        assert_eq!(youssef.get("/me").await.status, 200);
    }

    async fn a_family_that_moves_takes_all_its_links_along(school) {
        let moved = GUARDIANS.replace("H-001,Fatima", "H-900,Fatima");
        take_guardians(&school, &moved, NEXT_WEEK).await.unwrap();
        let links = sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM guardianships g JOIN households h ON h.id = g.household_id JOIN persons p ON p.id = g.person_id WHERE p.email = 'fatima.elamrani@ouders.example' AND h.label = $1");
        assert_eq!((counted(&school, links, "H-900").await, counted(&school, links, "H-001").await), (2, 0));
        assert!(take_guardians(&school, &moved, NEXT_WEEK).await.unwrap().nothing);
    }

    async fn a_teacher_who_is_also_a_parent_is_one_person(school) {
        let list = format!("{GUARDIANS}L-MEI,H-901,Sannie,,Wit-Jansen,sanne.dewit@wilgenboom.example,en,yes,confirmed,06 99887766\n");
        let list = list.replace("\n\n", "\n");
        take_guardians(&school, &list, NEXT_WEEK).await.unwrap();
        let same = sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM persons WHERE email = $1 AND import_key = 'T-SANNE' AND last_name = 'Wit' AND language = 'nl'");
        assert_eq!(counted(&school, same, "sanne.dewit@wilgenboom.example").await, 1);
        assert!(take_guardians(&school, &list, NEXT_WEEK).await.unwrap().nothing);
        assert!(take_school(&school, SCHOOL, NEXT_WEEK).await.unwrap().nothing);
    }

    async fn a_parent_who_comes_to_work_here_stays_the_same_person(school) {
        let new = "<leerkracht key=\"T-NEW\"><achternaam>El Amrani</achternaam><roepnaam>Fatima</roepnaam><emailadres>fatima.elamrani@ouders.example</emailadres><rol>OWA</rol></leerkracht></leerkrachten>";
        let file = SCHOOL.replace("</leerkrachten>", new);
        take_school(&school, &file, NEXT_WEEK).await.unwrap();
        let same = sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM persons p WHERE p.email = $1 AND p.import_key = 'T-NEW' AND EXISTS (SELECT 1 FROM guardianships g WHERE g.person_id = p.id)");
        assert_eq!(counted(&school, same, "fatima.elamrani@ouders.example").await, 1);
        assert!(take_school(&school, &file, NEXT_WEEK).await.unwrap().nothing);
        assert!(take_guardians(&school, GUARDIANS, NEXT_WEEK).await.unwrap().nothing);
    }

    async fn a_language_that_somebody_chose_stays(school) {
        let mut fatima = school.fatima().await;
        fatima.post("accounts/language", &[("code", "en")]).await;
        assert!(take_guardians(&school, GUARDIANS, NEXT_WEEK).await.unwrap().nothing);
    }

    async fn with_two_schools_somebody_says_which(school) {
        let refused = import_guardians(&school.robot(), &Which::default(), GUARDIANS.as_bytes(), day(TODAY), true).await;
        assert_eq!(refused.unwrap_err(), ImportRefused::WhichSchool);
    }

    async fn a_broken_list_names_its_line(school) {
        let before = contents(&school.robot()).await;
        let broken = GUARDIANS.replacen("yes,confirmed", "perhaps,confirmed", 1);
        let refused = take_guardians(&school, &broken, TODAY).await.unwrap_err();
        assert!(matches!(&refused, ImportRefused::File(lines) if lines[0].line == 2), "{refused:?}");
        assert_eq!(contents(&school.robot()).await, before);
    }
}
