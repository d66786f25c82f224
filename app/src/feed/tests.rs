//! Stories of the feed: who reads what, what is published once, and what nobody may do.
mod drafts;
mod edits;
mod left;
mod moments;
mod texts;
mod whom;

use http::StatusCode;
use pixels::testing::phone_jpeg;

use super::rules::Cursor;
use crate::access::App;
use crate::base::clock::Moment;
use crate::base::db::counting;
use crate::base::ids;
use crate::base::site::Site;
use crate::jobs::work_off;
use crate::testing::{Answer, Probe, School};
use crate::{sql, stories};

const OTTERS: &str = "G-OTTERS";
const VOSSEN: &str = "G-VOSSEN";

/// A hidden field of the form on a page.
fn hidden(page: &Answer, name: &str) -> String {
    page.field(name).unwrap_or_else(|| panic!("no {name} in {}", page.html()))
}

/// The ids of the photos in a form, in their order.
fn uploaded(page: &Answer) -> Vec<String> {
    let html = page.html();
    let values = html.split("name=\"uploaded\" value=\"").skip(1);
    values.filter_map(|rest| rest.split('"').next().map(str::to_owned)).collect()
}

/// Publishes to one group, and gives the address of the post.
async fn publish(school: &School, who: &mut Probe, group: &str, body: &str) -> String {
    let key = hidden(&who.get("/new").await, "key");
    let group = format!("group:{}", school.group(group).await);
    let answer = who.post_files("feed/publish", &[("key", &key), ("audience", &group), ("body", body)], &[]).await;
    assert_eq!(answer.location(), format!("/posts/{key}"), "{}", answer.text());
    answer.location()
}

/// Posts of Sanne's for De Otters, two at the same moment and a minute before the next two, the oldest at `from`.
pub async fn many_posts(school: &School, count: i64, from: Moment) {
    let clock = &school.app.clock;
    let now = clock.now();
    let otters = format!("group:{}", school.group(OTTERS).await);
    clock.advance(from.0 - now.0);
    let mut sanne = school.sanne().await;
    for number in 0..count {
        let (key, body) = (ids::fresh(clock.now()), format!("Nieuws nummer {number}."));
        let fields = [("key", key.as_str()), ("audience", &otters), ("body", &body)];
        let answer = sanne.post_files("feed/publish", &fields, &[]).await;
        assert_eq!(answer.location(), format!("/posts/{key}"), "{}", answer.text());
        // Two at the same moment, so that the id has to decide.
        clock.advance(number % 2 * Moment::MINUTE);
    }
    clock.advance(now.0 - clock.now().0);
}

async fn posts_with(school: &School, body: &str) -> i64 {
    let statement = sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM posts WHERE body = $1");
    let (count,): (i64,) = school.robot().db().query(statement).bind(body).one().await.expect("a number");
    count
}

stories! {
    async fn a_post_is_read_by_its_group_and_by_nobody_else(school) {
        let post = publish(&school, &mut school.sanne().await, OTTERS, "Morgen nemen we de laarzen mee.").await;

        let mut fatima = school.fatima().await;
        let feed = fatima.get("/").await.text();
        assert!(feed.contains("Sanne de Wit Leerkracht · De Otters · vandaag"), "{feed}");
        assert!(feed.contains("Morgen nemen we de laarzen mee."), "{feed}");
        assert!(fatima.get(&post).await.text().contains("Morgen nemen we de laarzen mee."));

        for mut other in [school.wei().await, school.ronald().await] {
            assert_eq!(other.get(&post).await.status, StatusCode::NOT_FOUND);
            assert!(!other.get("/").await.text().contains("laarzen"));
        }
        let away = school.visitor().get(&post).await;
        assert!(away.location().starts_with("/sign-in"), "{}", away.text());
    }

    async fn what_changes_in_another_process_shows_at_once(school) {
        let post = publish(&school, &mut school.sanne().await, OTTERS, "Wie helpt er mee?").await;
        let id = post.trim_start_matches("/posts/");
        let mut fatima = school.fatima().await;
        let cold = counting(fatima.get("/")).await.1;
        let warm = counting(fatima.get("/")).await.1;
        assert!(warm < cold, "the second look reads no cards again: {warm} statements after {cold}");

        // The same database, another program: it knows nothing of what this one keeps in memory.
        let other = App::open(school.app.settings.clone(), Site::default(), school.app.clock.clone()).await.expect("a second process");
        let mut petra = Probe::new(&other);
        petra.sign_in("petra.deboer@ouders.example").await;
        let words = [("subject", id), ("parent", ""), ("body", "Ik help graag."), ("key", &ids::fresh(school.app.clock.now()))];
        assert_eq!(petra.call("comments/write", &words).await.status, StatusCode::OK);
        assert!(fatima.get("/").await.text().contains("Ik help graag."));

        let said = petra.get(&post).await.attribute("id=\"comment-").expect("the comment");
        let comment = said.trim_start_matches("comment-");
        assert_eq!(petra.call("comments/remove", &[("comment", comment)]).await.status, StatusCode::OK);
        assert!(!fatima.get("/").await.text().contains("Ik help graag."));
        other.close().await;
    }

    async fn the_same_form_sent_twice_is_one_post(school) {
        let mut sanne = school.sanne().await;
        let key = hidden(&sanne.get("/new").await, "key");
        let group = format!("group:{}", school.group(OTTERS).await);
        let fields = [("key", key.as_str()), ("audience", group.as_str()), ("body", "Tweemaal getikt.")];
        for _ in 0..2 {
            let answer = sanne.post_files("feed/publish", &fields, &[]).await;
            assert_eq!(answer.location(), format!("/posts/{key}"));
        }
        let (mut one, mut two) = (sanne.clone(), sanne.clone());
        let key = ids::fresh(school.app.clock.now());
        let fields = [("key", key.as_str()), ("audience", group.as_str()), ("body", "Tegelijk getikt.")];
        let (first, second) = tokio::join!(one.post_files("feed/publish", &fields, &[]), two.post_files("feed/publish", &fields, &[]));
        assert_eq!((first.location(), second.location()), (format!("/posts/{key}"), format!("/posts/{key}")));
        assert_eq!((posts_with(&school, "Tweemaal getikt.").await, posts_with(&school, "Tegelijk getikt.").await), (1, 1));
    }

    async fn nobody_writes_over_somebody_elses_post(school) {
        let mut sanne = school.sanne().await;
        let post = publish(&school, &mut sanne, OTTERS, "Van Sanne.").await;
        let draft = ids::fresh(school.app.clock.now());
        let otters = format!("group:{}", school.group(OTTERS).await);
        sanne.post_files("feed/preview", &[("key", &draft), ("audience", &otters)], &[]).await;

        let mut karim = school.as_person("karim.benali@wilgenboom.example").await;
        let vossen = format!("group:{}", school.group(VOSSEN).await);
        for key in [post.trim_start_matches("/posts/"), draft.as_str()] {
            let fields = [("key", key), ("audience", vossen.as_str()), ("body", "Van Karim.")];
            assert_eq!(karim.call_files("feed/publish", &fields, &[]).await.status, StatusCode::NOT_FOUND);
            assert_eq!(karim.call_files("feed/preview", &fields, &[]).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(posts_with(&school, "Van Karim.").await, 0);
        assert!(school.fatima().await.get(&post).await.text().contains("Van Sanne."));
    }

    async fn guardians_read_and_do_not_publish(school) {
        let mut fatima = school.fatima().await;
        assert_eq!(fatima.get("/new").await.status, StatusCode::FORBIDDEN);
        let key = ids::fresh(school.app.clock.now());
        let otters = format!("group:{}", school.group(OTTERS).await);
        let fields = [("key", key.as_str()), ("audience", otters.as_str()), ("body", "Van een ouder.")];
        for action in ["feed/publish", "feed/preview"] {
            assert_eq!(fatima.call_files(action, &fields, &[]).await.status, StatusCode::FORBIDDEN);
        }
        assert_eq!(posts_with(&school, "Van een ouder.").await, 0);
    }

    async fn a_teacher_writes_to_her_own_groups_only(school) {
        let mut sanne = school.sanne().await;
        assert!(!sanne.get("/new").await.text().contains("De Vossen"));
        let key = ids::fresh(school.app.clock.now());
        let vossen = format!("group:{}", school.group(VOSSEN).await);
        let expected = [
            (vossen.as_str(), StatusCode::NOT_FOUND),
            ("group:", StatusCode::NOT_FOUND),
            ("school", StatusCode::FORBIDDEN),
            ("pupil:x", StatusCode::UNPROCESSABLE_ENTITY),
        ];
        for (audience, status) in expected {
            let fields = [("key", key.as_str()), ("audience", audience), ("body", "Voor anderen.")];
            assert_eq!(sanne.call_files("feed/publish", &fields, &[]).await.status, status, "{audience}");
        }
        assert_eq!(posts_with(&school, "Voor anderen.").await, 0);
        assert!(school.hanneke().await.get("/new").await.text().contains("Hele school"));
    }

    async fn pages_of_the_feed_leave_nothing_out_and_repeat_nothing(school) {
        many_posts(&school, 45, school.app.clock.now().plus(-Moment::HOUR)).await;
        let mut fatima = school.fatima().await;
        let (mut read, mut next) = (Vec::new(), Some("/".to_owned()));
        while let Some(path) = next {
            let page = fatima.get(&path).await;
            read.extend(page.text().split("Nieuws nummer ").skip(1).filter_map(|rest| rest.split('.').next()?.parse::<i64>().ok()));
            next = page.attribute("href=\"/?before=");
        }
        let mut sorted = read.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, (0..45).collect::<Vec<_>>());
        let moments: Vec<i64> = read.iter().map(|number| number / 2).collect();
        assert!(moments.is_sorted_by(|a, b| a >= b), "newest first: {read:?}");
        assert_eq!(fatima.get("/?before=nonsense").await.status, StatusCode::NOT_FOUND);
    }

    async fn who_waits_to_be_confirmed_is_told_and_who_is_blocked_is_not(school) {
        let news = async |email: &str| school.as_person(email).await.get("/").await.text();
        assert!(news("ronald.visser@ouders.example").await.contains("Nog geen nieuws"));
        let waits = sql!("UPDATE guardianships SET status = 'proposed' WHERE person_id IN (SELECT id FROM persons WHERE email = 'eva.kuipers@ouders.example')");
        let done = school.robot().db().write((), move |tx, ()| Box::pin(async move { Ok(tx.query(waits).run().await?) })).await;
        assert!(done.expect("proposed") > 0);
        let told = news("eva.kuipers@ouders.example").await;
        assert!(told.contains("School kijkt nog wie je bent") && !told.contains("Nog geen nieuws"), "{told}");
    }

    async fn every_card_has_a_name_of_its_own(school) {
        let page = school.fatima().await.get("/").await.html();
        let cards: Vec<&str> = page.split("<article ").skip(1).filter_map(|card| card.split('>').next()).filter(|card| card.contains("id=\"subject-")).collect();
        let names: Vec<&str> = cards.iter().filter_map(|card| card.split("aria-labelledby=\"").nth(1)?.split('"').next()).collect();
        assert!(cards.len() > 4 && names.len() == cards.len(), "{cards:?}");
        let distinct: std::collections::BTreeSet<&str> = names.iter().copied().collect();
        assert_eq!(distinct.len(), names.len(), "{names:?}");
        for id in names.iter().flat_map(|name| name.split(' ')) {
            assert_eq!(page.matches(&format!(" id=\"{id}\"")).count(), 1, "{id}");
        }
    }

    async fn twenty_posts_take_as_many_statements_as_one(school) {
        let long_ago = school.app.clock.now().plus(-60 * Moment::DAY);
        many_posts(&school, 40, long_ago).await;
        let before = |at: Moment| format!("/?before={}", Cursor { at: at.0, id: String::new() }.code());
        let (mut fatima, mut again) = (school.fatima().await, school.fatima().await);
        let (many, statements_of_many) = counting(fatima.get(&before(long_ago.plus(Moment::DAY)))).await;
        let (few, statements_of_few) = counting(again.get(&before(long_ago.plus(1)))).await;
        assert_eq!(many.text().matches("Nieuws nummer").count(), 20);
        assert_eq!(few.text().matches("Nieuws nummer").count(), 2);
        assert_eq!(statements_of_many, statements_of_few);
    }

    async fn who_sees_this_names_exactly_those_who_will(school) {
        let mut sanne = school.sanne().await;
        let form = sanne.get("/new").await;
        let key = hidden(&form, "key");
        let otters = format!("group:{}", school.group(OTTERS).await);
        let fields = [("key", key.as_str()), ("audience", otters.as_str()), ("body", "Een half bericht & meer.")];
        let answer = sanne.post_files("feed/preview", &fields, &[]).await;
        let seen = sanne.follow(&answer).await;
        assert!(seen.text().contains("Fatima El Amrani ouder van Noor"), "{}", seen.text());
        assert!(seen.text().contains("Sanne de Wit leerkracht van De Otters"), "{}", seen.text());
        assert!(!seen.text().contains("Ronald Visser"), "a blocked guardian's name is hidden too");
        assert!(!seen.text().contains("Wei Chen"));

        let back = sanne.get(&seen.attribute("href=\"/new?__kept=").unwrap_or_default()).await;
        assert!(back.html().contains("Een half bericht &amp; meer."), "what was typed is still there");
        assert_eq!(hidden(&back, "key"), key);
        let data = sanne.call_files("feed/preview", &fields, &[]).await;
        assert!(data.html().contains("Fatima El Amrani"), "{}", data.html());
    }

    async fn a_draft_is_nobody_elses(school) {
        let mut sanne = school.sanne().await;
        let key = ids::fresh(school.app.clock.now());
        let otters = format!("group:{}", school.group(OTTERS).await);
        let answer = sanne.post_files("feed/preview", &[("key", &key), ("audience", &otters), ("body", "Nog geheim.")], &[]).await;
        let seen = answer.location();
        let (audience, post) = (format!("/new/audience/{key}"), format!("/posts/{key}"));
        for email in ["karim.benali@wilgenboom.example", "marijke.oosterhuis@wilgenboom.example", "fatima.elamrani@ouders.example"] {
            let mut other = school.as_person(email).await;
            for path in [&seen, &audience, &post] {
                assert_eq!(other.get(path).await.status, StatusCode::NOT_FOUND, "{email} {path}");
            }
            let kept = seen.split("draft=").nth(1).unwrap_or_default();
            assert!(!other.get(&format!("/new?__kept={kept}")).await.text().contains("Nog geheim."));
        }
        assert_eq!(sanne.get(&post).await.status, StatusCode::NOT_FOUND, "nothing has been published");
    }

    async fn nothing_that_was_typed_is_lost_when_something_is_wrong(school) {
        let mut sanne = school.sanne().await;
        let key = hidden(&sanne.get("/new").await, "key");
        let photo = phone_jpeg(1, 64, 48, 1);
        let files = [
            ("photo", "blad.jpg", "image/jpeg", photo.as_slice()),
            ("photo", "nep.jpg", "image/jpeg", b"<html><script>alert(1)</script>".as_slice()),
            ("photo", "leeg.jpg", "image/jpeg", b"".as_slice()),
        ];
        let otters = format!("group:{}", school.group(OTTERS).await);
        let fields = [("key", key.as_str()), ("body", "Een lang verhaal."), ("description", "Een geel blad"), ("audience", otters.as_str())];
        let answer = sanne.post_files("feed/publish", &fields, &files).await;
        let form = sanne.follow(&answer).await;
        assert!(!school.fatima().await.get("/").await.text().contains("Een lang verhaal."), "nothing goes out without its photos");
        assert!(form.text().contains("Foto 2: Dit is een webpagina, geen foto."), "{}", form.text());
        assert!(form.text().contains("Foto 3: "), "and every other one: {}", form.text());
        assert!(form.html().contains("Een lang verhaal."));
        assert_eq!(hidden(&form, "key"), key);

        // The photo that arrived needs not be sent again.
        let uploaded = hidden(&form, "uploaded");
        let fields = [("key", key.as_str()), ("body", "Een lang verhaal."), ("uploaded", uploaded.as_str()), ("description", "Een geel blad"), ("audience", otters.as_str())];
        let answer = sanne.post_files("feed/publish", &fields, &[("photo", "", "application/octet-stream", b"")]).await;
        let post = sanne.follow(&answer).await;
        assert!(post.text().contains("Je bericht is geplaatst."), "{}", post.text());
        assert!(post.html().contains("alt=\"Een geel blad\""), "{}", post.html());
        let photo = post.attribute("href=\"/photos/under/");
        let large = sanne.get(&photo.expect("a photo")).await.html();
        let caption = large.split("<figcaption").nth(1).and_then(|rest| rest.split("</").next()).unwrap_or_default();
        assert!(caption.contains("dir=\"auto\"") && caption.ends_with(">Een geel blad"), "{large}");
    }

    async fn the_photos_that_a_card_does_not_show_are_counted(school) {
        let mut sanne = school.sanne().await;
        let photo = phone_jpeg(1, 64, 48, 1);
        let otters = format!("group:{}", school.group(OTTERS).await);
        for (count, more) in [(5, ""), (6, "+1 en nog 1 foto"), (7, "+2 en nog 2 foto's")] {
            let key = ids::fresh(school.app.clock.now());
            let fields = [("key", key.as_str()), ("audience", otters.as_str()), ("body", "Kijk.")];
            let files: Vec<_> = (0..count).map(|_| ("photo", "a.jpg", "image/jpeg", photo.as_slice())).collect();
            assert_eq!(sanne.post_files("feed/publish", &fields, &files).await.location(), format!("/posts/{key}"));
            let page = sanne.get(&format!("/posts/{key}")).await;
            assert_eq!(page.html().matches("class=\"photo__img\"").count(), 5);
            let told = page.text();
            assert!(if more.is_empty() { !told.contains("en nog") } else { told.contains(&format!("{more} ")) }, "{count}: {told}");
        }
    }

    async fn an_empty_or_endless_post_is_refused(school) {
        let mut sanne = school.sanne().await;
        let otters = format!("group:{}", school.group(OTTERS).await);
        let endless = "é".repeat(10_001);
        for body in [" \n ", endless.as_str()] {
            let key = ids::fresh(school.app.clock.now());
            let fields = [("key", key.as_str()), ("audience", otters.as_str()), ("body", body)];
            assert_eq!(sanne.call_files("feed/publish", &fields, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let fields = [("key", "mijn-sleutel"), ("audience", otters.as_str()), ("body", "Hoi")];
        assert_eq!(sanne.call_files("feed/publish", &fields, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn a_text_is_shown_as_typed_and_its_links_are_links(school) {
        let body = "<script>alert(1)</script> Kijk: https://school.example/a?b=1&c=2.\n\nTot morgen";
        let post = publish(&school, &mut school.sanne().await, OTTERS, body).await;
        let html = school.fatima().await.get(&post).await.html();
        assert!(html.contains("&lt;script&gt;alert(1)"), "{html}");
        assert!(html.contains("<a href=\"https://school.example/a?b=1&amp;c=2\" rel=\"noopener nofollow\">"), "{html}");
        assert!(html.contains("<p dir=\"auto\">Tot morgen"), "{html}");
    }

    async fn who_wrote_a_post_takes_it_away_and_its_photos_go(school) {
        let mut sanne = school.sanne().await;
        let key = ids::fresh(school.app.clock.now());
        let otters = format!("group:{}", school.group(OTTERS).await);
        let photo = phone_jpeg(1, 64, 48, 1);
        let fields = [("key", key.as_str()), ("audience", otters.as_str()), ("body", "Even maar.")];
        let answer = sanne.post_files("feed/publish", &fields, &[("photo", "a.jpg", "image/jpeg", &photo)]).await;
        let page = sanne.follow(&answer).await;
        let file = page.attribute("src=\"/photos/").expect("a photo");

        let mut fatima = school.fatima().await;
        assert_eq!(fatima.get(&file).await.status, StatusCode::OK);
        assert_eq!(fatima.call("feed/remove", &[("post", &key)]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(school.wei().await.call("feed/remove", &[("post", &key)]).await.status, StatusCode::NOT_FOUND);

        let answer = sanne.post("feed/remove", &[("post", &key)]).await;
        assert_eq!(answer.location(), "/");
        assert_eq!(fatima.get(&format!("/posts/{key}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(fatima.get(&file).await.status, StatusCode::NOT_FOUND);
        work_off(&school.app).await.expect("jobs");
        let blob = format!("{}.webp", file.trim_start_matches('/'));
        assert!(school.app.blobs.get(&blob).await.is_err(), "the file is gone too");
    }

    async fn news_that_school_has_not_opened_is_for_staff_only(school) {
        let mut sanne = school.sanne().await;
        let post = publish(&school, &mut sanne, OTTERS, "Nog niet voor ouders.").await;
        let robot = school.robot();
        robot.db().write((), |tx, ()| Box::pin(async move {
            tx.query(sql!("UPDATE openings SET opens_on = '2027-02-01' WHERE module = 'news'")).run().await?;
            Ok(())
        })).await.expect("an opening");
        let mut fatima = school.fatima().await;
        assert!(!fatima.get("/").await.text().contains("Nog niet voor ouders."));
        let early = fatima.get(&post).await;
        assert_eq!(early.status, StatusCode::FORBIDDEN);
        assert!(early.text().contains("1 februari"), "{}", early.text());
        assert_eq!(sanne.get(&post).await.status, StatusCode::OK);
    }
}
