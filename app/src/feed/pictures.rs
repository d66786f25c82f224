//! The photos of the composer: each with its progress, its words and its ways out. A few travel at a time, each is tried more than
//! once, and none is forgotten in silence.
use std::time::Duration;

use leptos::either::EitherOf3;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::browser::{self, Picked};
use super::desk::{Desk, sentence};
use super::draft::Picture;
use crate::base::failure::Failure;
use crate::photos::rules::MOST_PHOTOS;
use crate::ui::icon::Icon;

/// On a slow line two arrive sooner than six.
const AT_ONCE: usize = 2;
/// How often a photo is sent again by itself: after one second, two, four.
const MOST_TRIES: u32 = 3;

/// How far a photo is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    Waiting,
    /// In percent.
    Sending(u8),
    /// It has this id.
    Arrived(String),
    /// Why, and whether trying again can help.
    Refused { why: String, again: bool },
}

/// One photo in the form.
#[derive(Clone)]
pub struct Tile {
    /// Only to tell them apart.
    pub number: usize,
    src: String,
    description: String,
    pub state: RwSignal<State>,
    picked: StoredValue<Option<Picked>, LocalStorage>,
}

impl Tile {
    pub fn arrived(number: usize, picture: Picture) -> Self {
        let state = RwSignal::new(State::Arrived(picture.id));
        Tile { number, src: picture.src, description: picture.description, state, picked: StoredValue::new_local(None) }
    }

    fn picked(number: usize, picked: Picked) -> Self {
        let state = RwSignal::new(State::Waiting);
        Tile { number, src: picked.src(), description: String::new(), state, picked: StoredValue::new_local(Some(picked)) }
    }

    fn is(&self, wanted: fn(&State) -> bool) -> bool {
        self.state.with_untracked(wanted)
    }
}

/// What has nothing to do with the photo itself.
fn passes(failure: &Failure) -> bool {
    !matches!(failure, Failure::Invalid { .. } | Failure::Denied | Failure::Gone)
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
        self.pump();
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

    fn ended(self, tile: Tile, tries: u32, outcome: Result<String, Failure>) {
        // Somebody took it out meanwhile.
        if !self.tiles.with_untracked(|tiles| tiles.iter().any(|other| other.number == tile.number)) {
            return self.pump();
        }
        match outcome {
            Ok(id) => {
                tile.state.set(State::Arrived(id));
                self.touched();
            }
            Err(failure) if passes(&failure) && failure != Failure::SignedOut && tries < MOST_TRIES => {
                set_timeout(move || self.start(tile, tries + 1), Duration::from_secs(1 << tries));
            }
            Err(failure) => {
                let why = self.words.with_value(|words| sentence(&words.problems, &failure));
                tile.state.set(State::Refused { why, again: passes(&failure) });
            }
        }
        self.pump();
        self.settle();
    }

    /// Sends again what did not make it and can; all of it.
    pub fn try_again(self) {
        self.tiles.with_untracked(|tiles| {
            for tile in tiles.iter().filter(|tile| tile.is(|state| matches!(state, State::Refused { again: true, .. }))) {
                tile.state.set(State::Waiting);
            }
        });
        self.pump();
    }

    /// Whether any of them can.
    pub fn can_try_again(self) -> bool {
        self.tiles.with(|tiles| tiles.iter().any(|tile| tile.state.with(|state| matches!(state, State::Refused { again: true, .. }))))
    }

    /// Goes on without the photos that did not make it.
    pub fn without(self) {
        self.tiles.update(|tiles| tiles.retain(|tile| !tile.is(|state| matches!(state, State::Refused { .. }))));
        self.touched();
        self.settle();
    }

    fn remove(self, number: usize) {
        self.tiles.update(|tiles| tiles.retain(|tile| tile.number != number));
        self.touched();
        self.settle();
    }

    fn move_forward(self, number: usize) {
        self.tiles.update(|tiles| {
            if let Some(at) = tiles.iter().position(|tile| tile.number == number).filter(|at| *at > 0) {
                tiles.swap(at - 1, at);
            }
        });
        self.touched();
    }
}

/// One photo, whatever its state. Its buttons work without JavaScript too: they come back with the form.
pub fn pictured(desk: Desk, tile: Tile) -> impl IntoView {
    let Tile { number, src, description, state, .. } = tile;
    let code = move || match state.get() {
        State::Waiting => "waiting",
        State::Sending(_) => "sending",
        State::Arrived(_) => "done",
        State::Refused { .. } => "refused",
    };
    let inside = move || match state.get() {
        State::Waiting => EitherOf3::A(ring(0)),
        State::Sending(percent) => EitherOf3::A(ring(percent)),
        State::Arrived(id) => EitherOf3::B(view! { <input type="hidden" name="uploaded" value=id/> }),
        State::Refused { .. } => EitherOf3::C(()),
    };
    let id = move || if let State::Arrived(id) = state.get() { id } else { String::new() };
    let name = move || if let State::Arrived(id) = state.get() { ["description-", &id].concat() } else { String::new() };
    let (hint, words) = desk.words.with_value(|words| (words.description.clone(), words.tile.clone()));
    view! {
        <li class="feed-photos__cell">
            <div class="feed-photos__item" data-state=code>
                <img src=src alt=""/>
                {inside}
                {tool(id, "drop", "feed-photos__remove", "close", words.remove, move || desk.remove(number))}
                {tool(id, "earlier", "feed-photos__earlier", "back", words.earlier, move || desk.move_forward(number))}
            </div>
            {move || refusal(desk, state.get())}
            <input
                class="field__input" type="text" name=name maxlength="500" aria-label=hint.clone() placeholder=hint value=description
                hidden=move || matches!(state.get(), State::Refused { .. })
            />
        </li>
    }
}

fn tool(
    id: impl Fn() -> String + Send + Copy + 'static,
    name: &'static str,
    class: &'static str,
    icon: &'static str,
    label: String,
    deed: impl Fn() + 'static,
) -> impl IntoView {
    let tap = move |event: MouseEvent| {
        event.prevent_default();
        deed();
    };
    view! {
        <button
            class=["button button--disc ", class].concat() type="submit" formaction="/api/feed/arrange" name=name value=id
            aria-label=label on:click=tap
        >
            <Icon name=icon class="icon--small"/>
        </button>
    }
}

/// Why a photo did not make it, below it; and trying again where that can help.
fn refusal(desk: Desk, state: State) -> Option<impl IntoView> {
    let State::Refused { why, again } = state else { return None };
    let words = desk.words.with_value(|words| words.tile.again.clone());
    Some(view! {
        <p class="field__problem">{why}</p>
        {again.then(|| view! {
            <button class="button button--small" type="button" on:click=move |_| desk.try_again()>{words}</button>
        })}
    })
}

/// The ring fills while the photo travels.
fn ring(percent: u8) -> impl IntoView {
    let (said, drawn) = (percent.to_string() + "%", percent.to_string() + " 100");
    let label = said.clone();
    view! {
        <span class="ring" role="img" aria-label=label>
            <svg viewBox="0 0 40 40" aria-hidden="true">
                <circle class="ring__track" cx="20" cy="20" r="17" pathLength="100"></circle>
                <circle class="ring__value" cx="20" cy="20" r="17" pathLength="100" stroke-dasharray=drawn></circle>
            </svg>
            {said}
        </span>
    }
}

/// Files that somebody chose with an input.
pub fn chosen(desk: Desk, event: &leptos::ev::Event) {
    if let Some(input) = browser::input_of(event) {
        desk.add(browser::take_files(&input));
    }
}
