//! A file beside what the school has: which school it is of, whether it may take effect on its day, and what it would change.
use std::collections::{BTreeMap, BTreeSet};

use edexml::plan::{
    self, Current, CurrentGuardians, Ending, GuardianPlan, Line, Part, Plan, plan_guardians, plan_school,
};
use edexml::school::Edex;
use edexml::{Reason, Refusal};

use super::content::Content;
use super::{ImportRefused, Which};
use crate::access::SchoolId;
use crate::access::audit::Done;
use crate::base::clock::Moment;
use crate::base::day::Day;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::people::server::hands::Otherwise;
use crate::people::server::kept;
use crate::people::server::store::{self, Place};
use crate::people::server::years::{self, WrongYear};
use crate::people::server::{location, which};

/// What somebody wants taken in.
pub struct Order {
    pub which: Which,
    pub content: Content,
    pub place: Place,
    pub dry_run: bool,
}

impl Order {
    pub fn new(which: Which, content: Content, on: Day, now: Moment, dry_run: bool) -> Self {
        Order { which, content, place: Place { school: SchoolId::new(now), on, now }, dry_run }
    }
}

/// What a file would change, of either kind.
#[derive(Debug, Clone)]
pub enum Planned {
    School(Box<SchoolPlanned>),
    Guardians(Box<GuardiansPlanned>),
}

#[derive(Debug, Clone)]
pub struct SchoolPlanned {
    pub place: Place,
    brin: String,
    new_school: bool,
    /// The file is of a later year than the school is in.
    pub new_year: bool,
    pub current: Current,
    pub file: Edex,
    pub plan: Plan,
    pub by_hand: BTreeSet<Otherwise>,
}

#[derive(Debug, Clone)]
pub struct GuardiansPlanned {
    pub place: Place,
    brin: String,
    pub current: CurrentGuardians,
    pub plan: GuardianPlan,
    /// What children are called, by key.
    pub pupils: BTreeMap<String, String>,
    pub by_hand: BTreeSet<Otherwise>,
}

impl Planned {
    pub async fn of(tx: &mut Tx, order: &Order) -> Result<std::result::Result<Self, ImportRefused>> {
        Ok(match &order.content {
            Content::School(file) => school(tx, order, file).await?.map(|planned| Planned::School(Box::new(planned))),
            Content::Guardians { .. } => {
                guardians(tx, order).await?.map(|planned| Planned::Guardians(Box::new(planned)))
            }
        })
    }

    /// Only one group of its changes.
    pub fn part(&self, part: Part) -> Self {
        match self {
            Planned::School(planned) => {
                let plan = planned.plan.part(part);
                Planned::School(Box::new(SchoolPlanned { plan, ..planned.as_ref().clone() }))
            }
            Planned::Guardians(planned) => {
                let plan = planned.plan.part(part);
                Planned::Guardians(Box::new(GuardiansPlanned { plan, ..planned.as_ref().clone() }))
            }
        }
    }

    pub fn place(&self) -> &Place {
        match self {
            Planned::School(planned) => &planned.place,
            Planned::Guardians(planned) => &planned.place,
        }
    }

    pub fn brin(&self) -> &str {
        match self {
            Planned::School(planned) => &planned.brin,
            Planned::Guardians(planned) => &planned.brin,
        }
    }

    pub fn new_school(&self) -> bool {
        matches!(self, Planned::School(planned) if planned.new_school)
    }

    pub fn is_empty(&self) -> bool {
        match self {
            Planned::School(planned) => planned.plan.is_empty(),
            Planned::Guardians(planned) => planned.plan.is_empty(),
        }
    }

    /// What would end by it.
    pub fn endings(&self) -> Vec<Ending> {
        match self {
            Planned::School(planned) => {
                let on = planned.place.on.to_string();
                plan::of_school(&planned.current, &planned.plan, planned.new_year, &on)
            }
            Planned::Guardians(planned) => {
                plan::of_guardians(&planned.current, &planned.plan, &planned.place.on.to_string())
            }
        }
    }

    pub async fn apply(&self, tx: &mut Tx) -> Result<()> {
        match self {
            Planned::School(planned) => {
                store::year(tx, &planned.place, &planned.file.school.school_year).await?;
                store::apply_school(tx, &planned.place, &planned.current, &planned.plan).await
            }
            Planned::Guardians(planned) => store::apply_guardians(tx, &planned.place, &planned.plan).await,
        }
    }

    pub fn done(&self) -> Done {
        match self {
            Planned::School(_) => Done::SchoolImported,
            Planned::Guardians(_) => Done::GuardiansImported,
        }
    }

    pub fn summary(&self) -> Vec<Line> {
        match self {
            Planned::School(planned) => planned.plan.summary(),
            Planned::Guardians(planned) => planned.plan.summary(),
        }
    }

    /// What the file says otherwise than somebody put right by hand.
    pub fn by_hand(&self) -> &BTreeSet<Otherwise> {
        match self {
            Planned::School(planned) => &planned.by_hand,
            Planned::Guardians(planned) => &planned.by_hand,
        }
    }

    /// What the reader of the file remarked and what stays by hand, in the same form as the remarks of the comparison.
    pub fn remarks(&self) -> Vec<Line> {
        let count = self.by_hand().len();
        let by_hand = (count > 0).then(|| Line { part: "remark", change: "by_hand", count, keys: Vec::new() });
        self.of_reader().into_iter().chain(by_hand).collect()
    }

    fn of_reader(&self) -> Vec<Line> {
        let Planned::School(planned) = self else { return Vec::new() };
        let mut by_code: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
        for remark in &planned.file.remarks {
            by_code.entry(remark.code.code()).or_default().push(remark.key.clone());
        }
        by_code.into_iter().map(|(change, keys)| Line { part: "remark", change, count: keys.len(), keys }).collect()
    }
}

type Refused<T> = Result<std::result::Result<T, ImportRefused>>;

async fn school(tx: &mut Tx, order: &Order, file: &Edex) -> Refused<SchoolPlanned> {
    let (place, brin, new_school) = match school_of(tx, order, file).await? {
        Ok(found) => found,
        Err(refused) => return Ok(Err(refused)),
    };
    let year = &file.school.school_year;
    let known_year = store::running_year(tx, &place).await?;
    match years::check(year, known_year.as_deref(), place.on, order.which.day_named) {
        Some(WrongYear::Older) => return Ok(Err(ImportRefused::OlderYear { file: year.clone() })),
        Some(WrongYear::NotYet { begins }) => return Ok(Err(ImportRefused::LaterYear { file: year.clone(), begins })),
        None => {}
    }
    let current = store::current(tx, &place).await?;
    if nobody_known(&current, file) {
        return Ok(Err(ImportRefused::NobodyKnown));
    }
    let mut file = file.clone();
    let by_hand = store::hands(tx, &place).await?.school(&mut file);
    let file = kept::school(file, &addresses_of(&current), &store::addresses(tx, &place).await?);
    let plan = plan_school(&current, &file, &place.on.to_string());
    let new_year = known_year.as_ref().is_some_and(|known| known != year);
    Ok(Ok(SchoolPlanned { place, brin, new_school, new_year, current, file, plan, by_hand }))
}

async fn guardians(tx: &mut Tx, order: &Order) -> Refused<GuardiansPlanned> {
    let Content::Guardians { rows, covers } = &order.content else { return Ok(Err(ImportRefused::NobodyKnown)) };
    let (brin, school) = match which::the_school(tx, order.which.brin.as_deref()).await? {
        Ok(found) => found,
        Err(refused) => return Ok(Err(refused)),
    };
    let place = Place { school, ..order.place.clone() };
    let addresses = store::addresses(tx, &place).await?;
    let current = store::guardians(tx, &place, &addresses).await?;
    if !rows.iter().any(|row| current.pupil_keys.contains(&row.pupil_key)) {
        return Ok(Err(ImportRefused::NobodyKnown));
    }
    let mut rows = rows.clone();
    let by_hand = store::hands(tx, &place).await?.guardians(&mut rows, &addresses);
    let rows = kept::guardians(rows, &addresses);
    let plan = plan_guardians(&current, &rows, *covers, &place.on.to_string());
    let pupils = store::pupil_names(tx, &place).await?;
    let pupils = pupils.into_iter().map(|(key, name)| (key, name.to_string())).collect();
    Ok(Ok(GuardiansPlanned { place, brin, current, plan, pupils, by_hand }))
}

/// A school has pupils, and not one of them is in the file: it is of somewhere else, or empty.
fn nobody_known(current: &Current, file: &Edex) -> bool {
    let keys: BTreeSet<&str> = file.pupils.iter().map(|pupil| pupil.key.as_str()).collect();
    !current.pupils.is_empty() && !current.pupils.iter().any(|held| keys.contains(held.value.key.as_str()))
}

type Found = std::result::Result<(Place, String, bool), ImportRefused>;

/// The school of this file, founded when it is new. A dry run of a new school needs no name yet.
async fn school_of(tx: &mut Tx, order: &Order, file: &Edex) -> Result<Found> {
    let code = match code_of(file, &order.which) {
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
