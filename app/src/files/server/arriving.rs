//! A form with files, part by part. Reads no more than it must: a file that grows too large is thrown away while it arrives, and one
//! that stops arriving gives its room back.
use std::future::Future;

use bytes::Bytes;
use multer::Multipart;
use server_fn::codec::MultipartData;
use tokio::sync::{OwnedSemaphorePermit, SemaphorePermit};

use crate::access::Viewer;
use crate::base::arrivals::Arrivals;
use crate::base::failure::{Failure, Problem, Result};

/// The longest text of one field; what is longer is refused as a whole.
const LONGEST_FIELD: usize = 64 * 1024;
/// More fields than any form of ours has.
pub const MOST_FIELDS: usize = 200;
/// The largest form: twenty photos of a telephone.
const LARGEST_FORM: usize = 220 * 1024 * 1024;

/// What comes next.
pub enum Part<'a> {
    Field(String, String),
    File(Arriving<'a>),
}

/// All of a form, while it is this person's turn to send one.
pub struct Parts<'a> {
    arrivals: &'a Arrivals,
    parts: Multipart<'static>,
    /// Bytes of a file.
    most: usize,
    left: usize,
    _turn: OwnedSemaphorePermit,
}

impl<'a> Parts<'a> {
    pub async fn of(viewer: &'a Viewer, data: MultipartData, most: usize) -> Result<Self> {
        let arrivals = &viewer.app().turns.arriving;
        let turn = arrivals.turn(viewer.person.as_str()).await?;
        let parts = data.into_inner().ok_or(Failure::Busy)?;
        Ok(Parts { arrivals, parts, most, left: announced().unwrap_or(LARGEST_FORM).min(LARGEST_FORM), _turn: turn })
    }

    pub async fn next(&mut self) -> Result<Option<Part<'a>>> {
        while let Some(mut part) = next(self.arrivals, self.parts.next_field()).await? {
            let name = part.name().unwrap_or_default().to_owned();
            let file = part.file_name().map(str::to_owned);
            let mut arriving = Arriving::new(if file.is_some() { self.most } else { LONGEST_FIELD });
            while let Some(chunk) = next(self.arrivals, part.chunk()).await? {
                if arriving.size == 0 && file.is_some() {
                    arriving.reserve(self.arrivals, self.left).await?;
                }
                self.left =
                    self.left.checked_sub(chunk.len()).ok_or(Failure::invalid("photo", Problem::PhotoTooLarge))?;
                arriving.take(&chunk);
            }
            match file {
                // The file field of a form where nothing was chosen.
                Some(file) if file.is_empty() && arriving.size == 0 => {}
                Some(_) => return Ok(Some(Part::File(arriving))),
                None if arriving.is_too_long() => return Err(Failure::invalid(&name, Problem::TooLong)),
                None => return Ok(Some(Part::Field(name, String::from_utf8_lossy(&arriving.bytes).into_owned()))),
            }
        }
        Ok(None)
    }
}

/// A file of the form, with the room that it takes until it is done.
pub struct Arriving<'a> {
    pub bytes: Vec<u8>,
    size: usize,
    most: usize,
    _room: Option<SemaphorePermit<'a>>,
}

impl<'a> Arriving<'a> {
    fn new(most: usize) -> Self {
        Arriving { bytes: Vec::new(), size: 0, most, _room: None }
    }

    /// All the room that it can need, when so much of the form is still to come. One file a form: exactly its length.
    async fn reserve(&mut self, arrivals: &'a Arrivals, left: usize) -> Result<()> {
        let most = left.min(self.most);
        self._room = Some(arrivals.admit(most).await?);
        // A vector that doubles takes twice what it holds.
        self.bytes.reserve_exact(most);
        Ok(())
    }

    fn take(&mut self, chunk: &Bytes) {
        self.size += chunk.len();
        if self.is_too_long() {
            // Thrown away while it arrives.
            (self.bytes, self._room) = (Vec::new(), None);
        } else {
            self.bytes.extend_from_slice(chunk);
        }
    }

    pub fn is_too_long(&self) -> bool {
        self.size > self.most
    }
}

/// How long the whole form says it is.
fn announced() -> Option<usize> {
    let parts = leptos::prelude::use_context::<http::request::Parts>()?;
    parts.headers.get(http::header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// What comes next of the form. A sender who sends nothing for long has gone.
async fn next<T, E>(
    arrivals: &Arrivals,
    next: impl Future<Output = std::result::Result<Option<T>, E>>,
) -> Result<Option<T>> {
    arrivals.unless_stalled(next).await.ok_or_else(broken_off)?.map_err(|_| broken_off())
}

/// The connection ended in the middle.
fn broken_off() -> Failure {
    Failure::invalid("photo", Problem::PhotoBroken)
}
