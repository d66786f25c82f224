//! The demo school, a probe that walks in through the real router, and both database engines. Stories and the demo use it.
pub mod crash;
pub mod demo;
pub mod drawn;
mod engine;
pub mod exif;
mod lookup;
pub mod postgres;
mod probe;
mod school;
pub mod smtp;

pub use engine::{Engine, STORY_BEGINS};
pub use probe::{Answer, Probe};
pub use school::School;

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
