//! A race: many parents, one slot, the same moment, through the real router.
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use app::access::App;
use app::base::clock::{Clock, Moment, zone};
use app::base::failure::Refusal;
use app::base::ids;
use app::conferences::{RoundId, SlotId};
use app::testing::Probe;
use app::testing::bench::race::{self as tables, Course};
use axum::http::StatusCode;
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::commands::Outcome;

/// Who opens the round.
const OFFICE: &str = "hanneke.smit@wilgenboom.example";
/// Slots of five minutes from six until eleven at night; some stay free, so that there are three nearest.
const SLOTS_A_DAY: usize = 204;

#[derive(Debug, Clone, Default)]
pub struct RaceReport {
    pub winners: usize,
    pub refused: usize,
    /// Neither a talk nor «taken».
    pub errors: usize,
    /// Refused without three nearest free slots.
    pub without_offer: usize,
    pub rounds_with_one_winner: usize,
    pub p50: Duration,
    pub p99: Duration,
}

/// Somebody in front of a telephone, signed in.
#[derive(Clone)]
struct Runner {
    probe: Probe,
    pupil: String,
    household: String,
}

/// What one runner got, after how many microseconds.
struct Finish {
    who: (String, String),
    status: StatusCode,
    offered: usize,
    took: i64,
}

/// `clients` run for each of `rounds` slots, one slot after the other.
pub async fn race(app: &App, clients: usize, rounds: usize) -> Outcome<RaceReport> {
    let course = tables::course(app).await?;
    let round = lay_out(app, &course, rounds).await?;
    let runners = runners(app, &course, clients).await?;
    let mut report = RaceReport::default();
    let mut times = Vec::new();
    for (slot,) in tables::slots(app, &round).await?.into_iter().take(rounds) {
        let finishes = run(&runners, &round, &slot).await?;
        times.extend(finishes.iter().map(|finish| finish.took));
        let given = tables::given(app, &slot).await?;
        judge(&mut report, &finishes, given);
    }
    times.sort_unstable();
    let at = |percent: usize| times.get(times.len().saturating_sub(1) * percent / 100).copied().unwrap_or_default();
    let duration = |micros: i64| Duration::from_micros(micros.try_into().unwrap_or_default());
    (report.p50, report.p99) = (duration(at(50)), duration(at(99)));
    Ok(report)
}

/// The office opens a round for everybody, of one teacher.
async fn lay_out(app: &App, course: &Course, rounds: usize) -> Outcome<RoundId> {
    let (now, zone) = (app.clock.now(), zone("Europe/Amsterdam"));
    let later = |days: i64| now.plus(days * Moment::DAY).local(&zone);
    let mut form: Vec<(String, String)> = [
        ("key", ids::fresh(now)),
        ("form[title]", "Race".to_owned()),
        ("form[minutes]", "5".to_owned()),
        ("form[gap]", "0".to_owned()),
        ("form[opens]", now.plus(-Moment::HOUR).local(&zone).to_string()),
        ("form[closes]", later(30).to_string()),
        ("form[teacher][]", course.teacher.to_string()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    form.extend(course.groups.iter().map(|group| ("form[group][]".to_owned(), group.to_string())));
    for (day, away) in (40..).take((rounds + 3).div_ceil(SLOTS_A_DAY)).enumerate() {
        form.push((format!("form[date][{day}]"), later(away).date().to_string()));
        form.push((format!("form[from][{day}]"), "06:00".to_owned()));
        form.push((format!("form[to][{day}]"), "23:00".to_owned()));
    }
    let mut office = Probe::new(app);
    office.sign_in(OFFICE).await;
    let fields: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = office.post("conferences/open", &fields).await;
    let place = answer.location();
    let round = place.strip_prefix("/talks/").and_then(|rest| rest.strip_suffix("/manage"));
    Ok(RoundId::from(round.ok_or_else(|| format!("no round for the race: {place} {}", answer.text()))?))
}

/// Everybody signs in first, one for each household; where there are more clients than households, some have two telephones.
async fn runners(app: &App, course: &Course, clients: usize) -> Outcome<Vec<Runner>> {
    let mut runners = Vec::new();
    let mut known = HashSet::new();
    let mut runs = tables::runners(app, course).await?;
    runs.retain(|(_, _, household)| known.insert(household.clone()));
    for (email, pupil, household) in runs.into_iter().take(clients) {
        let mut probe = Probe::new(app);
        probe.sign_in(&email).await;
        runners.push(Runner { probe, pupil: pupil.0, household: household.0 });
    }
    let all = runners.iter().cycle().take(if runners.is_empty() { 0 } else { clients });
    Ok(all.cloned().collect())
}

async fn run(runners: &[Runner], round: &RoundId, slot: &SlotId) -> Outcome<Vec<Finish>> {
    let start = Arc::new(Barrier::new(runners.len()));
    let mut running = JoinSet::new();
    for runner in runners.iter().cloned() {
        let (start, round, slot) = (Arc::clone(&start), round.0.clone(), slot.0.clone());
        running.spawn(async move {
            start.wait().await;
            go(runner, &round, &slot).await
        });
    }
    let mut finishes = Vec::new();
    while let Some(finish) = running.join_next().await {
        finishes.push(finish?);
    }
    Ok(finishes)
}

async fn go(mut runner: Runner, round: &str, slot: &str) -> Finish {
    let began = Clock::System.now();
    let key = ids::fresh(began);
    let fields = [("round", round), ("pupil", &runner.pupil), ("slot", slot), ("note", ""), ("key", &key)];
    let answer = runner.probe.call("conferences/book", &fields).await;
    let offered = serde_json::from_slice::<Refusal>(&answer.body).map_or(0, |refusal| refusal.free.len());
    let took = Clock::System.now().0 - began.0;
    Finish { who: (runner.pupil, runner.household), status: answer.status, offered, took }
}

fn judge(report: &mut RaceReport, finishes: &[Finish], given: i64) {
    let of = |status: StatusCode| finishes.iter().filter(move |finish| finish.status == status);
    let winners: HashSet<_> = of(StatusCode::OK).map(|finish| &finish.who).collect();
    let refused = of(StatusCode::CONFLICT).count();
    report.winners += winners.len();
    report.refused += refused;
    report.errors += finishes.len() - refused - of(StatusCode::OK).count();
    report.without_offer += of(StatusCode::CONFLICT).filter(|finish| finish.offered < 3).count();
    report.rounds_with_one_winner += usize::from(winners.len() == 1 && given == 1);
}

#[cfg(test)]
mod tests {
    use super::race;

    app::stories! {
        async fn two_hundred_parents_run_for_a_slot_and_one_gets_it(school) {
            let report = race(&school.app, 200, 5).await.unwrap();
            assert_eq!((report.rounds_with_one_winner, report.winners, report.errors), (5, 5, 0), "{report:?}");
            assert_eq!(report.without_offer, 0, "{report:?}");
            assert!(report.refused > 900, "{report:?}");
        }
    }
}
