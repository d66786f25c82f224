//! `kring jobs`: what did not succeed, and trying it again. Kinds and codes, nothing of anybody.
use app::access::{App, Duty, Robot};
use app::base::clock::zone;
use app::base::jobs;
use clap::Subcommand;

use crate::commands::Outcome;

#[derive(Debug, Subcommand)]
pub enum What {
    /// Try a job that did not succeed again now: its id, or all.
    Revive { id: String },
}

pub async fn run(app: &App, what: Option<What>) -> Outcome {
    let robot = Robot::new(app, Duty::Command("jobs"));
    match what {
        None => list(&robot).await,
        Some(What::Revive { id }) => {
            let id = Some(id.as_str()).filter(|id| *id != "all");
            let revived = jobs::revive(robot.db(), id, app.clock.now()).await?;
            if revived == 0 && id.is_some() {
                return Err("no job with this id did not succeed: `kring jobs` shows them".into());
            }
            println!("{} tried again from now on.", counted(revived, "job is", "jobs are"));
            Ok(())
        }
    }
}

async fn list(robot: &Robot) -> Outcome {
    let zone = zone("Europe/Amsterdam");
    let jobs = jobs::list(robot.db()).await?;
    for job in &jobs {
        let when = if job.dead {
            "given up".to_owned()
        } else {
            format!("again at {}", job.due_at.local(&zone).strftime("%Y-%m-%d %H:%M"))
        };
        println!("{}  {}  {}  {when}", job.id, job.kind, job.problem);
    }
    let waiting = jobs::waiting(robot.db()).await?;
    println!(
        "{} not succeed. {} for their time.",
        counted(jobs.len(), "job did", "jobs did"),
        counted(waiting, "more waits", "more wait")
    );
    Ok(())
}

fn counted<N: TryInto<u64>>(count: N, one: &str, many: &str) -> String {
    let count = count.try_into().unwrap_or_default();
    format!("{count} {}", if count == 1 { one } else { many })
}
