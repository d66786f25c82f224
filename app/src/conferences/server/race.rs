//! A race: many parents, one slot, the same moment, through the real router. For the story and for the measurement.
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use super::seed::{SeededHours, SeededRound, seed};
use super::store::race::{self as store, Course};
use super::{RoundId, SlotId};
use crate::access::{App, Robot};
use crate::base::clock::{Clock, Moment, zone};
use crate::base::db::broken;
use crate::base::failure::{Failure, Result};
use crate::base::ids;
use crate::testing::Probe;

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
pub async fn race(app: &App, clients: usize, rounds: usize) -> Result<RaceReport> {
    let robot = Robot::new(app, "race");
    let course = store::course(&robot, app.clock.now()).await?;
    let round = lay_out(&robot, &course, rounds).await?;
    let runners = runners(app, &robot, &course, clients).await?;
    let mut report = RaceReport::default();
    let mut times = Vec::new();
    for (slot,) in store::slots(&robot, &round).await?.into_iter().take(rounds) {
        let finishes = run(&runners, &round, &slot).await?;
        times.extend(finishes.iter().map(|finish| finish.took));
        let given = store::given(&robot, &slot).await?;
        judge(&mut report, &finishes, given);
    }
    times.sort_unstable();
    let at = |percent: usize| times.get(times.len().saturating_sub(1) * percent / 100).copied().unwrap_or_default();
    let duration = |micros: i64| Duration::from_micros(micros.try_into().unwrap_or_default());
    (report.p50, report.p99) = (duration(at(50)), duration(at(99)));
    Ok(report)
}

async fn lay_out(robot: &Robot, course: &Course, rounds: usize) -> Result<RoundId> {
    let now = robot.app().clock.now();
    let days = (rounds + 3).div_ceil(SLOTS_A_DAY);
    let date = |day: usize| {
        let later = i64::try_from(day + 40).unwrap_or(40) * Moment::DAY;
        now.plus(later).local(&zone("Europe/Amsterdam")).date().to_string()
    };
    let hours = (0..days).map(|day| SeededHours {
        teacher: course.teacher.clone(),
        date: date(day),
        from: "06:00",
        to: "23:00",
        breaks: Vec::new(),
    });
    let plan = SeededRound {
        title: "Race".into(),
        owner: course.office.clone(),
        groups: course.groups.clone(),
        minutes: 5,
        gap: 0,
        opens_at: now.plus(-Moment::HOUR),
        closes_at: now.plus(30 * Moment::DAY),
        hours: hours.collect(),
        bookings: Vec::new(),
    };
    seed(robot, &course.school, plan).await
}

/// Everybody signs in first, one for each household; where there are more clients than households, some have two telephones.
async fn runners(app: &App, robot: &Robot, course: &Course, clients: usize) -> Result<Vec<Runner>> {
    let mut runners = Vec::new();
    let today = app.clock.today(&zone("Europe/Amsterdam")).to_string();
    let mut known = HashSet::new();
    let mut runs = store::runners(robot, course, &today).await?;
    runs.retain(|(_, _, household)| known.insert(household.clone()));
    for (email, pupil, household) in runs.into_iter().take(clients) {
        let mut probe = Probe::new(app);
        probe.sign_in(&email).await;
        runners.push(Runner { probe, pupil: pupil.0, household: household.0 });
    }
    let all = runners.iter().cycle().take(if runners.is_empty() { 0 } else { clients });
    Ok(all.cloned().collect())
}

async fn run(runners: &[Runner], round: &RoundId, slot: &SlotId) -> Result<Vec<Finish>> {
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
        finishes.push(finish.map_err(|error| broken(&error))?);
    }
    Ok(finishes)
}

async fn go(mut runner: Runner, round: &str, slot: &str) -> Finish {
    let began = Clock::System.now();
    let key = ids::fresh(began);
    let fields = [("round", round), ("pupil", &runner.pupil), ("slot", slot), ("note", ""), ("key", &key)];
    let answer = runner.probe.call("conferences/book", &fields).await;
    let offered = match serde_json::from_slice(&answer.body) {
        Ok(Failure::Taken { free }) => free.len(),
        _ => 0,
    };
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
