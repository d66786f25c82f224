//! Stories of opening a round: part-timers, breaks, and refusals at the field with everything still there.
use super::*;
use crate::jobs::work_off;
use crate::sql;
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
    async fn going_on_without_a_group_is_said_at_the_groups(school) {
        let page = school.hanneke().await.get("/talks/new?step=2").await;
        assert!(page.html().contains("id=\"group-problem\"") && page.text().contains("Kies voor welke groepen."), "{}", page.text());
        assert!(!school.hanneke().await.get("/talks/new").await.html().contains("group-problem"));
    }

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
        assert!(office.follow(&answer).await.text().contains("De ronde staat klaar."));
        let page = school.fatima().await.get(&format!("/talks/{round}?child={}", school.pupil("L-NOOR").await)).await;
        let html = page.html();
        let times: Vec<&str> = html.split("class=\"slots\"").nth(1).unwrap().split("<span>").skip(1).map(|rest| &rest[..5]).collect();
        assert_eq!(times, ["14:30", "14:45", "15:20", "15:35", "15:50"]);
    }

    async fn what_cannot_be_is_refused_at_the_field_and_kept(school) {
        for nothing in [" ", "\u{200b}\u{200d}\u{feff}", "\u{3164}", "\u{2800}", "\u{ad}", "\u{a0}\u{a0}"] {
            let answer = send(&school, &mut school.hanneke().await, &["G-OTTERS"], &["Sanne de Wit"], &[("form[title]", nothing)]).await;
            let page = school.hanneke().await.get("/talks").await;
            assert!(answer.location().contains("__kept=") && !page.text().contains("10 december"), "{nothing:?}: {}", answer.location());
        }
        refused(&school, &[("form[title]", " ")], "Vul dit in.").await;
        refused(&school, &[("form[minutes]", "4")], "Dit getal kan niet.").await;
        refused(&school, &[("form[gap]", "31")], "Dit getal kan niet.").await;
        refused(&school, &[("form[from][0]", "25:00")], "Dit is geen tijd.").await;
        refused(&school, &[("form[date][0]", "2026-02-30")], "Dit is geen datum.").await;
        refused(&school, &[("form[date][0]", "2026-11-01")], "Dit is al voorbij.").await;
        refused(&school, &[("form[closes]", "2026-12-10T14:46")], "Dit is na het laatste gesprek.").await;
        refused(&school, &[("form[closes]", "2026-11-19T08:00")], "Het einde ligt voor het begin.").await;
    }

    async fn hours_past_midnight_and_the_hour_that_exists_twice_are_refused(school) {
        refused(&school, &[("form[from][0]", "23:30"), ("form[to][0]", "00:30")], "Een dag eindigt om 24:00 (typ 00:00).").await;
        refused(&school, &[("form[to][0]", "13:00")], "Het einde ligt voor het begin.").await;
        refused(&school, &[("form[to][0]", "24:01")], "Dit is geen tijd.").await;
        refused(&school, &[("form[date][0]", "2027-10-31"), ("form[from][0]", "01:30"), ("form[to][0]", "03:30")], "Dit is geen tijd.").await;
        refused(&school, &[("form[opens]", "2027-03-28T02:30"), ("form[closes]", "2027-04-04T10:00")], "Dit is geen tijd.").await;
    }

    async fn the_last_talk_may_end_at_midnight(school) {
        let mut office = school.hanneke().await;
        let noor = school.pupil("L-NOOR").await;
        for (date, midnight) in [("2026-12-11", "24:00"), ("2026-12-12", "00:00")] {
            let change = [("form[date][0]", date), ("form[from][0]", "23:00"), ("form[to][0]", midnight), ("form[gap]", "15")];
            let round = round_of(&send(&school, &mut office, &["G-OTTERS"], &["Sanne de Wit"], &change).await);
            let page = school.fatima().await.get(&format!("/talks/{round}?child={noor}")).await;
            assert!(page.text().contains("23:00 tot 24:00"), "{}", page.text());
            let day = office.get(&format!("/talks/{round}/days/{date}")).await;
            assert!(day.text().contains("Bezet: 0 van 3 23:00 vrij 23:25 vrij 23:50 vrij"), "{}", day.text());
        }
    }

    async fn a_round_for_today_has_only_times_that_lie_ahead(school) {
        // It is ten in the morning.
        let gone = [("form[date][0]", "2026-11-23"), ("form[from][0]", "08:00"), ("form[to][0]", "09:00")];
        refused(&school, &gone, "Dit is al voorbij.").await;
        let noor = school.pupil("L-NOOR").await;
        let mut office = school.hanneke().await;
        let change = [("form[date][0]", "2026-11-23"), ("form[from][0]", "09:30"), ("form[to][0]", "10:40"), ("form[closes]", "2026-11-23T10:15")];
        let round = round_of(&send(&school, &mut office, &["G-OTTERS"], &["Sanne de Wit"], &change).await);
        let page = office.get(&format!("/talks/{round}/days/2026-11-23")).await;
        assert!(page.text().contains("Bezet: 0 van 2 10:15 vrij 10:30 vrij"), "{}", page.text());
        assert!(office.get(&format!("/talks/{round}?child={noor}")).await.text().contains("10:15"));
    }

    async fn the_same_form_twice_is_one_round_and_another_form_is_another(school) {
        let mut office = school.hanneke().await;
        let page = office.get(&format!("/talks/new?group={}", school.group("G-OTTERS").await)).await;
        let (key, sanne, group) = (after(&page, "name=\"key\""), teacher(&page, "Sanne de Wit"), school.group("G-OTTERS").await);
        let form = |change: &[(&'static str, &'static str)]| {
            let mut fields = vec![("key", key.clone()), ("form[group][]", group.clone()), ("form[teacher][]", sanne.clone())];
            fields.extend(USUAL.iter().map(|(name, usual)| {
                let changed = change.iter().find(|(other, _)| other == name);
                (*name, changed.map_or(*usual, |(_, value)| *value).to_owned())
            }));
            fields
        };
        let mut rounds = Vec::new();
        for change in [&[][..], &[], &[("form[title]", "Tweede"), ("form[date][0]", "2026-12-11")], &[("form[title]", "Tweede"), ("form[date][0]", "2026-12-11")]] {
            let fields = form(change);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            rounds.push(round_of(&office.post("conferences/open", &fields).await));
        }
        assert_eq!((&rounds[0], &rounds[2]), (&rounds[1], &rounds[3]));
        assert_ne!(rounds[0], rounds[2]);
        let text = office.get("/talks").await.text();
        assert!(text.contains("Adventgesprekken") && text.contains("Tweede"), "{text}");

        // Other words at the hours of the first: refused, and every word is still there.
        let fields = form(&[("form[title]", "Derde")]);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        office.get(&format!("/talks/new?group={group}")).await;
        let answer = office.post("conferences/open", &fields).await;
        let page = office.follow(&answer).await;
        assert!(page.text().contains("Een leerkracht heeft op die tijd al gesprekken"), "{}", page.text());
        assert!(page.html().contains("value=\"Derde\""));
    }

    async fn a_wrong_round_is_withdrawn_and_its_families_are_told(school) {
        let afternoon = Afternoon::open(&school).await;
        let (mut office, mut fatima) = (school.hanneke().await, school.fatima().await);
        afternoon.book(&mut fatima, &afternoon.noor, "14:15", "").await;
        let page = office.get(&format!("/talks/{}/manage", afternoon.round)).await;
        assert!(page.text().contains("Ronde intrekken Eén gezin heeft al een tijd gekozen"), "{}", page.text());
        assert_eq!(fatima.call("conferences/withdraw", &[("round", &afternoon.round)]).await.status, 403);
        work_off(&school.app).await.unwrap();
        let before = school.mails().len();
        let answer = office.post("conferences/withdraw", &[("round", &afternoon.round)]).await;
        let text = office.follow(&answer).await.text();
        assert!(text.contains("De ronde is ingetrokken.") && !text.contains("Adventgesprekken"), "{text}");
        assert!(!afternoon.told(&mut fatima).await.contains("Adventgesprekken"));
        work_off(&school.app).await.unwrap();
        let mut told: Vec<(String, String)> = school.mails()[before..].iter().map(|mail| (mail.to.clone(), mail.subject.clone())).collect();
        told.sort();
        let off = |to: &str| (to.to_owned(), "Je gesprek gaat niet door".to_owned());
        assert_eq!(told, [off("fatima.elamrani@ouders.example"), off("youssef.elamrani@ouders.example")]);

        // The teachers have their hours again.
        round_of(&send(&school, &mut office, &["G-OTTERS"], &["Sanne de Wit"], &[("form[minutes]", "5")]).await);
    }

    async fn a_round_that_has_begun_is_not_withdrawn(school) {
        let afternoon = Afternoon::open(&school).await;
        afternoon.book(&mut school.fatima().await, &afternoon.noor, "14:15", "").await;
        school.app.clock.advance(17 * Moment::DAY + 5 * Moment::HOUR);
        let mut office = school.hanneke().await;
        office.get(&format!("/talks/{}/manage", afternoon.round)).await;
        let answer = office.post("conferences/withdraw", &[("round", &afternoon.round)]).await;
        let text = office.follow(&answer).await.text();
        assert!(text.contains("Deze ronde is al begonnen."), "{text}");
    }

    async fn the_deadline_is_not_after_the_last_talk(school) {
        let afternoon = Afternoon::open(&school).await;
        let mut office = school.hanneke().await;
        office.get(&format!("/talks/{}/manage", afternoon.round)).await;
        let answer = office.post("conferences/deadline", &[("round", &afternoon.round), ("closes", "2026-12-10T14:46")]).await;
        let page = office.follow(&answer).await;
        assert_eq!(page.text().matches("Dit is na het laatste gesprek.").count(), 1, "{}", page.text());
        assert!(page.html().contains("value=\"2026-12-10T14:46\""), "kept");
    }

    async fn two_offices_open_rounds_that_overlap_and_one_is_refused(school) {
        let (mut hanneke, mut marijke) = (school.hanneke().await, school.as_person("marijke.oosterhuis@wilgenboom.example").await);
        for day in 10..30 {
            let date = format!("2026-12-{day}");
            let early = [("form[date][0]", date.as_str()), ("form[gap]", "0"), ("form[from][0]", "15:00"), ("form[to][0]", "17:00")];
            let late = [("form[date][0]", date.as_str()), ("form[gap]", "0"), ("form[from][0]", "15:05"), ("form[to][0]", "17:05")];
            let (one, two) = tokio::join!(
                send(&school, &mut hanneke, &["G-OTTERS"], &["Sanne de Wit"], &early),
                send(&school, &mut marijke, &["G-OTTERS"], &["Sanne de Wit"], &late),
            );
            let opened = [&one, &two].iter().filter(|answer| answer.location().ends_with("/manage")).count();
            assert_eq!(opened, 1, "{date}: {} {}", one.location(), two.location());
        }
    }

    async fn a_minute_of_a_teacher_goes_once_whatever_was_seen_before(school) {
        Afternoon::open(&school).await;
        let robot = school.robot();
        let again = robot.db().write((), |tx, ()| {
            Box::pin(async move {
                tx.query(sql!("INSERT INTO teacher_minutes (teacher_id, minute, slot_id) SELECT teacher_id, minute, slot_id FROM teacher_minutes")).run().await?;
                Ok(())
            })
        });
        assert!(matches!(again.await, Err(crate::base::failure::Failure::Taken { .. })));
        let statement = sql!("SELECT CAST(COUNT(*) AS BIGINT), CAST(SUM((ends_at - starts_at) / 60000000) AS BIGINT) FROM slots");
        let (slots, minutes): (i64, i64) = robot.db().query(statement).one().await.unwrap();
        let (kept,): (i64,) = robot.db().query(sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM teacher_minutes")).one().await.unwrap();
        assert!(slots > 0);
        assert_eq!(minutes, kept);
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
        let closed = office.post("conferences/deadline", &[("round", &afternoon.round)]).await;
        assert!(office.follow(&closed).await.text().contains("De ronde is dicht."));
        assert!(afternoon.told(&mut fatima).await.contains("Kiezen kan niet meer"));
        let set = office.post("conferences/deadline", &[("round", &afternoon.round), ("closes", "2026-12-09T12:00")]).await;
        assert!(office.follow(&set).await.text().contains("De laatste dag om te kiezen is bewaard."));
        assert!(afternoon.told(&mut fatima).await.contains("Kiezen kan tot woensdag 9 december 12:00"));
        assert_eq!(fatima.call("conferences/deadline", &[("round", &afternoon.round)]).await.status, 403);
    }
}
