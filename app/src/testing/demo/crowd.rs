//! Everybody's telephone: signed in at the first deed, and kept signed in as telephones are.
use std::collections::HashMap;

use super::super::{Answer, Probe};
use crate::access::{App, Duty, Robot};
use crate::base::clock::Moment;
use crate::base::db::{Statement, broken};
use crate::base::failure::Result;
use crate::files::Uploaded;
use crate::sql;

/// Who was away for this long signs in again, well before their session would have ended by itself.
const AWAY: i64 = 20 * Moment::DAY;

pub struct Crowd {
    robot: Robot,
    door: Probe,
    phones: HashMap<String, Phone>,
}

impl Crowd {
    pub fn at(app: &App) -> Self {
        Crowd { robot: Robot::new(app, Duty::Trial("demo")), door: Probe::new(app), phones: HashMap::new() }
    }

    pub fn take(&mut self, who: &str) -> Phone {
        let fresh = || Phone { who: who.to_owned(), probe: self.door.clone(), used: None };
        self.phones.remove(who).unwrap_or_else(fresh)
    }

    pub fn put(&mut self, phone: Phone) {
        self.phones.insert(phone.who.clone(), phone);
    }

    /// These telephones are nobody's: who tries the demo finds no device on their page but their own.
    pub async fn leave(self) -> Result<()> {
        self.run(vec![sql!("DELETE FROM sessions"), sql!("DELETE FROM known_devices")]).await
    }

    /// What was to happen later does not.
    pub async fn forget_jobs(&self) -> Result<()> {
        self.run(vec![sql!("DELETE FROM jobs")]).await
    }

    async fn run(&self, statements: Vec<&'static Statement>) -> Result<()> {
        let run = self.robot.db().write(statements, |tx, statements| {
            Box::pin(async move {
                for statement in statements {
                    tx.query(statement).run().await?;
                }
                Ok(())
            })
        });
        run.await
    }
}

pub struct Phone {
    who: String,
    probe: Probe,
    used: Option<Moment>,
}

impl Phone {
    /// Unless it is signed in.
    pub async fn sign_in(&mut self, now: Moment) -> Result<()> {
        if self.used.is_none_or(|used| used.plus(AWAY) < now) {
            let answer = self.probe.post("accounts/demo", &[("person", &self.who)]).await;
            if answer.location() != "/" {
                return Err(broken(&format_args!("{} of the demo cannot sign in: {}", self.who, answer.text())));
            }
        }
        self.used = Some(now);
        Ok(())
    }

    pub async fn send(&mut self, action: &str, fields: &[(&str, &str)]) -> Result<()> {
        let answer = self.probe.call(action, fields).await;
        self.well(&answer)
    }

    /// The same as a form that may carry files.
    pub async fn send_form(&mut self, action: &str, fields: &[(&str, &str)]) -> Result<()> {
        let answer = self.probe.call_files(action, fields, &[]).await;
        self.well(&answer)
    }

    /// The id of a photo that waits for its post.
    pub async fn upload(&mut self, name: &str, bytes: &[u8]) -> Result<String> {
        let photo = [("photo", name, "image/jpeg", bytes)];
        let answer = self.probe.call_files("photos/upload", &[], &photo).await;
        self.well(&answer)?;
        let uploaded: Uploaded = serde_json::from_slice(&answer.body).map_err(|error| broken(&error))?;
        Ok(uploaded.id)
    }

    /// Refused: then the demo and the rules of the house contradict each other.
    fn well(&self, answer: &Answer) -> Result<()> {
        if answer.status.is_success() {
            return Ok(());
        }
        Err(broken(&format_args!("{} of the demo was refused: {} {}", self.who, answer.status, answer.html())))
    }
}
