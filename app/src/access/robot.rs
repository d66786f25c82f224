//! A named job or command: the third way to the database, for what happens without a person in front of it.
use jiff::tz::TimeZone;

use super::{App, SchoolId};
use crate::base::clock::zone;
use crate::base::db::Db;
use crate::base::failure::{Failure, Result};
use crate::sql;

/// The name stands in the log with everything it does.
#[derive(Debug, Clone)]
pub struct Robot {
    app: App,
    pub name: &'static str,
}

impl Robot {
    pub fn new(app: &App, name: &'static str) -> Self {
        tracing::debug!(robot = name, "at work");
        Robot { app: app.clone(), name }
    }

    pub fn db(&self) -> &Db {
        &self.app.db
    }

    pub fn app(&self) -> &App {
        &self.app
    }

    /// The time zone of one school.
    pub async fn zone(&self, school: &SchoolId) -> Result<TimeZone> {
        let statement = sql!("SELECT time_zone FROM schools WHERE id = $1");
        let found: Option<(String,)> = self.db().query(statement).bind(school.clone()).maybe().await?;
        Ok(zone(&found.ok_or(Failure::Gone)?.0))
    }
}
