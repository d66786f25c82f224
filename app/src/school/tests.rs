//! Stories of the school itself: modules that open and close in the browser, and the log that a head reads.
use http::StatusCode;

use crate::testing::Probe;

const HEAD: &str = "marijke.oosterhuis@wilgenboom.example";

async fn set(who: &mut Probe, module: &str, opens: &str) -> crate::testing::Answer {
    who.post("school/module", &[("module", module), ("opens", opens)]).await
}

async fn look_up(who: &mut Probe, q: &str, doors: &str) -> String {
    let found = who.post("school/look-up", &[("q", q), ("doors", doors)]).await;
    who.follow(&found).await.text()
}

crate::stories! {
    async fn a_module_is_closed_opened_later_and_opened_again(school) {
        let (mut hanneke, mut fatima) = (school.hanneke().await, school.fatima().await);
        assert!(hanneke.get("/school/modules").await.text().contains("Open sinds"));
        assert!(fatima.get("/").await.text().contains("De Otters"));
        let done = set(&mut hanneke, "news", "").await;
        assert!(hanneke.follow(&done).await.text().contains("Dit onderdeel is dicht voor ouders."));
        assert!(!fatima.get("/").await.text().contains("De Otters"));
        set(&mut hanneke, "news", "2026-12-01").await;
        assert!(hanneke.get("/school/modules").await.text().contains("Gaat open op 1 december"));
        assert!(!fatima.get("/").await.text().contains("De Otters"));
        set(&mut hanneke, "news", "2026-11-01").await;
        assert!(fatima.get("/").await.text().contains("De Otters"), "everything was kept");
        let wrong = set(&mut hanneke, "news", "1 december").await;
        let page = hanneke.follow(&wrong).await.text();
        assert!(page.contains("Dit is geen datum."), "{page}");
        assert_eq!(hanneke.call("school/module", &[("module", "toetsen"), ("opens", "")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn the_head_reads_who_did_what_and_nobody_else_does(school) {
        let mut hanneke = school.hanneke().await;
        set(&mut hanneke, "talks", "").await;
        assert_eq!(hanneke.get("/school/log").await.status, StatusCode::NOT_FOUND);
        let mut marijke = school.as_person(HEAD).await;
        let page = marijke.get("/school/log").await.text();
        assert!(page.contains("Gesprekken ging dicht Hanneke Smit"), "{page}");
        assert!(!page.contains("logde in"), "that would hide the rest");
        assert!(look_up(&mut marijke, "", "yes").await.contains("Marijke Oosterhuis logde in"));
        let roles = look_up(&mut marijke, "bevestigd leerkracht", "").await;
        assert!(roles.contains("Sanne de Wit werd bevestigd als Leerkracht"), "the demo confirms its roles: {roles}");
        let found = look_up(&mut marijke, "gesprekken dicht", "").await;
        assert!(found.contains("Gesprekken ging dicht") && !found.contains("bevestigd als"), "{found}");
        assert!(look_up(&mut marijke, "zzz", "").await.contains("Niets gevonden"));
    }

    async fn the_school_says_what_it_is_called_and_whom_to_ask(school) {
        let (mut hanneke, mut fatima) = (school.hanneke().await, school.fatima().await);
        let describe = [
            ("form[name]", "De Wilgenboom aan de Vaart"), ("form[place]", "Reeuwijk"), ("form[contact]", "Hanneke, 0182 12 34 56"),
            ("form[own]", "yes"), ("form[colour]", "#0A7C86"),
        ];
        hanneke.get("/school/about").await;
        let done = hanneke.post("school/describe", &describe).await;
        assert!(hanneke.follow(&done).await.text().contains("Bewaard."));
        let me = fatima.get("/me").await;
        assert!(me.text().contains("Een vraag aan school? Hanneke, 0182 12 34 56"), "{}", me.text());
        assert!(me.html().contains("/accent/0a7c86.css") && me.text().contains("De Wilgenboom aan de Vaart"));
        // All mistakes at once, and what was typed stays; nothing of it is kept.
        let wrong = [
            ("form[name]", " "), ("form[place]", "x".repeat(81).leak() as &str), ("form[contact]", ""), ("form[own]", "yes"),
            ("form[colour]", "red;}body{display:none"),
        ];
        let refused = hanneke.post("school/describe", &wrong).await;
        let page = hanneke.follow(&refused).await;
        for expected in ["Vul dit in.", "Dit is te lang.", "Dit kennen we niet."] {
            assert!(page.text().contains(expected), "{expected}: {}", page.text());
        }
        let again = fatima.get("/me").await.html();
        assert!(again.contains("/accent/0a7c86.css"), "the colour of before");
        // Without a colour of its own it looks as Kring does.
        hanneke.post("school/describe", &[("form[name]", "De Wilgenboom"), ("form[place]", "Gouda"), ("form[colour]", "#0a7c86")]).await;
        let me = fatima.get("/me").await;
        assert!(!me.html().contains("/accent/") && !me.text().contains("Een vraag aan school?"));
    }
}
