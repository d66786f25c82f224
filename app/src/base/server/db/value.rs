//! What can be bound: text, numbers, booleans, ids, moments, days, and options of them; and the one place where text becomes
//! storable. PostgreSQL refuses a text with a zero byte, SQLite cuts some functions short at it: so nobody stores one.
use std::borrow::Cow;

use sqlx::{Encode, Postgres, Sqlite, Type};

/// What both engines keep.
pub trait Stored: for<'q> Encode<'q, Sqlite> + Type<Sqlite> + for<'q> Encode<'q, Postgres> + Type<Postgres> {}
impl<T> Stored for T where T: for<'q> Encode<'q, Sqlite> + Type<Sqlite> + for<'q> Encode<'q, Postgres> + Type<Postgres> {}

/// What can be bound, as it is or borrowed.
pub trait Value {
    type Kept: Stored;

    /// The value as both engines can keep it.
    fn storable(self) -> Self::Kept;
}

macro_rules! as_they_are {
    ($($kind:ty)*) => {
        $(impl Value for $kind {
            type Kept = Self;

            fn storable(self) -> Self {
                self
            }
        })*
    };
}

as_they_are! { bool i32 i64 f64 Vec<u8> crate::base::clock::Moment crate::base::day::Day }

impl Value for String {
    type Kept = Self;

    fn storable(self) -> Self {
        match without_zero(&self) {
            Cow::Borrowed(_) => self,
            Cow::Owned(text) => text,
        }
    }
}

impl Value for &str {
    type Kept = String;

    fn storable(self) -> String {
        without_zero(self).into_owned()
    }
}

impl<T: Value + Clone> Value for &T {
    type Kept = T::Kept;

    fn storable(self) -> T::Kept {
        self.clone().storable()
    }
}

impl<T: Value> Value for Option<T>
where
    Option<T::Kept>: Stored,
{
    type Kept = Option<T::Kept>;

    fn storable(self) -> Self::Kept {
        self.map(T::storable)
    }
}

/// The sign for «something stood here», as browsers do it.
fn without_zero(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', "\u{fffd}")) } else { Cow::Borrowed(text) }
}
