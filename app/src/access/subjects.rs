//! Subjects: whatever is shared or discussed. A feature states what kind it is; comments, hearts and files hang under any of them.
use futures::future::BoxFuture;

use super::live::News;
use super::policy::{Facts, Rules, Stated};
use super::{May, Read, SchoolId, Thing, Viewer};
use crate::base::clock::Moment;
use crate::base::db::{Query, Statement, Tx};
use crate::base::failure::{Failure, Result};
use crate::sql;

crate::id!(SubjectId);

/// What a feature states of its subjects.
#[derive(Debug)]
pub struct SubjectKind {
    /// What the row says it is.
    pub code: &'static str,
    pub rules: &'static Rules,
    /// Of a moment: the families of the day on which it was shared see it, and keep it. What lasts is seen by who belongs today.
    pub of_a_moment: bool,
    /// It waits for an answer of whoever it went to.
    pub asks: bool,
    /// The tables that hold what is shown of it: whatever writes to them touches it.
    pub tables: &'static [&'static str],
    /// The address of its page.
    pub page: fn(&str) -> String,
}

inventory::collect!(&'static SubjectKind);

impl SubjectKind {
    /// A kind that no feature knows is none.
    pub fn of(code: &str) -> Option<&'static SubjectKind> {
        Self::all().find(|kind| kind.code == code)
    }

    pub fn all() -> impl Iterator<Item = &'static SubjectKind> {
        inventory::iter::<&'static SubjectKind>.into_iter().copied()
    }
}

/// The id of one kind of subject. `subject!` declares it; a new kind needs nothing else to be protected.
pub trait Shared: Clone + Send + Sync + 'static {
    const KIND: &'static SubjectKind;
    fn id(&self) -> &str;
}

/// Declares the id of a kind of subject.
#[macro_export]
macro_rules! subject {
    ($(#[$meta:meta])* $name:ident = $kind:expr) => {
        $crate::id!($(#[$meta])* $name);
        impl $name {
            const SUBJECT: &'static $crate::access::SubjectKind = {
                static KIND: $crate::access::SubjectKind = $kind;
                inventory::submit! { &KIND }
                &KIND
            };
        }
        impl $crate::access::Shared for $name {
            const KIND: &'static $crate::access::SubjectKind = Self::SUBJECT;
            fn id(&self) -> &str {
                &self.0
            }
        }
    };
}

/// When a part `p` of the subject `a` reaches somebody who belongs as `b` says, on the day $2. Whatever asks who sees what asks with
/// this, in whichever direction.
macro_rules! reaches {
    () => {
        "b.circle_id = p.circle_id AND p.side IN ('all', b.side)
         AND $2 BETWEEN b.starts_on AND b.keeps_until AND COALESCE(a.shared_on, $2) BETWEEN b.since AND b.ends_on
         AND NOT EXISTS (SELECT 1 FROM subject_exceptions x WHERE x.subject_id = a.id AND x.person_id = b.person_id)"
    };
}
pub(super) use reaches;

impl<T: Shared> Thing for T {
    fn stated<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Stated>>> {
        Box::pin(async move {
            let found = of(viewer, self.id()).await?;
            Ok(found.filter(|(kind, _)| kind.code == T::KIND.code).map(|(_, stated)| stated))
        })
    }
}

impl Thing for SubjectId {
    fn stated<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Stated>>> {
        Box::pin(async move { Ok(of(viewer, &self.0).await?.map(|(_, stated)| stated)) })
    }
}

/// What is so about one subject and this viewer.
async fn of(viewer: &Viewer, id: &str) -> Result<Option<(&'static SubjectKind, Stated)>> {
    let statement = sql!(concat!(
        "SELECT a.kind, a.draft, a.owner_id = $1,
                CAST((SELECT COALESCE(MAX(CASE b.side WHEN 'family' THEN 1 ELSE 0 END), 0)
                             + COALESCE(MAX(CASE b.side WHEN 'staff' THEN 2 ELSE 0 END), 0)
                             + COALESCE(MAX(CASE WHEN b.reason = 'teacher' AND $2 BETWEEN b.starts_on AND b.ends_on THEN 4 ELSE 0 END), 0)
                      FROM subject_parts p JOIN belongs b ON ", reaches!(), "
                      WHERE p.subject_id = a.id AND b.person_id = $1) AS INTEGER)
         FROM subjects a WHERE a.id = $3 AND a.school_id = $4"
    ));
    let row: Option<(String, bool, bool, i32)> = viewer.question(statement, id).maybe().await?;
    let Some((kind, draft, owner, belongs)) = row else { return Ok(None) };
    let facts = Facts {
        draft,
        owner,
        family: belongs & 1 != 0,
        staff: belongs & 2 != 0,
        teacher: belongs & 4 != 0,
        ..Facts::default()
    };
    Ok(SubjectKind::of(&kind).map(|kind| (kind, Stated::new(kind.rules, facts))))
}

/// What may be done to a post may be done to the subject that it is.
impl<A: super::Action, T: Shared> May<A, T> {
    pub fn subject(&self) -> May<A, SubjectId> {
        May::grant(SubjectId(self.thing().id().to_owned()))
    }
}

/// Proof that the version of a subject was raised in this transaction, or that it was written in it: whatever changes what is shown of
/// it wants one. Can only be had from `touch` and `audience::save`.
#[derive(Debug)]
pub struct Touched(SubjectId);

/// Says that something else is shown of a subject from now on: to the shelf, and to everybody who has it open.
pub async fn touch(tx: &mut Tx, subject: &str) -> Result<Touched> {
    let raise = sql!("UPDATE subjects SET version = version + 1 WHERE id = $1 RETURNING school_id");
    let raised: Option<(SchoolId,)> = tx.query(raise).bind(subject).maybe().await?;
    let (school,) = raised.ok_or(Failure::Gone)?;
    News::Touched { school: school.0, subject: subject.to_owned() }.announce(tx).await?;
    Ok(Touched::written(subject))
}

/// Takes a subject away, with everything that hangs under it.
pub async fn take_away(tx: &mut Tx, touched: &Touched) -> Result<()> {
    tx.query(sql!("DELETE FROM subjects WHERE id = $1")).bind(&touched.0).run().await?;
    Ok(())
}

/// A statement that changes what is shown of a subject; `Touched::change` runs it, and nothing else does.
#[macro_export]
macro_rules! change {
    ($text:expr) => {{
        static STATEMENT: $crate::base::db::Statement =
            $crate::base::db::Statement { text: $text, file: file!(), line: line!(), changes: true };
        inventory::submit! { &STATEMENT }
        $crate::access::Change::of(&STATEMENT)
    }};
}

/// A statement that changes what is shown of a subject; `change!` writes it down.
#[derive(Debug, Clone, Copy)]
pub struct Change(&'static Statement);

impl Change {
    pub const fn of(statement: &'static Statement) -> Self {
        Change(statement)
    }
}

impl Touched {
    /// Of a subject that was written just now: nobody has seen an earlier version.
    pub(super) fn written(subject: &str) -> Self {
        Touched(SubjectId(subject.to_owned()))
    }

    pub fn change<'t>(&self, tx: &'t mut Tx, change: Change) -> Query<'t> {
        tx.query(change.0)
    }

    pub fn subject(&self) -> &SubjectId {
        &self.0
    }
}

/// A subject that the viewer may see, as a list brings it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<T> {
    pub id: T,
    pub shared_at: Moment,
    /// Another number: something else is shown.
    pub version: i64,
}

/// Subjects that the database listed for this viewer just now. Can only be made here.
#[derive(Debug, Clone)]
pub struct Visible<T>(Vec<Listed<T>>);

impl<T: Shared> Visible<T> {
    /// The newest first.
    pub fn listed(&self) -> &[Listed<T>] {
        &self.0
    }

    pub fn ids(&self) -> Vec<&str> {
        self.0.iter().map(|listed| listed.id.id()).collect()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A part of the list, asked from the first to the last.
    #[must_use]
    pub fn only(&self, mut wanted: impl FnMut(&Listed<T>) -> bool) -> Self {
        Visible(self.0.iter().filter(|listed| wanted(listed)).cloned().collect())
    }
}

impl<T: Shared + From<String>> Visible<T> {
    /// «id shared version,…»: a page comes as one row, because carrying a row costs more than finding it.
    pub(super) fn of(list: &str) -> Self {
        let one = |text: &str| {
            let mut words = text.split(' ');
            let id = T::from(words.next()?.to_owned());
            Some(Listed { id, shared_at: Moment(words.next()?.parse().ok()?), version: words.next()?.parse().ok()? })
        };
        let mut listed: Vec<Listed<T>> = list.split(',').filter_map(one).collect();
        listed.sort_unstable_by(|a, b| (b.shared_at, b.id.id()).cmp(&(a.shared_at, a.id.id())));
        Visible(listed)
    }

    /// Goes on behind these, at most so many: whether there is more.
    #[must_use]
    pub fn page(mut self, most: usize) -> (Self, bool) {
        let more = self.0.len() > most;
        self.0.truncate(most);
        (self, more)
    }
}

impl Viewer {
    /// The newest subjects of one kind that the viewer sees, shared before that moment and id; at most so many.
    pub async fn visible<T: Shared + From<String>>(&self, before: (i64, &str), most: usize) -> Result<Visible<T>> {
        let standing = self.standing();
        let open = T::KIND.rules.module.is_none_or(|module| self.openings.check(module, self.today).is_ok());
        let (list,): (Option<String>,) = self
            .db()
            .query(sql!(concat!(
                "WITH mine AS MATERIALIZED (
                   SELECT person_id, circle_id, side, starts_on, ends_on, since, keeps_until FROM belongs
                   WHERE person_id = $1 AND $2 BETWEEN starts_on AND keeps_until AND (side = 'staff' OR $3))
                 SELECT string_agg(id || ' ' || shared_at || ' ' || version, ',') FROM (
                   SELECT a.id, a.shared_at, a.version FROM subjects a
                   WHERE a.school_id = $4 AND a.kind = $5 AND NOT a.draft AND (a.shared_at, a.id) < ($6, $7)
                     AND (EXISTS (SELECT 1 FROM subject_parts p JOIN mine b ON ",
                reaches!(),
                " WHERE p.subject_id = a.id)
                          OR ($8 AND a.owner_id = $1))
                   ORDER BY a.shared_at DESC, a.id DESC LIMIT $9) AS page"
            )))
            .bind(&self.person)
            .bind(self.today)
            .bind(open)
            .bind(&self.school)
            .bind(T::KIND.code)
            .bind(before.0)
            .bind(before.1)
            .bind(standing.staff)
            .bind(i64::try_from(most).unwrap_or(i64::MAX))
            .one()
            .await?;
        Ok(Visible::of(&list.unwrap_or_default()))
    }

    /// The address of the page of a subject.
    pub async fn page_of<A: super::Action>(&self, may: &May<A, SubjectId>) -> Result<String> {
        let statement = sql!("SELECT kind FROM subjects WHERE id = $1");
        let row: Option<(String,)> = self.db().query(statement).bind(may.thing()).maybe().await?;
        let kind = row.and_then(|(kind,)| SubjectKind::of(&kind)).ok_or(Failure::Gone)?;
        Ok((kind.page)(may.thing().as_str()))
    }

    /// One subject, as a list would bring it.
    pub async fn listed<T: Shared>(&self, may: &May<Read, T>) -> Result<Visible<T>> {
        let statement = sql!("SELECT shared_at, version FROM subjects WHERE id = $1");
        let row: Option<(Moment, i64)> = self.db().query(statement).bind(may.thing().id()).maybe().await?;
        let (shared_at, version) = row.ok_or(Failure::Gone)?;
        Ok(Visible(vec![Listed { id: may.thing().clone(), shared_at, version }]))
    }
}
