//! Somebody with a live session: the ordinary way to the database.
use std::hash::{DefaultHasher, Hash, Hasher};

use axum::extract::FromRequestParts;
use axum_extra::extract::CookieJar;
use http::request::Parts;
use jiff::tz::TimeZone;

use super::module::Openings;
use super::policy::{Asker, Denied, policy};
use super::{Action, App, May, Reason, Seats, Standing, Thing};
use crate::base::clock::{Moment, zone};
use crate::base::day::Day;
use crate::base::db::{Db, Query, Statement};
use crate::base::failure::{Failure, Problem, Result};
use crate::base::ids;
use crate::base::language::{self, Language};
use crate::base::name::Name;
use crate::base::shelf::Shelf;
use crate::sql;

crate::id!(AccountId);
crate::id!(PersonId);
crate::id!(SchoolId);
crate::id!(SessionId);

/// Without a visit for this long, a session ends.
pub const IDLE: i64 = 30 * Moment::DAY;
/// How often «last seen» is written: not with every page.
const SEEN_EVERY: i64 = 10 * Moment::MINUTE;

#[derive(Debug, Clone)]
pub struct Viewer {
    app: App,
    /// The hash of the session's token.
    token: String,
    pub session: SessionId,
    seen_at: Moment,
    pub account: AccountId,
    pub person: PersonId,
    pub school: SchoolId,
    pub name: String,
    pub school_name: String,
    pub school_place: String,
    /// The id of the picture beside its name; empty: none.
    pub school_logo: String,
    pub accent: Option<String>,
    /// Whom to ask at school, and how; empty: nobody said.
    pub school_contact: String,
    pub language: Language,
    pub zone: TimeZone,
    pub now: Moment,
    pub today: Day,
    pub seats: Seats,
    pub openings: Openings,
    /// Another number: something else waits for this person, or for a household of theirs.
    pub waits: i64,
    /// Another number: this person belongs to something else, or something else is open for them.
    pub place: u64,
    /// Who this account is at other schools.
    pub others: Vec<PersonId>,
}

#[derive(Debug, sqlx::FromRow)]
struct Found {
    id: SessionId,
    account_id: AccountId,
    person_id: PersonId,
    school_id: SchoolId,
    seen_at: Moment,
    #[sqlx(flatten)]
    name: Name,
    language: String,
    school_name: String,
    place: String,
    time_zone: String,
    accent: Option<String>,
    logo: String,
    contact: String,
    /// «news 2026-09-01,talks 2026-10-05».
    openings: Option<String>,
    /// «group ID family guardian PUPIL 2026-08-17 9999-12-31,…». A head's hundreds of pupils are left out: the school seat says it all.
    seats: Option<String>,
    waits: i64,
    /// «ID,ID».
    others: Option<String>,
}

impl Viewer {
    pub fn db(&self) -> &Db {
        &self.app.db
    }

    pub fn app(&self) -> &App {
        &self.app
    }

    /// Asks whether the viewer may; the answer opens the store functions that want it.
    pub async fn may<A: Action, T: Thing>(&self, _action: A, thing: T) -> Result<May<A, T>> {
        let stated = thing.stated(self).await?.ok_or(Failure::Gone)?;
        let asker = Asker { seats: &self.seats, openings: &self.openings, today: self.today };
        match policy(asker, A::DEED, &stated) {
            Ok(()) => Ok(May::grant(thing)),
            Err(Denied::NotFound) => Err(Failure::Gone),
            Err(Denied::NotYet(opens)) => Err(Failure::NotYet { opens: opens.to_string() }),
            Err(Denied::NotYours) => Err(Failure::Denied),
        }
    }

    /// Whether the viewer may, of a thing that they see: for a page that shows a deed, or says who does it.
    pub async fn allows<A: Action, T: Thing>(&self, action: A, thing: T) -> Result<bool> {
        match self.may(action, thing).await {
            Ok(_) => Ok(true),
            Err(Failure::Denied) => Ok(false),
            Err(failure) => Err(failure),
        }
    }

    /// What is so about one thing and this viewer today: `$1` who asks, `$2` the day, `$3` the thing, `$4` the school.
    pub fn question(&self, statement: &'static Statement, thing: &str) -> Query<'_> {
        let asked = self.db().query(statement).bind(&self.person).bind(self.today);
        asked.bind(thing).bind(&self.school)
    }

    /// Whether the school has still to confirm that this is a guardian. Who is blocked is not told.
    pub async fn waits(&self) -> Result<bool> {
        let statement = sql!(
            "SELECT EXISTS (SELECT 1 FROM guardianships WHERE person_id = $1 AND status = 'proposed' AND ends_on >= $2)
                AND NOT EXISTS (SELECT 1 FROM guardianships WHERE person_id = $1 AND status = 'blocked')"
        );
        let asked = self.db().query(statement).bind(&self.person).bind(self.today);
        let (waits,): (bool,) = asked.one().await?;
        Ok(waits)
    }

    pub fn standing(&self) -> Standing {
        self.seats.standing()
    }

    /// Whether a form was drawn for this person: two people may share one browser, and nobody posts in another's name. A form
    /// without a name was drawn before forms had one.
    pub fn drew(&self, person: &str) -> Result<()> {
        let same = person.is_empty() || person == self.person.as_str();
        if same { Ok(()) } else { Err(Failure::invalid("drew", Problem::SomebodyElse)) }
    }

    /// The pupils this viewer is guardian of, by id.
    pub fn children(&self) -> Vec<super::PupilId> {
        let mine =
            self.seats.0.iter().filter(|seat| seat.kind == super::Kind::Family && seat.reason == Reason::Guardian);
        mine.map(|seat| seat.circle.clone().into()).collect()
    }

    /// The viewer of the server function that runs now.
    pub async fn here() -> Result<Self> {
        let app = leptos::prelude::use_context::<App>().ok_or(Failure::SignedOut)?;
        let parts = leptos::prelude::use_context::<Parts>().ok_or(Failure::SignedOut)?;
        let viewer = Self::of_cookies(&app, &CookieJar::from_headers(&parts.headers)).await?;
        match parts.extensions.get::<Claim>() {
            Some(Claim(who)) if !who.is_empty() && *who != tag(&viewer.person) => viewer.go_on_as(who).await,
            _ => Ok(viewer),
        }
    }

    /// The form was drawn for somebody else: for the same account at another school, then the session goes on there, or for
    /// nobody of this account.
    async fn go_on_as(self, who: &str) -> Result<Self> {
        let person = self.others.iter().find(|person| tag(person) == who).cloned().ok_or(Failure::NotYou)?;
        let may = self.may(super::Read, super::Elsewhere(person)).await?;
        super::elsewhere::go(&self, may).await
    }

    /// The same session, as it is now.
    pub(super) async fn again(&self) -> Result<Self> {
        Self::of_token(&self.app, self.token.clone(), String::new()).await
    }

    /// The same session, seen as who the account is at another school.
    pub(super) async fn seen_as(&self, person: &PersonId) -> Result<Self> {
        Self::of_token(&self.app, self.token.clone(), person.0.clone()).await
    }

    /// Whose cookie this is, though the session has ended: for what they were typing, and for nothing else.
    pub async fn former(app: &App, parts: &Parts) -> Option<PersonId> {
        let jar = CookieJar::from_headers(&parts.headers);
        let token = jar.get(crate::access::cookie_name(app))?;
        let statement = sql!("SELECT person_id FROM sessions WHERE token_hash = $1");
        let row: Option<(PersonId,)> = app.db.query(statement).bind(ids::hash(token.value())).maybe().await.ok()?;
        row.map(|(person,)| person)
    }

    /// A key on the shelf for what waits for this person: another one as soon as they do something, or belong to something else.
    pub fn waiting_key(&self, what: &str) -> String {
        let (waits, place) = (self.waits.to_string(), self.place.to_string());
        Shelf::key(&[what, self.person.as_str(), &waits, &place], self.now)
    }

    async fn of_cookies(app: &App, jar: &CookieJar) -> Result<Self> {
        let token = jar.get(crate::access::cookie_name(app)).ok_or(Failure::SignedOut)?;
        let viewer = Self::of_token(app, ids::hash(token.value()), String::new()).await?;
        if viewer.seen_at.plus(SEEN_EVERY) < viewer.now {
            // Beside the page, not before it: with a full disk people still read.
            tokio::spawn(seen(viewer.clone()));
        }
        Ok(viewer)
    }

    /// `person`: who of the account, or empty for who it is in this session now.
    async fn of_token(app: &App, token: String, person: String) -> Result<Self> {
        let now = app.clock.now();
        let found: Option<Found> = app
            .db
            .query(sql!(
                "SELECT s.id, s.account_id, i.person_id, i.school_id, s.seen_at, p.call_name, p.infix, p.last_name,
                        COALESCE(a.language, p.language) AS language,
                        c.name AS school_name, c.place, c.time_zone, c.accent, c.logo, c.contact,
                        (SELECT string_agg(o.module || ' ' || o.opens_on, ',') FROM openings o WHERE o.school_id = c.id) AS openings,
                        (SELECT string_agg(x.kind || ' ' || x.circle_id || ' ' || x.side || ' ' || x.reason || ' ' || x.about_id || ' '
                                           || x.starts_on || ' ' || x.ends_on, ',')
                         FROM belongs x
                         WHERE x.person_id = (SELECT CASE WHEN $4 = '' THEN o.person_id ELSE $4 END FROM sessions o WHERE o.token_hash = $1)
                           AND x.school_id = c.id
                           AND (x.side = 'family' OR x.kind IN ('school', 'group', 'role', 'work_group'))) AS seats,
                        CAST(p.waits + (SELECT COALESCE(SUM(h.talks), 0) FROM guardianships w JOIN households h ON h.id = w.household_id
                              WHERE w.person_id = i.person_id) AS BIGINT) AS waits,
                        (SELECT string_agg(e.person_id, ',') FROM account_persons e
                         WHERE e.account_id = s.account_id AND e.person_id <> i.person_id) AS others
                 FROM sessions s JOIN accounts a ON a.id = s.account_id
                   JOIN account_persons i ON i.account_id = s.account_id AND i.person_id = CASE WHEN $4 = '' THEN s.person_id ELSE $4 END
                   JOIN persons p ON p.id = i.person_id JOIN schools c ON c.id = i.school_id
                 WHERE s.token_hash = $1 AND s.ends_at > $2 AND s.seen_at > $3"
            ))
            .bind(&token)
            .bind(now)
            .bind(now.plus(-IDLE))
            .bind(person)
            .maybe()
            .await?;
        let found = found.ok_or(Failure::SignedOut)?;
        Ok(Self::sit(app, token, found, now))
    }

    fn sit(app: &App, token: String, found: Found, now: Moment) -> Self {
        let zone = zone(&found.time_zone);
        let today = now.local(&zone).date().into();
        let place = place(&found, today);
        let seats = Seats::of(&found.seats.unwrap_or_default(), today);
        Viewer {
            app: app.clone(),
            token,
            session: found.id,
            account: found.account_id,
            seen_at: found.seen_at,
            person: found.person_id,
            school: found.school_id,
            name: found.name.to_string(),
            school_name: found.school_name,
            school_place: found.place,
            school_logo: found.logo,
            accent: found.accent,
            school_contact: found.contact,
            language: language::of_code(&found.language),
            zone,
            now,
            today,
            seats,
            openings: Openings::of(&found.openings.unwrap_or_default()),
            waits: found.waits,
            place,
            others: found.others.iter().flat_map(|ids| ids.split(',')).map(|id| PersonId(id.to_owned())).collect(),
        }
    }
}

/// One process compares it with itself only.
fn place(found: &Found, today: Day) -> u64 {
    let mut hasher = DefaultHasher::new();
    (&found.seats, &found.openings, today).hash(&mut hasher);
    hasher.finish()
}

/// For whom the form was drawn that calls a server function; empty when it does not say.
#[derive(Debug, Clone)]
pub struct Claim(pub String);

/// Somebody as a form names them: enough to notice that somebody else sends it.
pub fn tag(person: &PersonId) -> String {
    ids::hash(person.as_str()).chars().take(12).collect()
}

async fn seen(viewer: Viewer) {
    let db = viewer.app.db.clone();
    let written = db.write(viewer, |tx, viewer| {
        Box::pin(async move {
            tx.query(sql!("UPDATE sessions SET seen_at = $1 WHERE id = $2"))
                .bind(viewer.now)
                .bind(&viewer.session)
                .run()
                .await?;
            super::elsewhere::looked(tx, viewer).await
        })
    });
    if let Err(failure) = written.await {
        tracing::warn!(?failure, "when somebody was last seen is not written down");
    }
}

impl FromRequestParts<App> for Viewer {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        Self::of_cookies(app, &CookieJar::from_headers(&parts.headers)).await
    }
}
