//! What an open page hears: that something else is shown of a subject which this viewer may see, and nothing of what it says. A page that
//! hears it asks for itself anew; whoever lost the right hears nothing more, and whose session ended is hung up on.
use std::time::Duration;

use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Interval, interval};

use super::{Read, SubjectId, Viewer};
use crate::base::db::{EVERYTHING, Hearing, Tx};
use crate::base::failure::{Failure, Result};

/// What transactions announce. Ids only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// Something else is shown of a subject.
    Touched { school: String, subject: String },
    /// Sessions ended: of this session, person or account.
    Out(String),
}

/// Said within one process when it stops: nobody waits for open pages.
pub const STOPPING: &str = "stopping";

impl News {
    /// Said to every open page, in whichever process, when the transaction is committed.
    pub async fn announce(self, tx: &mut Tx) -> Result<()> {
        tx.announce(self.line()).await
    }

    fn line(&self) -> String {
        match self {
            News::Touched { school, subject } => format!("touched {school} {subject}"),
            News::Out(whom) => format!("out {whom}"),
        }
    }

    fn of(line: &str) -> Option<Self> {
        let mut words = line.split(' ');
        match (words.next()?, words.next()?, words.next()) {
            ("touched", school, Some(subject)) => {
                Some(News::Touched { school: school.to_owned(), subject: subject.to_owned() })
            }
            ("out", whom, None) => Some(News::Out(whom.to_owned())),
            _ => None,
        }
    }
}

/// An open page of one viewer.
#[derive(Debug)]
pub struct OpenPage {
    viewer: Viewer,
    /// Of this subject only; of all that the viewer sees without one.
    under: Option<SubjectId>,
    hearing: Hearing,
    /// Ticks when it is told that it is still there, whatever others are told until then.
    quiet: Interval,
}

/// What a page is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    Changed(SubjectId),
    /// Nobody knows what was missed.
    Anything,
    /// Still there.
    Nothing,
}

/// So often a page that hears nothing is told so, and its session is looked at.
const SILENCE: Duration = Duration::from_secs(25);

impl OpenPage {
    pub async fn open(viewer: &Viewer, under: Option<SubjectId>) -> Result<Self> {
        if let Some(subject) = &under {
            viewer.may(Read, subject.clone()).await?;
        }
        let mut quiet = interval(SILENCE);
        // Its first tick would be now.
        quiet.reset();
        Ok(OpenPage { viewer: viewer.clone(), under, hearing: viewer.db().hear(), quiet })
    }

    /// The next thing to tell; `None` ends it.
    pub async fn next(&mut self) -> Option<Told> {
        loop {
            let heard = tokio::select! {
                heard = self.hearing.recv() => match heard {
                    Ok(line) if &*line == STOPPING => return None,
                    Ok(line) if &*line == EVERYTHING => Told::Anything,
                    Ok(line) => match self.concerns(&line) {
                        Some(told) => told,
                        None => continue,
                    },
                    Err(RecvError::Lagged(_)) => Told::Anything,
                    Err(RecvError::Closed) => return None,
                },
                _ = self.quiet.tick() => Told::Nothing,
            };
            let told = match self.still_may(heard).await {
                Ok(Some(told)) => told,
                Ok(None) => continue,
                Err(Failure::Busy) => Told::Anything,
                Err(_) => return None,
            };
            self.quiet.reset();
            return Some(told);
        }
    }

    /// Whether a line may concern this page.
    fn concerns(&self, line: &str) -> Option<Told> {
        match News::of(line)? {
            News::Touched { school, subject } => {
                let under = self.under.as_ref().is_none_or(|under| under.0 == subject);
                (under && school == self.viewer.school.0).then(|| Told::Changed(subject.into()))
            }
            News::Out(whom) => {
                let viewer = &self.viewer;
                let ours = [&viewer.session.0, &viewer.person.0, &viewer.account.0].contains(&&whom);
                ours.then_some(Told::Nothing)
            }
        }
    }

    /// The session and its rights as they are now: what somebody may no longer see is not told, and who is signed out is hung up on.
    async fn still_may(&mut self, told: Told) -> Result<Option<Told>> {
        let now = self.viewer.again().await?;
        if now.person != self.viewer.person {
            return Err(Failure::SignedOut);
        }
        self.viewer = now;
        let Told::Changed(subject) = told else { return Ok(Some(told)) };
        match self.viewer.may(Read, subject.clone()).await {
            Ok(_) => Ok(Some(Told::Changed(subject))),
            Err(Failure::Busy) => Err(Failure::Busy),
            // Taken away under an open page: there is something to see, that it is gone.
            Err(_) if self.under.is_some() => Ok(Some(Told::Anything)),
            Err(_) => Ok(None),
        }
    }
}
