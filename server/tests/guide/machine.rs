//! The computer of the guide, in a folder: its paths lie below that folder, its services are processes, and a command that the guide does
//! not use yet is refused, so that nothing in the guide goes untried.
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use app::base::clock::{Clock, zone};
use tempfile::TempDir;

use crate::blocks::words;
use crate::browser::Browser;

/// What somebody types when a password is asked for.
pub const PASSWORD: &str = "drie gele laarzen";
/// Folders of the machine that the guide names.
const PLACES: [&str; 6] =
    ["/var/lib/kring", "/var/backups/kring", "/etc/kring", "/etc/systemd/system", "/etc/caddy", "/etc/nginx"];

pub struct Machine {
    folder: TempDir,
    pub port: u16,
    service: Option<Unit>,
}

/// A running server; ends when it is dropped.
pub struct Unit(Child);

impl Drop for Unit {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

impl Machine {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for place in ["etc/systemd/system", "etc/caddy", "etc/nginx/sites-available", "home", "site"] {
            std::fs::create_dir_all(folder.path().join(place)).expect("a folder");
        }
        // What a browser loads is not in a binary that was built for tests; the pages need no more than its list.
        let names = r#"{"css":"/pkg/a.css","parents":{"js":"/pkg/a.js","wasm":"/pkg/a.wasm"},"staff":{"js":"/pkg/b.js","wasm":"/pkg/b.wasm"}}"#;
        std::fs::write(folder.path().join("site/manifest.json"), names).expect("a list");
        Machine { folder, port: free_port(), service: None }
    }

    /// As the guide says it, and as it is here.
    pub fn here(&self, text: &str) -> String {
        let root = self.folder.path().display().to_string();
        let mut text = text.replace("127.0.0.1:3000", &format!("127.0.0.1:{}", self.port));
        for place in PLACES {
            text = text.replace(place, &format!("{root}{place}"));
        }
        // The export of whoever reads the guide is of the year that it is then.
        text = text.replace("2026-2027", &school_year());
        text.replace("docs/install/", &format!("{}/", install().display()))
    }

    /// A file of the guide, as it is here.
    pub fn write(&self, name: &str, text: &str) {
        self.save(&self.here(name), &self.here(text));
    }

    pub fn save(&self, name: &str, text: &str) {
        let path = self.home().join(name);
        std::fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.here(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Where the reader of the guide stands while typing.
    fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// Does what one line says, one after the other; answers with what the programs said.
    pub fn run(&mut self, line: &str) -> String {
        line.split(" && ").map(|line| self.run_one(line)).collect()
    }

    fn run_one(&mut self, line: &str) -> String {
        let mut words = words(&self.here(line));
        if words.first().is_some_and(|word| word == "sudo") {
            words.remove(0);
            if words.first().is_some_and(|word| word == "-u") {
                assert_eq!(words[1], "kring", "only as kring: {line}");
                words.drain(..2);
            }
        }
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match words.as_slice() {
            ["cargo", "xtask", "build", "--release"] => String::new(),
            ["useradd", "--system", "--home-dir", _, "--shell", "/usr/sbin/nologin", "kring"] => String::new(),
            ["chown", "root:kring", path] => std::fs::metadata(path).map(|_| String::new()).expect(line),
            ["chmod", mode, path] => mode_of(path, mode),
            ["install", "-o", "kring", "-g", "kring", "-m", mode, from, to] => {
                std::fs::copy(self.home().join(from), to).expect(line);
                mode_of(to, mode)
            }
            ["install", rest @ ..] => install_as(rest, line),
            ["rm", paths @ ..] => {
                paths.iter().for_each(|path| std::fs::remove_file(path).expect(line));
                String::new()
            }
            ["systemctl", rest @ ..] => self.systemctl(rest, line),
            ["curl", url] => ask(url),
            // The mail server of the guide does not exist: what is asked here is whether one is told so.
            ["kring", "mail", "test", ..] | ["kring", "doctor", ..] => self.explained(&words[1..], line),
            ["kring", args @ ..] => self.kring(args, line),
            _ => panic!("the guide says «{line}», and nobody knows what that does"),
        }
    }

    /// Runs a program that finds a fault, and says which.
    fn explained(&self, args: &[&str], line: &str) -> String {
        let output = self.command(args).output().expect("kring starts");
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(!output.status.success(), "«{line}» finds nothing:\n{said}");
        said
    }

    /// Runs the program to its end, which must be a good one.
    fn kring(&self, args: &[&str], line: &str) -> String {
        let mut child = self.command(args).stdin(Stdio::piped()).spawn().expect("kring starts");
        let typed = if args.first() == Some(&"account") { format!("{PASSWORD}\n") } else { String::new() };
        child.stdin.take().expect("an input").write_all(typed.as_bytes()).ok();
        let output = child.wait_with_output().expect("kring ends");
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "«{line}» says:\n{said}");
        said
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kring"));
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("KRING_")) {
            command.env_remove(name);
        }
        command.args(args).current_dir(self.home()).env_remove("RUST_LOG");
        command.env("KRING_SITE", self.folder.path().join("site"));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn systemctl(&mut self, words: &[&str], line: &str) -> String {
        match words {
            ["daemon-reload"] => {}
            ["enable", "--now", "kring"] | ["restart", "kring"] => {
                if let Some(service) = self.service.take() {
                    stop(service);
                }
                let start = self.starts("kring.service");
                self.service = Some(self.serve(&start));
            }
            // It would run at night; here it runs at once.
            ["enable", "--now", "kring-backup.timer"] => {
                assert!(self.read("/etc/systemd/system/kring-backup.timer").contains("OnCalendar="));
                let start = self.starts("kring-backup.service");
                let args: Vec<&str> = start.iter().map(String::as_str).collect();
                self.kring(&args, line);
            }
            _ => panic!("the guide says «{line}», and there is no such service"),
        }
        String::new()
    }

    /// What a unit starts, as it lies on the machine: the arguments for our program.
    fn starts(&self, unit: &str) -> Vec<String> {
        let text = self.read(&format!("/etc/systemd/system/{unit}"));
        let start = text.lines().find_map(|line| line.strip_prefix("ExecStart=")).expect("ExecStart");
        let mut words = words(&self.here(start));
        assert_eq!(words.remove(0), "/usr/local/bin/kring", "{unit}");
        words
    }

    /// Starts a server, and waits until it says that it serves.
    pub fn serve(&self, args: &[impl AsRef<str>]) -> Unit {
        let args: Vec<&str> = args.iter().map(AsRef::as_ref).collect();
        let mut service = Unit(self.command(&args).spawn().expect("the server starts"));
        let mut said = BufReader::new(service.0.stderr.take().expect("a log"));
        let (mut line, mut log) = (String::new(), String::new());
        while said.read_line(&mut line).expect("a line") > 0 {
            log.push_str(&line);
            if line.contains("serving") {
                // Whatever it says later must not fill the pipe.
                std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
                return service;
            }
            line.clear();
        }
        panic!("the server ended before it served:\n{log}");
    }
}

fn school_year() -> String {
    let today = Clock::System.today(&zone("Europe/Amsterdam"));
    let begins = if today.month() >= 8 { today.year() } else { today.year() - 1 };
    format!("{begins}-{}", begins + 1)
}

/// As systemd does.
fn stop(mut service: Unit) {
    let id = service.0.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().expect("kill").success());
    assert!(service.0.wait().expect("an end").success(), "the server stops in order");
}

pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port").port()
}

/// The folder with the files that schools copy.
pub fn install() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/install").canonicalize().expect("docs/install")
}

fn mode_of(path: &str, mode: &str) -> String {
    let mode = u32::from_str_radix(mode, 8).expect("a mode");
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect(path);
    String::new()
}

fn install_as(words: &[&str], line: &str) -> String {
    match words {
        ["-d", "-o", _, "-g", "kring", "-m", mode, folder] => {
            std::fs::create_dir_all(folder).expect(line);
            mode_of(folder, mode)
        }
        ["-m", "755", "target/release/kring", "/usr/local/bin/kring"] => String::new(),
        ["-m", "644", from, to] => std::fs::copy(from, to).map(|_| String::new()).expect(line),
        _ => panic!("the guide says «{line}», and nobody knows what that installs"),
    }
}

fn ask(url: &str) -> String {
    let (host, path) = url.trim_start_matches("http://").split_once('/').expect("a path");
    let port = host.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
    let answer = Browser::new(port).get(&format!("/{path}"));
    assert_eq!((answer.status, answer.text().as_str()), (200, "ready"), "{url}");
    answer.text()
}

/// Reads everything that comes, for those who speak HTTP by hand.
pub fn all(mut from: impl Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes).ok();
    bytes
}
