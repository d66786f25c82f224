//! One photo of the composer: where it is to be seen, and how far it is on its way.
use leptos::prelude::*;

use super::browser::Picked;
use super::draft::Picture;

/// How far a photo is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    Waiting,
    /// In percent.
    Sending(u8),
    /// It has this id.
    Arrived(String),
    /// Why, and whether trying again can help.
    Refused {
        why: String,
        again: bool,
    },
}

/// One photo in the form.
#[derive(Clone)]
pub struct Tile {
    /// Only to tell them apart.
    pub number: usize,
    pub src: String,
    pub description: String,
    pub state: RwSignal<State>,
    pub picked: StoredValue<Option<Picked>, LocalStorage>,
}

impl Tile {
    pub fn arrived(number: usize, picture: Picture) -> Self {
        let state = RwSignal::new(State::Arrived(picture.id));
        Tile { number, src: picture.src, description: picture.description, state, picked: StoredValue::new_local(None) }
    }

    pub fn picked(number: usize, picked: Picked) -> Self {
        let state = RwSignal::new(State::Waiting);
        Tile {
            number,
            src: picked.src(),
            description: String::new(),
            state,
            picked: StoredValue::new_local(Some(picked)),
        }
    }

    pub fn is(&self, wanted: fn(&State) -> bool) -> bool {
        self.state.with_untracked(wanted)
    }
}
