//! A statement with its values, on either engine, in a transaction or outside.
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Arguments, FromRow, PgConnection, SqliteConnection};

use super::postgres::Postgres;
use super::readers::Readers;
use super::{DbError, Statement, Value, away};

/// How many things one page of a list has.
pub const PAGE: usize = 20;

/// What can be read: tuples, and structs that derive `FromRow`.
pub trait Row: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T> Row for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

#[derive(Debug)]
pub struct Query<'c> {
    text: &'static str,
    target: Target<'c>,
    problem: Option<sqlx::error::BoxDynError>,
}

#[derive(Debug)]
enum Target<'c> {
    SqliteReader(&'c Readers, SqliteArguments),
    SqliteTx(&'c mut SqliteConnection, SqliteArguments),
    PostgresReader(&'c Postgres, PgArguments),
    PostgresTx(&'c mut PgConnection, PgArguments),
}

/// Runs one of sqlx's fetching methods on whichever target the query has.
macro_rules! on {
    ($query:ident, $make:ident, $method:ident) => {{
        if let Some(problem) = $query.problem {
            return Err(sqlx::Error::Encode(problem).into());
        }
        match $query.target {
            Target::SqliteReader(readers, args) => {
                let mut reader = readers.take().await?;
                sqlx::$make($query.text, args).$method(&mut *reader).await?
            }
            Target::SqliteTx(tx, args) => sqlx::$make($query.text, args).$method(tx).await?,
            Target::PostgresReader(postgres, args) => {
                let again = args.clone();
                let mut reader = postgres.reader().await?;
                match sqlx::$make($query.text, args).$method(&mut *reader).await {
                    // Asking twice changes nothing, and the second time the database may be back.
                    Err(error) if away(&error) => {
                        drop(reader);
                        let mut reader = postgres.living_reader().await?;
                        sqlx::$make($query.text, again).$method(&mut *reader).await?
                    }
                    answer => answer?,
                }
            }
            Target::PostgresTx(tx, args) => sqlx::$make($query.text, args).$method(tx).await?,
        }
    }};
}

impl<'c> Query<'c> {
    pub(super) fn sqlite_reader(statement: &Statement, readers: &'c Readers) -> Self {
        Self::new(statement, Target::SqliteReader(readers, SqliteArguments::default()))
    }

    pub(super) fn sqlite_tx(statement: &Statement, tx: &'c mut SqliteConnection) -> Self {
        Self::new(statement, Target::SqliteTx(tx, SqliteArguments::default()))
    }

    pub(super) fn postgres_reader(statement: &Statement, postgres: &'c Postgres) -> Self {
        Self::new(statement, Target::PostgresReader(postgres, PgArguments::default()))
    }

    pub(super) fn postgres_tx(statement: &Statement, tx: &'c mut PgConnection) -> Self {
        Self::new(statement, Target::PostgresTx(tx, PgArguments::default()))
    }

    fn new(statement: &Statement, target: Target<'c>) -> Self {
        super::statement::count(statement);
        Query { text: statement.text, target, problem: None }
    }

    /// The next value, for `$1`, `$2`, … in turn.
    pub fn bind<V: Value>(mut self, value: V) -> Self {
        let value = value.storable();
        let added = match &mut self.target {
            Target::SqliteReader(_, args) | Target::SqliteTx(_, args) => args.add(value),
            Target::PostgresReader(_, args) | Target::PostgresTx(_, args) => args.add(value),
        };
        self.problem = self.problem.or(added.err());
        self
    }

    /// The next value is a list, of any length: `IN (SELECT value FROM json_each($2))`. SQLite knows that function; PostgreSQL is taught
    /// it when it is opened.
    pub fn bind_list<I: AsRef<str>>(mut self, list: &[I]) -> Self {
        let texts: Vec<&str> = list.iter().map(AsRef::as_ref).collect();
        match serde_json::to_string(&texts) {
            Ok(array) => self.bind(array),
            Err(error) => {
                self.problem = Some(error.into());
                self
            }
        }
    }

    /// All rows.
    pub async fn all<T: Row>(self) -> Result<Vec<T>, DbError> {
        Ok(on!(self, query_as_with, fetch_all))
    }

    /// The only row. None, or more than one, is a defect of the statement.
    pub async fn one<T: Row>(self) -> Result<T, DbError> {
        Ok(on!(self, query_as_with, fetch_one))
    }

    /// The row, if there is one.
    pub async fn maybe<T: Row>(self) -> Result<Option<T>, DbError> {
        Ok(on!(self, query_as_with, fetch_optional))
    }

    /// For writing: how many rows changed.
    pub async fn run(self) -> Result<u64, DbError> {
        if let Some(problem) = self.problem {
            return Err(sqlx::Error::Encode(problem).into());
        }
        Ok(match self.target {
            Target::SqliteReader(readers, args) => {
                let mut reader = readers.take().await?;
                sqlx::query_with(self.text, args).execute(&mut *reader).await?.rows_affected()
            }
            Target::SqliteTx(tx, args) => sqlx::query_with(self.text, args).execute(tx).await?.rows_affected(),
            Target::PostgresReader(postgres, args) => {
                let mut reader = postgres.reader().await?;
                sqlx::query_with(self.text, args).execute(&mut *reader).await?.rows_affected()
            }
            Target::PostgresTx(tx, args) => sqlx::query_with(self.text, args).execute(tx).await?.rows_affected(),
        })
    }
}
