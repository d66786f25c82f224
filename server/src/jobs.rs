//! `kring jobs`: what did not succeed, and trying it again. Kinds and codes, nothing of anybody.
use app::access::{App, Robot};
use app::base::clock::zone;
use app::base::jobs;
use clap::Subcommand;

use crate::commands::Outcome;

#[derive(Debug, Subcommand)]
pub enum What {
    /// Try a job that was given up again: its id, or all.
    Revive { id: String },
}

pub async fn run(app: &App, what: Option<What>) -> Outcome {
    let robot = Robot::new(app, "jobs");
    match what {
        None => list(&robot).await,
        Some(What::Revive { id }) => {
            let id = Some(id.as_str()).filter(|id| *id != "all");
            let revived = jobs::revive(robot.db(), id, app.clock.now()).await?;
            if revived == 0 && id.is_some() {
                return Err("no job with this id was given up: `kring jobs` shows them".into());
            }
            println!("{revived} jobs are tried again from now on.");
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
        println!("{}  {}  {}  {}, tried {} times", job.id, job.kind, job.problem, when, job.tries);
    }
    println!("{} jobs did not succeed.", jobs.len());
    Ok(())
}
