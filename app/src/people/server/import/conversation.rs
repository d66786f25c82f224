//! Taking in a file in the browser, as a conversation: somebody brings it, sees what it is and what it would change, takes that over
//! group by group, and for a day takes it back.
use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};

use edexml::plan::{Covers, Part};
use edexml::{Refusal, encoding};

use super::content::{Content, Kind};
use super::planned::{Order, Planned};
use super::report::{About, Report};
use super::{ImportRefused, Which, words};
use crate::access::audit::{self, Done};
use crate::access::{Manage, May, PersonId, Robot, SchoolId, Viewer, Work, later};
use crate::base::clock::Moment;
use crate::base::day::Day;
use crate::base::db::{Tx, broken};
use crate::base::failure::{Failure, Problem, Result};
use crate::base::jobs::{Ended, Job, Lane};
use crate::base::language::{Language, code};
use crate::people::server::store::brought::{self, Brought, ImportId, TakenId, Taking};
use crate::people::server::store::images::{Differences, Images, undo};
use crate::people::server::store::{Place, Trial, brin};
use crate::say;
use crate::shell::follow;

/// So long a file is looked at, and what was taken over can be taken back.
pub const KEPT_FOR: i64 = Moment::DAY;

/// A file as it came.
#[derive(Debug, Clone)]
pub struct Arrived {
    pub bytes: Vec<u8>,
    pub covers: Covers,
    /// The day from which it holds, if somebody named one.
    pub day: Option<Day>,
}

/// Who does what, where and when.
#[derive(Debug, Clone)]
struct Turn {
    place: Place,
    by: PersonId,
}

fn turn(viewer: &Viewer, on: Day) -> Turn {
    Turn { place: Place::of(viewer, on), by: viewer.person.clone() }
}

/// What is written beside the rows, so that an undoing knows when they began to hold.
#[derive(Debug, Serialize, Deserialize)]
struct Way {
    on: Day,
    rows: Differences,
}

/// Keeps what was read of a file, with what it would change.
pub async fn bring(viewer: &Viewer, _may: &May<Manage, SchoolId>, arrived: Arrived) -> Result<ImportId> {
    let day = (arrived.day.unwrap_or(viewer.today), arrived.day.is_some());
    let read = move || {
        let about = about(&arrived);
        (Content::of(&arrived.bytes, arrived.covers), about)
    };
    let (content, about) = tokio::task::spawn_blocking(read).await.map_err(|error| broken(&error))?;
    let args = (turn(viewer, day.0), content, about, day);
    viewer
        .db()
        .write(args, |tx, (turn, content, about, day)| {
            Box::pin(async move { bring_in(tx, turn, content, about, *day).await })
        })
        .await
}

fn about(arrived: &Arrived) -> About {
    let encoding = encoding(&arrived.bytes).unwrap_or_default().to_owned();
    About { encoding, some: arrived.covers == Covers::Some, ..About::default() }
}

async fn bring_in(
    tx: &mut Tx,
    turn: &Turn,
    content: &std::result::Result<Content, Vec<Refusal>>,
    about: &About,
    day: (Day, bool),
) -> Result<ImportId> {
    let id = ImportId::new(turn.place.now);
    let report = match content {
        Ok(content) => look(tx, turn, content, about, day).await?,
        Err(refusals) => refused(about.clone(), &ImportRefused::File(refusals.clone())),
    };
    let brought = Brought {
        id: id.clone(),
        kind: content.as_ref().map_or("", |content| content.kind().code()).to_owned(),
        holds_on: day.0,
        day_named: day.1,
        content: content.as_ref().map_or(Ok(String::new()), json)?,
        report: json(&report)?,
        version: 0,
        brought_at: turn.place.now,
    };
    brought::keep(tx, &turn.place, &turn.by, &brought).await?;
    later(tx, &turn.place.school, &Forget {}, turn.place.now.plus(KEPT_FOR)).await?;
    Ok(id)
}

fn json<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| broken(&error))
}

fn read<T: for<'d> Deserialize<'d>>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| broken(&error))
}

/// What a page shows of a file that was brought.
pub fn report(brought: &Brought) -> Result<Report> {
    read(&brought.report)
}

fn refused(about: About, refused: &ImportRefused) -> Report {
    let sentences = |language: Language| (code(language).to_owned(), words::refusals(language, refused));
    let begins = if let ImportRefused::LaterYear { begins, .. } = refused { Some(*begins) } else { None };
    Report { about, refused: [Language::nl, Language::en].map(sentences).into(), begins, ..Report::default() }
}

/// Of the school with this BRIN.
async fn planned(
    tx: &mut Tx,
    (turn, brin): (&Turn, &str),
    content: &Content,
    day: (Day, bool),
) -> Result<std::result::Result<Planned, ImportRefused>> {
    let which = Which { brin: Some(brin.to_owned()), day_named: day.1, ..Which::default() };
    Planned::of(tx, &Order::new(which, content.clone(), day.0, turn.place.now, true)).await
}

/// What a file would change today; all of it is tried and taken back, because only by doing it one learns which talks end.
async fn look(tx: &mut Tx, turn: &Turn, content: &Content, about: &About, day: (Day, bool)) -> Result<Report> {
    let brin = brin(tx, &turn.place.school).await?;
    let about = about_of(about, content, &brin);
    let planned = match planned(tx, (turn, &brin), content, day).await? {
        Ok(planned) => planned,
        Err(why) => return Ok(refused(about, &why)),
    };
    let mut ends = Vec::new();
    if !planned.is_empty() {
        let trial = Trial::begin(tx, true).await?;
        planned.apply(tx).await?;
        ends = follow(tx, &planned.place().following()).await?;
        trial.end(tx).await?;
    }
    let ends = ends.into_iter().map(|(what, count)| (what.to_owned(), count)).collect();
    Ok(Report::of(&planned, about, ends))
}

fn about_of(about: &About, content: &Content, brin: &str) -> About {
    let count = |what: &str, count: usize| (what.to_owned(), count);
    let (year, counts) = match content {
        Content::School(file) => {
            let counts = vec![
                count("groups", file.groups.len()),
                count("pupils", file.pupils.len()),
                count("teachers", file.teachers.len()),
            ];
            (file.school.school_year.clone(), counts)
        }
        Content::Guardians { rows, .. } => (String::new(), vec![count("links", rows.len())]),
    };
    About { brin: brin.to_owned(), year, counts, ..about.clone() }
}

/// What came of an attempt to take something over.
enum Took {
    Done,
    /// What somebody looked at is not what it would do now; there is a new report.
    Changed,
    /// So much would end: the number was not typed, or was another.
    Braked(Problem),
}

/// Takes one group of changes over. `seen`: the version of the report that was looked at; `typed`: the number of endings, where that is asked.
pub async fn take(viewer: &Viewer, may: &May<Manage, ImportId>, part: Part, seen: i64, typed: &str) -> Result<()> {
    let args = (turn(viewer, viewer.today), may.thing().clone(), part, seen, typed.trim().to_owned());
    let took = viewer.db().write(args, |tx, (turn, id, part, seen, typed)| {
        Box::pin(async move { take_in(tx, turn, id, (*part, *seen, typed)).await })
    });
    match took.await? {
        Took::Done => Ok(()),
        Took::Changed => Err(Failure::invalid("part", Problem::Changed)),
        Took::Braked(problem) => Err(Failure::invalid("count", problem)),
    }
}

async fn take_in(tx: &mut Tx, turn: &Turn, id: &ImportId, (part, seen, typed): (Part, i64, &str)) -> Result<Took> {
    let held = brought::hold(tx, id).await?.ok_or(Failure::Gone)?;
    let (report, content): (Report, Content) = (read(&held.report)?, read(&held.content)?);
    let day = (held.holds_on, held.day_named);
    let brin = brin(tx, &turn.place.school).await?;
    let Ok(planned) = planned(tx, (turn, &brin), &content, day).await? else {
        return renew(tx, turn, &held, &content, day).await.map(|()| Took::Changed);
    };
    let now = Report::of(&planned, report.about.clone(), Vec::new());
    let Some(shown) = report.part(part).filter(|_| held.version == seen && report.part(part) == now.part(part)) else {
        return renew(tx, turn, &held, &content, day).await.map(|()| Took::Changed);
    };
    if let Some(brake) = shown.brake.filter(|brake| typed != brake.to_string()) {
        let problem = if typed.is_empty() { Problem::Required } else { Problem::Wrong };
        tracing::info!(brake, "so many endings were not confirmed");
        return Ok(Took::Braked(problem));
    }
    let planned = planned.part(part);
    let place = planned.place();
    let before = Images::of(tx, &place.school).await?;
    planned.apply(tx).await?;
    let taken = TakenId::new(place.now);
    audit::note(tx, &place.by(Some(turn.by.clone())), planned.done(), taken.as_str()).await?;
    follow(tx, &place.following()).await?;
    let rows = before.until(&Images::of(tx, &place.school).await?);
    let undo = json(&Way { on: place.on, rows })?;
    let taking = Taking { id: taken, kind: held.kind.clone(), part: part.code(), changes: shown.count, undo };
    brought::note(tx, place, &turn.by, &taking).await?;
    later(tx, &place.school, &Forget {}, place.now.plus(KEPT_FOR)).await?;
    renew(tx, turn, &held, &content, day).await?;
    Ok(Took::Done)
}

async fn renew(tx: &mut Tx, turn: &Turn, held: &Brought, content: &Content, day: (Day, bool)) -> Result<()> {
    let old: Report = read(&held.report)?;
    let report = look(tx, turn, content, &old.about, day).await?;
    brought::renew(tx, &held.id, day, &json(&report)?).await
}

/// Looks at the same file from another day on.
pub async fn set_day(viewer: &Viewer, may: &May<Manage, ImportId>, day: Day) -> Result<()> {
    look_from(viewer, may, Some(day)).await
}

/// The file that is looked at, where somebody changed something from its page: `import`.
pub async fn looked_at(viewer: &Viewer, import: String) -> Result<Option<May<Manage, ImportId>>> {
    match import.as_str() {
        "" => Ok(None),
        _ => viewer.may(Manage, ImportId::from(import)).await.map(Some),
    }
}

/// Looks at that file once more: something changed here.
pub async fn look_again(viewer: &Viewer, file: Option<May<Manage, ImportId>>) -> Result<()> {
    match file {
        Some(may) => look_from(viewer, &may, None).await,
        None => Ok(()),
    }
}

async fn look_from(viewer: &Viewer, may: &May<Manage, ImportId>, day: Option<Day>) -> Result<()> {
    let args = (turn(viewer, viewer.today), may.thing().clone(), day);
    viewer
        .db()
        .write(args, |tx, (turn, id, day)| {
            Box::pin(async move {
                let held = brought::hold(tx, id).await?.ok_or(Failure::Gone)?;
                // A file that could not be read holds from no day.
                Kind::from_code(&held.kind).ok_or(Failure::Gone)?;
                let content = read(&held.content)?;
                let day = day.map_or((held.holds_on, held.day_named), |day| (day, true));
                renew(tx, turn, &held, &content, day).await
            })
        })
        .await
}

/// Throws a file away.
pub async fn leave(viewer: &Viewer, may: &May<Manage, ImportId>) -> Result<()> {
    viewer.db().write(may.thing().clone(), |tx, id| Box::pin(brought::forget(tx, id))).await
}

/// Takes the last group of changes back that was taken over; says how much of it stays.
pub async fn take_back(viewer: &Viewer, may: &May<Manage, TakenId>) -> Result<usize> {
    let args = (turn(viewer, viewer.today), may.thing().clone());
    viewer.db().write(args, |tx, (turn, id)| Box::pin(take_back_in(tx, turn, id))).await
}

async fn take_back_in(tx: &mut Tx, turn: &Turn, id: &TakenId) -> Result<usize> {
    // Two who take back follow each other, and an import that runs.
    brin(tx, &turn.place.school).await?;
    let last = brought::last_taken(tx, &turn.place.school).await?;
    let (_, way) = last.filter(|(last, _)| last == id).ok_or(Failure::invalid("taken", Problem::Changed))?;
    if way.is_empty() {
        return Err(Failure::invalid("taken", Problem::Closed));
    }
    let way: Way = read(&way)?;
    let place = Place { on: way.on, ..turn.place.clone() };
    let kept = undo(tx, &place, &way.rows).await?;
    brought::note_undone(tx, id, place.now).await?;
    audit::note(tx, &place.by(Some(turn.by.clone())), Done::ImportUndone, id.as_str()).await?;
    follow(tx, &turn.place.following()).await?;
    Ok(kept)
}

/// Forgetting what was brought in, when its day is over.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Forget {}

impl Work for Forget {
    const KIND: &'static str = "people/forget-imports";
    const LANE: Lane = Lane::Rest;

    fn words(language: Language) -> String {
        say!(language, import.forgetting)
    }

    fn run<'r>(self, robot: &'r Robot, _job: &'r Job) -> BoxFuture<'r, Result<Ended>> {
        Box::pin(async move {
            let before = robot.app().clock.now().plus(-KEPT_FOR);
            robot.db().write(before, |tx, before| Box::pin(brought::sweep(tx, *before))).await?;
            Ok(Ended::Done)
        })
    }
}
