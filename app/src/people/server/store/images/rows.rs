//! One row of each table that an import writes: by what it is known, and what an import writes of it.
use std::collections::BTreeMap;

use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};

use crate::access::SchoolId;
use crate::base::day::Day;
use crate::base::db::{DbError, Tx};
use crate::base::failure::Result;
use crate::sql;

pub trait Image: Clone + PartialEq + Send + Sync {
    fn key(&self) -> String;
    fn all<'t>(tx: &'t mut Tx, school: &'t SchoolId) -> BoxFuture<'t, Result<Vec<Self>>>;
    /// Writes it as it is here.
    fn restore<'t>(&'t self, tx: &'t mut Tx) -> BoxFuture<'t, Result<()>>;
    /// False: something hangs on it.
    fn remove<'t>(&'t self, tx: &'t mut Tx) -> BoxFuture<'t, Result<bool>>;
}

pub fn by_key<T: Image>(rows: &[T]) -> BTreeMap<String, &T> {
    rows.iter().map(|row| (row.key(), row)).collect()
}

/// `by` is what a row is known by; the texts are the places of the values in a statement.
macro_rules! image {
    ($(#[$doc:meta])* $row:ident of $table:literal by { $($key:ident = $key_at:literal),+ } with { $($column:ident: $kind:ty = $at:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
        pub struct $row {
            $(pub $key: String,)+
            $(pub $column: $kind,)*
        }

        impl Image for $row {
            fn key(&self) -> String {
                [$(self.$key.as_str()),+].join(" ")
            }

            fn all<'t>(tx: &'t mut Tx, school: &'t SchoolId) -> BoxFuture<'t, Result<Vec<Self>>> {
                Box::pin(async move {
                    let statement = sql!(concat!(
                        "SELECT school_id", $(", ", stringify!($key),)+ $(", ", stringify!($column),)*
                        " FROM ", $table, " WHERE school_id = $1"
                    ));
                    Ok(tx.query(statement).bind(school).all().await?)
                })
            }

            fn restore<'t>(&'t self, tx: &'t mut Tx) -> BoxFuture<'t, Result<()>> {
                Box::pin(async move {
                    let statement = sql!(concat!(
                        "UPDATE ", $table, " SET school_id = school_id", $(", ", stringify!($column), " = ", $at,)*
                        " WHERE TRUE", $(" AND ", stringify!($key), " = ", $key_at,)+
                    ));
                    tx.query(statement)$(.bind(&self.$key))+$(.bind(&self.$column))*.run().await?;
                    Ok(())
                })
            }

            fn remove<'t>(&'t self, tx: &'t mut Tx) -> BoxFuture<'t, Result<bool>> {
                Box::pin(async move {
                    tx.query(sql!("SAVEPOINT going")).run().await?;
                    let statement =
                        sql!(concat!("DELETE FROM ", $table, " WHERE TRUE", $(" AND ", stringify!($key), " = ", $key_at,)+));
                    match tx.query(statement)$(.bind(&self.$key))+.run().await {
                        Ok(_) => {
                            tx.query(sql!("RELEASE SAVEPOINT going")).run().await?;
                            Ok(true)
                        }
                        Err(DbError::Linked(_)) => {
                            tx.query(sql!("ROLLBACK TO SAVEPOINT going")).run().await?;
                            Ok(false)
                        }
                        Err(error) => Err(error.into()),
                    }
                })
            }
        }
    };
}

image!(Year of "school_years" by { id = "$1" } with {});
image!(Circle of "circles" by { id = "$1" } with {});
image!(Group of "school_groups" by { id = "$1" } with {
    name: String = "$2", description: String = "$3", year_group: String = "$4", composite: bool = "$5", ends_on: Day = "$6",
});
image!(Pupil of "pupils" by { id = "$1" } with {
    call_name: String = "$2", infix: String = "$3", last_name: String = "$4", first_names: String = "$5", initials: String = "$6",
    gender: String = "$7", birth_date: Option<String> = "$8", year_group: String = "$9", starts_on: Day = "$10", ends_on: Day = "$11",
});
image!(PupilYear of "pupil_years" by { pupil_id = "$1", code = "$2", starts_on = "$3" } with { ends_on: Day = "$4" });
image!(Membership of "memberships" by { id = "$1" } with { ends_on: Day = "$2" });
image!(GroupYear of "group_years" by { group_id = "$1", code = "$2" } with {});
image!(Household of "households" by { id = "$1" } with { label: String = "$2" });
image!(Person of "persons" by { id = "$1" } with {
    import_key: Option<String> = "$2", call_name: String = "$3", infix: String = "$4", last_name: String = "$5",
    email: Option<String> = "$6", phone: String = "$7", language: String = "$8",
});
image!(Role of "roles" by { id = "$1" } with { status: String = "$2", ends_on: Day = "$3", by_hand: bool = "$4" });
image!(Teaching of "teaching" by { id = "$1" } with { ends_on: Day = "$2" });
image!(Guardianship of "guardianships" by { id = "$1" } with {
    household_id: String = "$2", status: String = "$3", authority: bool = "$4", ends_on: Day = "$5",
});
