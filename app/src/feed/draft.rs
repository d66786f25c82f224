//! What the composer is given: the post so far and finished sentences. Plain data, the same on both sides.
use serde::{Deserialize, Serialize};

use crate::base::failure::Problem;

/// The post so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Made when the page was drawn; it becomes the id of the post.
    pub key: String,
    pub body: String,
    pub choices: Vec<Choice>,
    pub pictures: Vec<Picture>,
    /// Words for photos that have none of their own.
    pub description: String,
    /// Where something is wrong (`audience`, `body`, `photo`, or nothing in particular), and what.
    pub problem: (String, String),
}

/// A group, or the school.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

/// A photo that has arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    pub id: String,
    pub src: String,
    pub description: String,
}

/// Every sentence of the composer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    pub audience: String,
    pub body: String,
    pub body_hint: String,
    pub photos: String,
    pub photos_hint: String,
    pub choose: String,
    pub description: String,
    pub description_all: String,
    pub remove: String,
    pub again: String,
    pub who_sees: String,
    pub publish: String,
    pub close: String,
    pub wait: String,
    pub problems: Problems,
}

/// What can be wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problems {
    pub required: String,
    pub too_long: String,
    pub too_many: String,
    /// Everything that can be wrong with a photo, each with its sentence.
    pub photo: Vec<(Problem, String)>,
    pub busy: String,
    pub offline: String,
    pub signed_out: String,
    pub denied: String,
}

impl Problems {
    /// What to say when something is wrong with a photo.
    pub fn of_photo(&self, problem: Problem) -> Option<&String> {
        self.photo.iter().find(|(known, _)| *known == problem).map(|(_, sentence)| sentence)
    }
}
