//! Stories of changing a post: by whom, to whom it stays, and that no change is lost under another.
use http::StatusCode;
use pixels::testing::phone_jpeg;

use super::{OTTERS, hidden, publish, uploaded};
use crate::base::ids;
use crate::jobs::work_off;
use crate::stories;

const MARIJKE: &str = "marijke.oosterhuis@wilgenboom.example";

stories! {
    async fn a_post_is_mended_and_keeps_what_hangs_under_it(school) {
        let mut sanne = school.sanne().await;
        let key = hidden(&sanne.get("/new").await, "key");
        let group = format!("group:{}", school.group(OTTERS).await);
        let photo = phone_jpeg(1, 64, 48, 1);
        let fields = [("key", key.as_str()), ("audience", group.as_str()), ("body", "Morgen om half nege.")];
        let files = [("photo", "a.jpg", "image/jpeg", photo.as_slice()), ("photo", "b.jpg", "image/jpeg", photo.as_slice())];
        let answer = sanne.post_files("feed/publish", &fields, &files).await;
        let post = answer.location();
        let page = sanne.follow(&answer).await;
        assert!(page.text().contains("Aanpassen Bericht bewerken Weghalen"), "the menu stands at the head: {}", page.text());
        let photos = page.attributes("href=\"/photos/under/");
        assert!(photos.iter().any(|address| address.ends_with("/2")), "{photos:?}");
        let mut fatima = school.fatima().await;
        assert_eq!(fatima.call("comments/heart", &[("subject", &key), ("on", "true")]).await.status, StatusCode::OK);
        let said = ids::fresh(school.app.clock.now());
        fatima.call("comments/write", &[("subject", key.as_str()), ("parent", ""), ("body", "Leuk!"), ("key", &said)]).await;
        assert!(fatima.get("/").await.text().contains("half nege."), "the card is on the shelf");

        let form = sanne.get(&format!("{post}/edit")).await;
        assert!(form.html().contains("Morgen om half nege."));
        assert!(!form.text().contains("Voor wie?"), "to whom it went stays");
        let uploaded = uploaded(&form);
        assert_eq!(fatima.get(&format!("/photos/{}/64", uploaded[0])).await.status, StatusCode::OK);
        let described = format!("description-{}", uploaded[1]);
        let (version, drew) = (hidden(&form, "version"), hidden(&form, "drew"));
        let change = [
            ("post", key.as_str()), ("version", version.as_str()), ("drew", drew.as_str()), ("body", "Morgen om half negen."),
            ("uploaded", uploaded[1].as_str()), (described.as_str(), "De tweede"),
        ];
        let (first, second) = (sanne.post_files("feed/edit", &change, &[]).await, sanne.post_files("feed/edit", &change, &[]).await);
        assert_eq!((first.location(), second.location()), (post.clone(), post.clone()), "a tap that counts twice is one change");

        let card = fatima.get("/").await.text();
        assert!(card.contains("Morgen om half negen.") && card.contains("· bewerkt"), "{card}");
        let read = fatima.get(&post).await;
        assert!(read.text().contains("Leuk!") && read.html().contains("alt=\"De tweede\""), "{}", read.text());
        assert!(read.html().contains("aria-pressed=\"true\""), "the heart stays");
        work_off(&school.app).await.expect("jobs");
        assert!(school.app.blobs.get(&format!("photos/{}/64.webp", uploaded[0])).await.is_err(), "a photo that was taken out is gone");

        let history = sanne.get(&format!("{post}/versions")).await.text();
        assert!(history.contains("half nege.") && history.contains("met 2 foto's") && !history.contains("half negen."), "{history}");
        assert_eq!(fatima.get(&format!("{post}/versions")).await.status, StatusCode::FORBIDDEN);
    }

    async fn colleagues_of_the_class_the_head_and_nobody_else_mend_a_post(school) {
        let mut marijke = school.as_person(MARIJKE).await;
        let post = publish(&school, &mut marijke, OTTERS, "Van de directie.").await;
        let id = post.trim_start_matches("/posts/").to_owned();
        let change = |version: &'static str, body: &'static str| [("post".to_owned(), id.clone()), ("version".to_owned(), version.to_owned()), ("body".to_owned(), body.to_owned())];
        let expected = [
            ("sanne.dewit@wilgenboom.example", StatusCode::OK),
            ("hanneke.smit@wilgenboom.example", StatusCode::OK),
            ("karim.benali@wilgenboom.example", StatusCode::NOT_FOUND),
            ("fatima.elamrani@ouders.example", StatusCode::FORBIDDEN),
        ];
        for (who, status) in expected {
            let mut probe = school.as_person(who).await;
            let page = probe.get(&post).await;
            assert_eq!(page.text().contains("Bericht bewerken"), status == StatusCode::OK, "{who}");
            assert_eq!(page.text().contains("Weghalen"), who.starts_with("hanneke"), "{who}");
            assert_eq!(probe.get(&format!("{post}/edit")).await.status, status, "{who}");
            let version = if who.starts_with("sanne") { "0" } else { "1" };
            let fields = change(version, if who.starts_with("sanne") { "Door Sanne." } else { "Door een ander." });
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            assert_eq!(probe.call_files("feed/edit", &fields, &[]).await.status, status, "{who}");
        }
        let history = marijke.get(&format!("{post}/versions")).await.text();
        assert!(history.contains("Sanne de Wit") && history.contains("Door Sanne.") && history.contains("Van de directie."), "{history}");
    }

    async fn a_change_never_falls_over_another_persons_change(school) {
        let (mut sanne, mut marijke) = (school.sanne().await, school.as_person(MARIJKE).await);
        let post = publish(&school, &mut sanne, OTTERS, "Zoals het was.").await;
        let id = post.trim_start_matches("/posts/");
        let (mine, theirs) = (hidden(&sanne.get(&format!("{post}/edit")).await, "version"), hidden(&marijke.get(&format!("{post}/edit")).await, "version"));
        let answer = marijke.post_files("feed/edit", &[("post", id), ("version", &theirs), ("body", "Zoals Marijke het wil.")], &[]).await;
        assert_eq!(answer.location(), post);

        let fields = [("post", id), ("version", mine.as_str()), ("body", "Zoals Sanne het wil.")];
        assert!(sanne.call_files("feed/edit", &fields, &[]).await.html().contains("Changed"));
        let answer = sanne.post_files("feed/edit", &fields, &[]).await;
        let both = sanne.follow(&answer).await;
        assert!(both.text().contains("Nu staat er: Zoals Marijke het wil."), "{}", both.text());
        assert!(both.html().contains("Zoals Sanne het wil."), "her own words are in the form");
        assert!(school.fatima().await.get(&post).await.text().contains("Zoals Marijke het wil."));

        let now = hidden(&both, "version");
        let answer = sanne.post_files("feed/edit", &[("post", id), ("version", &now), ("body", "Zoals Sanne het wil.")], &[]).await;
        assert_eq!(answer.location(), post, "she saw both, and chose");
        assert!(sanne.get(&format!("{post}/versions")).await.text().contains("Zoals Marijke het wil."));
    }
}
