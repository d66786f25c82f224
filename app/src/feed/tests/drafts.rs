//! Stories of what somebody is still writing: it survives, it is nobody else's, and it goes out once.
use http::StatusCode;
use pixels::testing::phone_jpeg;

use super::{OTTERS, hidden, posts_with, uploaded};
use crate::base::clock::Moment;
use crate::base::ids;
use crate::jobs::work_off;
use crate::testing::{Probe, School};
use crate::{sql, stories};

async fn otters(school: &School) -> String {
    format!("group:{}", school.group(OTTERS).await)
}

async fn upload(who: &mut Probe) -> String {
    let photo = phone_jpeg(1, 64, 48, 1);
    let answer = who.call_files("photos/upload", &[], &[("photo", "a.jpg", "image/jpeg", &photo)]).await.html();
    answer.split("\"id\":\"").nth(1).and_then(|rest| rest.split('"').next()).expect("an id").to_owned()
}

async fn count(school: &School, statement: &'static crate::base::db::Statement) -> i64 {
    let (count,): (i64,) = school.robot().db().query(statement).one().await.expect("a number");
    count
}

stories! {
    async fn a_draft_survives_until_it_is_published(school) {
        let mut sanne = school.sanne().await;
        let key = hidden(&sanne.get("/new").await, "key");
        let (group, photo) = (otters(&school).await, upload(&mut sanne).await);
        let words = format!("description-{photo}");
        let fields = [
            ("key", key.as_str()), ("audience", group.as_str()), ("body", "Half geschreven & wel."), ("uploaded", photo.as_str()),
            (words.as_str(), "Een blauw blad"),
        ];
        assert_eq!(sanne.call_files("feed/draft", &fields, &[]).await.status, StatusCode::OK);

        // Another device, the next day, after the photo would have been cleared away.
        school.app.clock.advance(26 * Moment::HOUR);
        work_off(&school.app).await.expect("jobs");
        let mut tablet = school.sanne().await;
        let page = tablet.get("/new").await;
        assert!(page.html().contains("Half geschreven &amp; wel."), "{}", page.text());
        assert!(page.text().contains("Je concept van gisteren"), "{}", page.text());
        assert!(page.html().contains("Een blauw blad"));
        assert_eq!((hidden(&page, "key"), hidden(&page, "uploaded")), (key.clone(), photo.clone()));
        assert!(!school.as_person("karim.benali@wilgenboom.example").await.get("/new").await.html().contains("Half geschreven"));

        let post = tablet.post_files("feed/publish", &fields, &[]).await;
        assert_eq!(post.location(), format!("/posts/{key}"), "{}", post.text());
        // A copy that was under way comes too late.
        assert_eq!(tablet.call_files("feed/draft", &fields, &[]).await.status, StatusCode::OK);
        let fresh = tablet.get("/new").await;
        assert!(!fresh.html().contains("Half geschreven"));
        assert_ne!(hidden(&fresh, "key"), key);
    }

    async fn a_draft_is_kept_and_thrown_away_without_javascript(school) {
        let mut sanne = school.sanne().await;
        let key = hidden(&sanne.get("/new").await, "key");
        let photo = phone_jpeg(1, 64, 48, 1);
        let fields = [("key", key.as_str()), ("body", "Morgen verder.")];
        let answer = sanne.post_files("feed/draft", &fields, &[("photo", "a.jpg", "image/jpeg", &photo)]).await;
        let page = sanne.follow(&answer).await;
        assert!(page.text().contains("Je concept is bewaard."), "{}", page.text());
        assert!(page.html().contains("Morgen verder."));
        let uploaded = hidden(&page, "uploaded");
        assert_eq!(sanne.get(&format!("/photos/{uploaded}/64")).await.status, StatusCode::OK);

        let answer = sanne.post_files("feed/discard", &[("key", key.as_str())], &[]).await;
        assert_eq!(answer.location(), "/");
        assert!(!sanne.get("/new").await.html().contains("Morgen verder."));
        school.app.clock.advance(25 * Moment::HOUR);
        work_off(&school.app).await.expect("jobs");
        assert_eq!(school.sanne().await.get(&format!("/photos/{uploaded}/64")).await.status, StatusCode::NOT_FOUND);
    }

    async fn a_draft_that_nobody_touches_goes_after_thirty_days(school) {
        let mut sanne = school.sanne().await;
        let (key, photo) = (hidden(&sanne.get("/new").await, "key"), upload(&mut sanne).await);
        let fields = [("key", key.as_str()), ("body", "Vergeten."), ("uploaded", photo.as_str())];
        sanne.call_files("feed/draft", &fields, &[]).await;
        school.app.clock.advance(20 * Moment::DAY);
        sanne = school.sanne().await;
        sanne.call_files("feed/draft", &fields, &[]).await;
        school.app.clock.advance(20 * Moment::DAY);
        work_off(&school.app).await.expect("jobs");
        assert!(school.sanne().await.get("/new").await.html().contains("Vergeten."), "touched twenty days ago");
        school.app.clock.advance(12 * Moment::DAY);
        work_off(&school.app).await.expect("jobs");
        school.app.clock.advance(2 * Moment::DAY);
        work_off(&school.app).await.expect("jobs");
        assert_eq!(count(&school, sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM drafts")).await, 0);
        assert_eq!(count(&school, sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM files WHERE subject_id IS NULL")).await, 0);
    }

    async fn other_words_under_a_used_key_are_asked_about_and_not_lost(school) {
        let mut sanne = school.sanne().await;
        let key = hidden(&sanne.get("/new").await, "key");
        let group = otters(&school).await;
        let fields = |body| [("key", key.as_str()), ("audience", group.as_str()), ("body", body)];
        sanne.post_files("feed/publish", &fields("Eerste versie."), &[]).await;

        let asked = sanne.call_files("feed/publish", &fields("Tweede versie."), &[]).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(asked.html().contains("SentBefore"), "{}", asked.html());
        let answer = sanne.post_files("feed/publish", &fields("Tweede versie."), &[]).await;
        let page = sanne.follow(&answer).await;
        assert!(page.text().contains("Dit bericht staat al."), "{}", page.text());
        assert!(page.html().contains("Tweede versie."), "the text is kept");
        assert_eq!(posts_with(&school, "Tweede versie.").await, 0);

        let again = hidden(&page, "again");
        let meant = [("key", key.as_str()), ("audience", group.as_str()), ("body", "Tweede versie."), ("again", again.as_str())];
        let (first, second) = (sanne.post_files("feed/publish", &meant, &[]).await, sanne.post_files("feed/publish", &meant, &[]).await);
        assert_ne!(first.location(), format!("/posts/{key}"));
        assert_eq!(first.location(), second.location(), "twice the same is once");
        assert!(sanne.follow(&first).await.text().contains("Tweede versie."));
        assert_eq!((posts_with(&school, "Eerste versie.").await, posts_with(&school, "Tweede versie.").await), (1, 1));
    }

    async fn going_back_and_posting_the_same_again_is_asked_about(school) {
        let mut sanne = school.sanne().await;
        let group = otters(&school).await;
        let first = hidden(&sanne.get("/new").await, "key");
        sanne.post_files("feed/publish", &[("key", &first), ("audience", &group), ("body", "Vergeet de gymtas niet.")], &[]).await;
        // The browser filled the old words into a new form.
        let second = hidden(&sanne.get("/new").await, "key");
        assert_ne!(first, second);
        let fields = [("key", second.as_str()), ("audience", group.as_str()), ("body", "Vergeet de gymtas niet.")];
        assert!(sanne.call_files("feed/publish", &fields, &[]).await.html().contains("SentBefore"));
        assert_eq!(posts_with(&school, "Vergeet de gymtas niet.").await, 1);
        school.app.clock.advance(61 * Moment::MINUTE);
        assert_eq!(sanne.call_files("feed/publish", &fields, &[]).await.status, StatusCode::OK, "next week it is news again");
    }

    async fn nobody_posts_what_somebody_else_wrote_at_this_browser(school) {
        let mut sanne = school.sanne().await;
        let page = sanne.get("/new").await;
        let (key, drew, group) = (hidden(&page, "key"), hidden(&page, "drew"), otters(&school).await);
        let fields = [("key", key.as_str()), ("drew", drew.as_str()), ("audience", group.as_str()), ("body", "Van Sanne alleen.")];
        // Another tab of the same browser signed in as the head.
        let mut marijke = school.as_person("marijke.oosterhuis@wilgenboom.example").await;
        for action in ["feed/publish", "feed/draft", "feed/preview", "feed/discard"] {
            let answer = marijke.call_files(action, &fields, &[]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{action}");
            assert!(answer.html().contains("SomebodyElse"), "{action}: {}", answer.html());
        }
        let answer = marijke.post_files("feed/publish", &fields, &[]).await;
        let back = marijke.follow(&answer).await;
        assert!(back.text().contains("nu iemand anders ingelogd"), "{}", back.text());
        assert!(back.html().contains("Van Sanne alleen."), "the text is kept");
        assert_eq!(hidden(&back, "drew"), drew, "and it stays Sanne's");
        assert_eq!(posts_with(&school, "Van Sanne alleen.").await, 0);
        assert_eq!(sanne.call_files("feed/publish", &fields, &[]).await.status, StatusCode::OK);
    }

    async fn a_photo_is_taken_out_and_moved_without_javascript(school) {
        let mut sanne = school.sanne().await;
        let key = hidden(&sanne.get("/new").await, "key");
        let (one, two, three) = (upload(&mut sanne).await, upload(&mut sanne).await, upload(&mut sanne).await);
        let described = format!("description-{three}");
        let photos = [("key", key.as_str()), ("body", "Drie foto's."), ("uploaded", &one), ("uploaded", &two), ("uploaded", &three), (&described, "De derde")];
        let answer = sanne.post_files("feed/arrange", &[&photos[..], &[("drop", one.as_str())]].concat(), &[]).await;
        let page = sanne.follow(&answer).await;
        assert_eq!(uploaded(&page), [two.clone(), three.clone()]);
        assert!(page.html().contains("Drie foto&#x27;s.") || page.html().contains("Drie foto's."), "{}", page.html());
        assert!(page.html().contains("De derde"));
        assert_eq!(hidden(&page, "key"), key);
        let answer = sanne.post_files("feed/arrange", &[&photos[..], &[("earlier", three.as_str())]].concat(), &[]).await;
        assert_eq!(uploaded(&sanne.follow(&answer).await), [one, three, two]);
        assert_eq!(posts_with(&school, "Drie foto's.").await, 0);
    }

    async fn everything_that_is_missing_is_said_at_once_and_how_many_would_read_it(school) {
        let mut hanneke = school.hanneke().await;
        let page = hanneke.get("/new").await;
        let key = hidden(&page, "key");
        let answer = hanneke.post_files("feed/publish", &[("key", key.as_str()), ("body", " ")], &[]).await;
        let back = hanneke.follow(&answer).await.text();
        assert!(back.contains("Voor wie? Vul dit in. Wat wil je vertellen? Vul dit in."), "{back}");

        let statement = sql!(
            "SELECT CAST(COUNT(DISTINCT s.person_id) AS BIGINT) FROM belongs s JOIN school_groups g ON g.id = s.circle_id
             WHERE g.import_key = 'G-OTTERS' AND s.reason = 'guardian' AND '2026-11-23' BETWEEN s.starts_on AND s.ends_on"
        );
        let guardians = count(&school, statement).await;
        assert!(guardians > 10 && page.html().contains(&format!("Plaatsen voor {guardians} ouders")), "{guardians}");
    }

    async fn a_draft_has_no_room_for_what_is_not_its_writers(school) {
        let (mut sanne, mut karim) = (school.sanne().await, school.as_person("karim.benali@wilgenboom.example").await);
        let photo = upload(&mut karim).await;
        let key = ids::fresh(school.app.clock.now());
        sanne.call_files("feed/draft", &[("key", key.as_str()), ("body", "Foto van een ander."), ("uploaded", photo.as_str())], &[]).await;
        let page = sanne.get("/new").await.html();
        assert!(page.contains("Foto van een ander.") && !page.contains(&photo), "{page}");
        assert_eq!(count(&school, sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM draft_files")).await, 0);
    }
}
