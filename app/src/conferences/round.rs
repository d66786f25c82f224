//! The id of a round of talks: shared with the groups it is for, part of the module «talks».
use crate::access::Shared;

crate::id!(RoundId);

impl Shared for RoundId {
    const KIND: &'static str = "round";
    const MODULE: &'static str = "talks";
    fn id(&self) -> &str {
        &self.0
    }
}
