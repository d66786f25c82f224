//! Stories of comments and hearts, told through the pages of the class.
mod words;

use std::collections::BTreeSet;

use futures::future::join_all;
use http::StatusCode;

use super::rules::{Given, LONGEST, MOST_IN_A_WHILE, Written};
use crate::base::clock::Moment;
use crate::base::db::counting;
use crate::base::ids;
use crate::stories;
use crate::testing::{Answer, Probe, School};

const MARK: &str = "mark.jansen@ouders.example";
const KARIM: &str = "karim.benali@wilgenboom.example";

/// Ids of the posts on somebody's first page.
async fn posts(who: &mut Probe) -> Vec<String> {
    let links = who.get("/").await.attributes("href=\"/posts/");
    let id = |link: &String| link.trim_start_matches("/posts/").split(['#', '/', '?']).next().unwrap_or("").to_owned();
    let mut posts: Vec<String> = links.iter().map(id).filter(|id| ids::is_id(id)).collect();
    posts.dedup();
    posts
}

/// A post for the Otters only: Fatima sees it, Wei does not.
async fn post(school: &School) -> String {
    let (mut fatima, mut wei) = (school.fatima().await, school.wei().await);
    let others = posts(&mut wei).await;
    posts(&mut fatima).await.into_iter().find(|post| !others.contains(post)).expect("a post for the Otters")
}

fn key(school: &School) -> String {
    ids::fresh(school.app.clock.now())
}

/// Says something as the phone does.
async fn say(school: &School, who: &mut Probe, post: &str, parent: &str, body: &str) -> Answer {
    let key = key(school);
    who.call("comments/write", &[("subject", post), ("parent", parent), ("body", body), ("key", &key)]).await
}

fn read(answer: &Answer) -> Written {
    serde_json::from_slice(&answer.body).unwrap_or_else(|_| panic!("not written: {}", answer.html()))
}

fn written(answer: &Answer) -> String {
    read(answer).id
}

/// What comes in on the page that is open.
fn drawn(answer: &Answer) -> String {
    serde_json::to_value(read(answer).item).ok().and_then(|item| item.as_str().map(str::to_owned)).unwrap_or_default()
}

async fn heart(who: &mut Probe, post: &str, on: bool) -> Given {
    let answer = who.call("comments/heart", &[("subject", post), ("on", if on { "true" } else { "false" })]).await;
    serde_json::from_slice(&answer.body).unwrap_or_else(|_| panic!("no hearts: {}", answer.html()))
}

async fn thread(who: &mut Probe, post: &str) -> Answer {
    who.get(&format!("/posts/{post}")).await
}

/// The addresses of all guardians, as the school handed them in.
fn guardians() -> BTreeSet<&'static str> {
    let cells = include_str!("../../../demo/guardians.csv").split([';', ',', '\n', '"']);
    cells.map(str::trim).filter(|cell| cell.ends_with("@ouders.example")).collect()
}

/// How many comments the page of a post counts.
async fn count(who: &mut Probe, post: &str) -> usize {
    thread(who, post).await.html().matches("class=\"comment__text\"").count()
}

stories! {
    async fn a_parent_comments_and_the_teacher_answers(school) {
        let post = post(&school).await;
        let (mut fatima, mut sanne) = (school.fatima().await, school.sanne().await);
        thread(&mut fatima, &post).await;
        let id = key(&school);
        let answer = fatima
            .post("comments/write", &[("subject", &post), ("parent", ""), ("body", " Mooie laarzen! "), ("key", &id)])
            .await;
        assert_eq!(answer.location(), format!("/posts/{post}#comment-{id}"));
        assert_eq!(say(&school, &mut sanne, &post, &id, "Ze zijn van Noor.").await.status, StatusCode::OK);
        let text = thread(&mut fatima, &post).await.text();
        let (said, answered) = (text.find("Mooie laarzen!"), text.find("leerkracht vandaag 10:00").or(text.find("Ze zijn van Noor.")));
        assert!(said.is_some() && said < answered, "{text}");
        assert!(text.contains("Sanne de Wit leerkracht Ze zijn van Noor."), "{text}");
        let hint = "Vraag het dan aan de leerkracht zelf.";
        assert!(text.contains(hint) && !thread(&mut sanne, &post).await.text().contains(hint));
    }

    async fn an_answer_to_an_answer_hangs_under_the_same_comment(school) {
        let post = post(&school).await;
        let (mut fatima, mut mark) = (school.fatima().await, school.as_person(MARK).await);
        let top = written(&say(&school, &mut fatima, &post, "", "Eerste").await);
        let answer = written(&say(&school, &mut mark, &post, &top, "Tweede").await);
        let deeper = written(&say(&school, &mut fatima, &post, &answer, "Derde").await);
        let html = thread(&mut mark, &post).await.html();
        for id in [&top, &answer, &deeper] {
            assert!(html.contains(&format!("id=\"comment-{id}\"")), "{id} is missing");
        }
        assert!(html.contains(&format!("id=\"write-{top}\"")));
        assert!(!html.contains(&format!("id=\"write-{answer}\"")) && !html.contains(&format!("id=\"write-{deeper}\"")));
    }

    async fn who_may_not_read_can_say_nothing(school) {
        let post = post(&school).await;
        let mut fatima = school.fatima().await;
        let top = written(&say(&school, &mut fatima, &post, "", "Van ons").await);
        let before = count(&mut fatima, &post).await;
        let hearts = heart(&mut fatima, &post, true).await.count;
        for mut other in [school.wei().await, school.ronald().await, school.as_person(KARIM).await] {
            assert_eq!(say(&school, &mut other, &post, "", "Hallo").await.status, StatusCode::NOT_FOUND);
            assert_eq!(say(&school, &mut other, &post, &top, "Hallo").await.status, StatusCode::NOT_FOUND);
            assert_eq!(other.call("comments/heart", &[("subject", &post), ("on", "true")]).await.status, StatusCode::NOT_FOUND);
            assert_eq!(other.call("comments/remove", &[("comment", &top)]).await.status, StatusCode::NOT_FOUND);
            assert_eq!(other.get(&format!("/comments/under/{post}")).await.status, StatusCode::NOT_FOUND);
        }
        let mut visitor = school.visitor();
        assert_eq!(say(&school, &mut visitor, &post, "", "Hallo").await.status, StatusCode::UNAUTHORIZED);
        assert!(visitor.get(&format!("/comments/under/{post}")).await.location().starts_with("/sign-in"));
        assert_eq!(count(&mut fatima, &post).await, before);
        assert_eq!(heart(&mut fatima, &post, true).await.count, hearts);
    }

    async fn a_comment_of_another_post_is_no_parent(school) {
        let mut fatima = school.fatima().await;
        let mine = posts(&mut fatima).await;
        let (one, other) = (&mine[0], &mine[1]);
        let top = written(&say(&school, &mut fatima, one, "", "Onder de eerste").await);
        assert_eq!(say(&school, &mut fatima, other, &top, "Vals").await.status, StatusCode::NOT_FOUND);
        assert_eq!(say(&school, &mut fatima, other, "nobody", "Vals").await.status, StatusCode::NOT_FOUND);
        assert!(!thread(&mut fatima, other).await.text().contains("Vals"));
    }

    async fn a_double_tap_is_one_comment_and_other_words_are_another(school) {
        let post = post(&school).await;
        let mut fatima = school.fatima().await;
        let before = count(&mut fatima, &post).await;
        let id = key(&school);
        for body in ["Eenmaal", "Eenmaal", "Eenmaal", "Toch iets anders"] {
            let fields = [("subject", post.as_str()), ("parent", ""), ("body", body), ("key", &id)];
            assert_eq!(fatima.call("comments/write", &fields).await.status, StatusCode::OK);
        }
        assert_eq!(count(&mut fatima, &post).await, before + 2);
        let forged = [("subject", post.as_str()), ("parent", ""), ("body", "x"), ("key", "not a key")];
        assert_eq!(fatima.call("comments/write", &forged).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn two_taps_at_once_are_one_comment(school) {
        let post = post(&school).await;
        let mut fatima = school.fatima().await;
        let before = count(&mut fatima, &post).await;
        let id = key(&school);
        let fields = [("subject", post.as_str()), ("parent", ""), ("body", "Tegelijk"), ("key", id.as_str())];
        let mut hands = vec![fatima.clone(); 8];
        let answers = join_all(hands.iter_mut().map(|hand| hand.call("comments/write", &fields))).await;
        assert!(answers.iter().all(|answer| written(answer) == id));
        assert_eq!(count(&mut fatima, &post).await, before + 1);
    }

    async fn a_heart_twice_is_one_heart(school) {
        let post = post(&school).await;
        let mut fatima = school.fatima().await;
        let without = heart(&mut fatima, &post, false).await;
        assert_eq!(heart(&mut fatima, &post, false).await, without);
        let with = Given { count: without.count + 1, mine: true };
        assert_eq!(heart(&mut fatima, &post, true).await, with);
        assert_eq!(heart(&mut fatima, &post, true).await, with);
        thread(&mut fatima, &post).await;
        let plain = fatima.post("comments/heart", &[("subject", &post), ("on", "false")]).await;
        assert_eq!(plain.location(), format!("/posts/{post}"));
        assert!(fatima.follow(&plain).await.html().contains("aria-pressed=\"false\""));
    }

    async fn thirty_people_give_a_heart_at_once(school) {
        let post = post(&school).await;
        let mut readers = Vec::new();
        for email in guardians() {
            let mut person = school.as_person(email).await;
            if thread(&mut person, &post).await.status == StatusCode::OK {
                readers.push(person);
            }
        }
        assert!(readers.len() >= 30, "only {} people", readers.len());
        for on in [false, true] {
            join_all(readers.iter_mut().map(|reader| heart(reader, &post, on))).await;
            let expected = if on { readers.len() } else { 0 };
            let last = heart(&mut readers[0], &post, on).await;
            assert_eq!((usize::try_from(last.count), last.mine), (Ok(expected), on));
        }
    }

    async fn what_was_taken_away_is_nowhere(school) {
        let post = post(&school).await;
        let (mut fatima, mut sanne) = (school.fatima().await, school.sanne().await);
        let top = written(&say(&school, &mut fatima, &post, "", "Zebrapad").await);
        say(&school, &mut sanne, &post, &top, "Zullen we dit even apart bespreken?").await;
        assert!(fatima.get("/").await.html().contains("Zebrapad"));
        thread(&mut sanne, &post).await;
        let removed = sanne.post("comments/remove", &[("comment", &top)]).await;
        assert_eq!(removed.location(), format!("/posts/{post}#comment-{top}"));
        for page in [format!("/posts/{post}"), "/".to_owned(), format!("/comments/under/{post}")] {
            assert!(!fatima.get(&page).await.html().contains("Zebrapad"), "{page}");
        }
        let text = thread(&mut fatima, &post).await.text();
        let (gone, answer) = (text.find("Deze reactie is weggehaald."), text.find("even apart bespreken"));
        assert!(gone.is_some() && gone < answer, "{text}");
    }

    async fn words_are_taken_away_by_their_author_and_by_who_keeps_the_post(school) {
        let post = post(&school).await;
        let mut fatima = school.fatima().await;
        let mut mark = school.as_person(MARK).await;
        let said = written(&say(&school, &mut fatima, &post, "", "Van Fatima").await);
        assert_eq!(mark.call("comments/remove", &[("comment", &said)]).await.status, StatusCode::FORBIDDEN);
        assert!(!thread(&mut mark, &post).await.html().contains(&format!("name=\"comment\" value=\"{said}\"")), "no button for Mark");
        for mut keeper in [school.fatima().await, school.sanne().await, school.hanneke().await] {
            let said = written(&say(&school, &mut fatima, &post, "", "Nog een").await);
            for _ in 0..2 {
                assert_eq!(keeper.call("comments/remove", &[("comment", &said)]).await.status, StatusCode::OK);
            }
            assert!(!thread(&mut mark, &post).await.html().contains("Nog een"));
        }
        assert!(thread(&mut mark, &post).await.html().contains("Van Fatima"));
        assert_eq!(mark.call("comments/remove", &[("comment", "nothing")]).await.status, StatusCode::NOT_FOUND);
    }

    async fn whatever_somebody_types_stays_text(school) {
        let post = post(&school).await;
        let mut fatima = school.fatima().await;
        let corpus = [
            "<script>window.__xss=1</script>", "<img src=x onerror=window.__xss=1>", "\"><svg onload=window.__xss=1>",
            "</textarea><script>window.__xss=1</script>", "<!--", "]]><b>", "javascript:alert(1)", "{{constructor}}",
            "&lt;b&gt;", "'; DROP TABLE comments; --", "<a href=\"javascript:alert(1)\">x</a>", "\u{202e}evil",
        ];
        for payload in corpus {
            assert_eq!(say(&school, &mut fatima, &post, "", payload).await.status, StatusCode::OK, "{payload}");
            let long = format!("{payload}{}", "a".repeat(LONGEST));
            thread(&mut fatima, &post).await;
            let refused = fatima
                .post("comments/write", &[("subject", &post), ("parent", ""), ("body", &long), ("key", &key(&school))])
                .await;
            let html = fatima.follow(&refused).await.html();
            for forbidden in ["<script>window", "<img src=x", "<svg onload", "<a href=\"javascript", "<!--<", "<b>&"] {
                assert!(!html.contains(forbidden), "{payload} became {forbidden}");
            }
        }
        let text = fatima.get(&format!("/comments/under/{post}")).await.text();
        assert!(text.contains("<img src=x onerror=window.__xss=1>"), "{text}");
    }

    async fn what_does_not_fit_comes_back_at_its_field(school) {
        let post = post(&school).await;
        let mut fatima = school.fatima().await;
        let top = written(&say(&school, &mut fatima, &post, "", "Boven").await);
        let before = count(&mut fatima, &post).await;
        let long = format!("Lang & breed {}", "a".repeat(LONGEST));
        let fields = [("subject", post.as_str()), ("parent", &top), ("body", &long), ("key", &key(&school))];
        let refused = fatima.post("comments/write", &fields).await;
        let page = fatima.follow(&refused).await;
        assert!(page.text().contains("Dit is te lang: een reactie heeft hooguit 2000 tekens."), "{}", page.text());
        assert!(page.html().contains("Lang &amp; breed aaa"), "the words are kept");
        assert_eq!(page.html().matches("<details open").count() + page.html().matches("<details class=\"fold\" open").count(), 1, "only this answer is unfolded");
        assert_eq!(say(&school, &mut fatima, &post, "", " \n ").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(count(&mut fatima, &post).await, before);
    }

    async fn an_open_page_is_told_the_same_as_one_without_javascript(school) {
        let post = post(&school).await;
        let (mut fatima, mut wei) = (school.fatima().await, school.wei().await);
        thread(&mut fatima, &post).await;
        for (words, code) in [(String::new(), "Required"), ("é".repeat(LONGEST + 1), "TooLong")] {
            let refused = say(&school, &mut fatima, &post, "", &words).await;
            let refusal = refused.refusal();
            assert_eq!((refused.status, refusal.code.as_str(), refusal.field.as_str()), (StatusCode::UNPROCESSABLE_ENTITY, code, "body"));
            let key = key(&school);
            let plain = fatima.post("comments/write", &[("subject", &post), ("parent", ""), ("body", &words), ("key", &key)]).await;
            assert!(fatima.follow(&plain).await.text().contains(&refusal.sentence), "{}", refusal.sentence);
        }
        let strange = say(&school, &mut wei, &post, "", "Mag ik ook?").await.refusal();
        assert_eq!((strange.code.as_str(), strange.sentence.as_str()), ("Gone", "This post is no longer there."), "as Wei reads");
        fatima.post("accounts/language", &[("code", "en")]).await;
        assert_eq!(say(&school, &mut fatima, &post, "", "").await.refusal().sentence, "Please fill this in.");
        fatima.post("accounts/sign-out", &[]).await;
        let out = say(&school, &mut fatima, &post, "", "Ik was nog niet klaar").await;
        assert_eq!((out.status, out.refusal().code.as_str()), (StatusCode::UNAUTHORIZED, "SignedOut"));
        assert_eq!(out.refusal().sentence, "You are signed out. Please sign in again.");
        fatima.page_language = Some("nl".to_owned());
        let out = say(&school, &mut fatima, &post, "", "Ik was nog niet klaar").await;
        assert_eq!(out.refusal().sentence, "Je bent uitgelogd. Log opnieuw in.", "as the page that is open");
        let large = say(&school, &mut fatima, &post, "", &"é".repeat(40_000)).await;
        assert_eq!((large.status, large.refusal().code.as_str()), (StatusCode::PAYLOAD_TOO_LARGE, "TooLong"));
    }

    async fn a_page_asks_as_much_for_many_comments_as_for_one(school) {
        let post = post(&school).await;
        let mut fatima = school.fatima().await;
        say(&school, &mut fatima, &post, "", "De eerste").await;
        let (_, few) = counting(thread(&mut fatima, &post)).await;
        let (_, known) = counting(thread(&mut fatima, &post)).await;
        let (_, feed) = counting(fatima.get("/")).await;
        assert!(known < few, "what did not change is not read again");
        for number in 0..20 {
            let top = written(&say(&school, &mut fatima, &post, "", &format!("Reactie {number}")).await);
            school.app.clock.advance(Moment::MINUTE);
            say(&school, &mut fatima, &post, &top, "Antwoord").await;
        }
        assert_eq!(counting(thread(&mut fatima, &post)).await.1, few);
        assert_eq!(counting(thread(&mut fatima, &post)).await.1, known);
        // What was known is older than a minute: once it is read anew.
        fatima.get("/").await;
        assert_eq!(counting(fatima.get("/")).await.1, feed);
    }

    async fn a_long_talk_has_pages_and_a_flood_stops(school) {
        let post = post(&school).await;
        let mut fatima = school.fatima().await;
        for number in 0..MOST_IN_A_WHILE {
            school.app.clock.advance(Moment::SECOND);
            assert_eq!(say(&school, &mut fatima, &post, "", &format!("Nummer {number}.")).await.status, StatusCode::OK);
        }
        assert_eq!(say(&school, &mut fatima, &post, "", "Te veel").await.status, StatusCode::TOO_MANY_REQUESTS);
        school.app.clock.advance(Moment::HOUR);
        for number in MOST_IN_A_WHILE..55 {
            school.app.clock.advance(Moment::SECOND);
            assert_eq!(say(&school, &mut fatima, &post, "", &format!("Nummer {number}.")).await.status, StatusCode::OK);
        }
        let page = thread(&mut fatima, &post).await;
        assert!(page.text().contains("Nummer 54.") && page.text().contains("Nummer 5."), "the newest fifty");
        assert!(!page.text().contains("Nummer 4."), "no more than fifty");
        let earlier = page.attributes("href=\"/comments/under/").into_iter();
        let earlier = earlier.into_iter().find(|link| link.contains("?before=")).expect("a link to earlier");
        let page = fatima.get(&earlier).await.text();
        assert!(page.contains("Nummer 4.") && !page.contains("Nummer 5."), "{page}");
        assert_eq!(fatima.get(&format!("/comments/under/{post}?before=nothing")).await.status, StatusCode::NOT_FOUND);
    }
}
