//! Stories of the office: cancelling for a parent who phones, two tabs of one family, names that tell apart, and who reads what.
use super::*;
use crate::jobs::work_off;
use crate::sql;
use crate::stories;

const HEAD: &str = "marijke.oosterhuis@wilgenboom.example";

/// Everything that a question on the page would send.
fn asked(page: &Answer) -> (String, String) {
    let html = page.html();
    let form = html.split("class=\"talk-question").nth(1).unwrap_or_else(|| panic!("no question: {}", page.text()));
    let field = |name: &str| {
        let rest = form.split(&format!("name=\"{name}\"")).nth(1).unwrap_or_default();
        rest.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
    };
    (field("booking"), field("slot"))
}

stories! {
    async fn the_office_cancels_for_a_mother_who_phones(school) {
        let afternoon = Afternoon::open(&school).await;
        afternoon.book(&mut school.fatima().await, &afternoon.noor, "14:15", "").await;
        work_off(&school.app).await.unwrap();
        let mut office = school.hanneke().await;
        let manage = format!("/talks/{}/manage", afternoon.round);
        let page = office.get(&manage).await;
        assert!(page.text().contains("Het gesprek over Noor El Amrani op donderdag 10 december, 14:15 afzeggen?"), "{}", page.text());
        let (booking, slot) = asked(&page);
        let before = school.mails().len();
        let fields = [("booking", booking.as_str()), ("slot", &slot), ("from", "manage")];
        let answer = office.post("conferences/cancel", &fields).await;
        assert_eq!(answer.location(), format!("{manage}?done=cancelled"));
        assert!(office.follow(&answer).await.text().contains("Het gesprek is afgezegd. Het gezin krijgt een mail"));
        work_off(&school.app).await.unwrap();
        let mut to: Vec<String> = school.mails()[before..].iter().map(|mail| mail.to.clone()).collect();
        to.sort();
        assert_eq!(to, ["fatima.elamrani@ouders.example", "youssef.elamrani@ouders.example"]);
        assert!(afternoon.told(&mut school.fatima().await).await.contains("Gesprek over Noor Kies een tijd"));
    }

    async fn after_the_deadline_a_cancelled_time_goes_to_another_family(school) {
        let afternoon = Afternoon::open(&school).await;
        afternoon.book(&mut school.fatima().await, &afternoon.noor, "14:15", "").await;
        school.app.clock.advance(12 * Moment::DAY);
        let mut office = school.as_person(HEAD).await;
        let day = format!("/talks/{}/days/2026-12-10", afternoon.round);
        let (booking, slot) = asked(&office.get(&day).await);
        let answer = office.post("conferences/cancel", &[("booking", &booking), ("slot", &slot), ("from", "day")]).await;
        assert_eq!(answer.location(), format!("{day}?done=cancelled"));
        let page = office.get(&afternoon.page(&afternoon.daan)).await;
        let household = after(&page, "name=\"household\"");
        let fields = [("round", afternoon.round.as_str()), ("pupil", &afternoon.daan), ("slot", &slot), ("note", ""), ("key", ""), ("household", &household)];
        assert_eq!(office.call("conferences/book", &fields).await.status, 200);
        assert!(office.get(&day).await.text().contains("14:15 tot 14:25 DJ Daan Jansen"));
    }

    async fn a_teacher_reads_her_day_and_cancels_nothing_there(school) {
        let afternoon = Afternoon::open(&school).await;
        afternoon.book(&mut school.fatima().await, &afternoon.noor, "14:15", "").await;
        let page = school.sanne().await.get(&format!("/talks/{}/days/2026-12-10", afternoon.round)).await;
        assert!(page.text().contains("Noor El Amrani") && !page.html().contains("talk-question"));
    }

    async fn a_note_that_nobody_touched_does_not_overwrite_the_one_of_another_tab(school) {
        let afternoon = Afternoon::open(&school).await;
        let mut fatima = school.fatima().await;
        let stale = fatima.get(&afternoon.page(&afternoon.noor)).await;
        afternoon.book(&mut fatima, &afternoon.noor, "14:15", "Ze slaapt slecht.").await;
        let send = async |fatima: &mut Probe, at: &str, note: &str, had: &str| {
            let (round, pupil, key, slot) = (afternoon.round.to_string(), afternoon.noor.to_string(), ids::fresh(school.app.clock.now()), slot(&stale, at));
            let fields = [("round", round.as_str()), ("pupil", &pupil), ("slot", &slot), ("note", note), ("had", had), ("key", &key)];
            fatima.post("conferences/book", &fields).await
        };
        let note = async |fatima: &mut Probe| fatima.get(&afternoon.page(&afternoon.noor)).await.field("had").expect("the note");
        // The other tab was drawn before there was a note, and only moves.
        send(&mut fatima, "14:30", "", "").await;
        assert_eq!(note(&mut fatima).await, "Ze slaapt slecht.");
        send(&mut fatima, "14:45", "Ze slaapt weer goed.", "").await;
        assert_eq!(note(&mut fatima).await, "Ze slaapt weer goed.");
        send(&mut fatima, "14:45", "", "Ze slaapt weer goed.").await;
        assert_eq!(note(&mut fatima).await, "", "and whoever empties it means it");
    }

    async fn two_tabs_of_one_family_end_with_one_talk_and_nobody_cancels_what_they_did_not_see(school) {
        let afternoon = Afternoon::open(&school).await;
        let mut first = school.fatima().await;
        let page = first.get(&afternoon.page(&afternoon.noor)).await;
        let (early, late, key) = (slot(&page, "14:15"), slot(&page, "14:45"), after(&page, "name=\"key\""));
        let plain = [("round", afternoon.round.as_str()), ("pupil", &afternoon.noor), ("slot", &early), ("note", ""), ("key", &key)];
        assert_eq!(first.post("conferences/book", &plain).await.location(), "/talks?done=booked");
        let seen = first.get("/talks").await;
        let (booking, seen_slot) = (after(&seen, "name=\"booking\""), after(&seen, "name=\"slot\""));
        assert_eq!(seen_slot, early);

        let mut second = first.clone();
        let answer = afternoon.book(&mut second, &afternoon.noor, "14:45", "").await;
        assert_eq!(answer.location(), "/talks?done=moved");
        assert!(second.follow(&answer).await.text().contains("Je gesprek is verzet. Je eerdere tijd is weer vrij."));

        first.get("/talks").await;
        let answer = first.post("conferences/cancel", &[("booking", &booking), ("slot", &seen_slot)]).await;
        let text = first.follow(&answer).await.text();
        assert!(text.contains("Dit gesprek is intussen verzet.") && text.contains("14:45"), "{text}");
        let answer = first.post("conferences/cancel", &[("booking", &booking), ("slot", &late)]).await;
        assert_eq!(answer.location(), "/talks?done=cancelled");

        // The form of the first tab once more, with its old key.
        assert_eq!(first.post("conferences/book", &plain).await.location(), "/talks?done=booked");
        let (talks,): (i64,) = school.robot().db()
            .query(sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM bookings WHERE round_id = $1"))
            .bind(&afternoon.round).one().await.unwrap();
        assert_eq!(talks, 1);
    }

    async fn moving_says_where_to_and_what_is_free_again(school) {
        let afternoon = Afternoon::open(&school).await;
        let mut fatima = school.fatima().await;
        afternoon.book(&mut fatima, &afternoon.noor, "14:15", "").await;
        let late = slot(&fatima.get(&afternoon.page(&afternoon.noor)).await, "14:45");
        let answer = fatima.call("conferences/book", &[("round", &afternoon.round), ("pupil", &afternoon.noor), ("slot", &late), ("key", "")]).await;
        let said = answer.html();
        assert!(said.contains("Je gesprek is verzet naar donderdag 10 december om 14:45, bij Sanne de Wit. Je eerdere tijd, donderdag 10 december om 14:15, is weer vrij."), "{said}");
    }

    async fn buttons_and_times_say_what_they_are_about(school) {
        let afternoon = Afternoon::open(&school).await;
        let mut fatima = school.fatima().await;
        let html = fatima.get(&afternoon.page(&afternoon.noor)).await.html();
        assert!(html.contains("aria-label=\"donderdag 10 december, 14:15\""), "a time has its day");
        assert!(html.contains("De leerkracht leest dit. De directie en de administratie kunnen het ook lezen."));
        afternoon.book(&mut fatima, &afternoon.noor, "14:15", "").await;
        let html = fatima.get("/talks").await.html();
        for name in ["Verzetten", "Afzeggen"] {
            assert!(html.contains(&format!("aria-label=\"{name}: gesprek over Noor, donderdag 10 december, 14:15\"")), "{name}");
        }
    }

    async fn two_teachers_of_one_name_are_told_apart(school) {
        let afternoon = Afternoon::open(&school).await;
        let (karim, otters) = (school.person(KARIM).await, school.group("G-OTTERS").await);
        twin(&school, &karim, &otters).await;
        let mut office = school.hanneke().await;
        let day = office.get(&format!("/talks/{}/days/2026-12-10", afternoon.round)).await.text();
        assert!(day.contains("Sanne de Wit (De Otters, 1)") && day.contains("Sanne de Wit (De Otters, 2)"), "{day}");
        let page = school.fatima().await.get(&afternoon.page(&afternoon.noor)).await;
        assert_eq!(page.html().matches("<fieldset class=\"slots__teacher\"").count(), 2, "{}", page.text());
        assert!(page.text().contains("Sanne de Wit (De Otters, 2)"), "{}", page.text());
        let form = office.get(&format!("/talks/new?group={otters}")).await;
        let form = form.text();
        assert!(form.contains("Sanne de Wit (De Otters, 1)"), "{form}");
    }
}

/// Gives this teacher Sanne's name and her group, and no other.
async fn twin(school: &School, teacher: &str, group: &str) {
    let args = (teacher.to_owned(), group.to_owned());
    let robot = school.robot();
    let wrote = robot.db().write(args, |tx, (teacher, group)| {
        Box::pin(async move {
            tx.query(sql!("UPDATE persons SET call_name = 'Sanne', infix = 'de', last_name = 'Wit' WHERE id = $1"))
                .bind(teacher)
                .run()
                .await?;
            tx.query(sql!("UPDATE teaching SET group_id = $1 WHERE person_id = $2"))
                .bind(group)
                .bind(teacher)
                .run()
                .await?;
            Ok(())
        })
    });
    wrote.await.expect("a twin");
}
