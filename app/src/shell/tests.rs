//! Stories of the door of all server functions: what strangers send, what a full disk does, what a proxy says.
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use bytes::Bytes;
use futures::StreamExt;
use http::{Request, StatusCode, header};
use pixels::testing::phone_jpeg;

use crate::base::clock::Moment;
use crate::base::db::Statement;
use crate::base::ids;
use crate::shell::kept::LEFT_BEHIND;
use crate::stories;
use crate::testing::{Answer, Engine, Probe, School};

const FULL: &str = "Kring kan nu niets bewaren: de schijf van school is vol. Lezen kan wel.";

/// A body that counts how often somebody wants more of it.
fn endless(asked: &Arc<AtomicUsize>) -> Body {
    let asked = asked.clone();
    Body::from_stream(futures::stream::repeat_with(move || {
        asked.fetch_add(1, Ordering::SeqCst);
        Ok::<_, std::io::Error>(Bytes::from(vec![b'a'; 16 * 1024]))
    }))
}

async fn send(probe: &mut Probe, path: &str, kind: &str, length: Option<usize>) -> (Answer, usize) {
    let asked = Arc::new(AtomicUsize::new(0));
    let mut request = Request::post(path)
        .header(header::HOST, "localhost:3000")
        .header("sec-fetch-site", "same-origin")
        .header(header::COOKIE, probe.cookie());
    if !kind.is_empty() {
        request = request.header(header::CONTENT_TYPE, kind);
    }
    if let Some(length) = length {
        request = request.header(header::CONTENT_LENGTH, length);
    }
    let answer = probe.send(request.body(endless(&asked)).unwrap()).await;
    (answer, asked.load(Ordering::SeqCst))
}

async fn comment(probe: &mut Probe, school: &School, post: &str, words: &str) -> Answer {
    let key = ids::fresh(school.app.clock.now());
    probe.call("comments/write", &[("subject", post), ("parent", ""), ("body", words), ("key", &key)]).await
}

/// Sends a form without JavaScript, and comes to the page that says how it went: the one before, or one that holds what was typed.
async fn again(who: &mut Probe, action: &str, fields: &[(&str, &str)]) -> Answer {
    let answer = who.post(action, fields).await;
    if answer.status == StatusCode::SEE_OTHER { who.follow(&answer).await } else { answer }
}

/// A time that can still be chosen.
pub fn free_slot(picker: &Answer) -> String {
    let html = picker.html();
    let choice = html.split("<input").find(|field| field.contains("name=\"slot\"") && !field.contains(" disabled"));
    let value = choice.and_then(|field| field.split("value=\"").nth(1)).and_then(|rest| rest.split('"').next());
    value.unwrap_or_else(|| panic!("no free time: {}", picker.text())).to_owned()
}

stories! {
    async fn what_is_no_form_of_ours_is_not_read(school) {
        let multipart = "multipart/form-data; boundary=x";
        let mut fatima = school.fatima().await;
        for kind in ["application/json", "text/plain", "application/octet-stream", multipart, ""] {
            for path in ["/api/comments/write", "/api/accounts/sign-in", "/api/conferences/open", "/api/nothing"] {
                let (answer, asked) = send(&mut fatima, path, kind, None).await;
                assert_eq!((answer.status, asked), (StatusCode::UNSUPPORTED_MEDIA_TYPE, 0), "{path} with {kind}");
            }
        }
        for path in ["/api/photos/upload", "/api/feed/publish", "/api/feed/preview"] {
            let (answer, asked) = send(&mut school.visitor(), path, multipart, None).await;
            assert_eq!((answer.status, asked), (StatusCode::UNAUTHORIZED, 0), "a stranger's {path}");
            let (answer, asked) = send(&mut fatima, path, "application/x-www-form-urlencoded", None).await;
            assert_eq!((answer.status, asked), (StatusCode::UNSUPPORTED_MEDIA_TYPE, 0), "{path}");
        }
    }

    async fn a_form_without_end_is_read_to_its_limit(school) {
        let form = "application/x-www-form-urlencoded";
        for path in ["/api/accounts/sign-in", "/api/comments/write"] {
            let (answer, asked) = send(&mut school.visitor(), path, form, Some(65_537)).await;
            assert_eq!((answer.status, asked), (StatusCode::PAYLOAD_TOO_LARGE, 0), "{path}");
            let (answer, asked) = send(&mut school.visitor(), path, form, None).await;
            assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
            assert!(asked <= 6, "{asked} pieces of 16 KiB");
        }
    }

    async fn a_form_that_does_not_arrive_is_waited_for_a_minute(school) {
        let mut fatima = school.fatima().await;
        let request = Request::post("/api/comments/write")
            .header(header::HOST, "localhost:3000")
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, fatima.cookie())
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let first = futures::stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(b"post=1&body=Ha"))]);
        let slow = Body::from_stream(first.chain(futures::stream::pending()));
        tokio::time::pause();
        let begin = crate::base::clock::ticking();
        let answer = fatima.send(request.body(slow).expect("a request")).await;
        let waited = begin.elapsed();
        tokio::time::resume();
        assert_eq!(answer.status, StatusCode::REQUEST_TIMEOUT);
        assert!(waited.as_secs() >= 25 && waited.as_secs() <= 61, "{waited:?}");
    }

    async fn a_post_does_not_go_out_without_the_photos_that_a_full_disk_refused(school) {
        let mut sanne = school.sanne().await;
        let (key, otters) = (ids::fresh(school.app.clock.now()), format!("group:{}", school.group("G-OTTERS").await));
        let told = "Vandaag naar het bos. ".repeat(400);
        sanne.get("/new").await;
        let fields = [("key", key.as_str()), ("audience", otters.as_str()), ("body", told.trim_end())];
        let photo = phone_jpeg(1, 60, 40, 6);
        school.no_room(true).await;
        // Twenty: a page of SQLite's that is not yet full has room for a few.
        let photos = [("photo", "bos.jpg", "image/jpeg", photo.as_slice()); 20];
        let answer = sanne.post_files("feed/publish", &fields, &photos).await;
        let page = if answer.status == StatusCode::SEE_OTHER { sanne.follow(&answer).await } else { answer };
        school.no_room(false).await;
        assert!(page.text().contains(FULL) && page.html().contains("Vandaag naar het bos."), "{}", page.text());
        let left = page.field(LEFT_BEHIND).expect("the page knows of the photo");
        let sent = [&fields[..], &[(LEFT_BEHIND, left.as_str())]].concat();
        let answer = sanne.post_files("feed/publish", &sent, &[]).await;
        assert!(answer.location().starts_with("/new?__kept="), "{}", answer.location());
        let page = sanne.follow(&answer).await;
        assert!(page.text().contains("niet meegekomen. Kies ze opnieuw."), "{}", page.text());
        assert!(page.html().contains("Vandaag naar het bos.") && page.field(LEFT_BEHIND).is_none(), "asked about once");
        assert!(!sanne.get("/").await.text().contains("Vandaag naar het bos."));
    }

    async fn links_and_counters_do_not_believe_a_forged_host(school) {
        let mut fatima = school.fatima().await;
        let honest = fatima.get("/").await.html();
        fatima.host = "evil.example".into();
        let forged = fatima.get("/").await.html();
        assert!(honest.contains("<main") && !forged.contains("evil.example"));
        let answer = comment(&mut fatima, &school, "nobody", "Hallo").await;
        assert!(!answer.html().contains("evil.example") && !answer.location().contains("evil.example"));
    }

    async fn a_secure_address_stays_secure(school) {
        assert!(!school.visitor().get("/sign-in").await.headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
        let mut settings = school.app.settings.clone();
        settings.public_url = "https://kring.school.example".into();
        let clock = school.app.clock.clone();
        let app = crate::access::App::open(settings, crate::base::site::Site::default(), clock).await.unwrap();
        let answer = Probe::new(&app).get("/sign-in").await;
        assert_eq!(answer.headers[header::STRICT_TRANSPORT_SECURITY], "max-age=31536000");
    }

    async fn ready_means_that_something_can_be_kept(school) {
        let mut anybody = school.visitor();
        assert_eq!(anybody.get("/readyz").await.status, StatusCode::OK);
        let crate::base::settings::BlobPlace::Disk(folder) = school.app.settings.blobs.clone() else { panic!("photos lie on the disk") };
        let away = folder.with_extension("away");
        std::fs::rename(&folder, &away).unwrap();
        std::fs::write(&folder, "no folder").unwrap();
        assert_eq!(anybody.get("/readyz").await.status, StatusCode::OK, "one look is good for a few seconds");
        school.app.clock.advance(6 * Moment::SECOND);
        assert_eq!(anybody.get("/readyz").await.status, StatusCode::INTERNAL_SERVER_ERROR);
        std::fs::remove_file(&folder).unwrap();
        std::fs::rename(&away, &folder).unwrap();
        school.app.clock.advance(6 * Moment::SECOND);
        assert_eq!(anybody.get("/readyz").await.status, StatusCode::OK);
        assert!(!folder.join("trial").exists() || std::fs::read_dir(folder.join("trial")).unwrap().next().is_none());
    }

    async fn what_is_not_for_somebody_is_told_without_scolding(school) {
        let page = school.fatima().await.get("/new").await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(page.text().contains("Dit deel is niet voor jou"), "{}", page.text());
        assert!(page.text().contains("Had je het hier wel verwacht? School kijkt graag met je mee."), "{}", page.text());
    }

    async fn a_page_says_how_it_looks_on_a_home_screen_and_in_the_dark(school) {
        let head = school.fatima().await.get("/").await.html();
        assert!(head.contains("<link rel=\"apple-touch-icon\" href=\"/apple-touch-icon.png\">"));
        let colours: Vec<&str> = head.split("name=\"theme-color\" content=\"").skip(1).filter_map(|rest| rest.get(..7)).collect();
        assert!(colours.len() == 2 && colours[0] != colours[1], "{colours:?}");
    }

    async fn with_a_full_disk_people_read_on_and_nothing_is_half(school) {
        let mut fatima = school.fatima().await;
        let page = fatima.get("/").await;
        let post = page.attribute("href=\"/posts/").unwrap().split(['#', '?']).next().unwrap().replace("/posts/", "");
        let mut sanne = school.sanne().await;
        let picker = fatima.get("/talks").await.attribute("href=\"/talks/").expect("a talk to choose");
        let slot = free_slot(&fatima.get(&picker).await);
        if school.engine == Engine::Sqlite {
            // A row that only changes needs no room there: here it fails as it may on a real disk. PostgreSQL says so by itself.
            let fails = "CREATE TRIGGER no_room BEFORE UPDATE ON sessions BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END";
            let fails: &'static Statement = Box::leak(Box::new(Statement { text: fails, file: file!(), line: line!(), changes: false }));
            school.robot().db().write((), move |tx, ()| Box::pin(async move { Ok(tx.query(fails).run().await?) })).await.expect("a trigger");
        }
        school.no_room(true).await;
        let mut answers = Vec::new();
        for _ in 0..400 {
            answers.push(comment(&mut fatima, &school, &post, &"vol ".repeat(400)).await.status);
            if answers.last() == Some(&StatusCode::INSUFFICIENT_STORAGE) {
                break;
            }
        }
        assert_eq!(answers.pop(), Some(StatusCode::INSUFFICIENT_STORAGE));
        assert!(answers.iter().all(|status| *status == StatusCode::OK), "{answers:?}");
        school.app.clock.advance(20 * Moment::MINUTE);
        for path in ["/", "/talks", "/me", &format!("/posts/{post}")] {
            assert_eq!(fatima.get(path).await.status, StatusCode::OK, "{path}");
        }
        let key = ids::fresh(school.app.clock.now());
        let typed = "Een lang verhaal. ".repeat(100);
        let fields = [("subject", post.as_str()), ("parent", ""), ("body", &typed), ("key", &key)];
        let page = again(&mut fatima, "comments/write", &fields).await;
        assert!(page.text().contains(FULL), "{}", page.text());
        assert!(page.html().contains(typed.trim_end()), "what was typed is there again");
        let (told, otters) = ("Een heel lang bericht. ".repeat(400), format!("group:{}", school.group("G-OTTERS").await));
        sanne.get("/new").await;
        let fields = [("key", key.as_str()), ("audience", otters.as_str()), ("body", &told)];
        assert_eq!(sanne.call_files("feed/publish", &fields, &[]).await.status, StatusCode::INSUFFICIENT_STORAGE);
        let answer = sanne.post_files("feed/publish", &fields, &[]).await;
        let page = if answer.status == StatusCode::SEE_OTHER { sanne.follow(&answer).await } else { answer };
        assert!(page.text().contains(FULL) && page.html().contains(told.trim_end()), "{}", page.text());
        let (round, pupil) = picker["/talks/".len()..].split_once("?child=").expect("a round and a child");
        let wish = [("round", round), ("pupil", pupil), ("slot", slot.as_str()), ("note", ""), ("key", key.as_str())];
        let booked = fatima.call("conferences/book", &wish).await.status;
        // A talk is a few bytes: a page of SQLite's that is not yet full has room for it.
        let room = school.engine == Engine::Sqlite && booked == StatusCode::OK;
        assert!(room || booked == StatusCode::INSUFFICIENT_STORAGE, "{booked}");
        school.no_room(false).await;
        assert_eq!(fatima.call("conferences/book", &wish).await.status, StatusCode::OK, "the same form, once there is room");
        assert_eq!(sanne.call_files("feed/publish", &fields, &[]).await.status, StatusCode::OK);
        assert_eq!(sanne.get("/").await.html().matches("<p dir=\"auto\">Een heel lang bericht.").count(), 1);
        assert_eq!(comment(&mut fatima, &school, &post, "Weer ruimte").await.status, StatusCode::OK);
        assert!(fatima.get(&format!("/posts/{post}")).await.text().contains("Weer ruimte"));
    }
}
