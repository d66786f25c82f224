//! What the composer is given: the post so far and finished sentences. Plain data, the same on both sides.
use serde::{Deserialize, Serialize};

use crate::base::failure::Problem;

/// The post so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Made when the page was drawn; it becomes the id of the post.
    pub key: String,
    /// For whom the form was drawn.
    pub drew: String,
    /// The post that is changed, and how often it had been changed before; nothing for a new one.
    pub change: Option<(String, String)>,
    /// «yes»: the writer knows that the same was sent before.
    pub again: String,
    pub body: String,
    pub choices: Vec<Choice>,
    pub pictures: Vec<Picture>,
    /// Words for photos that have none of their own.
    pub description: String,
    /// Where something is wrong (`audience`, `body`, `photo`, or nothing in particular), and what.
    pub problems: Vec<(String, String)>,
}

/// A group, or the school.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
    /// «Plaatsen voor 44 ouders», when this is the only one.
    pub publish: String,
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
    /// The example in the narrow field below a photo.
    pub description_short: String,
    pub who_sees: String,
    pub close: String,
    pub tile: TileWords,
    pub bar: BarWords,
    pub problems: Problems,
}

/// What stands at a photo.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TileWords {
    pub remove: String,
    pub earlier: String,
    pub again: String,
}

/// What stands in the bar at the thumb. Numbers have a sentence each, from one to as many photos as a post can have.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BarWords {
    pub publish: String,
    pub publish_staff: String,
    /// By number of groups, from two.
    pub publish_groups: Vec<String>,
    /// «2 foto's onderweg».
    pub under_way: Vec<String>,
    /// «2 foto's onderweg, daarna plaatsen».
    pub then_publish: Vec<String>,
    /// «1 foto lukte niet».
    pub failed: Vec<String>,
    pub again: String,
    pub without: String,
    /// The same, when it goes on at once.
    pub without_publish: String,
    pub sending: String,
    /// Before the names of photos that were too many.
    pub left_out: String,
    pub save: String,
    pub saved: String,
    pub discard: String,
    pub discard_yes: String,
    pub sign_in: String,
}

/// What the phone finds out by itself; whatever the school refuses comes with its sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problems {
    pub required: String,
    pub too_long: String,
    pub too_many: String,
    /// Something on the way to the school takes less than the school does.
    pub held_up: String,
}

impl Problems {
    pub fn of(&self, problem: Problem) -> String {
        let sentence = match problem {
            Problem::TooLong => &self.too_long,
            Problem::TooMany => &self.too_many,
            _ => &self.required,
        };
        sentence.clone()
    }
}
