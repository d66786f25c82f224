//! Mail that leaves the building: by SMTP, into a folder (demo), or into memory (tests).
mod message;
mod server;
#[cfg(test)]
mod tests;
pub mod verdict;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use lettre::message::Mailbox;
use lettre::{AsyncFileTransport, AsyncTransport, Message, Tokio1Executor};

use super::clock::Clock;
use super::failure::Result as Outcome;
use super::ids;
use super::jobs::{Ended, Job};
use super::settings::{MailPlace, Settings};
use server::Server;
pub use server::Step;
pub use verdict::Undelivered;

/// A mail is a pointer, never content: the text says that there is something, and where.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Mail {
    pub to: String,
    pub subject: String,
    pub text: String,
}

#[derive(Debug, Clone)]
pub struct Post {
    from: Mailbox,
    clock: Clock,
    way: Way,
}

#[derive(Debug, Clone)]
enum Way {
    Smtp(Arc<Server>),
    Folder(AsyncFileTransport<Tokio1Executor>, PathBuf),
    /// Each mail, and the message that it became.
    Memory(Arc<Mutex<Vec<(Mail, String)>>>),
}

impl Post {
    pub fn open(settings: &Settings, clock: Clock) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let way = match &settings.mail {
            MailPlace::Smtp(smtp) => Way::Smtp(Arc::new(Server::new(smtp.clone(), settings.host()))),
            MailPlace::Folder(folder) => {
                std::fs::create_dir_all(folder)?;
                Way::Folder(AsyncFileTransport::new(folder), folder.clone())
            }
            MailPlace::Memory => Way::Memory(Arc::default()),
        };
        Ok(Post { from: settings.mail_from.0.clone(), clock, way })
    }

    /// Sends a mail that is a job. However often the job is tried, the mail keeps its Message-ID: whoever got it already gets it once.
    pub async fn deliver(&self, mail: &Mail, job: &Job) -> Ended {
        match self.send_as(mail, &job.id, &|_| ()).await {
            Ok(()) => Ended::Done,
            Err(Undelivered::Refused(code)) => Ended::Never(code),
            Err(Undelivered::Later(code)) => Ended::Waiting(code),
        }
    }

    /// Sends a mail once, now.
    pub async fn send(&self, mail: &Mail) -> Result<(), Undelivered> {
        self.send_told(mail, &|_| ()).await
    }

    /// Sends a mail once, now, and says how far it came.
    pub async fn send_told(&self, mail: &Mail, told: &(dyn Fn(Step) + Send + Sync)) -> Result<(), Undelivered> {
        self.send_as(mail, &ids::token(), told).await
    }

    async fn send_as(&self, mail: &Mail, id: &str, told: &(dyn Fn(Step) + Send + Sync)) -> Result<(), Undelivered> {
        let message = message::compose(&self.from, mail, id, self.clock.now())?;
        match &self.way {
            Way::Smtp(server) => server.send(message.envelope(), &message.formatted(), told).await,
            Way::Folder(transport, folder) => keep(transport, folder, mail, message).await,
            Way::Memory(sent) => {
                let raw = String::from_utf8_lossy(&message.formatted()).into_owned();
                sent.lock().unwrap_or_else(PoisonError::into_inner).push((mail.clone(), raw));
                Ok(())
            }
        }
    }

    /// Connects and signs in, and sends nothing. A folder and the memory are always there.
    pub async fn greet(&self, told: &(dyn Fn(Step) + Send + Sync)) -> Result<(), Undelivered> {
        match &self.way {
            Way::Smtp(server) => server.greet(told).await,
            Way::Folder(..) | Way::Memory(_) => Ok(()),
        }
    }

    /// What left the building, in order. Only the memory remembers.
    pub fn sent(&self) -> Vec<Mail> {
        self.remembered().into_iter().map(|(mail, _)| mail).collect()
    }

    /// The same as whole messages, with their headers.
    pub fn messages(&self) -> Vec<String> {
        self.remembered().into_iter().map(|(_, raw)| raw).collect()
    }

    fn remembered(&self) -> Vec<(Mail, String)> {
        match &self.way {
            Way::Memory(sent) => sent.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            Way::Smtp(_) | Way::Folder(..) => Vec::new(),
        }
    }

    /// What lies in the demo's folder, newest first.
    pub fn outbox(&self) -> Outcome<Vec<Mail>> {
        let Way::Folder(_, folder) = &self.way else { return Ok(Vec::new()) };
        let files = std::fs::read_dir(folder).map_err(|error| super::db::broken(&error))?;
        let mut paths: Vec<_> = files.filter_map(|file| Some(file.ok()?.path())).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
        paths.sort_by_key(|path| std::cmp::Reverse(path.metadata().and_then(|meta| meta.modified()).ok()));
        Ok(paths.iter().filter_map(|path| serde_json::from_slice(&std::fs::read(path).ok()?).ok()).collect())
    }
}

/// Beside the message itself, in a form that the demo's mailbox can show.
async fn keep(
    transport: &AsyncFileTransport<Tokio1Executor>,
    folder: &std::path::Path,
    mail: &Mail,
    message: Message,
) -> Result<(), Undelivered> {
    const FULL: Undelivered = Undelivered::Later("mail_folder");
    let id = transport.send(message).await.map_err(|_| FULL)?;
    let shown = serde_json::to_vec(mail).map_err(|_| FULL)?;
    std::fs::write(folder.join(format!("{id}.json")), shown).map_err(|_| FULL)
}
