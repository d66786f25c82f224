//! A second opinion on who is in an audience: computed from the relations themselves, without seats, views or SQL. Random
//! small worlds have to agree in both directions: what may I see, and who sees this.
use std::collections::BTreeSet;

use axum::extract::FromRequestParts;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, TestRunner};

use super::lists;
use super::relations::{GROUPS, PERSONS, PUPILS, Period, ROLES, World, Written, YEARS, world};
use crate::access::{Edit, Kind, Module, Side, Viewer};
use crate::base::clock::zone;
use crate::conferences::RoundId;
use crate::feed::PostId;
use crate::polls::PollId;
use crate::signups::ListId;
use crate::testing::{Engine, School};

/// The opinion: reads the lists of one world, for today, about what was shared on one day; what lasts is as if shared today.
#[derive(Clone, Copy)]
pub struct Oracle<'a>(&'a World, i8);

fn on(day: i8, (from, to): Period) -> bool {
    (from..=to).contains(&day)
}

fn today(period: Period) -> bool {
    on(0, period)
}

impl Oracle<'_> {
    pub fn in_audience(&self, person: usize) -> bool {
        self.reached(person, |kind, number, side| self.sits(person, kind, number, side))
    }

    fn sits(&self, person: usize, kind: Kind, number: usize, side: Side) -> bool {
        (side != Side::Staff && self.as_family(person, kind, number))
            || (side != Side::Family && self.as_staff(person, kind, number))
    }

    /// In the audience, on a side on which it is open.
    pub fn sees(&self, person: usize, module: Option<Module>) -> bool {
        let open = self.open(module);
        self.reached(person, |kind, number, side| {
            (open && side != Side::Staff && self.as_family(person, kind, number))
                || (side != Side::Family && self.as_staff(person, kind, number))
        })
    }

    fn open(&self, module: Option<Module>) -> bool {
        module.is_none_or(|module| self.0.open[module as usize])
    }

    /// Whoever it reaches otherwise than by leading the school; as family only when it is open, if that is asked.
    pub fn is_asked(&self, person: usize, module: Option<Module>) -> bool {
        let open = self.open(module);
        self.reached(person, |kind, number, side| {
            let staff = match kind {
                Kind::School | Kind::Role => self.as_staff(person, kind, number),
                kind => self.as_teacher(person, kind, number),
            };
            (open && side != Side::Staff && self.as_family(person, kind, number)) || (side != Side::Family && staff)
        })
    }

    /// The circles that somebody may write to, as far as anybody is in them.
    pub fn addresses(&self, person: usize) -> Vec<(Kind, usize)> {
        let kinds = [
            (Kind::Group, GROUPS),
            (Kind::Year, YEARS),
            (Kind::Role, ROLES.len()),
            (Kind::WorkGroup, 1),
            (Kind::School, 1),
        ];
        let all = kinds.into_iter().flat_map(|(kind, many)| (0..many).map(move |number| (kind, number)));
        let among = |kind, number| {
            matches!(kind, Kind::Role | Kind::WorkGroup)
                && self.has_role(person)
                && self.sits(person, kind, number, Side::All)
        };
        let theirs = |kind, number| self.leads(person) || self.as_teacher(person, kind, number) || among(kind, number);
        let anybody = |kind, number| (0..PERSONS).any(|one| self.sits(one, kind, number, Side::All));
        all.filter(|(kind, number)| theirs(*kind, *number) && anybody(*kind, *number)).collect()
    }

    /// The children whose families somebody may write to, as far as anybody cares for them.
    pub fn writes_about(&self, person: usize) -> BTreeSet<usize> {
        let cared = |pupil: usize| (0..PERSONS).any(|one| self.as_family(one, Kind::Family, pupil));
        let theirs = |pupil: usize| self.leads(person) || self.teaches_pupil(person, pupil);
        (0..PUPILS).filter(|pupil| cared(*pupil) && theirs(*pupil)).collect()
    }

    /// Head, office, and who teaches whom it went to.
    fn edits(&self, person: usize) -> bool {
        let teaches = |kind, number, side| side != Side::Family && self.as_teacher(person, kind, number);
        self.reached(person, teaches) || (self.leads(person) && self.sees(person, Some(Module::News)))
    }

    fn reached(&self, person: usize, part: impl Fn(Kind, usize, Side) -> bool) -> bool {
        !self.0.exceptions[person] && self.0.parts.iter().any(|(kind, number, side)| part(*kind, *number, *side))
    }

    fn as_family(&self, person: usize, kind: Kind, number: usize) -> bool {
        let child = |fits: &dyn Fn(usize) -> bool| (0..PUPILS).any(|pupil| self.guards(person, pupil) && fits(pupil));
        match kind {
            Kind::School => child(&|pupil| self.at_school(pupil)),
            Kind::Group => child(&|pupil| self.was_there(pupil, self.0.memberships[pupil * GROUPS + number])),
            Kind::Year => child(&|pupil| self.was_there(pupil, self.0.years[pupil * YEARS + number])),
            Kind::Family => child(&|pupil| pupil == number && self.at_school(pupil)),
            Kind::Household => child(&|pupil| self.lives(person, pupil) == Some(number) && self.at_school(pupil)),
            Kind::Role => ROLES[number] == "council" && self.role(person, number),
            Kind::WorkGroup => self.0.work[person].is_some_and(today),
        }
    }

    fn as_staff(&self, person: usize, kind: Kind, number: usize) -> bool {
        match kind {
            Kind::School => self.has_role(person),
            Kind::Role => ROLES[number] != "council" && self.role(person, number),
            Kind::WorkGroup => false,
            kind => self.leads(person) || self.as_teacher(person, kind, number),
        }
    }

    fn as_teacher(&self, person: usize, kind: Kind, number: usize) -> bool {
        let home = |pupil: usize| (0..PERSONS).any(|other| self.lives(other, pupil) == Some(number));
        match kind {
            Kind::Group => self.teaches(person, number),
            Kind::Year => {
                (0..GROUPS).any(|group| self.teaches(person, group) && self.0.group_years[group * YEARS + number])
            }
            Kind::Family => self.teaches_pupil(person, number),
            Kind::Household => (0..PUPILS).any(|pupil| self.teaches_pupil(person, pupil) && home(pupil)),
            Kind::School | Kind::Role | Kind::WorkGroup => false,
        }
    }

    fn guards(&self, person: usize, pupil: usize) -> bool {
        self.0.guardians[person * PUPILS + pupil]
            .is_some_and(|(status, authority, to, _)| status == "confirmed" && authority && to >= 0)
    }

    fn lives(&self, person: usize, pupil: usize) -> Option<usize> {
        self.0.guardians[person * PUPILS + pupil].map(|(.., household)| household)
    }

    fn member(&self, pupil: usize, group: usize) -> bool {
        self.0.memberships[pupil * GROUPS + group].is_some_and(today)
    }

    /// There on the day, and at the school since.
    fn was_there(&self, pupil: usize, period: Option<Period>) -> bool {
        let stays = self.0.pupils[pupil].1 >= 0;
        period.is_some_and(|period| stays && on(self.1, period) && period.0 <= 0)
    }

    /// A child that is at school, and was so on the day.
    fn at_school(&self, pupil: usize) -> bool {
        let period = self.0.pupils[pupil];
        on(0, period) && on(self.1, period)
    }

    /// Only whom somebody confirmed, in whatever role.
    fn teaches(&self, person: usize, group: usize) -> bool {
        self.has_role(person) && self.0.teaching[person * GROUPS + group].is_some_and(today)
    }

    fn teaches_pupil(&self, person: usize, pupil: usize) -> bool {
        (0..GROUPS).any(|group| self.teaches(person, group) && self.member(pupil, group))
    }

    fn role(&self, person: usize, role: usize) -> bool {
        self.0.roles[person * ROLES.len() + role].is_some_and(|(confirmed, period)| confirmed && today(period))
    }

    fn has_role(&self, person: usize) -> bool {
        (0..ROLES.len()).any(|role| ROLES[role] != "council" && self.role(person, role))
    }

    fn leads(&self, person: usize) -> bool {
        self.role(person, 0) || self.role(person, 1)
    }
}

/// Whoever carries this person's session.
async fn viewer(school: &School, token: &str) -> Viewer {
    let cookie = format!("{}={token}", crate::access::cookie_name(&school.app));
    let request = http::Request::builder().header(http::header::COOKIE, cookie).body(()).expect("a request");
    Viewer::from_request_parts(&mut request.into_parts().0, &school.app).await.expect("a live session")
}

/// What is wrong with this world, if anything.
async fn disagreement(school: &School, written: &Written) -> Option<String> {
    let (moment, today) = (Oracle(&written.world, written.world.shared), Oracle(&written.world, 0));
    for person in 0..=PERSONS {
        let viewer = viewer(school, &written.id("person", person)).await;
        let edits = viewer.may(Edit, PostId::from(written.id("post", 0))).await.is_ok();
        if edits != (person < PERSONS && moment.edits(person)) {
            return Some(format!("person {person} may edit: {edits}, the oracle says the opposite"));
        }
        let wrong = [
            lists::one_kind::<PostId>(&viewer, moment, written, person).await,
            lists::one_kind::<RoundId>(&viewer, today, written, person).await,
            lists::one_kind::<PollId>(&viewer, today, written, person).await,
            lists::one_kind::<ListId>(&viewer, today, written, person).await,
            lists::addresses(&viewer, today, written, person).await,
        ];
        if let Some(problem) = wrong.into_iter().flatten().next() {
            return Some(format!("person {person}: {problem}"));
        }
    }
    let asking = viewer(school, &written.id("person", PERSONS)).await;
    let wrong = [
        lists::who_sees::<PostId>(&asking, moment, written).await,
        lists::who_sees::<RoundId>(&asking, today, written).await,
        lists::who_sees::<PollId>(&asking, today, written).await,
        lists::who_sees::<ListId>(&asking, today, written).await,
    ];
    wrong.into_iter().flatten().next()
}

async fn agree(engine: Engine, worlds: u32) {
    let school = School::open(engine).await;
    let now = school.app.clock.now();
    let today = now.local(&zone("Europe/Amsterdam")).date();
    let mut runner = TestRunner::new(Config { cases: worlds, ..Config::default() });
    let (mut inside, mut outside) = (0, 0);
    for number in 0..worlds {
        let world = world().new_tree(&mut runner).expect("a world").current();
        let written = Written { name: format!("world{number}"), world, today, now };
        written.write(&school.robot()).await;
        let members =
            (0..PERSONS).filter(|person| Oracle(&written.world, written.world.shared).in_audience(*person)).count();
        inside += members;
        outside += PERSONS - members;
        if let Some(problem) = disagreement(&school, &written).await {
            panic!("{problem}\n{:#?}", written.world);
        }
    }
    assert!(inside > 10 && outside > 10, "a test that cannot fail is a defect: {inside} inside, {outside} outside");
}

#[tokio::test]
async fn random_worlds_agree_on_sqlite() {
    agree(Engine::Sqlite, 96).await;
}

#[tokio::test]
async fn random_worlds_agree_on_postgres() {
    agree(Engine::Postgres, 24).await;
}
