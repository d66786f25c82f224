//! Stories of choosing: book, move, cancel, too late, too early, twice, and who mails whom.
use super::*;
use crate::jobs::work_off;
use crate::stories;

const DAY: i64 = Moment::DAY;

stories! {
    async fn a_mother_books_moves_and_cancels(school) {
        let afternoon = Afternoon::open(&school).await;
        let mut fatima = school.fatima().await;
        assert!(afternoon.told(&mut fatima).await.contains("Gesprek over Noor Kies een tijd"));

        let answer = afternoon.book(&mut fatima, &afternoon.noor, "14:15", "Ze slaapt slecht.").await;
        assert_eq!(answer.location(), "/talks?done=booked", "{}", answer.text());
        let told = fatima.follow(&answer).await.text();
        assert!(told.contains("Gelukt. Je gesprek is vastgelegd."), "{told}");
        assert!(told.contains("14:15 donderdag, tot 14:25") || told.contains("14:15 Donderdag, tot 14:25"), "{told}");
        assert!(told.contains("Met Sanne de Wit"), "{told}");

        // Moving is one step, and what was told to the teacher is still there.
        let page = fatima.get(&afternoon.page(&afternoon.noor)).await;
        assert_eq!(hint(&page, "14:15"), "jouw tijd");
        assert!(page.html().contains("Ze slaapt slecht."));
        afternoon.book(&mut fatima, &afternoon.noor, "14:45", "Ze slaapt slecht.").await;
        let page = fatima.get(&afternoon.page(&afternoon.noor)).await;
        assert_eq!((hint(&page, "14:15"), hint(&page, "14:45")), (String::new(), "jouw tijd".into()));

        let booking = after(&fatima.get("/talks").await, "name=\"booking\"");
        let answer = fatima.post("conferences/cancel", &[("booking", &booking)]).await;
        assert!(fatima.follow(&answer).await.text().contains("Je gesprek is afgezegd. De tijd is weer vrij."));
        let again = fatima.post("conferences/cancel", &[("booking", &booking)]).await;
        let told = fatima.follow(&again).await.text();
        assert!(told.contains("Dit gesprek staat er niet meer.") && !told.contains("De tijd is weer vrij"), "{told}");
    }

    async fn both_parents_of_the_household_get_a_pointer_by_mail(school) {
        let afternoon = Afternoon::open(&school).await;
        work_off(&school.app).await.unwrap();
        let before = school.mails().len();
        afternoon.book(&mut school.fatima().await, &afternoon.noor, "14:15", "Over het pesten.").await;
        work_off(&school.app).await.unwrap();
        let mails = school.mails()[before..].to_vec();
        let mut to: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
        to.sort_unstable();
        assert_eq!(to, ["fatima.elamrani@ouders.example", "youssef.elamrani@ouders.example"]);
        assert_eq!(mails[0].text, "Je gesprek is vastgelegd. Bekijk het in Kring: http://localhost:3000/talks");
        for secret in ["Noor", "Sanne", "14:15", "pesten"] {
            assert!(!mails.iter().any(|mail| mail.text.contains(secret) || mail.subject.contains(secret)), "{secret}");
        }
    }

    async fn a_double_tap_is_one_talk_and_one_mail_each(school) {
        let afternoon = Afternoon::open(&school).await;
        let mut fatima = school.fatima().await;
        let page = fatima.get(&afternoon.page(&afternoon.noor)).await;
        let (slot, key) = (slot(&page, "14:00"), ids::fresh(Moment(1)));
        let fields = [("round", afternoon.round.as_str()), ("pupil", &afternoon.noor), ("slot", &slot), ("key", &key)];
        let mut twin = fatima.clone();
        let (first, second) = tokio::join!(fatima.call("conferences/book", &fields), twin.call("conferences/book", &fields));
        assert_eq!((first.status, second.status), (http::StatusCode::OK, http::StatusCode::OK));
        work_off(&school.app).await.unwrap();
        assert_eq!(school.mails().iter().filter(|mail| mail.subject == "Je gesprek is vastgelegd").count(), 2);
    }

    async fn whoever_comes_second_keeps_the_note_and_is_offered_the_three_nearest(school) {
        let afternoon = Afternoon::open(&school).await;
        let mut fatima = school.fatima().await;
        fatima.get(&afternoon.page(&afternoon.noor)).await;
        let page = fatima.get(&afternoon.page(&afternoon.noor)).await;
        let slot = slot(&page, "14:15");
        afternoon.book(&mut school.as_person(MARK).await, &afternoon.daan, "14:15", "").await;
        let answer = afternoon.send(&mut fatima, &afternoon.noor, &slot, "Kan het kort?").await;
        let page = fatima.follow(&answer).await;
        let text = page.text();
        assert!(text.contains("Net bezet. Iemand anders was iets eerder."), "{text}");
        assert!(text.contains("Deze tijden liggen er het dichtst bij. Tik er een aan en hij is van jou."), "{text}");
        assert!(text.contains("14:00 donderdag 14:30 donderdag 14:45 donderdag"), "{text}");
        assert!(page.html().contains(">Kan het kort?</textarea>"), "the note is kept");
        assert!(!text.contains("Daan") && !text.contains("Mark"), "who was first stays unsaid");
        assert_eq!(hint(&page, "14:15"), "bezet");

        let json = fatima.call("conferences/book", &[("round", &afternoon.round), ("pupil", &afternoon.noor), ("slot", &slot), ("key", "")]).await;
        let refusal = json.refusal();
        assert_eq!((refusal.code.as_str(), refusal.free.len()), ("Taken", 3));
        assert_eq!(refusal.sentence, "Net bezet. Iemand anders was iets eerder.");
    }

    async fn choosing_starts_and_ends_when_the_round_says(school) {
        let mut office = school.hanneke().await;
        let later = [("form[opens]", "2026-11-25T08:00")];
        let answer = send(&school, &mut office, &["G-OTTERS"], &["Sanne de Wit"], &later).await;
        let (round, noor) = (round_of(&answer), school.pupil("L-NOOR").await);
        let afternoon = Afternoon { round, noor: noor.clone(), ilias: String::new(), daan: String::new() };
        let mut fatima = school.fatima().await;
        assert!(afternoon.told(&mut fatima).await.contains("Kiezen kan vanaf woensdag 25 november 08:00"));
        let slot = slot(&office.get(&afternoon.page(&noor)).await, "14:00");
        let early = afternoon.send(&mut fatima, &noor, &slot, "").await;
        let told = fatima.follow(&early).await.text();
        assert!(told.contains("Dit onderdeel gaat open op woensdag 25 november.") && !told.contains("Gesprek over Noor donderdag"), "{told}");
        fatima.get(&afternoon.page(&noor)).await;
        let early = afternoon.send(&mut fatima, &noor, &slot, "").await;
        assert!(fatima.follow(&early).await.text().contains("Kiezen kan vanaf woensdag 25 november 08:00"));

        school.app.clock.advance(3 * DAY);
        assert_eq!(afternoon.send(&mut fatima, &noor, &slot, "").await.location(), "/talks?done=booked");

        school.app.clock.advance(9 * DAY);
        let page = fatima.get("/talks").await;
        assert!(!page.text().contains("Afzeggen"), "{}", page.text());
        let late = fatima.call("conferences/book", &[("round", &afternoon.round), ("pupil", &noor), ("slot", &slot), ("note", "x"), ("key", "")]).await;
        assert_eq!(late.status, 422);

        // The office still can, until the talk begins.
        let household = household(&mut office, &afternoon, &noor).await;
        let fields = [("round", afternoon.round.as_str()), ("pupil", &noor), ("slot", &slot), ("note", "belde"), ("key", ""), ("household", &household)];
        assert_eq!(office.call("conferences/book", &fields).await.status, 200);
        school.app.clock.advance(6 * DAY);
        assert_eq!(office.call("conferences/book", &fields).await.status, 422);
    }

    async fn the_office_books_for_parents_without_internet(school) {
        let afternoon = Afternoon::open(&school).await;
        let mut office = school.hanneke().await;
        let page = office.get(&format!("/talks/{}/manage", afternoon.round)).await;
        assert!(page.text().contains("Daan Jansen De Otters Mark Jansen Kies voor dit gezin"), "{}", page.text());
        let household = household(&mut office, &afternoon, &afternoon.daan).await;
        let picker = office.get(&format!("{}&household={household}", afternoon.page(&afternoon.daan))).await;
        let slot = slot(&picker, "14:30");
        let key = ids::fresh(Moment(2));
        let fields = [("round", afternoon.round.as_str()), ("pupil", &afternoon.daan), ("slot", &slot), ("note", ""), ("key", &key), ("household", &household)];
        let answer = office.post("conferences/book", &fields).await;
        assert_eq!(answer.location(), format!("/talks/{}/manage", afternoon.round));
        assert!(office.follow(&answer).await.text().contains("Donderdag 10 december 14:30"));
    }
}

/// The first household of a pupil, from the link of the office.
async fn household(office: &mut Probe, afternoon: &Afternoon, pupil: &str) -> String {
    let page = office.get(&format!("/talks/{}/manage", afternoon.round)).await;
    let link = page.attribute(&format!("href=\"/talks/{}?child={pupil}", afternoon.round));
    let link =
        link.or_else(|| page.attribute(&format!("href=\"/talks/{}?child={pupil}&amp;household=", afternoon.round)));
    link.unwrap().split("household=").nth(1).unwrap().to_owned()
}
