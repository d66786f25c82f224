//! A school is copied while it goes on, and comes back as it was; what is damaged, strange or in the way is refused.
use std::fs::File;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use app::access::App;
use app::base::clock::Clock;
use app::base::ids;
use app::base::settings::{BlobPlace, Database, Settings};
use app::base::site::Site;
use app::testing::{Engine, Probe, STORY_BEGINS};
use pixels::testing::phone_jpeg;
use tempfile::TempDir;

use super::check::{check, is_photo};
use super::pack::{self, pack};
use super::restore::{Places, restore};
use super::{DATABASE, manifest};
use crate::commands::Outcome;

struct School {
    app: App,
    folder: TempDir,
}

impl School {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings = Engine::Sqlite.copy(&folder.path().join("school")).await.unwrap();
        School { app: open(settings).await, folder }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    async fn pack(&self, name: &str) -> Outcome<pack::Packed> {
        pack(&self.app.settings, &self.at(name), false).await
    }

    async fn check(&self, name: &str) -> Result<String, String> {
        check(&self.at(name), self.folder.path()).await.map(|checked| checked.to_string()).map_err(|e| e.to_string())
    }
}

async fn open(settings: Settings) -> App {
    App::open(settings, Site::default(), Clock::turned(STORY_BEGINS)).await.unwrap()
}

async fn somebody(app: &App, email: &str) -> Probe {
    let mut probe = Probe::new(app);
    probe.sign_in(email).await;
    probe
}

/// Sanne posts two photos for De Otters; gives the address of the post.
async fn post(app: &App) -> String {
    let mut sanne = somebody(app, "sanne.dewit@wilgenboom.example").await;
    let page = sanne.get("/new").await;
    let (key, audience) = (hidden(&page.html(), "key"), hidden(&page.html(), "audience"));
    let photos = [phone_jpeg(1, 640, 480, 1), phone_jpeg(2, 640, 480, 1)];
    let files = photos.iter().map(|bytes| ("photo", "a.jpg", "image/jpeg", bytes.as_slice())).collect::<Vec<_>>();
    let fields = [("key", key.as_str()), ("audience", &audience), ("body", "De boot is klaar.")];
    let answer = sanne.post_files("feed/publish", &fields, &files).await;
    assert_eq!(answer.location(), format!("/posts/{key}"), "{}", answer.text());
    answer.location()
}

/// The value of the first field with this name.
fn hidden(html: &str, name: &str) -> String {
    let after =
        html.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("no {name} in {html}"));
    after.split('"').next().unwrap_or_default().to_owned()
}

/// What Fatima reads there, and the bytes of its photos.
async fn read(app: &App, post: &str) -> (String, Vec<Vec<u8>>) {
    let mut fatima = somebody(app, "fatima.elamrani@ouders.example").await;
    let page = fatima.get(post).await;
    let mut photos = Vec::new();
    for address in page.attributes("src=\"/photos/") {
        let photo = fatima.get(&address).await;
        assert_eq!(photo.status, 200, "{address}");
        photos.push(photo.body);
    }
    (page.text(), photos)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_school_that_goes_on_is_copied_and_comes_back_as_it_was() {
    let school = School::open().await;
    let post = post(&school.app).await;
    let before = read(&school.app, &post).await;
    assert!(before.0.contains("De boot is klaar.") && before.1.len() == 2, "{}", before.0);

    let enough = Arc::new(AtomicBool::new(false));
    let writing = tokio::spawn(keep_writing(school.app.clone(), post.clone(), Arc::clone(&enough)));
    let packed = school.pack("one.tar").await.unwrap();
    enough.store(true, Ordering::SeqCst);
    assert!(writing.await.unwrap() > 0, "somebody wrote meanwhile");
    assert!(packed.manifest.missing.is_empty() && packed.manifest.photos().count() > 2, "{packed}");

    let places = Places::below(&school.at("elsewhere")).unwrap();
    restore(&school.at("one.tar"), &places).await.unwrap();
    let told = places.to_string();
    assert!(told.contains("elsewhere/kring.db\"") && told.contains("elsewhere/photos\""), "{told}");
    let mut settings = school.app.settings.clone();
    settings.database = Database::Sqlite(school.at("elsewhere/kring.db"));
    settings.blobs = BlobPlace::Disk(school.at("elsewhere/photos"));
    let restored = open(settings).await;
    let after = read(&restored, &post).await;
    assert!(after.0.contains("De boot is klaar."), "{}", after.0);
    assert_eq!(after.1, before.1, "the photos to the byte");
}

/// Fatima comments until it is enough; says how often.
async fn keep_writing(app: App, post: String, enough: Arc<AtomicBool>) -> usize {
    let mut fatima = somebody(&app, "fatima.elamrani@ouders.example").await;
    let post = post.trim_start_matches("/posts/").to_owned();
    let mut written = 0;
    while written == 0 || (!enough.load(Ordering::SeqCst) && written < 500) {
        let key = ids::fresh(STORY_BEGINS);
        fatima.call("comments/write", &[("subject", &post), ("parent", ""), ("body", "Mooi!"), ("key", &key)]).await;
        written += 1;
    }
    written
}

#[tokio::test]
async fn nothing_is_overwritten_and_only_its_owner_reads_an_archive() {
    let school = School::open().await;
    assert!(pack::place(&school.at("one.zip")).is_err(), "it must say what it is");
    school.pack("one.tar").await.unwrap();
    assert_eq!(school.at("one.tar").metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let again = pack::place(&school.at("one.tar")).unwrap_err().to_string();
    assert!(again.contains("nothing is overwritten"), "{again}");

    let full = Places::below(&school.at("school")).err().unwrap().to_string();
    assert!(full.contains("not empty"), "{full}");
    let own = Places::of(&school.app.settings).unwrap();
    let own = restore(&school.at("one.tar"), &own).await.err().unwrap().to_string();
    assert!(own.contains("kring.db is there already"), "{own}");
    let mut beside = school.app.settings.clone();
    beside.database = Database::Sqlite(school.at("new/kring.db"));
    let photos = restore(&school.at("one.tar"), &Places::of(&beside).unwrap()).await.err().unwrap().to_string();
    assert!(photos.contains("photos already") && !school.at("new/kring.db").exists(), "{photos}");
    let left: Vec<_> =
        std::fs::read_dir(school.folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with(".kring")), "nothing half done stays: {left:?}");
}

#[tokio::test]
async fn a_folder_of_archives_keeps_the_newest_and_what_is_not_ours() {
    let folder = tempfile::tempdir().unwrap();
    let names =
        ["kring-2026-11-01-020000.tar", "kring-2026-11-02-020000.tar", "kring-2026-11-03-020000.tar", "kring-oud.tar"];
    for name in names {
        std::fs::write(folder.path().join(name), "").unwrap();
    }
    pack::tidy(folder.path(), 2).unwrap();
    let there: Vec<bool> = names.iter().map(|name| folder.path().join(name).exists()).collect();
    assert_eq!(there, [false, true, true, true]);
    let (archive, of) = pack::place(folder.path()).unwrap();
    assert!(archive.display().to_string().contains("/kring-20") && of.as_deref() == Some(folder.path()));
}

#[tokio::test]
async fn what_is_cut_short_damaged_or_strange_is_refused_in_words() {
    let school = School::open().await;
    post(&school.app).await;
    school.pack("good.tar").await.unwrap();
    assert!(school.check("good.tar").await.unwrap().contains("the database and"));

    let bytes = std::fs::read(school.at("good.tar")).unwrap();
    std::fs::write(school.at("cut.tar"), &bytes[..bytes.len() / 2]).unwrap();
    let cut = school.check("cut.tar").await.unwrap_err();
    assert!(cut.contains("not whole"), "{cut}");

    // The last byte of the first photo.
    let photo = bytes.windows(4).position(|window| window == b"WEBP").unwrap();
    let mut spoilt = bytes.clone();
    spoilt[photo + 40] ^= 1;
    std::fs::write(school.at("spoilt.tar"), spoilt).unwrap();
    let spoilt = school.check("spoilt.tar").await.unwrap_err();
    assert!(spoilt.contains("photos/") && spoilt.contains("damaged"), "{spoilt}");

    let lacking = repacked(&school, "lacking.tar", |name| name.ends_with(".webp"), None).await;
    assert!(lacking.contains("is missing in the archive"), "{lacking}");
    let strange = repacked(&school, "strange.tar", |_| false, Some("../../etc/passwd")).await;
    assert!(strange.contains("does not belong"), "{strange}");
    let more = repacked(&school, "more.tar", |_| false, Some("photos/a/1.webp")).await;
    assert!(more.contains("not in its list"), "{more}");
    let twice = repacked(&school, "twice.tar", |_| false, Some(DATABASE)).await;
    assert!(twice.contains(DATABASE), "{twice}");
    std::fs::write(school.at("geheim.tar"), "het geheim van de smid ".repeat(100)).unwrap();
    let told = school.check("geheim.tar").await.unwrap_err();
    assert_eq!(told, "this is no archive of Kring", "and none of its words are repeated");
    let told = school.pack("nergens/a.tar").await.map(drop).unwrap_err().to_string();
    assert!(told.starts_with("there is no folder ") && told.contains("nergens:"), "{told}");
}

/// Packs the good archive anew, without the first entry that is left out and with one more; says why it is refused.
async fn repacked(school: &School, name: &str, leave_out: impl Fn(&str) -> bool, more: Option<&str>) -> String {
    let mut old = tar::Archive::new(File::open(school.at("good.tar")).unwrap());
    let mut new = tar::Builder::new(File::create(school.at(name)).unwrap());
    let mut left_out = false;
    for entry in old.entries().unwrap() {
        let mut entry = entry.unwrap();
        let path = entry.path().unwrap().display().to_string();
        if !left_out && leave_out(&path) {
            left_out = true;
            continue;
        }
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        add(&mut new, &path, &bytes);
    }
    if let Some(more) = more {
        add(&mut new, more, b"x");
    }
    new.finish().unwrap();
    school.check(name).await.unwrap_err()
}

fn add(tar: &mut tar::Builder<File>, name: &str, bytes: &[u8]) {
    let mut header = tar::Header::new_gnu();
    // The tar library would refuse a name that leads out; others would not.
    header.as_gnu_mut().unwrap().name[..name.len()].copy_from_slice(name.as_bytes());
    header.set_size(bytes.len() as u64);
    header.set_mode(0o600);
    header.set_cksum();
    tar.append(&header, bytes).unwrap();
}

#[tokio::test]
async fn a_photo_that_was_lost_before_is_named_and_keeps_nobody_from_a_backup() {
    let school = School::open().await;
    post(&school.app).await;
    let lost = first_file(&school.at("school/blobs"));
    std::fs::remove_file(&lost).unwrap();
    let packed = school.pack("one.tar").await.unwrap();
    assert_eq!(packed.manifest.missing.len(), 1, "{packed}");
    assert!(lost.ends_with(&packed.manifest.missing[0]));
    assert!(school.check("one.tar").await.unwrap().contains("1 files of photos were lost before"));
}

fn first_file(folder: &Path) -> PathBuf {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let first = paths.into_iter().next().unwrap();
    if first.is_dir() { first_file(&first) } else { first }
}

#[tokio::test]
async fn postgresql_is_not_copied_in_silence() {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings {
        database: Database::parse("postgres://kring@127.0.0.1/kring").unwrap(),
        ..Settings::below(folder.path())
    };
    let refused = pack(&settings, &folder.path().join("one.tar"), false).await.err().unwrap().to_string();
    assert!(refused.contains("pg_dump") && refused.contains("--photos-only"), "{refused}");
}

#[test]
fn only_names_of_photos_are_names_of_photos() {
    assert!(is_photo("photos/0193-ab/480.webp"));
    for name in [
        "photos/../x/1.webp",
        "photos/a/b/1.webp",
        "/photos/a/1.webp",
        "photos//1.webp",
        "photos/a/.webp",
        manifest::NAME,
    ] {
        assert!(!is_photo(name), "{name}");
    }
}
