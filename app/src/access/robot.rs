//! A named job or command: the third way to the database, for what happens without a person in front of it.
use super::App;
use crate::base::db::Db;

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
}
