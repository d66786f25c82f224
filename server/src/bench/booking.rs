//! Two hundred parents, one slot, the same moment.
use app::access::App;
use app::base::clock::Clock;
use app::base::site::Site;
use app::testing::Engine;

use super::ms;
use super::race::race;
use crate::commands::Outcome;

/// Races on both engines; fails when a slot went twice, went to nobody, or somebody saw an error.
pub async fn run(clients: usize, rounds: usize) -> Outcome {
    println!("{clients} clients on one slot, {rounds} rounds\n");
    println!("{:<10} {:>8} {:>8} {:>8} {:>10} {:>10}", "engine", "winners", "refused", "errors", "p50", "p99");
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let folder = tempfile::tempdir()?;
        let settings = engine.copy(folder.path()).await?;
        let app = App::open(settings, Site::default(), Clock::turned(app::testing::STORY_BEGINS)).await?;
        let report = race(&app, clients, rounds).await?;
        let name = format!("{engine:?}");
        println!(
            "{name:<10} {:>8} {:>8} {:>8} {:>10} {:>10}",
            report.winners,
            report.refused,
            report.errors,
            ms(report.p50),
            ms(report.p99)
        );
        app.close().await;
        if report.errors > 0 || report.rounds_with_one_winner != rounds {
            return Err("a slot did not go exactly once".into());
        }
    }
    Ok(())
}
