//! A school under siege: strangers do their worst for a while, one after the other and all at once, and what honest people felt meanwhile
//! is printed. Fails when one of them was refused, waited longer than a second, or the server took more memory than it may.
use std::path::Path;
use std::time::Duration;

use app::access::{App, Duty, Robot};
use app::base::clock::{Clock, ticking};
use app::base::settings::{MailPlace, Settings};
use app::base::site::Site;
use app::testing::{Probe, demo};
use tokio::process::{Child, Command};
use tokio::task::JoinSet;

use super::attacks::{self, Attack};
use super::disk;
use super::honest::{Felt, honest};
use super::{ms, started};
use crate::commands::Outcome;

const PATIENCE: Duration = Duration::from_secs(1);
const MOST_MEMORY: u64 = 400;

/// The server under siege, and a parent's and a teacher's cookies, and one that was stolen.
#[derive(Clone)]
pub struct Target {
    pub address: String,
    pub parent: String,
    /// Of somebody who belongs to the attackers.
    pub stolen: String,
    pub teacher: String,
}

/// Each attack for so many seconds, then all together.
pub async fn run(site: &Path, seconds: u64) -> Outcome {
    crate::process::room_for_connections();
    let folder = tempfile::tempdir()?;
    let silent = attacks::silent_mail().await?;
    let (mut server, target) = start(site, folder.path(), &silent).await?;
    println!(
        "{:<28} {:>8} {:>10} {:>10} {:<10} {:>8} {:>9}",
        "meanwhile", "asked", "p50", "p99", "of", "refused", "memory"
    );
    let mut wrong = Vec::new();
    for (name, attacks) in phases() {
        let length = Duration::from_secs(seconds);
        let felt = match attacks {
            Some(attacks) => meanwhile(&target, &attacks, length).await?,
            None => disk::full(&target, &mut server, length).await?,
        };
        let memory = memory(&server)?;
        let ((fast, _), (slow, what)) = (felt.percentile(50), felt.percentile(99));
        println!(
            "{name:<28} {:>8} {:>10} {:>10} {what:<10} {:>8} {memory:>5} MiB",
            felt.took.len(),
            ms(fast),
            ms(slow),
            felt.refused.len()
        );
        if slow > PATIENCE || !felt.refused.is_empty() || memory > MOST_MEMORY {
            wrong.push(format!("{name}: {}", felt.refused.first().cloned().unwrap_or_default()));
        }
    }
    server.kill().await?;
    if wrong.is_empty() { Ok(()) } else { Err(format!("honest people felt it: {}", wrong.join("; ")).into()) }
}

/// What happens in each; without attacks: the disk is full.
fn phases() -> Vec<(&'static str, Option<Vec<Attack>>)> {
    let mut phases = vec![("nothing", Some(Vec::new()))];
    phases.extend(Attack::ALL.iter().map(|attack| (attack.name(), Some(vec![*attack]))));
    phases.push(("all of it", Some(Attack::ALL.to_vec())));
    phases.push(("a full disk", None));
    phases
}

/// What honest people feel while these attacks go on.
async fn meanwhile(target: &Target, attacks: &[Attack], length: Duration) -> Outcome<Felt> {
    let mut attackers = JoinSet::new();
    for attack in attacks {
        attack.begin(&mut attackers, &target.address, &target.stolen);
    }
    // The attack stands before anybody honest comes.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let felt = elsewhere(target, length).await;
    attackers.shutdown().await;
    felt
}

/// Honest people on a thread of their own: they do not wait behind the attackers' tasks, only behind what these do to the server.
async fn elsewhere(target: &Target, length: Duration) -> Outcome<Felt> {
    let target = target.clone();
    let thread = tokio::task::spawn_blocking(move || -> Outcome<Felt> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async { honest(&target, ticking() + length).await })
    });
    thread.await?
}

/// Most memory that the process ever had, in mebibytes.
fn memory(server: &Child) -> Outcome<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.id().ok_or("the server is gone")?))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no memory figure here")?;
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kilobytes / 1024)
}

async fn start(site: &Path, data: &Path, mail: &str) -> Outcome<(Child, Target)> {
    println!("A school …");
    let settings = Settings { mail: MailPlace::parse(mail)?, ..Settings::below(data) };
    let app = App::open(settings, Site::default(), Clock::System).await?;
    demo::seed(&app, demo::Size::Full).await?;
    let (mut parent, mut teacher, mut thief) = (Probe::new(&app), Probe::new(&app), Probe::new(&app));
    parent.sign_in("fatima.elamrani@ouders.example").await;
    teacher.sign_in("sanne.dewit@wilgenboom.example").await;
    thief.sign_in("mark.jansen@ouders.example").await;
    let (parent, teacher, stolen) = (parent.cookie(), teacher.cookie(), thief.cookie());
    app.close().await;
    let mut command = Command::new(std::env::current_exe()?);
    let (server, address) = started(&mut command, &["siege-server", "--mail", mail], site, data).await?;
    Ok((server, Target { address, parent, stolen, teacher }))
}

/// The server of the siege: as `kring serve`, on a free port.
pub async fn serve(site: &Path, data: &Path, mail: &str) -> Outcome {
    let settings = Settings { mail: MailPlace::parse(mail)?, ..Settings::below(data) };
    let app = App::open(settings, Site::from_folder(site)?, Clock::System).await?;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("ready {}", listener.local_addr()?);
    tokio::spawn(disk::obey(Robot::new(&app, Duty::Trial("siege"))));
    crate::serve::on(listener, app).await
}
