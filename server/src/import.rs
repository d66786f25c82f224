//! The commands that take in files: what would change is printed before anything does. Nothing printed holds personal data beyond
//! what was typed: counts, codes and keys of the pupil administration. Speaks Dutch, or the language that was asked for.
use std::path::{Path, PathBuf};

use app::access::{App, Duty, Robot};
use app::base::clock::zone;
use app::base::day::Day;
use app::base::language::Language;
use app::people::{
    self, Founding, ImportReport, Which,
    said::{self, Saying},
};
use clap::{Args, Subcommand, ValueEnum};
use edexml::plan::Covers;

use crate::commands::Outcome;

#[derive(Debug, Subcommand)]
pub enum File {
    /// Groups, pupils and teachers, as EDEXML from the pupil administration.
    Edexml {
        file: PathBuf,
        #[command(flatten)]
        how: How,
        /// Name of the school, when it is new here.
        #[arg(long)]
        name: Option<String>,
        /// Name of its board, when the school is new here.
        #[arg(long)]
        board: Option<String>,
        /// Where it stands, when the school is new here.
        #[arg(long)]
        place: Option<String>,
    },
    /// Who is guardian of whom, as CSV: the whole list, or with --add only some.
    Guardians {
        file: PathBuf,
        #[command(flatten)]
        how: How,
        /// Only add and change: whoever is not in this file stays.
        #[arg(long)]
        add: bool,
    },
}

#[derive(Debug, Args)]
pub struct How {
    #[command(flatten)]
    pub at: At,
    /// Say what would change, and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Go on although so many would end: the number that a refusal named.
    #[arg(long, value_name = "NUMBER")]
    may_end: Option<usize>,
    /// The day from which the file holds (2027-08-23); today, when it is not said.
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
}

#[derive(Debug, Args)]
pub struct At {
    /// BRIN of the school; needed when there is more than one.
    #[arg(long)]
    pub school: Option<String>,
    /// In which language to answer.
    #[arg(long, value_enum, default_value_t = Tongue::Nl)]
    language: Tongue,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Tongue {
    Nl,
    En,
}

impl At {
    pub fn language(&self) -> Language {
        match self.language {
            Tongue::Nl => Language::nl,
            Tongue::En => Language::en,
        }
    }
}

/// What was asked for, of whichever kind of file.
struct Asked {
    file: PathBuf,
    how: How,
    which: Which,
    is_school: bool,
}

/// Takes in a file: first what would change, then, unless it is a dry run, the change itself.
pub async fn import(app: &App, file: File) -> Outcome {
    let robot = Robot::new(app, Duty::Command("import"));
    let Asked { file, how, which, is_school } = asked(file);
    let language = how.at.language();
    let on = match how.from.as_deref().map(Day::typed) {
        Some(Some(day)) if day < today(app) => return Err(said::say(language, Saying::DayPast).into()),
        Some(Some(day)) => day,
        Some(None) => return Err(said::say(language, Saying::NotADay).into()),
        None => today(app),
    };
    let bytes = read(&file)?;
    let run = async |dry_run| match is_school {
        true => people::import_school(&robot, &which, &bytes, on, dry_run).await,
        false => people::import_guardians(&robot, &which, &bytes, on, dry_run).await,
    };
    let explained = |refused| said::refused(language, &refused);
    let report = run(true).await.map_err(explained)?;
    print(language, &report);
    if how.dry_run {
        if report.new_school && which.founding.is_none() {
            println!("{}", said::say(language, Saying::NeedsName));
        }
        println!("{}", said::say(language, Saying::DryRun));
    } else if report.nothing && !report.new_school {
        println!("{}", said::say(language, Saying::Nothing));
    } else {
        run(false).await.map_err(explained)?;
        println!("{}", said::say(language, Saying::Done));
    }
    Ok(())
}

fn asked(file: File) -> Asked {
    match file {
        File::Edexml { file, how, name, board, place } => {
            let founding = name.zip(board).zip(place).map(|((name, board), place)| Founding { name, board, place });
            let which = Which { founding, ..which(&how) };
            Asked { file, how, which, is_school: true }
        }
        File::Guardians { file, how, add } => {
            let which = Which { covers: if add { Covers::Some } else { Covers::Everybody }, ..which(&how) };
            Asked { file, how, which, is_school: false }
        }
    }
}

fn which(how: &How) -> Which {
    Which { brin: how.at.school.clone(), may_end: how.may_end, day_named: how.from.is_some(), ..Which::default() }
}

fn read(path: &Path) -> Outcome<Vec<u8>> {
    std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// Today where our schools are.
pub fn today(app: &App) -> Day {
    app.clock.today(&zone("Europe/Amsterdam"))
}

fn print(language: Language, report: &ImportReport) {
    let brin = report.brin.as_str();
    let school = if report.new_school { Saying::NewSchool(brin) } else { Saying::School(brin) };
    println!("{}", said::say(language, school));
    report.lines.iter().for_each(|line| println!("  {}", said::line(language, line)));
}
