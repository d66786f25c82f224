//! Mail that leaves the building: by SMTP, into a folder (demo), or into memory (tests).
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::{AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use super::failure::Result as Outcome;

/// A mail is a pointer, never content: the text says that there is something, and where.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Mail {
    pub to: String,
    pub subject: String,
    pub text: String,
}

/// Why a mail did not leave. A code: the texts of mail servers hold addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undelivered {
    /// This address will never work.
    Refused,
    /// The server is away, slow or asks for patience: later.
    Later,
}

#[derive(Debug, Clone)]
pub struct Post {
    from: Mailbox,
    way: Way,
}

#[derive(Debug, Clone)]
enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(AsyncFileTransport<Tokio1Executor>, PathBuf),
    Memory(Arc<Mutex<Vec<Mail>>>),
}

impl Post {
    /// Opens `smtp://…`, `folder:FOLDER` or `memory:`.
    pub fn open(way: &str, from: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let from = from.parse()?;
        let way = match way.split_once(':') {
            Some(("smtp" | "smtps", _)) => Way::Smtp(AsyncSmtpTransport::<Tokio1Executor>::from_url(way)?.build()),
            Some(("folder", folder)) => {
                std::fs::create_dir_all(folder)?;
                Way::Folder(AsyncFileTransport::new(folder), folder.into())
            }
            _ => Way::Memory(Arc::default()),
        };
        Ok(Post { from, way })
    }

    pub async fn send(&self, mail: &Mail) -> Result<(), Undelivered> {
        let message = self.message(mail).ok_or(Undelivered::Refused)?;
        match &self.way {
            Way::Smtp(smtp) => smtp
                .send(message)
                .await
                .map(drop)
                .map_err(|error| if error.is_permanent() { Undelivered::Refused } else { Undelivered::Later }),
            Way::Folder(transport, folder) => {
                let id = transport.send(message).await.map_err(|_| Undelivered::Later)?;
                // Beside the message itself, in a form that the demo's mailbox can show.
                let shown = serde_json::to_vec(mail).map_err(|_| Undelivered::Refused)?;
                std::fs::write(folder.join(format!("{id}.json")), shown).map_err(|_| Undelivered::Later)
            }
            Way::Memory(sent) => {
                sent.lock().unwrap_or_else(PoisonError::into_inner).push(mail.clone());
                Ok(())
            }
        }
    }

    /// lettre encodes every header, so that a line break in a name stays inside its header.
    fn message(&self, mail: &Mail) -> Option<Message> {
        let one_line: String = mail.subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        Message::builder()
            .from(self.from.clone())
            .to(mail.to.parse().ok()?)
            .subject(one_line)
            .header(ContentType::TEXT_PLAIN)
            .body(mail.text.clone())
            .ok()
    }

    /// What left the building, in order. Only the memory remembers.
    pub fn sent(&self) -> Vec<Mail> {
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
