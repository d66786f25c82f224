//! The id of a post: shared with an audience, part of the module «news».
use crate::access::Shared;

crate::id!(PostId);

impl Shared for PostId {
    const KIND: &'static str = "post";
    const MODULE: &'static str = "news";
    const OF_A_MOMENT: bool = true;
    fn id(&self) -> &str {
        &self.0
    }
}
