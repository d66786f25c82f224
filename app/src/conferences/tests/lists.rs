//! Stories of lists: the teacher's day on paper, and pages that ask the same number of questions however long they are.
use super::*;
use crate::base::db::counting;
use crate::stories;

stories! {
    async fn sanne_reads_her_day(school) {
        let afternoon = Afternoon::open(&school).await;
        afternoon.book(&mut school.fatima().await, &afternoon.noor, "14:15", "Ze slaapt slecht.").await;
        afternoon.book(&mut school.as_person(MARK).await, &afternoon.daan, "14:45", "").await;
        let day = school.sanne().await.get(&format!("/talks/{}/days/2026-12-10", afternoon.round)).await;
        let text = day.text();
        insta::allow_duplicates! {
            insta::assert_snapshot!(text, @"Gesprekken Donderdag 10 december Deze dag afdrukken Sanne de Wit Bezet: 2 van 4 14:00 vrij 14:15 tot 14:25 NA Noor El Amrani De Otters Fatima El Amrani, Youssef El Amrani Ze slaapt slecht. 14:30 vrij 14:45 tot 14:55 DJ Daan Jansen De Otters Mark Jansen");
        }
    }

    async fn notes_and_titles_are_read_aloud_in_their_own_language_and_direction(school) {
        let afternoon = Afternoon::open(&school).await;
        afternoon.book(&mut school.fatima().await, &afternoon.noor, "14:15", "Ze slaapt niet goed en het gaat om de nachten.").await;
        afternoon.book(&mut school.as_person(MARK).await, &afternoon.daan, "14:45", "مرحبا").await;
        let mut sanne = school.sanne().await;
        let day = format!("/talks/{}/days/2026-12-10", afternoon.round);
        let html = sanne.get(&day).await.html();
        assert!(html.contains("<p dir=\"auto\" class=\"talk-day__note\">Ze slaapt niet goed"), "on a Dutch page nothing is said: {html}");
        assert!(html.contains("<p dir=\"auto\" class=\"talk-day__note\">مرحبا"), "{html}");
        sanne.post("accounts/language", &[("code", "en")]).await;
        let html = sanne.get(&day).await.html();
        assert!(html.contains("<p dir=\"auto\" lang=\"nl\" class=\"talk-day__note\">Ze slaapt niet goed"), "{html}");
        let mut fatima = school.fatima().await;
        assert!(fatima.get("/talks").await.html().contains("<h2 dir=\"auto\">Adventgesprekken"));
        fatima.post("accounts/language", &[("code", "en")]).await;
        let html = fatima.get("/talks").await.html();
        assert!(html.contains("<h2 dir=\"auto\" lang=\"nl\">Adventgesprekken"), "{html}");
    }

    async fn without_a_round_there_is_nothing_to_do(school) {
        let text = school.wei().await.get("/talks").await.text();
        assert!(text.contains("There are no talks"), "{text}");
    }

    async fn the_number_of_questions_does_not_grow(school) {
        let afternoon = Afternoon::open(&school).await;
        let (mut fatima, mut office) = (school.fatima().await, school.hanneke().await);
        let picker = afternoon.page(&afternoon.noor);
        let (_, talks_before) = counting(fatima.get("/talks")).await;
        let (_, office_before) = counting(office.get("/talks")).await;
        let (_, picker_before) = counting(fatima.get(&picker)).await;
        let long = [("form[date][0]", "2026-12-11"), ("form[from][0]", "08:00"), ("form[to][0]", "20:00")];
        send(&school, &mut office, &["G-OTTERS"], &["Sanne de Wit"], &long).await;
        afternoon.book(&mut school.as_person(MARK).await, &afternoon.daan, "14:45", "").await;
        afternoon.book(&mut fatima, &afternoon.ilias, "14:45", "").await;
        assert_eq!(counting(fatima.get("/talks")).await.1, talks_before);
        assert_eq!(counting(office.get("/talks")).await.1, office_before);
        assert_eq!(counting(fatima.get(&picker)).await.1, picker_before);
    }
}
