//! `kill -9` in the middle of everything: what was acknowledged is there, once and whole; what was not is there or not, and can be
//! sent again. Bounded in rounds, clients and time; everything in a folder of its own.
mod client;
mod judge;
mod senders;

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use app::access::App;
use app::base::clock::{Clock, Moment};
use app::base::ids;
use app::base::settings::{MailPlace, Settings};
use app::base::site::Site;
use app::testing::bench::crash;
use app::testing::{Engine, demo};
use tokio::process::{Child, Command};

use self::client::Client;
use self::judge::Toll;
use self::senders::Sender;
use crate::commands::Outcome;

/// Everything that is written begins like this.
const MARK: &str = "Voor de meting";
/// The server is given at least this long, and at most so much more.
const AT_LEAST: u64 = 60;
const MORE: u64 = 900;

pub async fn run(site: &Path, rounds: usize, postgres: bool) -> Outcome {
    let engine = if postgres { Engine::Postgres } else { Engine::Sqlite };
    let folder = tempfile::tempdir()?;
    let mut settings = engine.empty(folder.path()).await?;
    settings.site = Some(site.to_owned());
    let mut senders = seeded(&settings).await?;
    println!("{rounds} rounds on {engine:?}, {} people send\n", senders.len());
    let mut toll = Toll::default();
    for round in 1..=rounds {
        let mut server = Server::start(&settings).await?;
        senders = send(senders, server.port, &mut server.child).await?;
        let app = open(&settings).await?;
        toll.count(&app, &mut senders, round).await?;
        toll.faults(crash::faults(app).await?);
        if round % 10 == 0 || round == rounds {
            println!("{toll}");
        }
    }
    sweep(&settings, &folder.path().join("blobs"), &mut toll).await?;
    toll.verdict()
}

async fn open(settings: &Settings) -> Outcome<App> {
    App::open(settings.clone(), Site::default(), Clock::System).await
}

/// The demo school, and people of it who are signed in already.
async fn seeded(settings: &Settings) -> Outcome<Vec<Sender>> {
    let app = open(settings).await?;
    demo::seed(&app, demo::Size::Story).await?;
    let senders = senders::cast(&app).await?;
    app.close().await;
    drop(app);
    Ok(senders)
}

/// Everybody sends until the server is no more.
async fn send(senders: Vec<Sender>, port: u16, server: &mut Child) -> Outcome<Vec<Sender>> {
    let tasks: Vec<_> = senders.into_iter().map(|sender| tokio::spawn(sender.keep_sending(Client { port }))).collect();
    tokio::time::sleep(patience()).await;
    server.kill().await?;
    let mut back = Vec::new();
    for task in tasks {
        back.push(task.await?);
    }
    Ok(back)
}

/// A moment that nobody chose.
fn patience() -> Duration {
    let chance = ids::token().bytes().fold(0_u64, |sum, letter| sum.wrapping_mul(31).wrapping_add(letter.into()));
    Duration::from_millis(AT_LEAST + chance % MORE)
}

/// Two days later, when nothing may be waiting any more: what no row names must be gone.
async fn sweep(settings: &Settings, blobs: &Path, toll: &mut Toll) -> Outcome {
    let later = Clock::turned(Clock::System.now().plus(2 * Moment::DAY));
    let app = App::open(settings.clone(), Site::default(), later).await?;
    let before = crash::stray(&app, blobs).await?.len();
    app::jobs::work_off(&app).await?;
    crash::sweep(&app).await?;
    let after = crash::stray(&app, blobs).await?;
    println!("\nfiles that no photo has: {before} before the sweep, {} after it", after.len());
    toll.strays(&after);
    app.close().await;
    Ok(())
}

/// The server in a process of its own, which answers.
struct Server {
    child: Child,
    port: u16,
}

/// Mails go into a folder, so that no mail server is asked.
fn outbox(settings: &Settings) -> String {
    match &settings.mail {
        MailPlace::Folder(folder) => format!("folder:{}", folder.display()),
        MailPlace::Smtp(_) | MailPlace::Memory => "memory:".to_owned(),
    }
}

impl Server {
    async fn start(settings: &Settings) -> Outcome<Self> {
        let port = tokio::net::TcpListener::bind("127.0.0.1:0").await?.local_addr()?.port();
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("serve").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::inherit()).kill_on_drop(true);
        // What is set for this process is not meant for that one.
        let own = std::env::vars_os().map(|(name, _)| name);
        own.filter(|name| name.to_string_lossy().starts_with("KRING_")).for_each(|name| {
            command.env_remove(name);
        });
        command
            .env("RUST_LOG", "error")
            .env("KRING_DATABASE", settings.database.url())
            .env("KRING_BLOBS", settings.blobs.to_string());
        command.env("KRING_MAIL", outbox(settings)).env("KRING_LISTEN", format!("127.0.0.1:{port}"));
        command.env("KRING_PUBLIC_URL", format!("http://localhost:{port}"));
        command.envs(settings.site.as_ref().map(|site| ("KRING_SITE", site)));
        let mut server = Server { child: command.spawn()?, port };
        let client = Client { port };
        for _ in 0..600 {
            if client.is_there().await {
                return Ok(server);
            }
            if let Some(status) = server.child.try_wait()? {
                return Err(format!("the server ended by itself: {status}").into());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Err("the server did not start".into())
    }
}
