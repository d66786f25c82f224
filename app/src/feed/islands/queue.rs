//! The way of the photos to the school: a few travel at a time, each is tried more than once, and none is forgotten in silence.
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::browser::{self, Picked};
use super::desk::Desk;
use super::tile::{State, Tile};
use crate::base::failure::Refusal;
use crate::files::rules::MOST_PHOTOS;

/// On a slow line two arrive sooner than six.
const AT_ONCE: usize = 2;
/// How often a photo is sent again by itself: after one second, two, four.
const MOST_TRIES: u32 = 3;

/// What has nothing to do with the photo itself.
fn passes(refusal: &Refusal) -> bool {
    refusal.field.is_empty() && ![Refusal::DENIED, Refusal::GONE, Refusal::NOT_YOU].contains(&refusal.code.as_str())
}

impl Desk {
    /// Takes photos in. Those that are too many are left out, by name.
    pub fn add(self, picked: Vec<Picked>) {
        if picked.is_empty() {
            return;
        }
        let free = MOST_PHOTOS.saturating_sub(self.tiles.with_untracked(Vec::len));
        let left_out: Vec<String> = picked.iter().skip(free).map(Picked::name).collect();
        if !left_out.is_empty() {
            let words = self.words.with_value(|words| words.bar.left_out.clone());
            self.complain(vec![("photo".to_owned(), [words, left_out.join(", ")].join(" "))]);
        }
        for picked in picked.into_iter().take(free) {
            let number = self.tiles.with_untracked(|tiles| tiles.iter().map(|tile| tile.number + 1).max().unwrap_or(0));
            self.tiles.update(|tiles| tiles.push(Tile::picked(number, picked)));
        }
        self.words_first();
    }

    /// On a slow line words would wait behind photos, and be lost with the page: they go first.
    fn words_first(self) {
        spawn_local(async move {
            self.save().await;
            self.pump();
        });
    }

    /// Sends what waits, as far as there is room on the line.
    fn pump(self) {
        let next = self.tiles.with_untracked(|tiles| {
            let sending = tiles.iter().filter(|tile| tile.is(|state| matches!(state, State::Sending(_)))).count();
            let next = tiles.iter().find(|tile| tile.is(|state| *state == State::Waiting));
            next.filter(|_| sending < AT_ONCE).cloned()
        });
        if let Some(tile) = next {
            self.start(tile, 0);
            self.pump();
        }
    }

    fn start(self, tile: Tile, tries: u32) {
        let state = tile.state;
        let Some(picked) = tile.picked.get_value() else { return };
        state.set(State::Sending(0));
        picked.send(
            tile.src.clone(),
            // Ninety-nine at most: the last percent is the school's, which looks at the photo.
            move |percent| state.set(State::Sending(percent.min(99))),
            move |outcome| self.ended(tile, tries, outcome),
        );
    }

    fn ended(self, tile: Tile, tries: u32, outcome: Result<String, Refusal>) {
        // Somebody took it out meanwhile.
        if !self.tiles.with_untracked(|tiles| tiles.iter().any(|other| other.number == tile.number)) {
            return self.pump();
        }
        match outcome {
            Ok(id) => {
                tile.state.set(State::Arrived(id));
                self.touched();
            }
            Err(refusal) if passes(&refusal) && !refusal.signed_out() && tries < MOST_TRIES => {
                set_timeout(move || self.start(tile, tries + 1), Duration::from_secs(1 << tries));
            }
            Err(refusal) => {
                let again = passes(&refusal);
                let why = match refusal.sentence {
                    // Kring itself says why it takes no larger photo: this came from a proxy on the way.
                    none if none.is_empty() => self.words.with_value(|words| words.problems.held_up.clone()),
                    why => why,
                };
                tile.state.set(State::Refused { why, again });
            }
        }
        self.pump();
        self.settle();
    }

    /// Sends again what did not make it and can; all of it.
    pub fn try_again(self) {
        self.tiles.with_untracked(|tiles| {
            for tile in tiles.iter().filter(|tile| tile.is(|state| matches!(state, State::Refused { again: true, .. })))
            {
                tile.state.set(State::Waiting);
            }
        });
        self.pump();
    }

    /// Whether any of them can.
    pub fn can_try_again(self) -> bool {
        self.tiles.with(|tiles| {
            tiles.iter().any(|tile| tile.state.with(|state| matches!(state, State::Refused { again: true, .. })))
        })
    }

    /// Goes on without the photos that did not make it.
    pub fn without(self) {
        self.tiles.update(|tiles| tiles.retain(|tile| !tile.is(|state| matches!(state, State::Refused { .. }))));
        self.touched();
        self.settle();
    }

    pub fn remove(self, number: usize) {
        self.tiles.update(|tiles| tiles.retain(|tile| tile.number != number));
        self.touched();
        self.settle();
    }

    pub fn move_forward(self, number: usize) {
        self.tiles.update(|tiles| {
            if let Some(at) = tiles.iter().position(|tile| tile.number == number).filter(|at| *at > 0) {
                tiles.swap(at - 1, at);
            }
        });
        self.touched();
    }
}

/// Files that somebody chose with an input.
pub fn chosen(desk: Desk, event: &leptos::ev::Event) {
    if let Some(input) = browser::input_of(event) {
        desk.add(browser::take_files(&input));
    }
}
