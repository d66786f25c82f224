//! What somebody is called: «Sam», «van 't», «Hof».
use std::fmt::{self, Display, Formatter};

use sqlx::{ColumnIndex, Decode, FromRow, Row, Type};

use super::super::text::order;

#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Name {
    pub call_name: String,
    /// What stands before the last name: «van der».
    pub infix: String,
    pub last_name: String,
}

impl Name {
    /// Where it stands in a Dutch list.
    pub fn place(&self) -> order::Place {
        order::place(&self.call_name, &self.infix, &self.last_name)
    }

    /// Nobody's.
    pub fn is_empty(&self) -> bool {
        self.call_name.is_empty() && self.last_name.is_empty()
    }

    /// Of the columns that begin with this; of nobody (a row that was joined to nothing) an empty one.
    fn of_columns<'r, R: Row>(row: &'r R, columns: [&str; 3]) -> Result<Self, sqlx::Error>
    where
        for<'c> &'c str: ColumnIndex<R>,
        Option<String>: Decode<'r, R::Database> + Type<R::Database>,
    {
        let part = |column: &str| row.try_get::<Option<String>, _>(column).map(Option::unwrap_or_default);
        let [call_name, infix, last_name] = columns;
        Ok(Name { call_name: part(call_name)?, infix: part(infix)?, last_name: part(last_name)? })
    }
}

/// As it is said: «Sam van 't Hof».
impl Display for Name {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut parts = [&self.call_name, &self.infix, &self.last_name].into_iter().filter(|part| !part.is_empty());
        f.write_str(parts.next().map_or("", |part| part))?;
        parts.try_for_each(|part| write!(f, " {part}"))
    }
}

/// `#[sqlx(flatten)] name: Name` reads the columns `call_name`, `infix` and `last_name`.
impl<'r, R: Row> FromRow<'r, R> for Name
where
    for<'c> &'c str: ColumnIndex<R>,
    Option<String>: Decode<'r, R::Database> + Type<R::Database>,
{
    fn from_row(row: &'r R) -> Result<Self, sqlx::Error> {
        Name::of_columns(row, ["call_name", "infix", "last_name"])
    }
}

/// Somebody or something with an id, and a name.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Named<I> {
    pub id: I,
    #[sqlx(flatten)]
    pub name: Name,
}

/// The name of the pupil whom a row is about, beside that of somebody else: `pupil_call_name`, `pupil_infix` and `pupil_last_name`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct PupilName(pub Name);

impl<'r, R: Row> FromRow<'r, R> for PupilName
where
    for<'c> &'c str: ColumnIndex<R>,
    Option<String>: Decode<'r, R::Database> + Type<R::Database>,
{
    fn from_row(row: &'r R) -> Result<Self, sqlx::Error> {
        Name::of_columns(row, ["pupil_call_name", "pupil_infix", "pupil_last_name"]).map(PupilName)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_said_without_gaps() {
        let name = |call_name: &str, infix: &str, last_name: &str| {
            Name { call_name: call_name.into(), infix: infix.into(), last_name: last_name.into() }.to_string()
        };
        assert_eq!(name("Sam", "van 't", "Hof"), "Sam van 't Hof");
        assert_eq!((name("Sam", "", "Hof"), name("", "", "Hof")), ("Sam Hof".to_owned(), "Hof".to_owned()));
        assert_eq!((name("Noor", "", ""), Name::default().to_string()), ("Noor".to_owned(), String::new()));
    }
}
