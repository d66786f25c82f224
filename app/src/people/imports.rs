//! Taking in the two files of a school: read, compare, write, all or nothing. Says what changed in counts and keys;
//! never in names. Refusals are values: a broken file, another school, half the school gone.
use std::collections::BTreeMap;

use super::import::edexml::{self, Edex};
use super::import::guardians::{self, GuardianRow};
use super::import::plan::{Current, Line, RemarkCode, plan_guardians, plan_school};
use super::import::{Reason, Refusal};
use super::store::{self, Place};
use super::{kept, roles};
use crate::access::{Robot, SchoolId};
use crate::base::db::Tx;
use crate::base::failure::{Failure, Result};

/// The school that a file is for.
#[derive(Debug, Clone, Default)]
pub struct Which {
    /// BRIN. Without it: what the file says, or the only school there is.
    pub brin: Option<String>,
    /// What to call the school when it is new.
    pub founding: Option<Founding>,
    /// Somebody looked: a quarter of the pupils or more did leave.
    pub many_may_leave: bool,
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
    OtherSchool { file: String },
    /// No such school; to found one, its name, board and place are needed.
    UnknownSchool,
    /// More than one school here: somebody has to say which.
    WhichSchool,
    /// Probably the wrong file. The report says what it would do.
    ManyWouldLeave(Vec<Line>),
    Failed(Failure),
}

type Outcome = std::result::Result<ImportReport, ImportRefused>;

struct Order<F> {
    which: Which,
    file: F,
    place: Place,
    dry_run: bool,
}

fn order<F>(robot: &Robot, which: &Which, file: F, on: &str, dry_run: bool) -> Order<F> {
    let now = robot.app().clock.now();
    Order { which: which.clone(), file, place: Place { school: SchoolId::new(now), on: on.to_owned(), now }, dry_run }
}

/// Takes in EDEXML. `on` is the day from which it holds. Twice the same file changes nothing the second time.
pub async fn import_school(robot: &Robot, which: &Which, bytes: &[u8], on: &str, dry_run: bool) -> Outcome {
    let file = edexml::read(bytes).map_err(|refusal| ImportRefused::File(vec![refusal]))?;
    let order = order(robot, which, file, on, dry_run);
    robot.db().write(order, |tx, order| Box::pin(school_in(tx, order))).await.unwrap_or_else(|failure| Err(ImportRefused::Failed(failure)))
}

/// Takes in the list of guardians, of the school that `which` names.
pub async fn import_guardians(robot: &Robot, which: &Which, bytes: &[u8], on: &str, dry_run: bool) -> Outcome {
    let rows = guardians::read(bytes).map_err(ImportRefused::File)?;
    let order = order(robot, which, rows, on, dry_run);
    robot.db().write(order, |tx, order| Box::pin(guardians_in(tx, order))).await.unwrap_or_else(|failure| Err(ImportRefused::Failed(failure)))
}

async fn school_in(tx: &mut Tx, order: &Order<Edex>) -> Result<Outcome> {
    let brin = match brin_of(&order.file, &order.which) {
        Ok(brin) => brin,
        Err(refused) => return Ok(Err(refused)),
    };
    let mut place = order.place.clone();
    let known = store::find(tx, &brin).await?;
    let new_school = known.is_none();
    match (known, &order.which.founding) {
        (Some(school), _) => place.school = school,
        (None, None) => return Ok(Err(ImportRefused::UnknownSchool)),
        (None, Some(_)) if order.dry_run => {}
        (None, Some(founding)) => store::found(tx, &place, &brin, founding).await?,
    }
    let current = store::current(tx, &place).await?;
    let file = kept::school(order.file.clone(), &addresses_of(&current), &store::addresses(tx, &place).await?);
    let plan = plan_school(&current, &file, &place.on);
    let mut lines = plan.summary();
    lines.extend(remarks(&file));
    let many = plan.remarks.iter().any(|remark| remark.code == RemarkCode::ManyGone);
    if many && !order.which.many_may_leave {
        return Ok(Err(ImportRefused::ManyWouldLeave(lines)));
    }
    if !order.dry_run {
        store::year(tx, &place, &file.school.school_year).await?;
        store::apply_school(tx, &place, &current, &plan).await?;
        crate::conferences::follow(tx, &place.school, place.now).await?;
    }
    Ok(Ok(ImportReport { brin, new_school, lines, nothing: plan.is_empty() }))
}

async fn guardians_in(tx: &mut Tx, order: &Order<Vec<GuardianRow>>) -> Result<Outcome> {
    let (brin, school) = match roles::the_school(tx, order.which.brin.as_deref()).await? {
        Ok(found) => found,
        Err(refused) => return Ok(Err(refused)),
    };
    let place = Place { school, ..order.place.clone() };
    let current = store::guardians(tx, &place).await?;
    let rows = kept::guardians(order.file.clone(), &store::addresses(tx, &place).await?);
    let plan = plan_guardians(&current, &rows, &place.on);
    if !order.dry_run {
        store::apply_guardians(tx, &place, &current, &plan).await?;
        crate::conferences::follow(tx, &place.school, place.now).await?;
    }
    Ok(Ok(ImportReport { brin, new_school: false, lines: plan.summary(), nothing: plan.is_empty() }))
}

/// The BRIN in the file; it has to be the one that was named.
fn brin_of(file: &Edex, which: &Which) -> std::result::Result<String, ImportRefused> {
    let Some(brin) = file.school.brin.as_deref().map(str::to_uppercase) else {
        return Err(ImportRefused::File(vec![Refusal { line: 1, reason: Reason::MissingElement, what: "brincode" }]));
    };
    match &which.brin {
        Some(named) if !named.eq_ignore_ascii_case(&brin) => Err(ImportRefused::OtherSchool { file: brin }),
        _ => Ok(brin),
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
