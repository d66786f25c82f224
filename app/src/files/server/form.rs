//! Receives a form with photos: each file becomes a waiting photo at once, so that nobody has to send it twice.
use pixels::MAX_BYTES;
use server_fn::codec::MultipartData;

use super::arriving::{Arriving, MOST_FIELDS, Part, Parts};
use super::intake::take_in;
use super::photo::Photo;
use super::rules::MOST_PHOTOS;
use crate::access::{ARRIVING, Viewer};
use crate::base::arrivals::MEBIBYTE;
use crate::base::failure::{Failure, Problem, Result};
use crate::shell::kept::LEFT_BEHIND;

/// The field that names a photo that was refused, and why: all of them are told, not only the first.
pub const REFUSED: &str = "refused";
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
        let mut parts = Parts::of(viewer, data, MAX_BYTES).await?;
        while let Some(part) = parts.next().await? {
            match part {
                Part::File(arrived) => self.add_photo(viewer, arrived).await,
                Part::Field(name, _) if self.fields.len() >= MOST_FIELDS => {
                    return Err(Failure::invalid(&name, Problem::TooLong));
                }
                Part::Field(name, value) => self.fields.push((name, value)),
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

/// «photo-3»: which of the photos it was. What is wrong with all of them has no place.
fn at_place(failure: Failure, place: usize) -> Failure {
    match failure {
        Failure::Invalid { problem, .. } if problem != Problem::TooMany => {
            Failure::invalid(&format!("photo-{place}"), problem)
        }
        other => other,
    }
}
