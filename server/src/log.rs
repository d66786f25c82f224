//! `kring log`: who did what when, a line for each.
use app::access::{App, Duty, Robot, audit};
use app::base::clock::zone;

use crate::commands::Outcome;

pub async fn run(app: &App, most: i64) -> Outcome {
    let zone = zone("Europe/Amsterdam");
    for line in audit::newest(&Robot::new(app, Duty::Command("log")), most).await? {
        let when = line.done_at.local(&zone).strftime("%Y-%m-%d %H:%M:%S").to_string();
        let who = if line.who.is_empty() { "-" } else { &line.who };
        println!("{when}  {}  {}  {who}  {}", line.brin, line.deed, line.about);
    }
    Ok(())
}
