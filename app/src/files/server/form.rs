//! Receives a form with photos: each file becomes a waiting photo at once, so that nobody has to send it twice. Reads no more
//! than it must: a file that grows too large is thrown away while it arrives, and one that stops arriving gives its room back.
use std::future::Future;

use bytes::Bytes;
use pixels::MAX_BYTES;
use server_fn::codec::MultipartData;
use tokio::sync::SemaphorePermit;

use super::intake::take_in;
use super::photo::Photo;
use super::rules::MOST_PHOTOS;
use crate::access::{ARRIVING, Viewer};
use crate::base::arrivals::{Arrivals, MEBIBYTE};
use crate::base::failure::{Failure, Problem, Result};
use crate::shell::kept::LEFT_BEHIND;

/// The longest text of one field; what is longer is refused as a whole.
const LONGEST_FIELD: usize = 64 * 1024;
/// More fields than any form of ours has.
const MOST_FIELDS: usize = 200;
/// The field that names a photo that was refused, and why: all of them are told, not only the first.
pub const REFUSED: &str = "refused";
/// The largest form: twenty photos of a telephone.
const LARGEST_FORM: usize = 220 * 1024 * 1024;

/// Otherwise the largest file would get less room than it takes.
const _: () = assert!(MAX_BYTES <= ARRIVING * MEBIBYTE);

/// What arrived. `problem` is the first thing that was wrong; everything else is there all the same.
#[derive(Debug, Default)]
pub struct Form {
    pub fields: Vec<(String, String)>,
    /// The photos that came along; each is also a field `uploaded`.
    pub photos: Vec<Photo>,
    pub problem: Option<Failure>,
    files: usize,
}

impl Form {
    /// Reads the form to its end, or to where it becomes too much.
    pub async fn receive(viewer: &Viewer, data: MultipartData) -> Self {
        let mut form = Form::default();
        if let Err(failure) = form.read(viewer, data).await {
            form.problem.get_or_insert(failure);
        }
        if form.files > form.photos.len() {
            form.fields.push((LEFT_BEHIND.to_owned(), "yes".to_owned()));
        }
        form
    }

    pub fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    pub fn values(&self, name: &str) -> Vec<String> {
        self.fields.iter().filter(|(field, _)| field == name).map(|(_, value)| value.clone()).collect()
    }

    async fn read(&mut self, viewer: &Viewer, data: MultipartData) -> Result<()> {
        let arrivals = &viewer.app().turns.arriving;
        let _turn = arrivals.turn(viewer.person.as_str()).await?;
        let mut parts = data.into_inner().ok_or(Failure::Busy)?;
        let mut left = announced().unwrap_or(LARGEST_FORM).min(LARGEST_FORM);
        while let Some(mut part) = next(arrivals, parts.next_field()).await? {
            let name = part.name().unwrap_or_default().to_owned();
            let file = part.file_name().map(str::to_owned);
            let mut arriving = Arriving::new(if file.is_some() { MAX_BYTES } else { LONGEST_FIELD });
            while let Some(chunk) = next(arrivals, part.chunk()).await? {
                if arriving.size == 0 && file.is_some() {
                    arriving.reserve(arrivals, left).await?;
                }
                left = left.checked_sub(chunk.len()).ok_or(Failure::invalid("photo", Problem::PhotoTooLarge))?;
                arriving.take(&chunk);
            }
            match file {
                // The file field of a form where nothing was chosen.
                Some(file) if file.is_empty() && arriving.size == 0 => {}
                Some(_) => self.add_photo(viewer, arriving).await,
                None if arriving.is_too_long() || self.fields.len() >= MOST_FIELDS => {
                    return Err(Failure::invalid(&name, Problem::TooLong));
                }
                None => self.fields.push((name, String::from_utf8_lossy(&arriving.bytes).into_owned())),
            }
        }
        Ok(())
    }

    /// Takes one photo in. One that is refused does not keep the others out.
    async fn add_photo(&mut self, viewer: &Viewer, arrived: Arriving<'_>) {
        self.files += 1;
        let taken = if arrived.is_too_long() {
            Err(Failure::invalid("photo", Problem::PhotoTooLarge))
        } else if self.files > MOST_PHOTOS {
            Err(Failure::invalid("photo", Problem::TooMany))
        } else {
            take_in(viewer, arrived.bytes).await
        };
        match taken {
            Ok(photo) => {
                self.fields.push(("uploaded".to_owned(), photo.id.0.clone()));
                self.photos.push(photo);
            }
            Err(failure) => {
                let failure = at_place(failure, self.files);
                self.fields.extend(serde_json::to_string(&failure).map(|failure| (REFUSED.to_owned(), failure)));
                self.problem.get_or_insert(failure);
            }
        }
    }
}

/// A part of the form, with the room that it takes until its photo is done.
struct Arriving<'a> {
    bytes: Vec<u8>,
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

    fn is_too_long(&self) -> bool {
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

/// «photo-3»: which of the photos it was. What is wrong with all of them has no place.
fn at_place(failure: Failure, place: usize) -> Failure {
    match failure {
        Failure::Invalid { problem, .. } if problem != Problem::TooMany => {
            Failure::invalid(&format!("photo-{place}"), problem)
        }
        other => other,
    }
}

/// The connection ended in the middle.
fn broken_off() -> Failure {
    Failure::invalid("photo", Problem::PhotoBroken)
}
