//! How much of a bare page's speed is left when database, rights, photos and comments come with it.
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use app::access::{App, Viewer};
use app::base::clock::Clock;
use app::base::settings::Settings;
use app::base::site::Site;
use app::feed::Loaded;
use app::shell::{self, Kept, Route};
use app::testing::bench::many_posts;
use app::testing::{Probe, demo};
use axum::serve::ListenerExt;
use tokio::process::{Child, Command};

use super::load::{self, Load};
use super::{ms, started};
use crate::commands::Outcome;
use crate::packing;

const POSTS: usize = 5_000;
const CONNECTIONS: usize = 8;

/// Measures both pages in turn, asked for as a browser does, compressed, and prints the figures and their ratio.
pub async fn run(site: &Path, seconds: u64, rounds: usize) -> Outcome {
    let folder = tempfile::tempdir()?;
    println!("A school with {POSTS} posts …");
    let pinned = pin_self();
    let (mut server, address, cookie) = start(site, folder.path(), pinned).await?;
    let length = Duration::from_secs(seconds);
    for path in ["/", "/bare"] {
        load::run(&address, path, &cookie, CONNECTIONS, Duration::from_secs(2)).await?;
    }
    let place = if pinned { "one core each" } else { "not pinned: no taskset here" };
    println!("\n{CONNECTIONS} connections, {seconds} s each, server and load on {place}\n");
    println!("{:<8} {:>12} {:>10} {:>10} {:>10}", "page", "requests/s", "p50", "p99", "bytes");
    let mut ratios = Vec::new();
    for _ in 0..rounds {
        let feed = load::run(&address, "/", &cookie, CONNECTIONS, length).await?;
        let bare = load::run(&address, "/bare", &cookie, CONNECTIONS, length).await?;
        print("feed", &feed);
        print("bare", &bare);
        ratios.push(feed.per_second() / bare.per_second());
    }
    server.kill().await?;
    ratios.sort_by(f64::total_cmp);
    let middle = ratios.get(ratios.len() / 2).copied().unwrap_or_default();
    println!("\nfeed / bare, median of {rounds}: {middle:.2}");
    if middle < 0.6 { Err("the ratio is below 0.6".into()) } else { Ok(()) }
}

fn print(name: &str, load: &Load) {
    let failed = if load.failed > 0 { format!("  {} FAILED", load.failed) } else { String::new() };
    let (fast, slow) = (ms(load.percentile(50)), ms(load.percentile(99)));
    println!("{name:<8} {:>12.0} {fast:>10} {slow:>10} {:>10}{failed}", load.per_second(), load.bytes);
}

/// Puts this process on the second core; `false` where that cannot be done.
pub fn pin_self() -> bool {
    let id = std::process::id().to_string();
    let pinned =
        std::process::Command::new("taskset").args(["-a", "-p", "-c", "1", &id]).stdout(Stdio::null()).status();
    pinned.is_ok_and(|status| status.success())
}

/// Starts the server in a process of its own, on the first core; returns its address and a parent's cookie.
pub async fn start(site: &Path, data: &Path, pinned: bool) -> Outcome<(Child, String, String)> {
    let mut command = if pinned { Command::new("taskset") } else { Command::new(std::env::current_exe()?) };
    if pinned {
        command.args(["-c", "0"]).arg(std::env::current_exe()?);
    }
    let (server, said) = started(&mut command, &["feed-server"], site, data).await?;
    let (address, cookie) = said.split_once(' ').ok_or("the server named no cookie")?;
    Ok((server, address.to_owned(), cookie.to_owned()))
}

/// The server: the demo school with many posts, and one more address with a page of the same HTML and nothing behind it.
pub async fn serve(site: &Path, data: &Path) -> Outcome {
    let settings = Settings::below(data);
    let seeded = App::open(settings.clone(), Site::from_folder(site)?, Clock::System).await?;
    demo::seed(&seeded, demo::Size::Full).await?;
    many_posts(&seeded, POSTS).await?;
    seeded.close().await;
    let app = App::open(settings, Site::from_folder(site)?, Clock::System).await?;
    let mut parent = Probe::new(&app);
    parent.sign_in(demo::SHOWN[0].0).await;
    let mut routes = shell::routes(app.settings.demo);
    routes.push(bare(parent.viewer(&app).await?).await?);
    let router = shell::router_of(app.clone(), routes).layer(packing::layer());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("ready {} {}", listener.local_addr()?, parent.cookie());
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
