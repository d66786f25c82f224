//! A second opinion on who is in an audience: computed from the relations themselves, without seats, views or SQL. Random
//! small worlds have to agree in both directions: what may I see, and who sees this.
use std::collections::BTreeSet;

use axum::extract::FromRequestParts;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, TestRunner};

use super::relations::{GROUPS, PERSONS, PUPILS, Period, ROLES, World, Written, YEARS, world};
use crate::access::{Edit, Kind, Manage, May, Read, Side, Viewer, audience};
use crate::base::clock::zone;
use crate::base::failure::Failure;
use crate::feed::PostId;
use crate::testing::{Engine, School};

/// The opinion: reads the lists of one world, for today.
struct Oracle<'a>(&'a World);

fn on(day: i8, (from, to): Period) -> bool {
    (from..=to).contains(&day)
}

fn today(period: Period) -> bool {
    on(0, period)
}

impl Oracle<'_> {
    fn in_audience(&self, person: usize) -> bool {
        self.reached(person, |kind, number, side| {
            (side != Side::Staff && self.as_family(person, kind, number))
                || (side != Side::Family && self.as_staff(person, kind, number))
        })
    }

    /// Head, office, and who teaches whom it went to.
    fn edits(&self, person: usize) -> bool {
        let teaches = |kind, number, side| side != Side::Family && self.as_teacher(person, kind, number);
        self.reached(person, teaches) || (self.leads(person) && self.in_audience(person))
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
        period.is_some_and(|period| stays && on(self.0.shared, period) && period.0 <= 0)
    }

    /// A child that is at school, and was so on the day.
    fn at_school(&self, pupil: usize) -> bool {
        let period = self.0.pupils[pupil];
        on(0, period) && on(self.0.shared, period)
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
    let oracle = Oracle(&written.world);
    let post = PostId::from(written.id("post", 0));
    let expected: BTreeSet<String> =
        (0..PERSONS).filter(|person| oracle.in_audience(*person)).map(|person| written.id("person", person)).collect();
    for person in 0..=PERSONS {
        let id = written.id("person", person);
        let viewer = viewer(school, &id).await;
        let may = viewer.may(Read, post.clone()).await;
        let right = if expected.contains(&id) { may.is_ok() } else { matches!(may, Err(Failure::Gone)) };
        if !right {
            return Some(format!("person {person} gets {may:?}, the oracle says {}", expected.contains(&id)));
        }
        let listed = viewer.visible::<PostId>((i64::MAX, ""), 9).await.expect("a list");
        if listed.ids().contains(&post.as_str()) != expected.contains(&id) {
            return Some(format!("the list of person {person} shows {:?}, the oracle the opposite", listed.ids()));
        }
        let edits = viewer.may(Edit, post.clone()).await.is_ok();
        if edits != (person < PERSONS && oracle.edits(person)) {
            return Some(format!("person {person} may edit: {edits}, the oracle says the opposite"));
        }
    }
    let asking = viewer(school, &written.id("person", PERSONS)).await;
    let members = audience::members(&asking, &May::<Manage, PostId>::grant(post)).await.expect("the members");
    let named: BTreeSet<String> = members.iter().map(|member| member.person.0.clone()).collect();
    let reasons = members.iter().all(|member| !member.reasons.is_empty());
    (named != expected || !reasons).then(|| format!("«who sees this» says {named:?}, the oracle {expected:?}"))
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
        let members = (0..PERSONS).filter(|person| Oracle(&written.world).in_audience(*person)).count();
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
