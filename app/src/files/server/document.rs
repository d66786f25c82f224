//! A form that carries one document: a list, an export. It is read at once and not kept.
use server_fn::codec::MultipartData;

use super::arriving::{MOST_FIELDS, Part, Parts};
use crate::access::Viewer;
use crate::base::failure::{Failure, Problem, Result};

/// What arrived. `problem` is the first thing that was wrong; the words are there all the same.
#[derive(Debug, Default)]
pub struct Document {
    pub fields: Vec<(String, String)>,
    pub bytes: Vec<u8>,
    pub problem: Option<Failure>,
}

impl Document {
    /// Reads the form to its end, or to where it becomes too much; the document has at most so many bytes.
    pub async fn receive(viewer: &Viewer, data: MultipartData, most: usize) -> Self {
        let mut document = Document::default();
        if let Err(failure) = document.read(viewer, data, most).await {
            document.problem.get_or_insert(match failure {
                // Whatever broke off, it was the file.
                Failure::Invalid { field, problem } if field == "photo" => Failure::invalid("file", problem),
                other => other,
            });
        }
        document
    }

    pub fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    async fn read(&mut self, viewer: &Viewer, data: MultipartData, most: usize) -> Result<()> {
        let mut parts = Parts::of(viewer, data, most).await?;
        while let Some(part) = parts.next().await? {
            match part {
                Part::File(file) if file.is_too_long() => {
                    self.problem.get_or_insert(Failure::invalid("file", Problem::TooLong));
                }
                Part::File(file) => self.bytes = file.bytes,
                Part::Field(name, _) if self.fields.len() >= MOST_FIELDS => {
                    return Err(Failure::invalid(&name, Problem::TooLong));
                }
                Part::Field(name, value) => self.fields.push((name, value)),
            }
        }
        Ok(())
    }
}
