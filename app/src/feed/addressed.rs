//! For whom something is, as a form sends it: what was ticked, one family, one side.
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Whom {
    pub(super) audience: Vec<String>,
    pub(super) family: String,
    pub(super) side: String,
    /// What was ticked before anybody chose.
    pub(super) beforehand: String,
}
