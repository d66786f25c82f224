//! Short sentences on what was just done.
use serde::{Deserialize, Serialize};

use crate::base::language::Language;
use crate::say;

/// Everything that can be said once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    SignedOut,
    Language,
    Edited,
    Removed,
    Posted,
    PostEdited,
    PostRemoved,
    ThrownAway,
    DeviceOut,
    RoundOpened,
    DeadlineSet,
    RoundClosed,
    TriedAgain,
}

impl Said {
    pub fn sentence(self, language: Language) -> String {
        match self {
            Said::SignedOut => say!(language, said.signed_out),
            Said::Language => say!(language, said.language),
            Said::Edited => say!(language, said.edited),
            Said::Removed => say!(language, said.removed),
            Said::Posted => say!(language, said.posted),
            Said::PostEdited => say!(language, said.post_edited),
            Said::PostRemoved => say!(language, said.post_removed),
            Said::DeviceOut => say!(language, said.device_out),
            Said::RoundOpened => say!(language, said.round_opened),
            Said::DeadlineSet => say!(language, said.deadline_set),
            Said::RoundClosed => say!(language, said.round_closed),
            Said::TriedAgain => say!(language, said.tried_again),
            Said::ThrownAway => say!(language, said.thrown_away),
        }
    }
}
