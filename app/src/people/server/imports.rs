//! Taking in the two files of a school: read, compare, write, all or nothing. Says what changed in counts and keys;
//! never in names. Refusals are values: a broken file, another school, another year, more endings than somebody said.
use std::collections::{BTreeMap, BTreeSet};

use edexml::guardians::{self, GuardianRow};
use edexml::plan::{self, Covers, Current, Ending, Line, plan_guardians, plan_school};
use edexml::school::{self, Edex};
use edexml::{Reason, Refusal};

use super::store::{self, Place};
use super::years::{self, WrongYear};
use super::{kept, location, which};
use crate::access::audit::{self, Done};
use crate::access::{Ended, Robot, SchoolId};
use crate::base::day::Day;
use crate::base::db::Tx;
use crate::base::failure::{Failure, Result};
use crate::shell::follow;

/// The school that a file is for, and what somebody said about it.
#[derive(Debug, Clone, Default)]
pub struct Which {
    /// BRIN. Without it: what the file says, or the only school there is.
    pub brin: Option<String>,
    /// What to call the school when it is new.
    pub founding: Option<Founding>,
    /// Somebody looked: exactly so many endings are right.
    pub may_end: Option<usize>,
    /// Somebody named the day from which the file holds.
    pub day_named: bool,
    /// What a list of guardians is about.
    pub covers: Covers,
}

#[derive(Debug, Clone)]
pub struct Founding {
    pub name: String,
    pub board: String,
    pub place: String,
}

#[derive(Debug, Clone)]
pub struct ImportReport {
    pub brin: String,
    /// Whether this file founds the school.
    pub new_school: bool,
    pub lines: Vec<Line>,
    /// Nothing new, nothing changed, nothing gone.
    pub nothing: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportRefused {
    File(Vec<Refusal>),
    /// The file is of another school than the one that was named.
    OtherSchool {
        file: String,
    },
    /// The school is known, but not this location of it.
    OtherLocation {
        file: String,
    },
    /// No such school; to found one, its name, board and place are needed.
    UnknownSchool,
    /// More than one school here: somebody has to say which.
    WhichSchool,
    /// Of a school year that is over, or earlier than the one the school is in.
    OlderYear {
        file: String,
    },
    /// Of a school year that begins on this day.
    LaterYear {
        file: String,
        begins: Day,
    },
    /// Not one of the children in it is known here.
    NobodyKnown,
    /// Probably the wrong file, or half of one: what would end, and the number that somebody has to name.
    ManyWouldEnd {
        lines: Vec<Line>,
        count: usize,
    },
    Failed(Failure),
}

type Outcome = std::result::Result<ImportReport, ImportRefused>;

struct Order<F> {
    which: Which,
    file: F,
    place: Place,
    dry_run: bool,
}

fn order<F>(robot: &Robot, which: &Which, file: F, on: Day, dry_run: bool) -> Order<F> {
    let now = robot.app().clock.now();
    Order { which: which.clone(), file, place: Place { school: SchoolId::new(now), on, now }, dry_run }
}

/// Takes in EDEXML. `on` is the day from which it holds. Twice the same file changes nothing the second time.
pub async fn import_school(robot: &Robot, which: &Which, bytes: &[u8], on: Day, dry_run: bool) -> Outcome {
    let file = school::read(bytes).map_err(ImportRefused::File)?;
    let order = order(robot, which, file, on, dry_run);
    robot
        .db()
        .write(order, |tx, order| Box::pin(school_in(tx, order)))
        .await
        .unwrap_or_else(|failure| Err(ImportRefused::Failed(failure)))
}

/// Takes in the list of guardians, of the school that `which` names.
pub async fn import_guardians(robot: &Robot, which: &Which, bytes: &[u8], on: Day, dry_run: bool) -> Outcome {
    let rows = guardians::read(bytes).map_err(ImportRefused::File)?;
    let order = order(robot, which, rows, on, dry_run);
    robot
        .db()
        .write(order, |tx, order| Box::pin(guardians_in(tx, order)))
        .await
        .unwrap_or_else(|failure| Err(ImportRefused::Failed(failure)))
}

async fn school_in(tx: &mut Tx, order: &Order<Edex>) -> Result<Outcome> {
    let (place, brin, new_school) = match school_of(tx, order).await? {
        Ok(found) => found,
        Err(refused) => return Ok(Err(refused)),
    };
    let year = &order.file.school.school_year;
    let known_year = store::running_year(tx, &place).await?;
    match years::check(year, known_year.as_deref(), place.on, order.which.day_named) {
        Some(WrongYear::Older) => return Ok(Err(ImportRefused::OlderYear { file: year.clone() })),
        Some(WrongYear::NotYet { begins }) => return Ok(Err(ImportRefused::LaterYear { file: year.clone(), begins })),
        None => {}
    }
    let current = store::current(tx, &place).await?;
    if nobody_known(&current, &order.file) {
        return Ok(Err(ImportRefused::NobodyKnown));
    }
    let file = kept::school(order.file.clone(), &addresses_of(&current), &store::addresses(tx, &place).await?);
    let on = place.on.to_string();
    let plan = plan_school(&current, &file, &on);
    let new_year = known_year.as_ref().is_some_and(|known| known != year);
    if let Some(refused) = braked(plan::of_school(&current, &plan, new_year, &on), &order.which) {
        return Ok(Err(refused));
    }
    let mut ended = Vec::new();
    if !(order.dry_run && new_school) {
        let trial = store::Trial::begin(tx, order.dry_run).await?;
        store::year(tx, &place, year).await?;
        store::apply_school(tx, &place, &current, &plan).await?;
        audit::note(tx, &place.by(None), Done::SchoolImported, "").await?;
        ended = follow(tx, &place.following()).await?;
        trial.end(tx).await?;
    }
    let lines = plan.summary().into_iter().chain(ends(ended)).chain(remarks(&file)).collect();
    Ok(Ok(ImportReport { brin, new_school, lines, nothing: plan.is_empty() }))
}

async fn guardians_in(tx: &mut Tx, order: &Order<Vec<GuardianRow>>) -> Result<Outcome> {
    let (brin, school) = match which::the_school(tx, order.which.brin.as_deref()).await? {
        Ok(found) => found,
        Err(refused) => return Ok(Err(refused)),
    };
    let place = Place { school, ..order.place.clone() };
    let addresses = store::addresses(tx, &place).await?;
    let current = store::guardians(tx, &place, &addresses).await?;
    if !order.file.iter().any(|row| current.pupil_keys.contains(&row.pupil_key)) {
        return Ok(Err(ImportRefused::NobodyKnown));
    }
    let rows = kept::guardians(order.file.clone(), &addresses);
    let on = place.on.to_string();
    let plan = plan_guardians(&current, &rows, order.which.covers, &on);
    if let Some(refused) = braked(plan::of_guardians(&current, &plan, &on), &order.which) {
        return Ok(Err(refused));
    }
    let trial = store::Trial::begin(tx, order.dry_run).await?;
    store::apply_guardians(tx, &place, &plan).await?;
    audit::note(tx, &place.by(None), Done::GuardiansImported, "").await?;
    let ended = follow(tx, &place.following()).await?;
    trial.end(tx).await?;
    let lines = plan.summary().into_iter().chain(ends(ended)).collect();
    Ok(Ok(ImportReport { brin, new_school: false, lines, nothing: plan.is_empty() }))
}

/// Parents may have taken time off for it.
fn ends(ended: Vec<Ended>) -> impl Iterator<Item = Line> {
    ended.into_iter().map(|(part, count)| Line { part, change: "ends", count, keys: Vec::new() })
}

/// The one brake of every plan: too much would end, and nobody said so.
fn braked(endings: Vec<Ending>, which: &Which) -> Option<ImportRefused> {
    let count = plan::count(&endings);
    let said = which.may_end == Some(count);
    (plan::too_many(&endings) && !said).then(|| ImportRefused::ManyWouldEnd { lines: plan::lines(&endings), count })
}

/// A school has pupils, and not one of them is in the file: it is of somewhere else, or empty.
fn nobody_known(current: &Current, file: &Edex) -> bool {
    let keys: BTreeSet<&str> = file.pupils.iter().map(|pupil| pupil.key.as_str()).collect();
    !current.pupils.is_empty() && !current.pupils.iter().any(|held| keys.contains(held.value.key.as_str()))
}

type Found = std::result::Result<(Place, String, bool), ImportRefused>;

/// The school of this file, founded when it is new. A dry run of a new school needs no name yet.
async fn school_of(tx: &mut Tx, order: &Order<Edex>) -> Result<Found> {
    let code = match code_of(&order.file, &order.which) {
        Ok(code) => code,
        Err(refused) => return Ok(Err(refused)),
    };
    let mut place = order.place.clone();
    let known = store::find(tx, &code).await?;
    let new_school = known.is_none();
    match (known, &order.which.founding) {
        (Some(school), _) => place.school = school,
        (None, Some(founding)) if !order.dry_run => store::found(tx, &place, &code, founding).await?,
        (None, Some(_)) => {}
        (None, None) if store::any_location(tx, location::base(&code)).await? => {
            return Ok(Err(ImportRefused::OtherLocation { file: code }));
        }
        (None, None) if order.dry_run => {}
        (None, None) => return Ok(Err(ImportRefused::UnknownSchool)),
    }
    Ok(Ok((place, code, new_school)))
}

/// What the file says it is of; it has to be what was named. A file that does not say is of what was named.
fn code_of(file: &Edex, which: &Which) -> std::result::Result<String, ImportRefused> {
    let named = which.brin.as_deref().map(|brin| location::code(brin, None));
    let said = file.school.brin.as_deref().map(|brin| location::code(brin, file.school.dependance.as_deref()));
    match (said, named) {
        (Some(said), None) => Ok(said),
        (Some(said), Some(named)) if said == named || location::base(&said) == named => Ok(said),
        (Some(said), Some(named)) if location::base(&said) == location::base(&named) => {
            Err(ImportRefused::OtherLocation { file: said })
        }
        (Some(said), Some(_)) => Err(ImportRefused::OtherSchool { file: said }),
        (None, Some(named)) => Ok(named),
        (None, None) => {
            Err(ImportRefused::File(vec![Refusal { line: 1, reason: Reason::MissingElement, what: "brincode" }]))
        }
    }
}

fn addresses_of(current: &Current) -> BTreeMap<String, Option<String>> {
    current.teachers.iter().map(|held| (held.value.key.clone(), held.value.email.clone())).collect()
}

/// What the reader of the file remarked, in the same form as the remarks of the comparison.
fn remarks(file: &Edex) -> Vec<Line> {
    let mut by_code: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    for remark in &file.remarks {
        by_code.entry(remark.code.code()).or_default().push(remark.key.clone());
    }
    by_code.into_iter().map(|(change, keys)| Line { part: "remark", change, count: keys.len(), keys }).collect()
}
