//! Stories of people whom it does not concern, and of ids that somebody made up: nothing there, nothing written.
use super::*;
use crate::sql;
use crate::stories;

async fn bookings(school: &School, round: &str) -> i64 {
    let statement = sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM bookings WHERE round_id = $1");
    let (count,): (i64,) = school.robot().db().query(statement).bind(round).one().await.unwrap();
    count
}

/// Tries everything about a pupil with a slot that exists.
async fn finds_nothing(afternoon: &Afternoon, probe: &mut Probe, pupil: &str, slot: &str) {
    assert_eq!(probe.get(&afternoon.page(pupil)).await.status, 404);
    let fields = [("round", afternoon.round.as_str()), ("pupil", pupil), ("slot", slot), ("note", "x"), ("key", "")];
    assert_eq!(probe.call("conferences/book", &fields).await.status, 404);
    assert_eq!(probe.call("conferences/free", &fields[..2]).await.status, 404);
    assert_eq!(probe.get(&format!("/talks/{}/manage", afternoon.round)).await.status, 404);
    assert_eq!(probe.get(&format!("/talks/{}/days/2026-12-10", afternoon.round)).await.status, 404);
    assert!(!probe.get("/talks").await.text().contains("Adventgesprekken"));
}

stories! {
    async fn a_blocked_father_a_parent_of_another_group_and_one_without_authority_find_nothing(school) {
        let afternoon = Afternoon::open(&school).await;
        let slot = slot(&school.hanneke().await.get(&afternoon.page(&afternoon.noor)).await, "14:00");
        let lisa = school.pupil("L-LISA").await;
        let sem = school.pupil("L-SEM").await;
        finds_nothing(&afternoon, &mut school.ronald().await, &lisa, &slot).await;
        finds_nothing(&afternoon, &mut school.wei().await, &afternoon.noor, &slot).await;
        finds_nothing(&afternoon, &mut school.as_person("tom.hendriks@ouders.example").await, &sem, &slot).await;
        assert_eq!(bookings(&school, &afternoon.round).await, 0);
    }

    async fn a_parent_books_for_no_other_child_and_no_other_household(school) {
        let afternoon = Afternoon::open(&school).await;
        let mut fatima = school.fatima().await;
        let slot = slot(&fatima.get(&afternoon.page(&afternoon.noor)).await, "14:00");
        assert_eq!(fatima.get(&afternoon.page(&afternoon.daan)).await.status, 404);
        let answer = fatima.call("conferences/book", &[("round", &afternoon.round), ("pupil", &afternoon.daan), ("slot", &slot), ("key", "")]).await;
        assert_eq!(answer.status, 404);
        let statement = sql!("SELECT household_id FROM guardianships WHERE pupil_id = $1 ORDER BY household_id LIMIT 1");
        let (other,): (String,) = school.robot().db().query(statement).bind(&afternoon.daan).one().await.unwrap();
        let fields = [("round", afternoon.round.as_str()), ("pupil", &afternoon.noor), ("slot", &slot), ("key", ""), ("household", &other)];
        assert_eq!(fatima.call("conferences/book", &fields).await.status, 404);
        assert_eq!(bookings(&school, &afternoon.round).await, 0);
    }

    async fn a_slot_of_another_teacher_or_another_round_is_not_there(school) {
        let afternoon = Afternoon::open(&school).await;
        let mut office = school.hanneke().await;
        let morning = [("form[from][0]", "09:00"), ("form[to][0]", "10:00")];
        let answer = send(&school, &mut office, &["G-OTTERS"], &["Sanne de Wit"], &morning).await;
        let other = Afternoon { round: round_of(&answer), noor: afternoon.noor.clone(), ilias: String::new(), daan: String::new() };
        let mut fatima = school.fatima().await;
        let karims = slot(&fatima.get(&afternoon.page(&afternoon.ilias)).await, "14:00");
        let of_other_round = slot(&fatima.get(&other.page(&afternoon.noor)).await, "09:00");
        for forged in [&karims, &of_other_round, "", "x", "0190a0a0-0000-7000-8000-000000000000"] {
            let fields = [("round", afternoon.round.as_str()), ("pupil", &afternoon.noor), ("slot", forged), ("key", "")];
            let status = fatima.call("conferences/book", &fields).await.status;
            assert!(status == 404 || status == 422, "{forged}: {status}");
        }
        assert_eq!(bookings(&school, &afternoon.round).await, 0);
    }

    async fn the_list_of_a_day_is_for_its_teacher_and_the_office(school) {
        let afternoon = Afternoon::open(&school).await;
        let day = format!("/talks/{}/days/2026-12-10", afternoon.round);
        for (mut probe, sees) in [
            (school.sanne().await, "Sanne de Wit"),
            (school.as_person(KARIM).await, "Karim Benali"),
            (school.hanneke().await, "Sanne de Wit"),
        ] {
            let page = probe.get(&day).await;
            assert_eq!(page.status, 200);
            assert!(page.text().contains(sees));
            assert_eq!(page.headers["cache-control"], "no-store");
        }
        assert!(!school.sanne().await.get(&day).await.text().contains("Karim"));
        for email in ["lotte.brouwer@wilgenboom.example", "gijs.vanrooij@wilgenboom.example", "fatima.elamrani@ouders.example"] {
            assert_eq!(school.as_person(email).await.get(&day).await.status, 404, "{email}");
        }
        assert_eq!(school.visitor().get(&day).await.status, 303);
    }
}
