//! Stories of one's own words: put right, taken away, folded, answered at length; and of a heart without JavaScript.
use http::StatusCode;

use super::{count, drawn, heart, post, say, thread, written};
use crate::base::clock::Moment;
use crate::base::ids;
use crate::sql;
use crate::stories;
use crate::testing::School;

/// So many answers under one comment, as if a class had talked for weeks.
async fn flood(school: &School, top: &str, answers: i64) {
    let rows = (top.to_owned(), answers, school.app.clock.now());
    let robot = school.robot();
    let wrote = robot.db().write(rows, |tx, (top, answers, now)| {
        Box::pin(async move {
            for number in 0..*answers {
                let at = now.plus(number * Moment::SECOND);
                tx.query(sql!(
                    "INSERT INTO comments (id, school_id, subject_id, parent_id, author_id, body, written_at)
                     SELECT $1, c.school_id, c.subject_id, c.id, c.author_id, $2, CAST($3 AS BIGINT) FROM comments c WHERE c.id = $4"
                ))
                .bind(ids::fresh(at))
                .bind(format!("Antwoord {number}."))
                .bind(at)
                .bind(top)
                .run()
                .await?;
            }
            Ok(())
        })
    });
    wrote.await.expect("answers are written");
}

/// Without the key of each form, which is another one every time.
fn keyless(html: &str) -> String {
    let mut parts = html.split("name=\"key\" autocomplete=\"off\" value=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + part.split_once('"').map_or(part, |(_, rest)| rest))
}

stories! {
    async fn words_for_a_comment_that_is_gone_come_back_in_the_form_for_a_new_one(school) {
        let (mut fatima, post) = (school.fatima().await, post(&school).await);
        let said = written(&say(&school, &mut fatima, &post, "", "Mooie larzen").await);
        fatima.call("comments/remove", &[("comment", &said)]).await;
        let key = ids::fresh(school.app.clock.now());
        thread(&mut fatima, &post).await;
        let edit = fatima.post("comments/edit", &[("comment", &said), ("body", "Mooie laarzen zijn dat")]).await;
        thread(&mut fatima, &post).await;
        let answer = fatima.post("comments/write", &[("subject", &post), ("parent", &ids::fresh(Moment(1))), ("body", "En wat een kleuren"), ("key", &key)]).await;
        for (back, words) in [(edit, "Mooie laarzen zijn dat"), (answer, "En wat een kleuren")] {
            let page = fatima.follow(&back).await;
            assert!(page.html().contains(&format!("class=\"field__input\">{words}</textarea>")), "{words}");
            assert!(page.text().contains("Dit bericht is er niet meer."), "{words}: {}", page.text());
        }
    }

    async fn what_was_written_just_now_comes_in_as_it_stands_on_the_page(school) {
        let (mut fatima, post) = (school.fatima().await, post(&school).await);
        let body = format!("</textarea><b>Kijk</b> op https://kring.example/boek \"'&amp; {}", "en nog veel meer ".repeat(60));
        let top = say(&school, &mut fatima, &post, "", &body).await;
        let answer = say(&school, &mut fatima, &post, &written(&top), "Ik ook <i>").await;
        let page = thread(&mut fatima, &post).await.html();
        let (top, answer) = (drawn(&top), drawn(&answer));
        assert!(top.contains("comments__edit") && top.contains("/api/comments/remove") && top.contains("<leptos-island"), "{top}");
        assert!(top.contains("href=\"https://kring.example/boek\"") && top.contains("comment__rest") && !top.contains("<b>"), "{top}");
        // The answer stands in the list of the comment that was answered; what comes before it is what came in.
        let head = top.split("<ul role=\"list\"").next().unwrap_or_default();
        for item in [head, &answer] {
            assert!(keyless(&page).contains(&keyless(item)), "{item}");
        }
        let form = top.split("</ul>").last().unwrap_or_default();
        assert!(keyless(&page).contains(&keyless(form)), "{form}");
    }

    async fn ones_own_words_are_put_right_and_what_they_said_is_for_who_keeps_the_post(school) {
        let post = post(&school).await;
        let (mut fatima, mut sanne) = (school.fatima().await, school.sanne().await);
        let said = written(&say(&school, &mut fatima, &post, "", "Mooie larzen").await);
        let page = thread(&mut fatima, &post).await;
        assert!(page.html().contains(&format!("id=\"edit-{said}\"")), "a form for one's own");
        assert!(!thread(&mut sanne, &post).await.html().contains(&format!("id=\"edit-{said}\"")), "and for nobody else's");
        let right = fatima.post("comments/edit", &[("comment", &said), ("body", "Mooie laarzen")]).await;
        assert_eq!(right.location(), format!("/posts/{post}#comment-{said}"));
        let page = fatima.follow(&right).await;
        assert!(page.text().contains("Mooie laarzen") && page.text().contains("bewerkt"), "{}", page.text());
        assert!(page.text().contains("Je reactie is aangepast.") && !page.html().contains("larzen<"), "{}", page.text());
        let versions = format!("/comments/{said}/versions");
        assert!(!page.html().contains(&versions));
        assert_eq!(fatima.get(&versions).await.status, StatusCode::FORBIDDEN);
        assert!(thread(&mut sanne, &post).await.html().contains(&versions));
        assert!(sanne.get(&versions).await.text().contains("Mooie larzen"));
        assert!(fatima.get("/").await.text().contains("Mooie laarzen"), "the feed says the new words");
        assert_eq!(sanne.call("comments/edit", &[("comment", &said), ("body", "Vals")]).await.status, StatusCode::FORBIDDEN);
        let empty = fatima.call("comments/edit", &[("comment", &said), ("body", " ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        sanne.call("feed/remove", &[("post", &post)]).await;
        assert_eq!(sanne.get(&versions).await.status, StatusCode::NOT_FOUND, "gone with its post");
    }

    async fn the_same_words_again_change_nothing_and_removed_ones_stay_removed(school) {
        let post = post(&school).await;
        let mut fatima = school.fatima().await;
        let said = written(&say(&school, &mut fatima, &post, "", "Precies goed").await);
        fatima.call("comments/edit", &[("comment", &said), ("body", "Precies goed ")]).await;
        assert!(!thread(&mut fatima, &post).await.text().contains("bewerkt"));
        fatima.call("comments/remove", &[("comment", &said)]).await;
        let late = fatima.call("comments/edit", &[("comment", &said), ("body", "Toch nog")]).await;
        assert_eq!(late.status, StatusCode::NOT_FOUND);
        assert!(!thread(&mut fatima, &post).await.text().contains("Toch nog"));
    }

    async fn words_that_nobody_answered_leave_no_trace(school) {
        let post = post(&school).await;
        let mut fatima = school.fatima().await;
        let before = count(&mut fatima, &post).await;
        let alone = written(&say(&school, &mut fatima, &post, "", "Typfout").await);
        thread(&mut fatima, &post).await;
        let removed = fatima.post("comments/remove", &[("comment", &alone)]).await;
        assert_eq!(removed.location(), format!("/posts/{post}#comments"));
        let page = fatima.follow(&removed).await;
        assert!(!page.html().contains(&alone) && !page.text().contains("Deze reactie is weggehaald."), "{}", page.text());
        assert_eq!(count(&mut fatima, &post).await, before);
        let top = written(&say(&school, &mut fatima, &post, "", "Vraag").await);
        let answer = written(&say(&school, &mut fatima, &post, &top, "Antwoord").await);
        fatima.call("comments/remove", &[("comment", &top)]).await;
        let page = thread(&mut fatima, &post).await;
        assert!(page.text().contains("Deze reactie is weggehaald.") && page.html().contains(&answer), "{}", page.text());
        assert!(!page.html().contains(&format!("id=\"write-{top}\"")), "there is nothing to answer");
        fatima.call("comments/remove", &[("comment", &answer)]).await;
        assert!(!thread(&mut fatima, &post).await.text().contains("Deze reactie is weggehaald."));
    }

    async fn an_edit_that_does_not_fit_comes_back_at_its_comment(school) {
        let post = post(&school).await;
        let mut fatima = school.fatima().await;
        let said = written(&say(&school, &mut fatima, &post, "", "Kort").await);
        thread(&mut fatima, &post).await;
        let long = format!("Veel te lang {}", "a".repeat(super::LONGEST));
        let refused = fatima.post("comments/edit", &[("comment", &said), ("body", &long)]).await;
        let page = fatima.follow(&refused).await;
        assert!(page.text().contains("Dit is te lang: een reactie heeft hooguit 2000 tekens.") && page.html().contains("Veel te lang aaa"), "{}", page.text());
        let new = page.html().split("id=\"write-\"").nth(1).unwrap_or_default().to_owned();
        assert!(!new.contains("Veel te lang"), "and not in the form for a new one");
    }

    async fn a_heart_without_javascript_comes_back_to_its_card(school) {
        let post = post(&school).await;
        let mut fatima = school.fatima().await;
        heart(&mut fatima, &post, false).await;
        let feed = fatima.get("/").await;
        let from = feed.html();
        let from = from.split("name=\"__from\"").find(|part| part.contains(&format!("#subject-{post}")));
        let from = from.and_then(|part| part.split("value=\"").nth(1)?.split('"').next()).expect("the form of the card").to_owned();
        let given = fatima.post_without_referer("comments/heart", &[("__from", &from), ("subject", &post), ("on", "true")]).await;
        assert_eq!(given.location(), format!("/#subject-{post}"));
        assert!(fatima.get("/").await.html().contains(&format!("id=\"subject-{post}\"")), "there is such a place");
        let failed = fatima.post_without_referer("comments/heart", &[("__from", &from), ("subject", &post), ("on", "maybe")]).await;
        let page = fatima.get(failed.location().split('#').next().unwrap_or_default()).await;
        let card = page.html().split(&format!("id=\"subject-{post}\"")).nth(1).unwrap_or_default().to_owned();
        let card = card.split("</article>").next().unwrap_or_default().to_owned();
        assert!(card.contains("Vul dit in."), "said at the card: {}", page.text());
    }

    async fn long_words_are_folded_and_addresses_lead_on(school) {
        let post = post(&school).await;
        let mut fatima = school.fatima().await;
        let long = format!("Kijk op https://voorbeeld.example/plan. {} Tot slot", "woord ".repeat(300));
        say(&school, &mut fatima, &post, "", &long).await;
        let page = thread(&mut fatima, &post).await;
        assert!(page.html().contains("href=\"https://voorbeeld.example/plan\""));
        let rest = page.html().split("class=\"comment__rest\"").nth(1).unwrap_or_default().to_owned();
        assert!(rest.starts_with("><summary>Lees verder") && rest.contains("Tot slot"), "{rest}");
    }

    async fn a_flood_of_answers_has_pages(school) {
        let post = post(&school).await;
        let mut fatima = school.fatima().await;
        let top = written(&say(&school, &mut fatima, &post, "", "Wie komt er?").await);
        flood(&school, &top, 120).await;
        let page = thread(&mut fatima, &post).await;
        assert!(page.text().contains("Antwoord 119.") && page.text().contains("Antwoord 70."), "the newest fifty");
        assert!(!page.text().contains("Antwoord 69."), "no more than fifty");
        let link = page.attributes("href=\"/comments/under/").into_iter().find(|link| link.contains("?to=")).expect("earlier answers");
        let page = fatima.get(&link).await;
        assert!(page.text().contains("Wie komt er?") && page.text().contains("Antwoord 69."), "{}", page.text());
        assert!(page.text().contains("Antwoord 20.") && !page.text().contains("Antwoord 19.") && !page.text().contains("Antwoord 70."));
        let link = page.attributes("href=\"/comments/under/").into_iter().find(|link| link.contains("?to=")).expect("the first ones");
        let page = fatima.get(&link).await.text();
        assert!(page.contains("Antwoord 0.") && page.contains("Antwoord 19."), "{page}");
    }

    async fn everything_that_can_be_pressed_says_whose_it_is(school) {
        let post = post(&school).await;
        let (mut fatima, mut sanne) = (school.fatima().await, school.sanne().await);
        say(&school, &mut sanne, &post, "", "Van Sanne").await;
        let page = thread(&mut fatima, &post).await;
        assert!(page.html().contains("aria-label=\"Antwoorden aan Sanne de Wit\""));
        say(&school, &mut fatima, &post, "", "Van mij").await;
        let page = thread(&mut fatima, &post).await;
        for name in ["Weghalen: reactie van Fatima El Amrani", "Bewerken: reactie van Fatima El Amrani"] {
            assert!(page.html().contains(&format!("aria-label=\"{name}\"")), "{name}");
        }
        let feed = fatima.get("/").await;
        assert!(feed.text().contains("Hartje voor het bericht van Sanne de Wit"));
        let card = feed.html().split(&format!("id=\"subject-{post}\" aria-labelledby=\"")).nth(1).expect("a card with a name").to_owned();
        for id in card.split('"').next().unwrap_or_default().split(' ') {
            assert_eq!(feed.html().matches(&format!(" id=\"{id}\"")).count(), 1, "{id}");
            assert!(card.split("</article>").next().unwrap_or_default().contains(&format!(" id=\"{id}\"")), "{id} is of this card");
        }
    }

    async fn dutch_words_say_that_they_are_dutch_on_an_english_page(school) {
        let post = post(&school).await;
        let mut fatima = school.fatima().await;
        say(&school, &mut fatima, &post, "", "Wat leuk").await;
        let dutch = |html: &str, class: &str| html.contains(&format!("lang=\"nl\" class=\"{class}\""));
        let html = thread(&mut fatima, &post).await.html();
        assert!(!dutch(&html, "comment__text") && !dutch(&html, "feed-post__text"));
        fatima.post("accounts/language", &[("code", "en")]).await;
        let html = thread(&mut fatima, &post).await.html();
        assert!(dutch(&html, "comment__text") && dutch(&html, "feed-post__text"));
    }
}
