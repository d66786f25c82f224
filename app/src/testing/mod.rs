//! The demo school, a probe that walks in through the real router, and both database engines. Stories and the demo use it.
pub mod demo;
mod engine;
mod postgres;
mod probe;
mod school;

pub use engine::Engine;
pub use probe::{Answer, Probe};
pub use school::School;

/// Stories run on SQLite and on PostgreSQL, each in a database of its own.
#[macro_export]
macro_rules! stories {
    ($($(#[$meta:meta])* async fn $name:ident($school:ident) $story:block)*) => {$(
        mod $name {
            use super::*;
            async fn story($school: $crate::testing::School) $story

            $(#[$meta])*
            #[tokio::test]
            async fn sqlite() {
                story($crate::testing::School::open($crate::testing::Engine::Sqlite).await).await;
            }

            $(#[$meta])*
            #[tokio::test]
            async fn postgres() {
                story($crate::testing::School::open($crate::testing::Engine::Postgres).await).await;
            }
        }
    )*};
}
