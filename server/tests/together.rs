//! One SQLite, several processes at once: the server, whose people write, the worker, and imports of a large school.
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use app::access::App;
use app::base::clock::{Clock, Moment, zone};
use app::base::ids;
use app::base::site::Site;
use app::testing::{Engine, Probe, demo};
use axum::http::StatusCode;

const PUPILS: usize = 1_000;

/// A school of its own beside the one of the demo; `left_out` children are no longer in the file.
fn large(left_out: usize) -> String {
    let today = Clock::System.today(&zone("Europe/Amsterdam"));
    let from = today.year() - i16::from(today.month() < 8);
    let mut pupils = String::new();
    for number in left_out..PUPILS {
        write!(
            pupils,
            "<leerling key=\"L{number}\"><achternaam>Bos</achternaam><roepnaam>Pim {number}</roepnaam><groep key=\"G{}\"/></leerling>",
            number % 40
        )
        .expect("written");
    }
    let groups: String =
        (0..40).map(|group| format!("<groep key=\"G{group}\"><naam>Groep {group}</naam></groep>")).collect();
    format!(
        "<EDEX><school><schooljaar>{from}-{}</schooljaar><brincode>99ZY</brincode></school><groepen>{groups}</groepen>
         <leerlingen>{pupils}</leerlingen><leerkrachten></leerkrachten></EDEX>",
        from + 1
    )
}

fn kring(folder: &Path, database: &str, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kring"));
    command
        .args(args)
        .current_dir(folder)
        .env_remove("KRING_SITE")
        .env("KRING_DATABASE", database)
        .env("KRING_BLOBS", "disk:photos")
        .env("KRING_MAIL", "folder:outbox");
    command
}

struct Worker(Child);

impl Drop for Worker {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// Comments, one after the other, until it is enough; `said`: how many were taken in. Nobody is told to come back later.
async fn talk(app: App, post: String, enough: Arc<AtomicBool>, said: Arc<AtomicUsize>) {
    let mut fatima = Probe::new(&app);
    fatima.sign_in(demo::SHOWN[0].0).await;
    while !enough.load(Ordering::SeqCst) {
        let number = said.load(Ordering::SeqCst);
        let (key, body) = (ids::fresh(app.clock.now()), format!("Tegelijk gezegd, keer {number}."));
        let fields = [("subject", post.as_str()), ("parent", ""), ("body", &body), ("key", &key)];
        let answer = fatima.call("comments/write", &fields).await;
        assert_eq!(answer.status, StatusCode::OK, "comment {number}: {}", answer.text());
        said.fetch_add(1, Ordering::SeqCst);
        // Faster than anybody types, and slower than what is taken for a flood.
        app.clock.advance(20 * Moment::SECOND);
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

async fn take_in(place: &Path, database: &str, left_out: usize, told: String) {
    let file = place.join("large.xml");
    std::fs::write(&file, large(left_out)).expect("a file");
    let file = file.display().to_string();
    let name = ["--name", "De Plas", "--board", "Stichting De Plas", "--place", "Gouda"];
    let args = [&["import", "edexml", file.as_str()][..], &name].concat();
    let mut import = kring(place, database, &args);
    let output = tokio::task::spawn_blocking(move || import.output()).await.expect("it ends").expect("it runs");
    let answer = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && answer.contains(&told), "{told}: {answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn people_write_while_a_large_school_is_taken_in_and_the_worker_works() {
    let place = tempfile::tempdir().expect("a folder");
    let settings = Engine::Sqlite.copy(place.path()).await.expect("a school");
    let database = settings.database.url();
    let app = App::open(settings, Site::default(), Clock::turned(app::testing::STORY_BEGINS)).await.expect("a school");
    let mut probe = Probe::new(&app);
    probe.sign_in(demo::SHOWN[0].0).await;
    let post = probe.get("/").await.attribute("href=\"/posts/").expect("a post");
    let post = post.trim_start_matches("/posts/").split(['#', '?']).next().unwrap_or_default().to_owned();
    let worker = kring(place.path(), &database, &["work"]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
    let mut worker = Worker(worker.expect("a worker"));
    let (enough, said) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let talking = tokio::spawn(talk(app.clone(), post.clone(), Arc::clone(&enough), Arc::clone(&said)));
    let first =
        [(0, format!("leerlingen: {PUPILS} nieuw")), (0, "Er is niets te doen.".into()), (9, "leerlingen: 9 ".into())];
    let again = std::iter::repeat_n((9, "Er is niets te doen.".into()), 40);
    for (turn, (left_out, told)) in first.into_iter().chain(again).enumerate() {
        if turn >= 3 && said.load(Ordering::SeqCst) > 6 {
            break;
        }
        take_in(place.path(), &database, left_out, told).await;
    }
    enough.store(true, Ordering::SeqCst);
    talking.await.expect("nobody was refused");
    let said = said.load(Ordering::SeqCst);
    assert!(said > 3, "{said} comments in all this time");
    let mut missing = Vec::new();
    let page = probe.get(&format!("/posts/{post}")).await.text();
    for number in said.saturating_sub(3)..said {
        if !page.contains(&format!("Tegelijk gezegd, keer {number}.")) {
            missing.push(number);
        }
    }
    assert!(missing.is_empty(), "not there: {missing:?} of {said} in {page}");
    assert!(worker.0.try_wait().expect("a worker").is_none(), "the worker works on");
}
