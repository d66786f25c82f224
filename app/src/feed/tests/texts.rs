//! Stories of words: what is kept of them, which way they run, where they lead, in which order names stand, and what happens when
//! a post goes while others are busy with it.
use http::StatusCode;
use pixels::testing::phone_jpeg;

use crate::access::{PersonId, SchoolId};
use crate::base::clock::Moment;
use crate::base::ids;
use crate::testing::{Answer, Probe, School};
use crate::{sql, stories};

const MARK: &str = "mark.jansen@ouders.example";

async fn publish(school: &School, who: &mut Probe, body: &str) -> Answer {
    let key = ids::fresh(school.app.clock.now());
    let otters = format!("group:{}", school.group("G-OTTERS").await);
    let fields = [("key", key.as_str()), ("audience", otters.as_str()), ("body", body)];
    who.call_files("feed/publish", &fields, &[]).await
}

/// The id of a post with these words, and with a photo.
async fn published(school: &School, who: &mut Probe, body: &str) -> String {
    let key = ids::fresh(school.app.clock.now());
    let otters = format!("group:{}", school.group("G-OTTERS").await);
    let fields = [("key", key.as_str()), ("audience", otters.as_str()), ("body", body)];
    let photo = phone_jpeg(1, 64, 48, 1);
    let answer = who.post_files("feed/publish", &fields, &[("photo", "a.jpg", "image/jpeg", &photo)]).await;
    assert_eq!(answer.location(), format!("/posts/{key}"), "{}", answer.text());
    key
}

async fn say(school: &School, who: &mut Probe, post: &str, body: &str) -> Answer {
    let key = ids::fresh(school.app.clock.now());
    who.call("comments/write", &[("subject", post), ("parent", ""), ("body", body), ("key", &key)]).await
}

/// Gives somebody another name.
async fn called(school: &School, email: &str, (infix, last_name): (&str, &str)) {
    let args = (email.to_owned(), infix.to_owned(), last_name.to_owned());
    let robot = school.robot();
    let renamed = robot.db().write(args, |tx, (email, infix, last_name)| {
        Box::pin(async move {
            let statement = sql!("UPDATE persons SET infix = $1, last_name = $2 WHERE email = $3");
            tx.query(statement).bind(infix).bind(last_name).bind(email).run().await?;
            Ok(())
        })
    });
    renamed.await.expect("another name");
}

stories! {
    async fn words_that_nobody_can_see_are_no_words(school) {
        let mut sanne = school.sanne().await;
        let post = published(&school, &mut sanne, "Iets om op te reageren.").await;
        let mut fatima = school.fatima().await;
        for nothing in ["\u{200b}\u{200d}\u{feff}", "\u{3164}", "\u{2800}\u{2800}", "\u{ad}", "\u{a0}\u{a0}", "\u{0}"] {
            assert_eq!(publish(&school, &mut sanne, nothing).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{nothing:?}");
            let answer = say(&school, &mut fatima, &post, nothing).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{nothing:?}");
        }
    }

    async fn zero_bytes_towers_and_metres_do_not_come_through(school) {
        let mut sanne = school.sanne().await;
        let tower = format!("Z\u{0}a{}lgo\u{202e}txt", "\u{338}".repeat(300));
        let body = ["boven", "onder", &tower].join(&"\n".repeat(900));
        let post = published(&school, &mut sanne, &body).await;
        let mut fatima = school.fatima().await;
        let html = fatima.get(&format!("/posts/{post}")).await.html();
        assert!(html.contains("boven") && html.contains("onder") && html.contains("Za"), "{html}");
        assert!(!html.contains(['\0', '\u{202e}']) && html.matches('\u{338}').count() <= 4);
        assert_eq!(say(&school, &mut fatima, &post, &["boven", "onder"].join(&"\n".repeat(1900))).await.status, StatusCode::OK);
        let html = fatima.get(&format!("/posts/{post}")).await.html();
        assert!(!html.contains("\n\n\n"), "at most one empty line");
    }

    async fn words_run_in_the_direction_of_their_letters(school) {
        let mut sanne = school.sanne().await;
        let post = published(&school, &mut sanne, "مرحبا بالجميع\n\nHallo allemaal").await;
        let mut fatima = school.fatima().await;
        assert_eq!(say(&school, &mut fatima, &post, "شكرا").await.status, StatusCode::OK);
        let html = fatima.get(&format!("/posts/{post}")).await.html();
        assert!(html.contains("<p dir=\"auto\">مرحبا بالجميع"), "{html}");
        assert!(html.contains("<p dir=\"auto\">Hallo allemaal"), "{html}");
        assert!(fatima.get("/").await.html().contains("<bdi>شكرا"));
    }

    async fn words_are_read_aloud_in_their_own_language(school) {
        let mut sanne = school.sanne().await;
        let dutch = published(&school, &mut sanne, "Morgen nemen we de laarzen mee, want het gaat regenen.").await;
        let english = published(&school, &mut sanne, "Tomorrow we bring the boots, and it will rain.").await;
        let mut fatima = school.fatima().await;
        fatima.post("accounts/language", &[("code", "en")]).await;
        assert_eq!(say(&school, &mut fatima, &dutch, "Dat is een goed idee van je!").await.status, StatusCode::OK);
        let feed = fatima.get("/").await.html();
        assert!(feed.contains("<html lang=\"en\""), "{feed}");
        assert!(feed.contains("<bdi lang=\"nl\">Dat is een goed idee"), "{feed}");
        let foreign = [(&mut fatima, &dutch, "nl", &english), (&mut sanne, &english, "en", &dutch)];
        for (reader, other, language, own) in foreign {
            let html = reader.get(&format!("/posts/{other}")).await.html();
            assert!(html.contains(&format!("<div lang=\"{language}\" class=\"feed-post__text\">")), "{html}");
            let html = reader.get(&format!("/posts/{own}")).await.html();
            assert!(html.contains("<div class=\"feed-post__text\">"), "{html}");
        }
    }

    async fn addresses_and_telephone_numbers_lead_somewhere(school) {
        let mut sanne = school.sanne().await;
        let words = "Lees https://nl.wiki.example/Haas_(dier) of bel 06-12345678.";
        let post = published(&school, &mut sanne, words).await;
        let mut fatima = school.fatima().await;
        assert_eq!(say(&school, &mut fatima, &post, words).await.status, StatusCode::OK);
        let html = fatima.get(&format!("/posts/{post}")).await.html();
        for link in ["<a href=\"https://nl.wiki.example/Haas_(dier)\" rel", "<a href=\"tel:0612345678\" rel"] {
            assert_eq!(html.matches(link).count(), 2, "in the post and in the comment: {link} in {html}");
        }
    }

    async fn who_sees_this_is_a_dutch_list(school) {
        called(&school, "fatima.elamrani@ouders.example", ("", "Özdemir")).await;
        called(&school, MARK, ("van", "Ouwerkerk")).await;
        called(&school, "petra.deboer@ouders.example", ("", "Zwart")).await;
        let mut sanne = school.sanne().await;
        let key = ids::fresh(school.app.clock.now());
        let otters = format!("group:{}", school.group("G-OTTERS").await);
        sanne.get("/new").await;
        let answer = sanne.post_files("feed/preview", &[("key", &key), ("audience", &otters)], &[]).await;
        let seen = sanne.follow(&answer).await.text();
        let places: Vec<_> = ["Mark van Ouwerkerk", "Fatima Özdemir", "Petra Zwart"].map(|name| seen.find(name)).to_vec();
        assert!(places.iter().all(Option::is_some), "{seen}");
        assert!(places.is_sorted(), "{places:?} {seen}");
    }

    async fn a_post_of_another_year_says_which(school) {
        let mut sanne = school.sanne().await;
        let post = published(&school, &mut sanne, "Lang geleden.").await;
        school.app.clock.advance(10 * Moment::DAY);
        let recent = school.fatima().await.get(&format!("/posts/{post}")).await.text();
        assert!(!recent.contains(" 2026"), "{recent}");
        school.app.clock.advance(60 * Moment::DAY);
        let old = school.fatima().await.get(&format!("/posts/{post}")).await.text();
        assert!(old.contains(" 2026"), "{old}");
    }

    async fn a_post_goes_while_others_write_under_it_and_nobody_sees_an_error(school) {
        let (mut sanne, fatima) = (school.sanne().await, school.fatima().await);
        for round in 0..6 {
            let post = published(&school, &mut sanne, "Even maar.").await;
            let (mut one, mut two, mut three) = (fatima.clone(), fatima.clone(), fatima.clone());
            let (fields, photo) = ([("post", post.as_str())], format!("/photos/under/{post}/1"));
            let hearts = [("subject", post.as_str()), ("on", "true")];
            let (removed, said, given, seen) = tokio::join!(
                sanne.call("feed/remove", &fields),
                say(&school, &mut one, &post, "Wat leuk!"),
                two.call("comments/heart", &hearts),
                three.get(&photo),
            );
            assert!(removed.status == StatusCode::OK || removed.status == StatusCode::FOUND, "{round}: {}", removed.html());
            for answer in [said, given, seen] {
                assert!([StatusCode::OK, StatusCode::NOT_FOUND].contains(&answer.status), "{round}: {} {}", answer.status, answer.html());
            }
            let mut fatima = fatima.clone();
            let gone = fatima.get(&photo).await;
            assert_eq!(gone.status, StatusCode::NOT_FOUND);
            assert!(gone.text().contains("weg"), "{}", gone.text());
            assert_eq!(say(&school, &mut fatima, &post, "Te laat").await.status, StatusCode::NOT_FOUND);
            assert_eq!(fatima.call("comments/heart", &hearts).await.status, StatusCode::NOT_FOUND);
        }
        let left: Vec<(PersonId, SchoolId)> = school
            .robot()
            .db()
            .query(sql!("SELECT author_id, school_id FROM comments WHERE body = 'Te laat' OR body = 'Wat leuk!'"))
            .all()
            .await
            .expect("what is left");
        assert!(left.is_empty(), "nothing hangs under nothing");
    }
}
