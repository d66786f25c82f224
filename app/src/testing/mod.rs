//! The demo school, a probe that walks in through the real router, and both database engines. Stories and the demo use it.
pub mod bench;
#[cfg(test)]
pub mod cells;
pub mod demo;
mod engine;
pub mod generator;
mod lookup;
pub mod postgres;
mod probe;
mod school;
pub mod smtp;

pub use engine::{Engine, STORY_BEGINS};
pub use probe::{Answer, Probe};
pub use school::School;

/// «2026-12-01», as a story writes a day.
#[cfg(test)]
pub fn day(text: impl AsRef<str>) -> crate::base::day::Day {
    text.as_ref().parse().expect("a day")
}

/// What goes to the log is printed with the story that fails: a page only says under which reference it was.
#[cfg(test)]
pub fn logs() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let filter = tracing_subscriber::EnvFilter::new("off,app=warn");
        tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_test_writer().init();
    });
}

/// Lets the file of SQLite grow no further, as a full disk would; or lets it grow again. PostgreSQL then says of every row that is
/// written what it says on a full disk.
pub async fn no_room(robot: &crate::access::Robot, full: bool) -> crate::base::failure::Result<()> {
    if let crate::base::settings::Database::Postgres(url) = &robot.app().settings.database {
        let set = postgres::no_room(secrecy::ExposeSecret::expose_secret(url), full).await;
        return set.map_err(|error| crate::base::db::broken(&error));
    }
    let pragma = if full { "PRAGMA max_page_count = 1" } else { "PRAGMA max_page_count = 4294967294" };
    robot.db().write(pragma, |tx, pragma| Box::pin(tx.pragma(pragma))).await
}

/// Stories run on SQLite and on PostgreSQL, each in a database of its own.
#[macro_export]
macro_rules! stories {
    ($(async fn $name:ident($school:ident) $story:block)*) => {$(
        async fn $name($school: $crate::testing::School) $story

        mod $name {
            #[tokio::test]
            async fn sqlite() {
                super::$name($crate::testing::School::open($crate::testing::Engine::Sqlite).await).await;
            }

            #[tokio::test]
            async fn postgres() {
                super::$name($crate::testing::School::open($crate::testing::Engine::Postgres).await).await;
            }
        }
    )*};
}
