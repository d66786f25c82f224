//! Stories of walking through the news: to a post and back to where it stood, to the end, and what comes first.
use http::StatusCode;

use super::tests::many_posts;
use crate::base::clock::Moment;
use crate::stories;
use crate::testing::Probe;

/// The address of every post on a page, in order, as its card leads to it.
async fn ways(who: &mut Probe, page: &str) -> Vec<String> {
    let html = who.get(page).await.html();
    let links = html
        .split("<a href=\"")
        .skip(1)
        .filter(|link| link.split('>').next().is_some_and(|tag| tag.contains("feed-post__at")));
    let links = links.filter_map(|link| link.split('"').next());
    links.map(|link| link.replace("&amp;", "&")).collect()
}

stories! {
    async fn from_a_post_one_goes_back_to_its_card(school) {
        many_posts(&school, 45, school.app.clock.now().plus(-Moment::HOUR)).await;
        let mut marijke = school.as_person("marijke.oosterhuis@wilgenboom.example").await;
        let first = ways(&mut marijke, "/").await;
        let id = first[2].trim_start_matches("/posts/").to_owned();
        assert!(marijke.get(&first[2]).await.html().contains(&format!("href=\"/#subject-{id}\"")));
        let older = marijke.get("/").await.attribute("href=\"/?before=").expect("older posts");
        let second = ways(&mut marijke, &older).await;
        let last = second.last().expect("a post").clone();
        let (path, way) = last.split_once('?').expect("the way back");
        let page = marijke.get(&last).await;
        assert_eq!(page.status, StatusCode::OK);
        let back = format!("/?{way}#subject-{}", path.trim_start_matches("/posts/"));
        assert!(page.html().contains(&format!("href=\"{back}\"")), "{back}");
        assert!(ways(&mut marijke, &format!("/?{way}")).await.contains(&last), "there it stands");
        let forged = marijke.get(&format!("{path}?before=%22%3E%3Cb%3E")).await;
        assert!(forged.html().contains("href=\"/#subject-"), "whatever else somebody writes there leads to the start");
    }

    async fn the_second_page_and_the_end_say_so(school) {
        many_posts(&school, 45, school.app.clock.now().plus(-Moment::HOUR)).await;
        let mut marijke = school.as_person("marijke.oosterhuis@wilgenboom.example").await;
        let mut page = marijke.get("/").await;
        assert!(!page.text().contains("Dit was alles."), "there is more");
        for _ in 0..20 {
            let Some(older) = page.attribute("href=\"/?before=") else { break };
            page = marijke.get(&older).await;
            assert!(page.html().contains("<h1>Oudere berichten</h1>"), "{}", page.text());
        }
        assert!(page.text().ends_with("Dit was alles."), "{}", page.text());
    }

    async fn the_first_photo_is_not_waited_for_and_every_other_is(school) {
        let html = school.fatima().await.get("/").await.html();
        let now = html.matches("fetchpriority=\"high\"").count();
        let first = html.split("<article").nth(1).unwrap_or_default();
        let expected = usize::from(first.contains("photo__img"));
        assert_eq!(now, expected);
        let lazy = html.matches("loading=\"lazy\"").count();
        assert!(lazy > 0 && lazy + now == html.matches("class=\"photo__img\"").count(), "{lazy} + {now}");
        let post = html.split("<article").find(|card| card.contains("photo__img")).unwrap_or_default();
        let post = post.split("href=\"").nth(1).and_then(|link| link.split('"').next()).expect("a post with photos").to_owned();
        let page = school.fatima().await.get(&post).await.html();
        assert_eq!(page.matches("fetchpriority=\"high\"").count(), 1);
    }

    async fn pages_without_an_island_load_nothing_that_wakes_them(school) {
        let names = crate::base::site::Names {
            css: "/pkg/a.css".into(),
            parents: crate::base::site::Bundle { js: "/pkg/a.js".into(), wasm: "/pkg/a.wasm".into() },
            staff: crate::base::site::Bundle { js: "/pkg/b.js".into(), wasm: "/pkg/b.wasm".into() },
        };
        let clock = school.app.clock.clone();
        let app = crate::access::App::open(school.app.settings.clone(), crate::base::site::Site::named(names), clock);
        let app = app.await.expect("an open school");
        let mut fatima = Probe::new(&app);
        assert!(!fatima.get("/sign-in").await.html().contains("<script"));
        fatima.sign_in("fatima.elamrani@ouders.example").await;
        assert!(fatima.get("/").await.html().contains("/pkg/a.wasm"));
        assert!(!fatima.get("/me").await.html().contains("<script"));
    }
}
