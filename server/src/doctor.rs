//! `kring doctor`: tries everything that the settings name, one line each, with what to do. Changes nothing that stays.
use std::path::Path;
use std::process::Command;

use app::access::{App, Duty, Robot};
use app::base::blobs::Blobs;
use app::base::clock::{Clock, Moment};
use app::base::mail::verdict::explained;
use app::base::settings::{BlobPlace, Database, MailPlace, Settings};
use app::base::site::Site;
use app::base::{jobs, trial};
use app::people;

use crate::commands::{Outcome, existing};

/// Less than this on a disk, and photos soon fail.
const LEAST_ROOM: u64 = 512 * 1024;
/// 1 January 2026: no clock that is right stands before.
const BEGAN: Moment = Moment(1_767_225_600_000_000);
/// So many mails with one problem are no accident.
const ACCIDENTS: i64 = 10;

#[derive(Debug, Default)]
struct Sheet {
    faults: usize,
}

impl Sheet {
    fn ok(&self, what: &str, told: &str) {
        println!("ok     {what:<11} {told}");
    }

    fn fault(&mut self, what: &str, told: &str) {
        self.faults += 1;
        println!("FAULT  {what:<11} {told}");
    }

    fn tell<E: std::fmt::Display>(&mut self, what: &str, found: Result<String, E>) {
        match found {
            Ok(told) => self.ok(what, &told),
            Err(told) => self.fault(what, &told.to_string()),
        }
    }

    fn end(self) -> Outcome {
        match self.faults {
            0 => Ok(()),
            1 => Err("there is a fault".into()),
            faults => Err(format!("there are {faults} faults").into()),
        }
    }
}

pub async fn examine(file: Option<&Path>) -> Outcome {
    let mut sheet = Sheet::default();
    let settings = match Settings::load(file) {
        Ok(settings) => settings,
        Err(mistakes) => {
            mistakes.0.iter().for_each(|mistake| sheet.fault("settings", mistake));
            return sheet.end();
        }
    };
    sheet.ok("settings", "understood, and the folders can be written");
    sheet.ok("public_url", &public(&settings));
    for (what, folder) in folders(&settings) {
        sheet.tell(what, room(&folder));
    }
    sheet.tell("blobs", blobs(&settings).await);
    let settings = match existing(settings) {
        Ok(settings) => settings,
        Err(none) => {
            sheet.fault("database", &none.to_string());
            return sheet.end();
        }
    };
    match App::open(settings, Site::default(), Clock::System).await {
        Err(error) => sheet.fault("database", &format!("cannot be opened: {error}")),
        Ok(app) => {
            school(&mut sheet, &app).await;
            app.close().await;
        }
    }
    sheet.end()
}

/// What needs the database, and the mail server.
async fn school(sheet: &mut Sheet, app: &App) {
    let robot = Robot::new(app, Duty::Command("doctor"));
    sheet.tell("database", database(&robot).await);
    for told in schools(&robot).await {
        sheet.tell("school", told);
    }
    sheet.tell("clock", clock(&robot).await);
    sheet.tell("mail", mail(app).await);
    sheet.tell("jobs", given_up(&robot).await);
    for told in standing_still(&robot).await {
        sheet.fault("jobs", &told);
    }
}

fn public(settings: &Settings) -> String {
    let here = if settings.secure() && settings.public_url.starts_with("https://") {
        "open it in a browser to see that the web server before Kring passes it on"
    } else {
        "this computer only"
    };
    format!("{}: {here}", settings.public_url)
}

fn folders(settings: &Settings) -> Vec<(&'static str, std::path::PathBuf)> {
    let mut folders = Vec::new();
    if let Database::Sqlite(path) = &settings.database {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        folders.push(("database", folder.unwrap_or(Path::new(".")).to_owned()));
    }
    if let BlobPlace::Disk(folder) = &settings.blobs {
        folders.push(("blobs", folder.clone()));
    }
    folders
}

/// Asks the system how much room a disk has; a system without `df` is asked nothing.
fn room(folder: &Path) -> Result<String, String> {
    let answer = Command::new("df").arg("-Pk").arg(folder).output();
    let text = answer.map(|answer| String::from_utf8_lossy(&answer.stdout).into_owned()).unwrap_or_default();
    let free = text.lines().nth(1).and_then(|line| line.split_whitespace().nth(3)?.parse::<u64>().ok());
    let place = folder.display();
    match free {
        None => Ok(format!("the room at {place} could not be asked")),
        Some(free) if free < LEAST_ROOM => {
            Err(format!("only {} MB are free at {place}: make room, or photos cannot be kept", free / 1024))
        }
        Some(free) => Ok(format!("{} MB are free at {place}", free / 1024)),
    }
}

async fn blobs(settings: &Settings) -> Result<String, String> {
    let blobs = Blobs::open(&settings.blobs).map_err(|error| format!("cannot be opened: {error}"))?;
    let tried = trial::file(&blobs).await;
    tried.map_err(|_| "a file could not be written, read and removed: the line above says why")?;
    Ok("a file was written, read and removed".into())
}

async fn database(robot: &Robot) -> Result<String, String> {
    let words = robot.db().described().await.map_err(|error| format!("does not answer: {error}"))?;
    let tried = trial::row(robot.db(), robot.app().clock.now()).await;
    tried.map_err(|_| "a row could not be written and removed: the line above says why")?;
    if words.ends_with("UTF-8") || words.ends_with("UTF8") {
        Ok(format!("{words}: a row was written, read and removed"))
    } else {
        Err(format!("{words}: the encoding must be UTF8, make the database anew with ENCODING 'UTF8'"))
    }
}

/// Whom it holds: a wrong database is sound, too.
async fn schools(robot: &Robot) -> Vec<Result<String, String>> {
    const NONE: &str = "there is none in this database: look at `database` in the settings, or import its files";
    match people::schools(robot).await {
        Err(failure) => vec![Err(failure.to_string())],
        Ok(schools) if schools.is_empty() => vec![Err(NONE.into())],
        Ok(schools) => schools.into_iter().map(|school| Ok(described(&school))).collect(),
    }
}

fn described(school: &people::Described) -> String {
    let people::Described { name, brin, pupils, guardians, staff, waiting } = school;
    let wait =
        if *waiting == 0 { String::new() } else { format!("; {waiting} guardians wait: `kring people guardians`") };
    format!("{name} ({brin}): {pupils} pupils, {guardians} guardians, {staff} staff{wait}")
}

async fn clock(robot: &Robot) -> Result<String, String> {
    const SET: &str = "set the clock of this machine, and let it follow a time server";
    let now = robot.app().clock.now();
    let seen = trial::last_seen(robot.db()).await.map_err(|failure| failure.to_string())?;
    if now < BEGAN {
        return Err(format!("stands before 2026: {SET}"));
    }
    if seen.is_some_and(|seen| seen > now.plus(10 * Moment::MINUTE)) {
        return Err(format!("stands before the moment at which somebody was here last: {SET}"));
    }
    Ok(format!("{} in Amsterdam", now.local(&app::base::clock::zone("Europe/Amsterdam")).strftime("%Y-%m-%d %H:%M")))
}

async fn mail(app: &App) -> Result<String, String> {
    match &app.settings.mail {
        MailPlace::Folder(folder) => Ok(format!("is laid into {}: nothing leaves this machine", folder.display())),
        MailPlace::Memory => Ok("goes nowhere".into()),
        MailPlace::Smtp(smtp) => match app.mail.greet(&|_| ()).await {
            Ok(()) => Ok(format!("{smtp} lets us in; `kring mail test ADDRESS` sends one")),
            Err(why) => Err(format!("{smtp}: {} ({})", explained(why.code()), why.code())),
        },
    }
}

async fn given_up(robot: &Robot) -> Result<String, String> {
    match jobs::dead(robot.db()).await.map_err(|failure| failure.to_string())? {
        0 => Ok(match failing(robot).await?.iter().map(|trouble| trouble.jobs).sum::<i64>() {
            0 => "none was given up".into(),
            failed => format!("none was given up, {failed} did not succeed yet: `kring jobs` shows why"),
        }),
        count => {
            Err(format!("{count} were given up: `kring jobs` shows them, `kring jobs revive all` tries them again"))
        }
    }
}

async fn failing(robot: &Robot) -> Result<Vec<jobs::Trouble>, String> {
    jobs::troubles(robot.db()).await.map_err(|failure| failure.to_string())
}

/// Lanes that stand still for one and the same reason.
async fn standing_still(robot: &Robot) -> Vec<String> {
    let troubles = failing(robot).await.unwrap_or_default();
    let many = troubles.into_iter().filter(|trouble| trouble.jobs > ACCIDENTS);
    many.map(|trouble| {
        let jobs::Trouble { lane, problem, jobs } = trouble;
        format!("{lane} is not leaving: {problem} ({jobs} wait): {}", explained(&problem))
    })
    .collect()
}
