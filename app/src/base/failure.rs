//! The one error type of server functions. Codes only: the sentences live in `messages/`.
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{self:?}")]
pub enum Failure {
    /// No live session: the person goes to the sign-in page and comes back.
    SignedOut,
    /// Known to be there, but not theirs to do.
    Denied,
    /// The school opens this on a later day (local ISO date).
    NotYet { opens: String },
    /// Not there, or not yours: the same answer for both.
    Gone,
    /// Somebody else was first. `free` names what is nearest and still free.
    Taken { free: Vec<String> },
    /// One field cannot be accepted as it is.
    Invalid { field: String, problem: Problem },
    /// Too many tries, or the machine has too much to do: later it works.
    Busy,
    /// The request never reached the school (made in the browser).
    Offline,
    /// Unexpected. Logged under this reference, which the person can pass on.
    Broken { reference: String },
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    Required,
    TooLong,
    TooShort,
    TooMany,
    NotADate,
    NotATime,
    EndsBeforeStart,
    OutOfRange,
    Unknown,
    Wrong,
    NotAPhoto,
    PhotoTooLarge,
    PhotoBroken,
    Closed,
    Overlaps,
    /// It lies before now.
    Past,
    /// From the evening into the night: that is two days.
    PastMidnight,
    AfterLastTalk,
    /// Somebody changed it since the page was drawn.
    Changed,
}

pub type Result<T, E = Failure> = std::result::Result<T, E>;

impl Failure {
    pub fn invalid(field: &str, problem: Problem) -> Self {
        Failure::Invalid { field: field.to_owned(), problem }
    }
}

impl FromServerFnError for Failure {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Failure::Offline,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Failure::invalid("form", Problem::Required),
            _ => Failure::Broken { reference: "FORM".to_owned() },
        }
    }
}
