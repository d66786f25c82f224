//! Receives a form with photos: each file becomes a waiting photo at once, so that nobody has to send it twice. Reads no more
//! than it must: a file that grows too large is thrown away while it arrives.
use std::time::Duration;

use server_fn::codec::MultipartData;
use tokio::sync::SemaphorePermit;

use super::intake::take_in;
use super::photo::Photo;
use super::pipeline::MAX_BYTES;
use super::rules::MOST_PHOTOS;
use crate::access::{ARRIVING, App, Viewer};
use crate::base::failure::{Failure, Problem, Result};

/// The longest text of one field; what is longer is refused as a whole.
const LONGEST_FIELD: usize = 64 * 1024;
/// More fields than any form of ours has.
const MOST_FIELDS: usize = 200;
/// The largest form: twenty photos of a telephone.
const LARGEST_FORM: usize = 220 * 1024 * 1024;

const MEBIBYTE: usize = 1024 * 1024;
/// Otherwise the largest file would wait for room that there never is.
const _: () = assert!(MAX_BYTES <= ARRIVING * MEBIBYTE);
const LONGEST_WAIT: Duration = Duration::from_secs(30);

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
        form
    }

    pub fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    pub fn values(&self, name: &str) -> Vec<String> {
        self.fields.iter().filter(|(field, _)| field == name).map(|(_, value)| value.clone()).collect()
    }

    async fn read(&mut self, viewer: &Viewer, data: MultipartData) -> Result<()> {
        let mut parts = data.into_inner().ok_or(Failure::Busy)?;
        let mut left = LARGEST_FORM;
        while let Some(mut part) = parts.next_field().await.map_err(|_| broken_off())? {
            let name = part.name().unwrap_or_default().to_owned();
            let file = part.file_name().map(str::to_owned);
            let most = if file.is_some() { MAX_BYTES } else { LONGEST_FIELD };
            let (mut bytes, mut size) = (Vec::new(), 0);
            let mut room = Room::new(viewer.app());
            while let Some(chunk) = part.chunk().await.map_err(|_| broken_off())? {
                left = left.checked_sub(chunk.len()).ok_or(Failure::invalid("photo", Problem::PhotoTooLarge))?;
                size += chunk.len();
                if size <= most {
                    room.hold(size).await?;
                    // Exactly as much as the room: a vector that doubles takes twice what it holds.
                    let room = room.bytes() - bytes.len();
                    bytes.reserve_exact(room);
                    bytes.extend_from_slice(&chunk);
                }
            }
            match file {
                // The file field of a form where nothing was chosen.
                Some(file) if file.is_empty() && size == 0 => {}
                Some(_) => self.add_photo(viewer, bytes, size).await,
                None if size > most || self.fields.len() >= MOST_FIELDS => {
                    return Err(Failure::invalid(&name, Problem::TooLong));
                }
                None => self.fields.push((name, String::from_utf8_lossy(&bytes).into_owned())),
            }
        }
        Ok(())
    }

    /// Takes one photo in. One that is refused does not keep the others out.
    async fn add_photo(&mut self, viewer: &Viewer, bytes: Vec<u8>, size: usize) {
        self.files += 1;
        let taken = if size > MAX_BYTES {
            Err(Failure::invalid("photo", Problem::PhotoTooLarge))
        } else if self.files > MOST_PHOTOS {
            Err(Failure::invalid("photo", Problem::TooMany))
        } else {
            take_in(viewer, bytes).await
        };
        match taken {
            Ok(photo) => {
                self.fields.push(("uploaded".to_owned(), photo.id.0.clone()));
                self.photos.push(photo);
            }
            Err(failure) => {
                self.problem.get_or_insert(at_place(failure, self.files));
            }
        }
    }
}

/// The room in memory that one file takes while it arrives and waits.
struct Room<'a> {
    app: &'a App,
    held: Vec<SemaphorePermit<'a>>,
}

impl<'a> Room<'a> {
    fn new(app: &'a App) -> Self {
        Room { app, held: Vec::new() }
    }

    /// Waits for room for so many bytes. When others keep it all too long, this one has to come back later.
    async fn hold(&mut self, size: usize) -> Result<()> {
        while self.bytes() < size {
            let room = tokio::time::timeout(LONGEST_WAIT, self.app.turns.arriving.acquire()).await;
            self.held.push(room.map_err(|_| Failure::Busy)?.map_err(|_| Failure::Busy)?);
        }
        Ok(())
    }

    fn bytes(&self) -> usize {
        self.held.len() * MEBIBYTE
    }
}

/// «photo-3»: which of the photos it was. What is wrong with all of them has no place.
fn at_place(failure: Failure, place: usize) -> Failure {
    match failure {
        Failure::Invalid { problem, .. } if problem != Problem::TooMany => Failure::invalid(&format!("photo-{place}"), problem),
        other => other,
    }
}

/// The connection ended in the middle.
fn broken_off() -> Failure {
    Failure::invalid("photo", Problem::PhotoBroken)
}
