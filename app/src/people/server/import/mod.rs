//! Taking in the two files of a school: read, compare, write, all or nothing. Says what changed in counts and keys;
//! never in names. Refusals are values: a broken file, another school, another year, more endings than somebody said.
pub mod content;
pub mod conversation;
mod planned;
pub mod report;
pub mod words;

use edexml::Refusal;
use edexml::guardians;
use edexml::plan::{self, Covers, Line};
use edexml::school;

use content::Content;
use planned::{Order, Planned};

use super::store;
use crate::access::audit;
use crate::access::{Ended, Robot};
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

/// Takes in EDEXML. `on` is the day from which it holds. Twice the same file changes nothing the second time.
pub async fn import_school(robot: &Robot, which: &Which, bytes: &[u8], on: Day, dry_run: bool) -> Outcome {
    import(robot, which, school::read(bytes).map(Content::School), on, dry_run).await
}

/// Takes in the list of guardians, of the school that `which` names.
pub async fn import_guardians(robot: &Robot, which: &Which, bytes: &[u8], on: Day, dry_run: bool) -> Outcome {
    let covers = which.covers;
    let content = guardians::read(bytes).map(|rows| Content::Guardians { rows, covers });
    import(robot, which, content, on, dry_run).await
}

async fn import(
    robot: &Robot,
    which: &Which,
    content: std::result::Result<Content, Vec<Refusal>>,
    on: Day,
    dry_run: bool,
) -> Outcome {
    let content = content.map_err(ImportRefused::File)?;
    let order = Order::new(which.clone(), content, on, robot.app().clock.now(), dry_run);
    let done = robot.db().write(order, |tx, order| Box::pin(whole(tx, order))).await;
    done.unwrap_or_else(|failure| Err(ImportRefused::Failed(failure)))
}

/// All of a file at once.
async fn whole(tx: &mut Tx, order: &Order) -> Result<Outcome> {
    let planned = match Planned::of(tx, order).await? {
        Ok(planned) => planned,
        Err(refused) => return Ok(Err(refused)),
    };
    let endings = planned.endings();
    let count = plan::count(&endings);
    // The one brake of every plan: too much would end, and nobody said so.
    if plan::too_many(&endings) && order.which.may_end != Some(count) {
        return Ok(Err(ImportRefused::ManyWouldEnd { lines: plan::lines(&endings), count }));
    }
    let mut ended = Vec::new();
    if !(order.dry_run && planned.new_school()) {
        let trial = store::Trial::begin(tx, order.dry_run).await?;
        planned.apply(tx).await?;
        audit::note(tx, &planned.place().by(None), planned.done(), "").await?;
        ended = follow(tx, &planned.place().following()).await?;
        trial.end(tx).await?;
    }
    let lines = planned.summary().into_iter().chain(ends(ended)).chain(planned.remarks()).collect();
    let (brin, new_school) = (planned.brin().to_owned(), planned.new_school());
    Ok(Ok(ImportReport { brin, new_school, lines, nothing: planned.is_empty() }))
}

/// Parents may have taken time off for it.
fn ends(ended: Vec<Ended>) -> impl Iterator<Item = Line> {
    ended.into_iter().map(|(part, count)| Line { part, change: "ends", count, keys: Vec::new() })
}
