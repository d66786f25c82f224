//! A named job or command: the third way to the database, for what happens without a person in front of it.
use jiff::tz::TimeZone;

use super::{App, SchoolId};
use crate::base::clock::zone;
use crate::base::day::Day;
use crate::base::db::Db;
use crate::base::failure::{Failure, Result};
use crate::base::jobs::Job;
use crate::sql;

/// What a robot is for. It stands in the log. No feature names one: it is handed its robot (lint).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    /// Does jobs, and sweeps at night.
    Worker,
    /// Answers the probes of whoever runs the house.
    Health,
    /// A command of the person who has the server: its name.
    Command(&'static str),
    /// Builds the demo school, measures, tells a story.
    Trial(&'static str),
}

#[derive(Debug, Clone)]
pub struct Robot {
    app: App,
}

impl Robot {
    pub fn new(app: &App, duty: Duty) -> Self {
        tracing::debug!(?duty, "at work");
        Robot { app: app.clone() }
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
        let found: Option<(String,)> = self.db().query(statement).bind(school).maybe().await?;
        Ok(zone(&found.ok_or(Failure::Gone)?.0))
    }

    /// Which day it is at the school of a job.
    pub async fn today(&self, job: &Job) -> Result<Day> {
        let zone = self.zone(&SchoolId::from(job.school_id.as_str())).await?;
        Ok(self.app.clock.today(&zone))
    }
}
