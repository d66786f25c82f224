//! What the people of the demo do, and when. A deed that needs what another one made names it by its number.
use crate::access::{HouseholdId, PersonId, PupilId};
use crate::base::clock::Moment;

/// The place of a deed among all of them, in the order in which they were thought of.
pub type Number = usize;

#[derive(Debug)]
pub struct Deed {
    pub number: Number,
    pub at: Moment,
    /// By e-mail address.
    pub who: String,
    pub what: What,
}

impl Deed {
    /// Whether both happen at the same moment and neither needs the other.
    pub fn together(&self, other: &Deed) -> bool {
        let independent = matches!(
            (&self.what, &other.what),
            (What::Heart { .. }, What::Heart { .. }) | (What::Book(_), What::Book(_))
        );
        independent && self.at == other.at
    }
}

#[derive(Debug)]
pub enum What {
    Post(Post),
    Heart {
        post: Number,
    },
    Say {
        post: Number,
        answers: Option<Number>,
        body: String,
    },
    /// The form of a new round, as the office fills it in.
    Open(Vec<(String, String)>),
    Book(Booking),
}

#[derive(Debug)]
pub struct Post {
    /// «group:ID» or «school», as the form has it.
    pub audience: Vec<String>,
    pub body: String,
    /// Files of the demo, and what can be seen on them.
    pub photos: Vec<(String, String)>,
}

#[derive(Debug)]
pub struct Booking {
    pub round: Number,
    pub pupil: PupilId,
    pub household: HouseholdId,
    pub teacher: PersonId,
    /// The how-manieth talk of this teacher in this round, from 0, in the order of time.
    pub place: usize,
}

#[derive(Debug, Default)]
pub struct Deeds(Vec<Deed>);

impl Deeds {
    pub fn add(&mut self, at: Moment, who: &str, what: What) -> Number {
        let number = self.0.len();
        self.0.push(Deed { number, at, who: who.to_owned(), what });
        number
    }

    /// As they happen: what was thought of first comes first where two happen at the same moment.
    pub fn in_order(mut self) -> Vec<Deed> {
        self.0.sort_by_key(|deed| deed.at);
        self.0
    }
}
