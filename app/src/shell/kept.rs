//! What somebody typed, when a form without JavaScript came back with a problem: shown again, at the field.
use std::collections::HashMap;

use axum::extract::{FromRequestParts, Query};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE;
use http::request::Parts;

use super::failures::problem_sentence;
use super::language::Language;
use crate::access::{App, PersonId, Viewer};
use crate::base::db::broken;
use crate::base::failure::{Failure, Result};
use crate::base::kept;

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
        kept::keep(viewer.db(), Some(&viewer.person), fields, viewer.now).await
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
        let kept = Self::keep(viewer, fields).await?;
        let code = URL_SAFE.encode(serde_json::to_vec(failure).map_err(|error| broken(&error))?);
        Ok(format!("{page}?__path=/api/{action}&__err={code}&__kept={kept}"))
    }
}

/// Whether the server function that runs now was called by a plain form, which wants a page for an answer.
pub fn plain() -> bool {
    leptos::prelude::use_context::<Parts>().is_some_and(|parts| super::actions::wants_page(&parts.headers))
}

impl FromRequestParts<App> for Kept {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let Ok(Query(query)) = Query::<HashMap<String, String>>::try_from_uri(&parts.uri) else {
            return Ok(Kept::default());
        };
        let failure = query.get("__err").and_then(|code| serde_json::from_slice(&URL_SAFE.decode(code).ok()?).ok());
        let action = query.get("__path").map(|path| path.trim_start_matches("/api/").to_owned()).unwrap_or_default();
        // `__kept` belongs to a failure, and goes when it does; `form` is a form that only comes back.
        let fields = match query.get("__kept").or(query.get("form")) {
            Some(id) => fields(parts, app, id).await?,
            None => Vec::new(),
        };
        Ok(Kept { action, failure, fields })
    }
}

async fn fields(parts: &mut Parts, app: &App, id: &str) -> Result<Vec<(String, String)>> {
    match Viewer::from_request_parts(parts, app).await {
        Ok(viewer) => kept::find(viewer.db(), id, Some(&viewer.person)).await,
        Err(_) => {
            let visitor = crate::access::Visitor::from_request_parts(parts, app).await?;
            kept::find(visitor.db(), id, None::<&PersonId>).await
        }
    }
}
