//! What can be bound: text, numbers, booleans, ids, moments, and options of them; and the one place where text becomes
//! storable. PostgreSQL refuses a text with a zero byte, SQLite cuts some functions short at it: so nobody stores one.
use std::borrow::Cow;

use sqlx::{Encode, Postgres, Sqlite, Type};

pub trait Value: for<'q> Encode<'q, Sqlite> + Type<Sqlite> + for<'q> Encode<'q, Postgres> + Type<Postgres> {
    /// The value as both engines can keep it.
    #[must_use]
    fn storable(self) -> Self
    where
        Self: Sized,
    {
        self
    }
}

impl Value for bool {}
impl Value for i32 {}
impl Value for i64 {}
impl Value for f64 {}
impl Value for Vec<u8> {}
impl Value for crate::base::clock::Moment {}

impl Value for String {
    fn storable(self) -> Self {
        match without_zero(&self) {
            Cow::Borrowed(_) => self,
            Cow::Owned(text) => text,
        }
    }
}

impl<T: Value> Value for Option<T>
where
    Option<T>: for<'q> Encode<'q, Sqlite> + Type<Sqlite> + for<'q> Encode<'q, Postgres> + Type<Postgres>,
{
    fn storable(self) -> Self {
        self.map(T::storable)
    }
}

/// The sign for «something stood here», as browsers do it.
fn without_zero(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', "\u{fffd}")) } else { Cow::Borrowed(text) }
}
