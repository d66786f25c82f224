//! How much of a bare page's speed is left when database, rights, photos and comments come with it.
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use app::access::{App, Viewer};
use app::base::clock::Clock;
use app::base::db::copy::copy;
use app::base::settings::Settings;
use app::base::site::Site;
use app::feed::Loaded;
use app::shell::{self, Kept, Route};
use app::testing::bench::many_posts;
use app::testing::bench::schools::{copies, email};
use app::testing::{Probe, demo};
use axum::serve::ListenerExt;
use tokio::process::{Child, Command};

use super::load::{self, Load};
use super::{ms, started};
use crate::commands::Outcome;
use crate::packing;

const POSTS: usize = 5_000;
const CONNECTIONS: usize = 8;
/// What must be left of a bare page's speed.
const OF_BARE: f64 = 0.6;
/// What must be left of the speed of one school where there are many.
const OF_ONE: f64 = 0.83;

/// How long each stretch of load is, and how often all are measured in turn.
#[derive(Clone, Copy)]
pub struct Stretch {
    pub length: Duration,
    pub rounds: usize,
}

/// Measures both pages in turn, asked for as a browser does, compressed, and prints the figures and their ratio.
pub async fn run(site: &Path, stretch: Stretch) -> Outcome {
    let folder = tempfile::tempdir()?;
    println!("A school with {POSTS} posts …");
    let pinned = pin_self();
    let mut served = start(site, folder.path(), pinned, &Server { posts: POSTS, readers: 1 }).await?;
    for path in ["/", "/bare"] {
        served.ask(path, Duration::from_secs(2)).await?;
    }
    head(stretch, pinned);
    let mut ratios = Vec::new();
    for _ in 0..stretch.rounds {
        let feed = served.ask("/", stretch.length).await?;
        let bare = served.ask("/bare", stretch.length).await?;
        print("feed", &feed);
        print("bare", &bare);
        ratios.push(feed.per_second() / bare.per_second());
    }
    served.child.kill().await?;
    judge("feed / bare", ratios, OF_BARE)
}

/// Measures the news of one school, and of as many readers in as many schools, each school with what a demo school has.
pub async fn many(site: &Path, stretch: Stretch, schools: usize, readers: usize) -> Outcome {
    let folder = tempfile::tempdir()?;
    let (one, all) = (folder.path().join("one"), folder.path().join("all"));
    seed(site, &one).await?;
    std::fs::create_dir(&all)?;
    copy(&one.join("kring.db"), &all.join("kring.db")).await?;
    println!("{schools} schools …");
    copies(&all.join("kring.db"), schools.saturating_sub(1)).await?;
    println!("{} MB", std::fs::metadata(all.join("kring.db"))?.len() / 1_000_000);
    let pinned = pin_self();
    let mut served = Vec::new();
    for (name, data, readers) in [("one school", &one, 1), ("of many", &all, 1), ("readers", &all, readers)] {
        let server = start(site, data, pinned, &Server { posts: 0, readers }).await?;
        server.ask("/", Duration::from_secs(3)).await?;
        served.push((name, server));
    }
    head(stretch, pinned);
    let (mut single, mut together) = (Vec::new(), Vec::new());
    for _ in 0..stretch.rounds {
        let (mut speeds, mut bytes) = (Vec::new(), Vec::new());
        for (name, server) in &served {
            let load = server.ask("/", stretch.length).await?;
            print(name, &load);
            speeds.push(load.per_second());
            bytes.push(load.bytes);
        }
        // A page that leads to the door is quicker than any news.
        if bytes.iter().any(|one| one.abs_diff(bytes[0]) > bytes[0] / 10) {
            return Err("they are not the same page".into());
        }
        single.push(speeds[1] / speeds[0]);
        together.push(speeds[2] / speeds[0]);
    }
    let single = judge(&format!("one of {schools} schools / one school"), single, OF_ONE);
    let together = judge(&format!("parents of {readers} of {schools} schools / one school"), together, OF_ONE);
    single.and(together)
}

fn head(stretch: Stretch, pinned: bool) {
    let place = if pinned { "one core each" } else { "not pinned: no taskset here" };
    println!("\n{CONNECTIONS} connections, {} s each, server and load on {place}\n", stretch.length.as_secs());
    println!("{:<12} {:>12} {:>10} {:>10} {:>10}", "page", "requests/s", "p50", "p99", "bytes");
}

fn judge(what: &str, mut ratios: Vec<f64>, least: f64) -> Outcome {
    ratios.sort_by(f64::total_cmp);
    let middle = ratios.get(ratios.len() / 2).copied().unwrap_or_default();
    println!("\n{what}, median of {}: {middle:.2}", ratios.len());
    if middle < least { Err(format!("the ratio is below {least}").into()) } else { Ok(()) }
}

fn print(name: &str, load: &Load) {
    let (fast, slow) = (ms(load.percentile(50)), ms(load.percentile(99)));
    println!("{name:<12} {:>12.0} {fast:>10} {slow:>10} {:>10}", load.per_second(), load.bytes);
}

/// Puts this process on the second core; `false` where that cannot be done.
pub fn pin_self() -> bool {
    let id = std::process::id().to_string();
    let pinned =
        std::process::Command::new("taskset").args(["-a", "-p", "-c", "1", &id]).stdout(Stdio::null()).status();
    pinned.is_ok_and(|status| status.success())
}

/// What a server of this bench is started with.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct Server {
    /// So many old posts more.
    #[arg(long)]
    pub posts: usize,
    /// A parent of so many schools.
    #[arg(long)]
    pub readers: usize,
}

/// A server that runs, and who asks it.
pub struct Served {
    pub child: Child,
    pub address: String,
    pub cookies: Vec<String>,
}

impl Served {
    pub async fn ask(&self, path: &str, length: Duration) -> Outcome<Load> {
        let load = load::run(&self.address, path, &self.cookies, CONNECTIONS, length).await?;
        if load.failed > 0 { Err(format!("{path} failed {} times", load.failed).into()) } else { Ok(load) }
    }
}

/// Starts the server in a process of its own, on the first core.
pub async fn start(site: &Path, data: &Path, pinned: bool, server: &Server) -> Outcome<Served> {
    let mut command = if pinned { Command::new("taskset") } else { Command::new(std::env::current_exe()?) };
    if pinned {
        command.args(["-c", "0"]).arg(std::env::current_exe()?);
    }
    let (posts, readers) = (server.posts.to_string(), server.readers.to_string());
    let words = ["feed-server", "--posts", &posts, "--readers", &readers];
    let (child, said) = started(&mut command, &words, site, data).await?;
    let mut said = said.split('\t').map(str::to_owned);
    let address = said.next().ok_or("the server named no address")?;
    Ok(Served { child, address, cookies: said.collect() })
}

/// The demo school, where there is none yet.
async fn seed(site: &Path, data: &Path) -> Outcome {
    std::fs::create_dir_all(data)?;
    let app = App::open(Settings::below(data), Site::from_folder(site)?, Clock::System).await?;
    demo::seed(&app, demo::Size::Full).await?;
    app.close().await;
    Ok(())
}

/// The server: the demo school with many posts, and one more address with a page of the same HTML and nothing behind it.
pub async fn serve(site: &Path, data: &Path, server: Server) -> Outcome {
    seed(site, data).await?;
    let app = App::open(Settings::below(data), Site::from_folder(site)?, Clock::System).await?;
    many_posts(&app, server.posts).await?;
    let mut cookies = Vec::new();
    let mut parent = Probe::new(&app);
    for school in 0..server.readers {
        parent = Probe::new(&app);
        parent.sign_in(&email(demo::SHOWN[0].0, school)).await;
        cookies.push(parent.cookie());
    }
    let mut routes = shell::routes(app.settings.demo);
    routes.push(bare(parent.viewer(&app).await?).await?);
    let router = shell::router_of(app.clone(), routes).layer(packing::layer());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("ready {}\t{}", listener.local_addr()?, cookies.join("\t"));
    let listener = listener.tap_io(|socket| {
        if let Err(error) = socket.set_nodelay(true) {
            tracing::debug!(%error, "no delay");
        }
    });
    axum::serve(listener, router.into_make_service_with_connect_info::<std::net::SocketAddr>()).await?;
    Ok(())
}

/// `/bare`: a page of the feed as this viewer saw it once, drawn anew for every request, without session, rights or database.
async fn bare(viewer: Viewer) -> Outcome<Route> {
    let loaded = Loaded::load(&viewer, None).await?;
    Ok(Route::get("/bare", async move || loaded.clone().page(&viewer, &Kept::default())))
}
