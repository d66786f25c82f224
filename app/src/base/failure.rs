//! The one error type of server functions. Codes only: the sentences live in `messages.nl.json` of a feature.
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{self:?}")]
pub enum Failure {
    /// No live session: the person goes to the sign-in page and comes back.
    SignedOut,
    /// Drawn for one person and sent by another: whoever was signed in here before.
    NotYou,
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
    /// The machine has too much to do: later it works.
    Busy,
    /// Too many tries: in so many minutes it works again.
    Wait { minutes: u32 },
    /// The disk is full: reading goes on, nothing can be kept.
    Full,
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
    NotAnAddress,
    NotANumber,
    /// Somebody else of the school has this address.
    AddressTaken,
    EndsBeforeStart,
    OutOfRange,
    Unknown,
    Wrong,
    NotAPhoto,
    /// More bytes than we take.
    PhotoTooLarge,
    /// Something on the way to us takes less than we do: a proxy of the school.
    PhotoHeldUp,
    /// More pixels than we can unfold.
    PhotoTooFine,
    PhotoTooLong,
    PhotoBroken,
    PhotoEmpty,
    /// Apple's own container.
    PhotoHeic,
    PhotoAvif,
    PhotoMoves,
    /// A drawing that can run scripts.
    PhotoVector,
    PhotoPage,
    PhotoFilm,
    PhotoPdf,
    /// A picture in another container.
    PhotoOtherKind,
    /// Colours that no camera writes.
    PhotoColours,
    Closed,
    Overlaps,
    /// It lies before now.
    Past,
    /// From the evening into the night: that is two days.
    PastMidnight,
    AfterLastTalk,
    /// Somebody else signed in at this browser since the form was drawn.
    SomebodyElse,
    /// The same was sent before, and is there.
    SentBefore,
    /// Somebody else changed it meanwhile.
    Changed,
    /// The only group was ticked before anybody chose, and something else was chosen: asked once whether both are meant.
    TickedForYou,
    /// Photos were chosen, and did not come along with the words that came back.
    PhotosLeft,
}

impl Problem {
    /// What can be wrong with a photo: each has a sentence of its own.
    pub const OF_PHOTOS: [Problem; 16] = [
        Problem::NotAPhoto,
        Problem::PhotoTooLarge,
        Problem::PhotoHeldUp,
        Problem::PhotoTooFine,
        Problem::PhotoTooLong,
        Problem::PhotoBroken,
        Problem::PhotoEmpty,
        Problem::PhotoHeic,
        Problem::PhotoAvif,
        Problem::PhotoMoves,
        Problem::PhotoVector,
        Problem::PhotoPage,
        Problem::PhotoFilm,
        Problem::PhotoPdf,
        Problem::PhotoOtherKind,
        Problem::PhotoColours,
    ];
}

/// What an open page is told of a failure: the sentence to say, and the little that an island needs to know beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Which failure («SignedOut»), or what is wrong with the field («TooLong»).
    pub code: String,
    /// The field that cannot be accepted as it is.
    pub field: String,
    pub sentence: String,
    /// What is nearest and still free.
    pub free: Vec<String>,
}

/// The codes that an island does something about.
impl Refusal {
    /// Made in the browser: the request never reached the school.
    pub const OFFLINE: &str = "Offline";
    pub const SIGNED_OUT: &str = "SignedOut";
    pub const NOT_YOU: &str = "NotYou";
    pub const DENIED: &str = "Denied";
    pub const GONE: &str = "Gone";
    pub const TAKEN: &str = "Taken";
    pub const SENT_BEFORE: &str = "SentBefore";
    pub const SOMEBODY_ELSE: &str = "SomebodyElse";
    pub const TICKED_FOR_YOU: &str = "TickedForYou";

    pub fn signed_out(&self) -> bool {
        self.code == Self::SIGNED_OUT
    }
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
