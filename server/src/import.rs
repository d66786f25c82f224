//! The commands that take in files and people: what would change is printed before anything does. Nothing printed holds
//! personal data beyond what was typed: counts, codes and keys of the pupil administration.
use std::io::BufRead;
use std::path::{Path, PathBuf};

use app::access::{App, Robot};
use app::accounts;
use app::base::clock::zone;
use app::people::import::plan::Line;
use app::people::{self, Founding, ImportRefused, ImportReport, Which};
use clap::{Args, Subcommand};

use crate::commands::Outcome;

#[derive(Debug, Subcommand)]
pub enum File {
    /// Groups, pupils and teachers, as EDEXML from the pupil administration.
    Edexml {
        file: PathBuf,
        #[command(flatten)]
        how: How,
        /// Name of the school, when it is new here.
        #[arg(long, requires_all = ["board", "place"])]
        name: Option<String>,
        /// Name of its board, when the school is new here.
        #[arg(long, requires = "name")]
        board: Option<String>,
        /// Where it stands, when the school is new here.
        #[arg(long, requires = "name")]
        place: Option<String>,
        /// Go on although a quarter of the pupils or more would leave.
        #[arg(long)]
        many_may_leave: bool,
    },
    /// Who is guardian of whom, as CSV.
    Guardians {
        file: PathBuf,
        #[command(flatten)]
        how: How,
    },
}

#[derive(Debug, Args)]
pub struct How {
    /// BRIN of the school; needed when there is more than one.
    #[arg(long)]
    school: Option<String>,
    /// Say what would change, and change nothing.
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Subcommand)]
pub enum People {
    /// Confirm the roles that imports proposed.
    ConfirmRoles {
        /// BRIN of the school; needed when there is more than one.
        #[arg(long)]
        school: Option<String>,
    },
}

/// Takes in a file: first what would change, then, unless it is a dry run, the change itself.
pub async fn import(app: &App, file: File) -> Outcome {
    let robot = Robot::new(app, "import");
    let on = today(app);
    let (path, which, dry_run, school) = match file {
        File::Edexml { file, how, name, board, place, many_may_leave } => {
            let founding = name.zip(board).zip(place).map(|((name, board), place)| Founding { name, board, place });
            (file, Which { brin: how.school, founding, many_may_leave }, how.dry_run, true)
        }
        File::Guardians { file, how } => (file, Which { brin: how.school, ..Which::default() }, how.dry_run, false),
    };
    let bytes = read(&path)?;
    let run = async |dry_run| match school {
        true => people::import_school(&robot, &which, &bytes, &on, dry_run).await,
        false => people::import_guardians(&robot, &which, &bytes, &on, dry_run).await,
    };
    let report = run(true).await.map_err(explained)?;
    print(&report);
    if dry_run {
        println!("This was a dry run: nothing was changed.");
    } else if report.nothing && !report.new_school {
        println!("Nothing to do.");
    } else {
        run(false).await.map_err(explained)?;
        println!("Done.");
    }
    Ok(())
}

fn read(path: &Path) -> Outcome<Vec<u8>> {
    std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// Today where our schools are.
fn today(app: &App) -> String {
    app.clock.today(&zone("Europe/Amsterdam")).to_string()
}

fn print(report: &ImportReport) {
    let new = if report.new_school { " (new here)" } else { "" };
    println!("School {}{new}", report.brin);
    report.lines.iter().for_each(tell);
}

/// `pupils: 3 new (L-0001 L-0002 L-0003)`.
fn tell(line: &Line) {
    const SHOWN: usize = 8;
    let keys =
        line.keys.iter().filter(|key| !key.is_empty()).take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(" ");
    let more = if line.keys.len() > SHOWN { " …" } else { "" };
    let keys = if keys.is_empty() { String::new() } else { format!(" ({keys}{more})") };
    println!("  {}: {} {}{keys}", line.part, line.count, line.change);
}

/// A refusal in English, for whoever typed the command.
fn explained(refused: ImportRefused) -> String {
    match refused {
        ImportRefused::File(lines) => {
            let lines: Vec<String> = lines.iter().map(|refusal| format!("\n  {refusal}")).collect();
            format!("the file is refused, nothing was changed:{}", lines.concat())
        }
        ImportRefused::OtherSchool { file } => format!("this file is of school {file}; nothing was changed"),
        ImportRefused::UnknownSchool => {
            "there is no such school here; a new one needs --name, --board and --place with its EDEXML".into()
        }
        ImportRefused::WhichSchool => "there is more than one school here: say which with --school BRIN".into(),
        ImportRefused::ManyWouldLeave(lines) => {
            lines.iter().for_each(tell);
            "a quarter of the pupils or more would leave; nothing was changed. If that is right, add --many-may-leave"
                .into()
        }
        ImportRefused::Failed(failure) => format!("it did not work, nothing was changed: {failure}"),
    }
}

pub async fn people(app: &App, command: People) -> Outcome {
    let People::ConfirmRoles { school } = command;
    let robot = Robot::new(app, "confirm roles");
    let confirmed = people::confirm_roles(&robot, school.as_deref(), &today(app)).await.map_err(explained)?;
    for (key, role) in &confirmed {
        println!("  {role}: {key}");
    }
    println!("{} roles confirmed.", confirmed.len());
    Ok(())
}

/// Opens an account, or gives it a new password; the password is one line on standard input.
pub async fn account(app: &App, email: &str) -> Outcome {
    let robot = Robot::new(app, "account");
    let found = people::with_address(&robot, email).await?;
    let person = match found.as_slice() {
        [(person, _)] => person,
        [] => return Err("nobody here has this address".into()),
        _ => return Err("people at more than one school here have this address".into()),
    };
    eprintln!("The password, on one line:");
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    let password = line.trim_end_matches(['\r', '\n']);
    if !accounts::acceptable_password(password) {
        return Err("a password has 8 to 256 characters and is not one that everybody tries first".into());
    }
    let hash = accounts::password::hash(app, password.to_owned()).await?;
    accounts::open_account(&robot, person, email, &hash).await?;
    println!("The account is open.");
    Ok(())
}
