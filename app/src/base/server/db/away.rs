//! The database goes away for a minute and comes back; databases that are made otherwise than ours.
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use http::StatusCode;
use sqlx::ConnectOptions;
use sqlx::postgres::PgConnectOptions;

use crate::access::App;
use crate::base::clock::Clock;
use crate::base::db::Db;
use crate::base::settings::{Database, Settings};
use crate::base::site::Site;
use crate::testing::postgres::{self, Server};
use crate::testing::{Engine, Probe, STORY_BEGINS, School};

const PAGES: [&str; 4] = ["/", "/talks", "/me", "/new"];

/// Forty pages at once, so that every connection is asked.
async fn forty(probe: &Probe) -> Vec<StatusCode> {
    let asked = (0..40).map(|number| {
        let mut probe = probe.clone();
        async move { probe.get(PAGES[number % PAGES.len()]).await.status }
    });
    futures::future::join_all(asked).await
}

async fn seeded(server: &Server) -> School {
    School::in_database(server.empty().await.expect("a database")).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_sees_that_the_database_started_anew() {
    let mut server = postgres::own().expect("a PostgreSQL");
    let school = seeded(&server).await;
    let mut sanne = school.sanne().await;
    let post = sanne.get("/").await.attribute("href=\"/posts/").expect("a post");
    let post = post.trim_start_matches("/posts/").split(['#', '?', '/']).next().unwrap_or_default().to_owned();
    assert_eq!(forty(&sanne).await, [StatusCode::OK; 40]);
    for _ in 0..2 {
        server.restart().await.expect("a restart");
        assert_eq!(forty(&sanne).await, [StatusCode::OK; 40], "the pages after it");
    }
    server.restart().await.expect("a restart");
    let heart = sanne.call("comments/heart", &[("subject", &post), ("on", "true")]).await;
    assert_eq!(heart.status, StatusCode::OK, "the first write after it: {}", heart.html());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_database_is_away_nobody_is_told_that_kring_is_broken() {
    let mut server = postgres::own().expect("a PostgreSQL");
    let school = seeded(&server).await;
    let sanne = school.sanne().await;
    let over = Arc::new(AtomicBool::new(false));
    let (reading, ended) = (sanne.clone(), Arc::clone(&over));
    let reader = tokio::spawn(async move {
        let mut seen = Vec::new();
        while !ended.load(Ordering::SeqCst) {
            seen.extend(forty(&reading).await);
        }
        seen
    });
    server.restart().await.expect("a restart");
    over.store(true, Ordering::SeqCst);
    let seen = reader.await.expect("pages");
    let fine = [StatusCode::OK, StatusCode::TOO_MANY_REQUESTS];
    let wrong: Vec<_> = seen.iter().filter(|status| !fine.contains(status)).collect();
    assert!(wrong.is_empty() && !seen.is_empty(), "{wrong:?} of {}", seen.len());
    assert_eq!(forty(&sanne).await, [StatusCode::OK; 40]);
}

/// The demo says some things at the same moment, and those stand in the order of chance: so only what is there counts.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    words.sort();
    words
}

/// Sorted by the rules of a language, and by rules that skip signs: every page says what it says elsewhere.
#[tokio::test]
async fn pages_do_not_depend_on_how_the_database_sorts() {
    let how = "ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'nl-u-ka-shifted-kr-latn-digit' LOCALE 'C.UTF-8' TEMPLATE template0";
    let other = School::in_database(postgres::empty_with(how).await.expect("a database")).await;
    let usual = School::open(Engine::Sqlite).await;
    for email in ["fatima.elamrani@ouders.example", "sanne.dewit@wilgenboom.example", "hanneke.smit@wilgenboom.example"]
    {
        let (mut here, mut there) = (usual.as_person(email).await, other.as_person(email).await);
        for page in PAGES {
            let (here, there) = (words(&here.get(page).await.text()), words(&there.get(page).await.text()));
            assert_eq!(there, here, "{page} of {email}");
        }
    }
}

/// A database that sorts otherwise is not even asked how: two sides of a join once came in two orders, and the page was an error.
#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "asking how a table was made is no statement of Kring")]
async fn texts_are_compared_by_their_bytes() {
    let how = "ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'nl' LOCALE 'C.UTF-8' TEMPLATE template0";
    let url = postgres::empty_with(how).await.expect("a database");
    Db::open(&url).await.expect("its tables").close().await;
    let mut asked = url.parse::<PgConnectOptions>().expect("an address").connect().await.expect("a connection");
    let texts = "SELECT CAST(t.relname || '.' || c.attname AS TEXT), k.collname = 'C' FROM pg_attribute c
         JOIN pg_class t ON t.oid = c.attrelid AND t.relkind = 'r' AND t.relname <> '_sqlx_migrations'
         JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = 'public'
         JOIN pg_collation k ON k.oid = c.attcollation WHERE c.attnum > 0";
    let texts: Vec<(String, bool)> = sqlx::query_as(texts).fetch_all(&mut asked).await.expect("its columns");
    let otherwise: Vec<_> = texts.iter().filter(|(_, by_bytes)| !by_bytes).collect();
    assert!(texts.len() > 100 && otherwise.is_empty(), "{otherwise:?} of {}", texts.len());
}

#[tokio::test]
async fn a_database_with_other_letters_is_refused_with_a_sentence() {
    let url = postgres::empty_with("ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0").await.expect("a database");
    let folder = tempfile::tempdir().expect("a folder");
    let mut settings = Settings::below(folder.path());
    settings.database = Database::Postgres(url.into());
    let opened = App::open(settings, Site::default(), Clock::turned(STORY_BEGINS)).await;
    let refused = opened.expect_err("a refusal").to_string();
    assert!(refused.contains("LATIN1") && refused.contains("UTF8"), "{refused}");
}
