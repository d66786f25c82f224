//! Photos on slow lines, on lines that stall, and files that nobody knows of.
use std::time::Duration;

use axum::body::{Body, Bytes};
use futures::StreamExt;
use futures::future::{Either, join_all, select, select_all};
use futures::stream;
use http::{Method, Request, StatusCode, header};
use pixels::testing::phone_jpeg;

use super::{upload, uploaded};
use crate::base::clock::Moment;
use crate::base::ids;
use crate::files::sweep;
use crate::stories;
use crate::testing::{Answer, Probe};

const KARIM: &str = "karim.benali@wilgenboom.example";
const BOUNDARY: &str = "kring-slow-line";

/// The form of one photo of so many bytes: what comes after the end of a photo is not looked at.
fn form(size: usize) -> Vec<u8> {
    let mut photo = phone_jpeg(1, 64, 48, 1);
    photo.resize(size, 7);
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
    );
    [head.as_bytes(), &photo, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat()
}

async fn send(who: &Probe, length: usize, body: Body) -> Answer {
    let request = Request::builder()
        .method(Method::POST)
        .uri("/api/photos/upload")
        .header(header::HOST, "localhost:3000")
        .header("sec-fetch-site", "same-origin")
        .header(header::COOKIE, who.cookie())
        .header(header::ACCEPT, "application/json")
        .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"))
        .header(header::CONTENT_LENGTH, length)
        .body(body)
        .expect("a request");
    who.clone().send(request).await
}

/// Sends the form in many small steps, and lets everybody else go on between them.
async fn slowly(who: &Probe, form: &[u8]) -> Answer {
    let steps: Vec<Bytes> = form.chunks(256 * 1024).map(Bytes::copy_from_slice).collect();
    let line = stream::iter(steps).then(async |step| {
        tokio::time::sleep(Duration::from_millis(2)).await;
        Ok::<_, std::io::Error>(step)
    });
    send(who, form.len(), Body::from_stream(line)).await
}

/// Sends the beginning of a form, and then nothing.
async fn half(who: &Probe, form: &[u8]) -> Answer {
    let start = stream::iter([Ok::<_, std::io::Error>(Bytes::copy_from_slice(&form[..300_000]))]);
    send(who, form.len(), Body::from_stream(start.chain(stream::pending()))).await
}

stories! {
    async fn six_large_photos_on_slow_lines_all_arrive(school) {
        let form = form(8 * 1024 * 1024);
        let people = [school.sanne().await, school.as_person(KARIM).await, school.hanneke().await];
        // A line that is slow, not one that has stalled: whoever waits for room waits for it as long as it takes.
        school.app.turns.arriving.lose_patience(Duration::from_secs(20));
        let all = join_all(people.iter().flat_map(|who| [slowly(who, &form), slowly(who, &form)]));
        let answers = tokio::time::timeout(Duration::from_secs(60), all).await.expect("nobody waits for a piece that another holds");
        let arrived = answers.iter().filter(|answer| answer.status == StatusCode::OK).count();
        assert_eq!(arrived, 6, "{:?}", answers.iter().map(Answer::html).collect::<Vec<_>>());
    }

    async fn a_line_that_stalls_gives_its_room_back(school) {
        school.app.turns.arriving.lose_patience(Duration::from_millis(300));
        let (sanne, karim) = (school.sanne().await, school.as_person(KARIM).await);
        let large = form(24 * 1024 * 1024);
        let small = form(4 * 1024 * 1024);
        let (gone, waited) = tokio::join!(half(&sanne, &large), slowly(&karim, &small));
        assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(gone.html().contains("PhotoBroken"), "{}", gone.html());
        assert_eq!(waited.status, StatusCode::OK, "{}", waited.html());
    }

    async fn who_sends_many_at_once_waits_for_themselves_only(school) {
        let (sanne, karim) = (school.sanne().await, school.as_person(KARIM).await);
        let (large, small) = (form(7 * 1024 * 1024), form(1024 * 1024));
        // Four of seven are more than there is room for: whoever came next would wait behind the fourth.
        let mut stalled = select_all((0..4).map(|_| Box::pin(half(&sanne, &large))));
        assert!(tokio::time::timeout(Duration::from_millis(400), &mut stalled).await.is_err(), "they stand still");
        let quick = Box::pin(slowly(&karim, &small));
        match tokio::time::timeout(Duration::from_secs(20), select(quick, stalled)).await {
            Ok(Either::Left((answer, _))) => assert_eq!(answer.status, StatusCode::OK, "{}", answer.html()),
            _ => panic!("Karim waits for Sanne"),
        }
        assert_eq!(slowly(&sanne, &small).await.status, StatusCode::OK, "who hangs up makes room");
    }

    async fn files_that_nobody_knows_of_go_after_a_day(school) {
        let mut sanne = school.sanne().await;
        let photo = uploaded(&mut sanne, &phone_jpeg(1, 64, 48, 1)).await;
        let kept = format!("photos/{}/64.webp", photo.id);
        let stray = format!("photos/{}/480.webp", ids::fresh(school.app.clock.now()));
        let (stray, foreign) = (stray.as_str(), "photos/somebody-elses/480.webp");
        for key in [stray, foreign] {
            school.app.blobs.put(key, vec![1, 2, 3]).await.expect("a file");
        }
        sweep(&school.robot()).await.expect("a sweep");
        assert!(school.app.blobs.get(stray).await.is_ok(), "it may be about to get its row");
        school.app.clock.advance(Moment::DAY + Moment::MINUTE);
        assert_eq!(sweep(&school.robot()).await.expect("a sweep"), 1);
        assert!(school.app.blobs.get(stray).await.is_err());
        assert!(school.app.blobs.get(&kept).await.is_ok(), "its row is still there");
        assert!(school.app.blobs.get(foreign).await.is_ok(), "not ours to judge");
    }

    async fn a_photo_of_two_people_at_once_is_never_mixed_up(school) {
        let (mut sanne, mut karim) = (school.sanne().await, school.as_person(KARIM).await);
        let (tall, wide) = (phone_jpeg(1, 48, 64, 1), phone_jpeg(1, 64, 48, 1));
        let (one, two) = tokio::join!(upload(&mut sanne, &tall), upload(&mut karim, &wide));
        let size = |answer: &Answer| serde_json::from_slice::<crate::files::Uploaded>(&answer.body).map(|photo| (photo.width, photo.height));
        assert_eq!((size(&one).ok(), size(&two).ok()), (Some((48, 64)), Some((64, 48))));
    }
}
