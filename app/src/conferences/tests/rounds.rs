//! Stories of opening a round: part-timers, breaks, and refusals at the field with everything still there.
use super::*;
use crate::stories;

async fn refused(school: &School, change: &[(&str, &str)], sentence: &str) {
    let mut office = school.hanneke().await;
    let answer = send(school, &mut office, &["G-OTTERS"], &["Sanne de Wit"], change).await;
    let page = office.follow(&answer).await;
    assert!(page.text().contains(sentence), "{change:?}: {}", page.text());
    assert!(page.html().contains("value=\"Adventgesprekken\"") || change[0].0 == "form[title]", "kept");
    for (name, value) in change {
        assert!(
            page.html().contains(&format!("name=\"{name}\"")) && page.html().contains(&format!("value=\"{value}\"")),
            "{name}"
        );
    }
    assert!(!office.get("/talks").await.text().contains("Adventgesprekken"), "nothing written");
}

stories! {
    async fn a_round_has_breaks_and_a_teacher_who_comes_later(school) {
        let mut office = school.hanneke().await;
        let page = office.get(&format!("/talks/new?group={}", school.group("G-OTTERS").await)).await;
        let own = format!("form[own_from][t{}_0]", teacher(&page, "Sanne de Wit"));
        let change = [
            ("form[to][0]", "16:00"), ("form[break_day][0]", ""), ("form[break_from][0]", "15:00"), ("form[break_to][0]", "15:20"),
            (own.as_str(), "14:30"),
        ];
        let answer = send(&school, &mut office, &["G-OTTERS"], &["Sanne de Wit"], &change).await;
        let round = round_of(&answer);
        let page = school.fatima().await.get(&format!("/talks/{round}?child={}", school.pupil("L-NOOR").await)).await;
        let html = page.html();
        let times: Vec<&str> = html.split("class=\"slots\"").nth(1).unwrap().split("<span>").skip(1).map(|rest| &rest[..5]).collect();
        assert_eq!(times, ["14:30", "14:45", "15:20", "15:35", "15:50"]);
    }

    async fn what_cannot_be_is_refused_at_the_field_and_kept(school) {
        refused(&school, &[("form[title]", " ")], "Vul dit in.").await;
        refused(&school, &[("form[minutes]", "4")], "Dit getal kan niet.").await;
        refused(&school, &[("form[gap]", "31")], "Dit getal kan niet.").await;
        refused(&school, &[("form[from][0]", "25:00")], "Dit is geen tijd.").await;
        refused(&school, &[("form[date][0]", "2026-02-30")], "Dit is geen datum.").await;
        refused(&school, &[("form[date][0]", "2026-11-01")], "Dit getal kan niet.").await;
        refused(&school, &[("form[closes]", "2026-11-19T08:00")], "Het einde ligt voor het begin.").await;
    }

    async fn hours_past_midnight_and_the_hour_that_exists_twice_are_refused(school) {
        refused(&school, &[("form[from][0]", "23:30"), ("form[to][0]", "00:30")], "Het einde ligt voor het begin.").await;
        refused(&school, &[("form[to][0]", "24:00")], "Dit is geen tijd.").await;
        refused(&school, &[("form[date][0]", "2027-10-31"), ("form[from][0]", "01:30"), ("form[to][0]", "03:30")], "Dit is geen tijd.").await;
        refused(&school, &[("form[opens]", "2027-03-28T02:30"), ("form[closes]", "2027-04-04T10:00")], "Dit is geen tijd.").await;
    }

    async fn a_teacher_has_no_two_talks_at_once(school) {
        Afternoon::open(&school).await;
        let mut office = school.hanneke().await;
        let answer = send(&school, &mut office, &["G-OTTERS"], &["Sanne de Wit"], &[("form[from][0]", "14:05")]).await;
        assert!(office.follow(&answer).await.text().contains("Een leerkracht heeft op die tijd al gesprekken in een andere ronde."));
    }

    async fn a_teacher_opens_a_round_for_her_own_group_only(school) {
        let mut sanne = school.sanne().await;
        let answer = send(&school, &mut sanne, &["G-OTTERS"], &["Sanne de Wit"], &[]).await;
        assert_eq!(sanne.follow(&answer).await.status, 200);
        let vossen = school.group("G-VOSSEN").await;
        let fields: Vec<(&str, &str)> = [("key", ""), ("form[group][]", vossen.as_str())].into_iter().chain(USUAL.iter().copied()).collect();
        assert_eq!(sanne.call("conferences/open", &fields).await.status, 404);
        let mut fatima = school.fatima().await;
        assert_eq!(fatima.get("/talks/new").await.status, 404);
        assert_eq!(fatima.call("conferences/open", &fields).await.status, 403);
    }

    async fn the_office_closes_and_extends(school) {
        let afternoon = Afternoon::open(&school).await;
        let (mut office, mut fatima) = (school.hanneke().await, school.fatima().await);
        office.post("conferences/deadline", &[("round", &afternoon.round)]).await;
        assert!(afternoon.told(&mut fatima).await.contains("Kiezen kan niet meer"));
        office.post("conferences/deadline", &[("round", &afternoon.round), ("closes", "2026-12-09T12:00")]).await;
        assert!(afternoon.told(&mut fatima).await.contains("Kiezen kan tot woensdag 9 december 12:00"));
        assert_eq!(fatima.call("conferences/deadline", &[("round", &afternoon.round)]).await.status, 403);
    }
}
