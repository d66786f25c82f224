//! What somebody typed who was signed out meanwhile.
use serde::{Deserialize, Serialize};

use crate::base::kept::{Form, LARGEST};

/// What somebody typed, on its way through the form of signing in.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Carried {
    pub form: Form,
    pub from: String,
    /// Whose session it was; empty when nobody knows.
    pub who: String,
}

impl Carried {
    pub fn new(form: Form, from: String) -> Self {
        Carried { form, from, who: String::new() }
    }

    pub fn of(text: &str) -> Option<Self> {
        if text.len() > LARGEST { None } else { serde_json::from_str(text).ok() }
    }
}
