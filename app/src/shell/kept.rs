//! What somebody typed, when a form without JavaScript came back with a problem: shown again, at the field.
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::extract::{FromRequestParts, Query};
use http::request::Parts;
use server_fn::codec::MultipartData;

use super::failures::{problem_sentence, refused};
use super::here;
use super::ways::with_kept;
use crate::access::{App, Viewer};
use crate::base::failure::{Failure, Result};
use crate::base::kept::{self, Form};
use crate::base::language::Language;

/// The problem and the values of the form that came back; empty on an ordinary visit.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// The action that failed, without its prefix: `accounts/sign-in`.
    pub action: String,
    pub failure: Option<Failure>,
    fields: Vec<(String, String)>,
}

impl Kept {
    /// Fields that were kept elsewhere, to be shown as if the form had come back with nothing wrong.
    pub fn of(fields: Vec<(String, String)>) -> Self {
        Kept { fields, ..Kept::default() }
    }

    /// The value of a field, or nothing.
    pub fn value(&self, field: &str) -> String {
        self.fields.iter().find(|(name, _)| name == field).map(|(_, value)| value.clone()).unwrap_or_default()
    }

    /// All values of a field that can be chosen more than once.
    pub fn values(&self, field: &str) -> Vec<String> {
        self.fields.iter().filter(|(name, _)| name == field).map(|(_, value)| value.clone()).collect()
    }

    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// The failure of this action, if that is what came back.
    pub fn failure_of(&self, action: &str) -> Option<&Failure> {
        self.failure.as_ref().filter(|_| self.action == action)
    }

    /// What went wrong in an action («comments/heart»), or in any of a feature («polls/»), as a sentence.
    pub fn refused_of(&self, language: Language, actions: &str) -> Option<String> {
        let failure = self.failure.as_ref().filter(|_| self.action.starts_with(actions));
        failure.map(|failure| refused(language, &self.action, failure))
    }

    /// What is wrong with this field, as a sentence.
    pub fn problem(&self, language: Language, field: &str) -> Option<String> {
        match &self.failure {
            Some(Failure::Invalid { field: wrong, problem }) if wrong == field => {
                Some(problem_sentence(language, *problem))
            }
            _ => None,
        }
    }

    /// Keeps fields for this person, and returns the id to come back with.
    pub async fn keep(viewer: &Viewer, fields: &[(String, String)]) -> Result<String> {
        let form = Form { fields: fields.to_vec(), ..Form::default() };
        kept::keep(viewer.db(), viewer.person.as_str(), &form, viewer.now).await
    }

    /// Address of `page` that shows the problem of `action` and everything that was typed: for forms with photos, which
    /// are too large to be kept by the one door.
    pub async fn back(
        viewer: &Viewer,
        page: &str,
        action: &str,
        failure: &Failure,
        fields: &[(String, String)],
    ) -> Result<String> {
        let form = Form { action: action.to_owned(), failure: Some(failure.clone()), fields: fields.to_vec() };
        let id = kept::keep(viewer.db(), viewer.person.as_str(), &form, viewer.now).await;
        if let (Err(_), Some(mark)) = (&id, mark()) {
            // What cannot be kept is shown at once.
            mark.put(form.fields);
        }
        Ok(with_kept(page, &id?))
    }

    /// What came back. Whoever was signed out meanwhile has signed in by now: only their words are left.
    fn came_back(form: Form) -> Self {
        let Form { action, failure, fields } = form;
        let failure = failure.filter(|failure| *failure != Failure::SignedOut);
        if failure.is_some() {
            here::fail();
        }
        Kept { action, failure, fields }
    }
}

/// The field that says that photos of a form did not come along: without them it is not sent on.
pub const LEFT_BEHIND: &str = "left-behind";

/// The mark of a call by a plain form, which wants a page for an answer; and what of a form with files must not be lost.
#[derive(Debug, Clone, Default)]
pub struct Plain(Arc<Mutex<Vec<(String, String)>>>);

impl Plain {
    fn put(&self, fields: Vec<(String, String)>) {
        if let Ok(mut kept) = self.0.lock() {
            *kept = fields;
        }
    }

    pub fn carried(&self) -> Vec<(String, String)> {
        self.0.lock().map(|mut fields| std::mem::take(&mut *fields)).unwrap_or_default()
    }
}

/// Whether the server function that runs now was called by a plain form, which wants a page for an answer.
pub fn plain() -> bool {
    mark().is_some()
}

fn mark() -> Option<Plain> {
    leptos::prelude::use_context::<Parts>()?.extensions.get::<Plain>().cloned()
}

/// What somebody at the door may send before they are told to sign in: a form with twenty photos, read past and not kept.
const MOST_READ: usize = 220 * 1024 * 1024;
const MOST_FIELDS: usize = 200;

/// The words of a form with files whose sender was signed out meanwhile: the answer carries them on.
pub async fn carry(data: MultipartData) {
    let (Some(mark), Some(mut parts)) = (mark(), data.into_inner()) else { return };
    let (mut fields, mut left, mut read, mut photos) = (Vec::new(), kept::LARGEST, 0, false);
    while let Ok(Some(mut part)) = parts.next_field().await {
        let name = part.name().unwrap_or_default().to_owned();
        let words = part.file_name().is_none() && name.len() < left && fields.len() < MOST_FIELDS;
        let mut bytes = Vec::new();
        while let Ok(Some(chunk)) = part.chunk().await {
            read += chunk.len();
            if read > MOST_READ {
                return;
            }
            if words && bytes.len() + chunk.len() + name.len() <= left {
                bytes.extend_from_slice(&chunk);
            }
        }
        left = left.saturating_sub(bytes.len() + name.len());
        if words {
            fields.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        }
        photos |= part.file_name().is_some_and(|file| !file.is_empty());
    }
    if photos {
        fields.push((LEFT_BEHIND.to_owned(), "yes".to_owned()));
    }
    mark.put(fields);
}

impl FromRequestParts<App> for Kept {
    type Rejection = Failure;

    /// What the address names, if it was kept for this person; else what the cookie of somebody at the door holds.
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let query = Query::<HashMap<String, String>>::try_from_uri(&parts.uri).map(|Query(query)| query);
        // `__kept` belongs to a failure, and goes when it does; `form` is a form that only comes back.
        let id = query.ok().and_then(|query| query.get("__kept").or(query.get("form")).cloned());
        let form = match id {
            Some(id) => {
                let Ok(viewer) = Viewer::from_request_parts(parts, app).await else { return Ok(Kept::default()) };
                let form = kept::find(viewer.db(), &id, viewer.person.as_str(), viewer.now).await?;
                if form.as_ref().is_some_and(|form| form.failure == Some(Failure::SignedOut)) {
                    here::come_again();
                }
                form
            }
            None => here::flash().form,
        };
        Ok(form.map(Kept::came_back).unwrap_or_default())
    }
}
